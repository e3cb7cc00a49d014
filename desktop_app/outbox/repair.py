"""Puts a new outbox in the place of a damaged one, with whatever is readable; a crash at any point loses nothing.

1. the damaged file and its WAL are copied aside
2. `.building` is filled and closed, then renamed to `.ready`: from here on a start finishes the repair
3. the old WAL goes, then `.ready` takes the outbox's name
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.delivery import AuditEntry, Pause
from desktop_app.domain.errors import EnvironmentFault, NotNow

from . import creation, records, side_files
from .carry_over import Carried, Carrier
from .carve import Carved, carve
from .cipher import Cipher, new_key
from .connection import Connect, Connection, opened, reading, run, value, writing
from .keys import Keys

_BUILDING, _READY, _LOCK = ".building", ".ready", ".repair"
_CHUNK_BYTES = 1 << 20


def healthy(path: Path, connect: Connect) -> bool:
    """Whether the file's structure is whole (`quick_check`); a connection of its own, so any thread may ask."""
    try:
        db = opened(path, connect, read_only=True)
    except EnvironmentFault as fault:
        if fault.code == "outbox_damaged":
            return False
        raise
    try:
        with reading(path):
            return bool(value(db, "PRAGMA quick_check(1)") == "ok")
    except EnvironmentFault as fault:
        if fault.code == "outbox_damaged":
            return False
        raise
    finally:
        with suppress(Exception):
            db.close()


def finish(path: Path) -> None:
    """Finishes a repair that was cut off after its new file was ready; drops one that was cut off before."""
    ready = side_files.companion(path, _READY)
    if not ready.exists() and not side_files.companion(path, _BUILDING).exists():
        return
    with _alone(path):
        side_files.remove(side_files.companion(path, _BUILDING))
        if ready.exists():
            _swap(path, ready)


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
        with _alone(self.path):
            if healthy(self.path, self.connect):
                return ()
            aside = side_files.free_name(self.path, side_files.DAMAGED, self.now)
            building = side_files.companion(self.path, _BUILDING)
            side_files.remove(building)
            try:
                result = self._replaced(aside, building)
            except BaseException as error:
                side_files.remove(building)
                side_files.remove(aside)
                if isinstance(error, OSError):
                    raise _disk_fault(error) from error
                raise
        if result is None:
            return ("outbox_damaged_set_aside", "outbox_key_lost_set_aside")
        return ("outbox_damaged_set_aside",) if result.complete else ("outbox_damaged_set_aside", "outbox_rows_lost")

    def _replaced(self, aside: Path, building: Path) -> Carried | None:
        side_files.copy_durably(self.path, aside)
        with carve(aside) as carved:
            result = self._build(carved, building, aside)
        side_files.sync_file(building)
        if _fingerprint(self.path) != _fingerprint(aside):
            raise NotNow("outbox_busy")  # another process wrote meanwhile
        ready = side_files.companion(self.path, _READY)
        os.replace(building, ready)  # noqa: PTH105 - replaces on Windows too
        side_files.sync_folder(self.path.parent)
        _swap(self.path, ready)
        return result

    def _build(self, carved: Carved, building: Path, aside: Path) -> Carried | None:
        """Fills a new file under the same id and key; under new ones, and empty, where the old ones cannot be had."""
        outbox_id = carved.outbox_id
        key = self.keys.outbox_key(outbox_id) if outbox_id else None
        known = key is not None
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
                self._remember(db, aside, result)
            with reading(building):
                run(db, "PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            db.close()
        return result

    def _remember(self, db: Connection, aside: Path, result: Carried | None) -> None:
        facts: dict[str, str | int | bool | None] = {"name": aside.name}
        if result is not None:
            facts |= {"carried": result.carried, "lost": result.lost}
        records.note(db, 0, AuditEntry(self.now, "", "repaired", facts))
        complete = result is not None and result.complete
        last_seq = records.next_seq(db) - 1
        side_files.remember(db, aside, side_files.DAMAGED, self.now, complete=complete, last_seq=last_seq)


def _swap(path: Path, ready: Path) -> None:
    """Step 3. The damaged file's own WAL must not be taken for that of the new one."""
    try:
        for suffix in ("-wal", "-shm"):
            side_files.companion(path, suffix).unlink(missing_ok=True)
        os.replace(ready, path)  # noqa: PTH105 - replaces on Windows too
    except PermissionError as error:  # Windows: another process has it open, and may still write into it
        side_files.remove(ready)
        raise NotNow("outbox_busy") from error
    side_files.sync_folder(path.parent)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process repairs at a time; the system frees the lock when its holder dies. Raises NotNow `outbox_busy`."""
    lock = sqlite3.connect(side_files.companion(path, _LOCK), isolation_level=None, timeout=0)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise NotNow("outbox_busy") from error
        yield
    finally:
        lock.close()


def _fingerprint(path: Path) -> str:
    """A hash of a file and its WAL."""
    digest = hashlib.sha256()
    for name in (path, side_files.companion(path, "-wal")):
        digest.update(b"|")
        with suppress(FileNotFoundError), name.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
    return digest.hexdigest()


def _disk_fault(error: OSError) -> EnvironmentFault:
    full = error.errno in {28, 122, 112}  # ENOSPC, EDQUOT, Windows' ERROR_DISK_FULL
    return EnvironmentFault("outbox_disk_full" if full else "outbox_io_error")
