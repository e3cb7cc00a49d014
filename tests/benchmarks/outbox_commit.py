"""Seal and commit one sign-off, beside raw SQLite and two durable queues; and the file's size for each that waits.

All take the same bytes (a payload of 22 kB and a session) and sync every insert. They take turns, insert by insert, so
that whatever else the machine does meets them alike; of several such rounds the middle one counts, by its ratio.
"""

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import huey.storage
import persistqueue

from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.opening import open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import memory_vault
from tests.benchmarks.table import Row
from tests.benchmarks.typical import JPEG_BYTES
from tests.unit.outbox.kit import Signer

ROUNDS = 5
INSERTS = 300  # a round
WARM_UP = 100
SESSION_CHARACTERS = 600
TIME_BUDGET = 1.5
SIZE_BUDGET = 0.15

Insert = Callable[[SignOff, bytes], None]


def _store(store: Store) -> Insert:
    return lambda signoff, _: void(store.add(signoff))


def void(_: object) -> None:
    """Drops a result."""


def _raw(folder: Path) -> Insert:
    db = sqlite3.connect(folder / "raw.db", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE queue(id TEXT PRIMARY KEY, at REAL, data BLOB)")
    return lambda signoff, data: void(db.execute("INSERT INTO queue VALUES (?, ?, ?)", (signoff.id, 0.5, data)))


def _persist_queue(folder: Path) -> Insert:
    queue = persistqueue.SQLiteQueue(str(folder / "persist-queue"), auto_commit=True)
    connection: Any = queue._putter  # it has no setting for the synchronous pragma
    connection.execute("PRAGMA synchronous=FULL")
    return lambda _, data: void(queue.put(data))


def _huey(folder: Path) -> Insert:
    storage = huey.storage.SqliteStorage("bench", str(folder / "huey.db"), fsync=True, journal_mode="wal")
    return lambda _, data: void(storage.enqueue(data))


def run() -> list[Row]:
    """Milliseconds an insert (median), and bytes a sign-off beyond its payload."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_outbox(folder / "outbox.db", memory_vault()).store
        inserts: dict[str, Insert] = {
            "outbox": _store(store),
            "raw SQLite, FULL": _raw(folder),
            "persist-queue, FULL": _persist_queue(folder),
            "huey, fsync": _huey(folder),
        }
        times_ms: dict[str, list[float]] = {peer: [] for peer in inserts}
        sign = Signer()
        for number in range(WARM_UP + ROUNDS * INSERTS):
            signoff = sign(f"{number:0{SESSION_CHARACTERS}}", jpeg=os.urandom(JPEG_BYTES))
            data = os.urandom(_payload_bytes(signoff))
            peers = list(inserts)
            for peer in peers[number % len(peers) :] + peers[: number % len(peers)]:
                before = time.perf_counter()
                inserts[peer](signoff, data)
                if number >= WARM_UP:
                    times_ms[peer].append((time.perf_counter() - before) * 1_000)
        payload = _payload_bytes(signoff) * (WARM_UP + ROUNDS * INSERTS)
        store.close()
        sqlite3.connect(folder / "raw.db").execute("PRAGMA wal_checkpoint(TRUNCATE)")
        beyond = (folder / "outbox.db").stat().st_size / payload - 1
        beyond_raw = (folder / "raw.db").stat().st_size / payload - 1
    rounds = {peer: _rounds(times) for peer, times in times_ms.items()}
    rows = [_beside(peer, rounds["outbox"], theirs) for peer, theirs in rounds.items() if peer != "outbox"]
    return [
        *rows,
        Row("file beyond the payload", beyond, "share", f"<= {SIZE_BUDGET}", "raw SQLite", beyond_raw,
            beyond <= SIZE_BUDGET),
    ]  # fmt: skip


def _rounds(times_ms: list[float]) -> list[float]:
    """The median of each round."""
    return [median(times_ms[begin : begin + INSERTS]) for begin in range(0, len(times_ms), INSERTS)]


def _beside(peer: str, ours_ms: list[float], theirs_ms: list[float]) -> Row:
    """The round whose ratio is the middle one; the others in the note."""
    rounds = sorted(zip(ours_ms, theirs_ms, strict=True), key=lambda pair: pair[0] / pair[1])
    ours, theirs = rounds[len(rounds) // 2]
    low, high = (pair[0] / pair[1] for pair in (rounds[0], rounds[-1]))
    has_budget = peer.startswith("raw")
    met = ours <= TIME_BUDGET * theirs if has_budget else True
    budget = f"<= {TIME_BUDGET} x" if has_budget else ""
    return Row("seal + commit", ours, "ms", budget, peer, theirs, met, f"rounds: {low:.2f} to {high:.2f} x")


def _payload_bytes(signoff: SignOff) -> int:
    """What must be kept of a sign-off: its picture, what was typed, its session."""
    form = signoff.form
    typed = (form.first_name, form.last_name, form.email, form.action_comment, form.comment)
    return len(signoff.jpeg) + sum(len(text.encode()) for text in typed) + len(signoff.session.value)


if __name__ == "__main__":
    assert Token("x").value  # imported once, before anything is timed
    for row in run():
        sys.stdout.write(f"{row}\n")
