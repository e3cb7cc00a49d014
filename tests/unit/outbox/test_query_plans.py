"""No query of the outbox walks through rows that it does not return: the cost stays while the backlog grows."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.delivery import State
from desktop_app.domain.session import Token
from desktop_app.outbox.connection import connect_sqlite
from desktop_app.outbox.opening import open_outbox
from desktop_app.vault import Vault
from tests.unit.outbox.kit import START, Signer, event, moved, sent

SMALL_TABLES = ("counters", "places", "facts", "side_files", "discards", "CONSTANT ROW", "2 CONSTANT ROWS", "(subquery")


class Explaining:
    """Explains every statement before it is run."""

    def __init__(self, path: Path) -> None:
        self._db = connect_sqlite(path)
        self._plans = sqlite3.connect(path, isolation_level=None)
        self.scans: list[str] = []

    def execute(self, statement: str, parameters: Any = (), /) -> Any:
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
            plan = self._plans.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            self.scans += [f"{step}: {statement}" for *_, step in plan if step.startswith(("SCAN", "USE TEMP"))]
        return self._db.execute(statement, parameters)

    def close(self) -> None:
        self._plans.close()
        self._db.close()


def test_no_query_scans_the_deliveries(path: Path, vault: Vault, sign: Signer) -> None:
    open_outbox(path, vault).store.close()
    made: list[Explaining] = []

    def connect(file: Path) -> Explaining:
        made.append(Explaining(file))
        return made[-1]

    store = open_outbox(path, vault, connect=connect, now=lambda: START).store
    deliveries = [store.add(sign(str(number % 2))) for number in range(6)]
    moved(store, deliveries[0], State.EXECUTED)
    sent(store, deliveries[1])
    store.attach_session([deliveries[2].id], Token("x"), "session_attached")
    store.discard(deliveries[3], event(deliveries[3].id))
    moved(store, deliveries[4], State.WAITING, next_attempt_at=START + timedelta(seconds=9))
    store.reset_backoff()
    store.due(START, busy_groups=("g",), limit=4)
    store.next_due_at(busy_groups=("g",))
    store.counts()
    store.page(states={State.WAITING, State.SENT}, before=deliveries[5].id)
    store.page(reference="abcdef12")
    store.discarded("abcdef12", limit=2)
    store.session_use(Token("x"))
    store.audit(deliveries[0].id)
    store.prune(START + timedelta(days=99), 30)
    scans = [scan for connection in made for scan in connection.scans]
    store.close()
    large = [scan for scan in scans if not any(f"SCAN {name}" in scan for name in SMALL_TABLES)]
    # An index, or the table's own order, walked from its end and left at the first rows, is no walk through all.
    ordered = ("USING INDEX", "COVERING INDEX receipts_by_time", "max(seq)", "ORDER BY seq DESC LIMIT")
    large = [scan for scan in large if scan.startswith("USE TEMP") or not any(way in scan for way in ordered)]
    # The few that a reference finds are sorted.
    large = [scan for scan in large if "WHERE key >= ?" not in scan]
    if large:
        pytest.fail("\n".join(large))
