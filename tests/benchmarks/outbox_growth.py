"""What each thing that is done with the outbox costs with 100 sign-offs in it, and with 10,000 (or 100,000)."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from desktop_app.domain.delivery import State
from desktop_app.domain.ids import short_reference
from desktop_app.outbox.opening import open_for_reading, open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import Vault, memory_vault
from tests.benchmarks.table import Row
from tests.benchmarks.typical import JPEG_BYTES
from tests.unit.outbox.kit import START, Signer, moved, sent

FEW = 100
MANY = 100_000 if "--long" in sys.argv else 10_000
ROUNDS = 400
BUDGET = 1.2
SESSIONS = 40  # of the waiting ones
SCREEN = 50  # rows of the list that are seen
UNSENT = (State.WAITING, State.EXECUTING, State.EXECUTED)


@dataclass(frozen=True, slots=True)
class Filled:
    path: Path
    vault: Vault
    store: Store
    sign: Signer
    some_id: str


def _filled(path: Path, rows: int) -> Filled:
    """Two in three wait, the others are sent or need attention: as after days without a network, and before."""
    vault, sign = memory_vault(), Signer()
    store = open_outbox(path, vault, now=lambda: START).store
    jpeg = os.urandom(JPEG_BYTES)
    # One sync for many: how the rows came there is not what is measured.
    store._db.execute("PRAGMA synchronous=OFF")
    some_id = ""
    for number in range(rows):
        delivery = store.add(sign(str(number % SESSIONS), jpeg=jpeg))
        some_id = some_id or delivery.id
        if number % 6 == 1:
            sent(store, delivery, START + timedelta(seconds=number))
        elif number % 6 == 2:
            moved(store, delivery, State.NEEDS_ATTENTION, reason="rejected")
    store._db.execute("PRAGMA synchronous=FULL")
    store.empty_wal()
    return Filled(path, vault, store, sign, some_id)


def _start(filled: Filled) -> None:
    opened = open_outbox(filled.path, filled.vault)
    opened.store.counts()
    opened.store._db.close()


def _list_start(filled: Filled) -> None:
    reader = open_for_reading(filled.path, filled.vault)
    reader.page(limit=SCREEN)
    reader.close()


def _sign(filled: Filled) -> None:
    jpeg = b"\xff" * JPEG_BYTES
    delivery = filled.store.add(filled.sign("another", jpeg=jpeg))
    assert delivery.version == 0


OPERATIONS: dict[str, Callable[[Filled], object]] = {
    "start": _start,
    "sign": _sign,
    "counts": lambda filled: filled.store.counts(),
    "first screen": lambda filled: filled.store.page(limit=SCREEN),
    "list in a process of its own": _list_start,
    "filter by state": lambda filled: filled.store.page(states={State.NEEDS_ATTENTION}, limit=10),
    "filter by what is unsent": lambda filled: filled.store.page(states=UNSENT, limit=SCREEN),
    "filter by reference": lambda filled: filled.store.page(reference=short_reference(filled.some_id)),
    "due": lambda filled: filled.store.due(START, busy_groups=(), limit=4),
    "next due": lambda filled: filled.store.next_due_at(busy_groups=()),
}


def run() -> list[Row]:
    """Milliseconds (median of 400 turns each, taken alternately) with many rows beside few."""
    with tempfile.TemporaryDirectory() as name:
        few, many = _filled(Path(name) / "few.db", FEW), _filled(Path(name) / "many.db", MANY)
        rows = [_compared(operation, work, few, many) for operation, work in OPERATIONS.items()]
        few.store.close()
        many.store.close()
    return rows


def _compared(operation: str, work: Callable[[Filled], object], few: Filled, many: Filled) -> Row:
    times_ms: dict[int, list[float]] = {id(few): [], id(many): []}
    for turn in range(ROUNDS):
        for filled in (few, many) if turn % 2 else (many, few):
            before = time.perf_counter()
            work(filled)
            times_ms[id(filled)].append((time.perf_counter() - before) * 1_000)
    beside, value = median(times_ms[id(few)]), median(times_ms[id(many)])
    return Row(
        f"{operation}, {MANY:,} sign-offs", value, "ms", f"<= {BUDGET} x", f"{FEW}", beside, value <= BUDGET * beside
    )


if __name__ == "__main__":
    for row in run():
        sys.stdout.write(f"{row}\n")
