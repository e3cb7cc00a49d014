"""Makes a new outbox of whatever is readable in a damaged one; a crash at any point loses nothing.

1. the damaged file and its WAL are copied aside
2. `.building` is filled and closed
3. it takes the outbox's name: see `swap`
"""

import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.delivery import AuditEntry, Pause
from desktop_app.domain.errors import EnvironmentFault

from . import creation, records, side_files
from .carry_over import Carried, Carrier
from .carve import Carved, carve
from .cipher import Cipher, new_key
from .connection import Connect, Connection, opened, reading, run, value, writing
from .keys import Keys
from .rows import COLUMNS, delivery_of
from .swap import BUILDING, alone, no_writer, take_place

# POSIX drops a process' locks on a file with the first descriptor of it that is closed: two of these in two threads
# would take them from each other.
_in_this_process = threading.RLock()


def healthy(path: Path, connect: Connect) -> bool:
    """Whether the file's structure is whole (`quick_check`), and every row one that can be read.

    A connection of its own, so any thread may ask.
    """
    with _in_this_process:
        return _healthy(path, connect)


def _healthy(path: Path, connect: Connect) -> bool:
    try:
        db = opened(path, connect, read_only=True)
    except EnvironmentFault as fault:
        if fault.code == "outbox_damaged":
            return False
        raise
    try:
        with reading(path):
            if value(db, "PRAGMA quick_check(1)") != "ok":
                return False
            if value(db, "SELECT 1 FROM audit WHERE NOT json_valid(facts) LIMIT 1"):
                return False
            for row in db.execute(f"SELECT {COLUMNS} FROM deliveries"):  # noqa: S608 - constants
                delivery_of(row)
    except EnvironmentFault as fault:
        if fault.code == "outbox_damaged":
            return False
        raise
    else:
        return True
    finally:
        with suppress(Exception):
            db.close()


@dataclass(frozen=True, slots=True)
class Repair:
    """The repair of the outbox at `path`."""

    path: Path
    keys: Keys
    connect: Connect
    now: datetime

    def run(self) -> tuple[str, ...]:
        """Replaces the damaged outbox; notices as codes, none where another process already has.

        No connection of this process may be open on it. Raises NotNow `outbox_busy`, EnvironmentFault
        `outbox_disk_full` …; the damaged file is then still in its place.
        """
        with _in_this_process, alone(self.path):
            if _healthy(self.path, self.connect):
                return ()
            with no_writer(self.path):
                return self._alone_with_it()

    def _alone_with_it(self) -> tuple[str, ...]:
        copy = aside = side_files.free_name(self.path, side_files.DAMAGED, self.now)
        building = side_files.companion(self.path, BUILDING)
        side_files.remove(building)
        try:
            side_files.copy_durably(self.path, copy)
            with carve(copy) as carved:
                key = self.keys.outbox_key(carved.outbox_id) if carved.outbox_id else None
                if carved.outbox_id and key is None:  # under this name it is looked for once the key is there again
                    aside = side_files.free_name(self.path, side_files.KEY_LOST, self.now)
                result = self._build(carved, key, building, aside)
            if aside != copy:
                side_files.rename(copy, aside)
            take_place(self.path, aside)
        except BaseException as error:
            for file in (building, copy, aside):
                side_files.remove(file)
            if isinstance(error, OSError):
                raise _disk_fault(error) from error
            raise
        if result is None:
            return ("outbox_damaged_set_aside", "outbox_key_lost_set_aside")
        return ("outbox_damaged_set_aside",) if result.complete else ("outbox_damaged_set_aside", "outbox_rows_lost")

    def _build(self, carved: Carved, key: bytes | None, building: Path, aside: Path) -> Carried | None:
        """Fills a new file under the same id and key; under new ones, and empty, where the old ones cannot be had."""
        outbox_id, known = carved.outbox_id, key is not None
        if key is None or outbox_id is None:
            outbox_id, key = creation.new_id(), new_key()
            self.keys.store_outbox_key(outbox_id, key)
        cipher = Cipher(key, outbox_id)
        result: Carried | None = None
        db = opened(building, self.connect)
        try:
            creation.bring_up_to_date(db, building, self.now)
            with writing(db, building):
                creation.begin(db, cipher, outbox_id, self.now)
                if known:
                    result = Carrier(carved, cipher, db, cipher, self.now).carry_over()
                if carved.facts.get("pause") in {pause.value for pause in Pause}:
                    run(db, "INSERT INTO facts VALUES ('pause', ?)", (carved.facts["pause"],))
                self._remember(db, carved, aside, result)
            with reading(building):
                run(db, "PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            db.close()
        return result

    def _remember(self, db: Connection, carved: Carved, aside: Path, result: Carried | None) -> None:
        facts: dict[str, str | int | bool | None] = {"name": aside.name}
        if result is not None:
            facts |= {"carried": result.carried, "lost": result.lost}
        records.note(db, 0, AuditEntry(self.now, "", "repaired", facts))
        last_seq = records.next_seq(db) - 1
        if result is not None:  # else nothing of it is here yet
            side_files.remember(db, aside, side_files.DAMAGED, self.now, complete=result.complete, last_seq=last_seq)
        for name, (kind, made_us, complete) in carved.side_files.items():
            if aside.with_name(name).exists():
                run(
                    db,
                    "INSERT OR IGNORE INTO side_files VALUES (?, ?, ?, ?, ?)",
                    (name, kind, made_us, complete, last_seq),
                )


def _disk_fault(error: OSError) -> EnvironmentFault:
    full = error.errno in {28, 122, 112}  # ENOSPC, EDQUOT, Windows' ERROR_DISK_FULL
    return EnvironmentFault("outbox_disk_full" if full else "outbox_io_error")
