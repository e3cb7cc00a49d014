"""Opening an outbox: a new one, an existing one, one of another version, one that is damaged or has lost its key."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.delivery import AuditEntry
from desktop_app.domain.errors import EnvironmentFault, NotNow

from . import creation, records, recovery, side_files
from .cipher import Cipher, new_key
from .connection import Connect, Connection, connect_sqlite, opened, reading, run, stored_version, value, writing
from .file import CipherSource, Identity, OpenFile, identity
from .key_loss import reclaim
from .keys import Keys
from .reader import Clock, Reader
from .repair import Repair, healthy
from .store import Store
from .swap import finish

_BEGUN = "SELECT count(*) = 2 FROM facts WHERE name IN ('outbox_id', 'test_value')"


@dataclass(frozen=True, slots=True)
class Opened:
    """An open outbox and what a person should know of how it was opened, as codes.

    `outbox_damaged_set_aside`, `outbox_rows_lost`, `outbox_key_lost_set_aside`, `outbox_key_found_again`.
    """

    store: Store
    notices: tuple[str, ...] = ()


def utc_now() -> datetime:
    """The machine's wall clock."""
    return datetime.now(UTC)


def open_outbox(
    path: Path, keys: Keys, *, connect: Connect = connect_sqlite, now: Clock = utc_now, recovery_key: str = ""
) -> Opened:
    """The outbox at `path`, made where there is none; its key also sealed to `recovery_key` where one is given.

    Raises EnvironmentFault: `outbox_newer_version`, `outbox_disk_full`, `outbox_read_only`, `outbox_cannot_open`,
    `outbox_io_error`, `profile_read_only`, `profile_cannot_be_made`; InvalidInput `recovery_key_invalid`; NotNow
    `outbox_busy`; and whatever `keys` raises. Nothing has been changed then.
    """
    opener = _Opener(path, _Remembered(keys), connect, now, recovery_key)
    file = opener.open(repair_first=False)
    return Opened(Store(file, now, lambda repair_first: opener.open(repair_first=repair_first)), file.notices)


def open_for_reading(path: Path, keys: Keys, *, connect: Connect = connect_sqlite, now: Clock = utc_now) -> Reader:
    """The outbox for listings: never waits for a writer, writes nothing, asks for the key only to open a blob.

    Where there is no outbox yet, or one of an older version, or none that can be read, it is opened as `open_outbox`
    does.
    """
    version = stored_version(path)
    creation.refuse_newer(version)
    if version != creation.VERSION:
        return open_outbox(path, keys, connect=connect, now=now).store
    known = identity(path)
    db = opened(path, connect, read_only=True)
    return Reader(OpenFile(path, db, _lazily(db, path, keys), known), now)


def is_healthy(path: Path, *, connect: Connect = connect_sqlite) -> bool:
    """Whether the outbox's structure is whole; for the check in the background, from any thread."""
    return healthy(path, connect)


@dataclass(frozen=True, slots=True)
class _Opener:
    path: Path
    keys: Keys
    connect: Connect
    now: Clock
    recovery_key: str

    def open(self, *, repair_first: bool) -> OpenFile:
        creation.refuse_newer(stored_version(self.path))
        _make_folder(self.path.parent)
        finish(self.path)
        notices: tuple[str, ...] = ()
        if repair_first:
            notices += Repair(self.path, self.keys, self.connect, self.now()).run()
        try:
            db, cipher, known = self._unlocked()
        except EnvironmentFault as fault:
            if fault.code == "outbox_damaged":
                notices += Repair(self.path, self.keys, self.connect, self.now()).run()
            elif fault.code == "outbox_key_lost":
                self._set_aside_for_lost_key()
                notices += ("outbox_key_lost_set_aside",)
            else:
                raise
            db, cipher, known = self._unlocked()
        try:
            if reclaim(self.path, db, cipher, self.keys, self.now()):
                notices += ("outbox_key_found_again",)
        except BaseException:
            db.close()
            raise
        return OpenFile(self.path, db, lambda: cipher, known, notices)

    def _unlocked(self) -> tuple[Connection, Cipher, Identity]:
        """With what the file was known by before it was opened: another process may replace it at any time."""
        before = identity(self.path)
        db = opened(self.path, self.connect)
        known = before or identity(self.path)
        try:
            creation.bring_up_to_date(db, self.path, self.now())
            return db, self._unlock(db), known
        except BaseException:
            db.close()
            raise

    def _unlock(self, db: Connection) -> Cipher:
        """The cipher; a new outbox gets its id and key first, the key being stored before the id is committed."""
        with reading(self.path):
            begun = value(db, _BEGUN)
        if not begun:
            with writing(db, self.path):
                if not value(db, _BEGUN):  # no other process has been faster
                    self._begin(db)
        cipher = _lazily(db, self.path, self.keys)()
        if self.recovery_key:
            self._seal_for_recovery(db)
        return cipher

    def _begin(self, db: Connection) -> None:
        if value(db, "SELECT 1 FROM audit UNION ALL SELECT 1 FROM blobs LIMIT 1") is not None:
            raise EnvironmentFault("outbox_damaged")  # it had a name once
        outbox_id, key = creation.new_id(), new_key()
        self.keys.store_outbox_key(outbox_id, key)
        creation.begin(db, Cipher(key, outbox_id), outbox_id, self.now())

    def _seal_for_recovery(self, db: Connection) -> None:
        public = recovery.read_public(self.recovery_key)
        fingerprint = recovery.fingerprint(public)
        with reading(self.path):
            if value(db, "SELECT value FROM facts WHERE name = 'recovery_key'") == fingerprint:
                return
            outbox_id = value(db, "SELECT value FROM facts WHERE name = 'outbox_id'")
        key = self.keys.outbox_key(outbox_id)
        if key is None:
            raise EnvironmentFault("outbox_key_lost")
        with writing(db, self.path):
            sealed = recovery.sealed(key, outbox_id, public)
            run(db, "INSERT OR REPLACE INTO facts VALUES ('recovery_sealed', ?)", (sealed,))
            run(db, "INSERT OR REPLACE INTO facts VALUES ('recovery_key', ?)", (fingerprint,))
            records.note(db, 0, AuditEntry(self.now(), "", "recovery_key_set", {"fingerprint": fingerprint}))

    def _set_aside_for_lost_key(self) -> None:
        """Keeps the file under another name. Its WAL is emptied into it first, so that one file holds everything."""
        db = opened(self.path, self.connect)
        try:
            with reading(self.path):
                run(db, "PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            db.close()
        if side_files.companion(self.path, "-wal").exists():  # another process has it open, and its key in memory
            raise NotNow("outbox_busy")
        try:
            os.replace(self.path, side_files.free_name(self.path, side_files.KEY_LOST, self.now()))  # noqa: PTH105 - as elsewhere in this package
        except PermissionError as error:  # Windows, the same
            raise NotNow("outbox_busy") from error
        side_files.sync_folder(self.path.parent)


class _Remembered:
    """Keys that were told once: a file that must be opened again does not depend on a store that is locked by then."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._told: dict[str, bytes] = {}

    def outbox_key(self, outbox_id: str) -> bytes | None:
        key = self._told.get(outbox_id) or self._keys.outbox_key(outbox_id)
        if key is not None:
            self._told[outbox_id] = key
        return key

    def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
        self._keys.store_outbox_key(outbox_id, key)
        self._told[outbox_id] = key


def _lazily(db: Connection, path: Path, keys: Keys) -> CipherSource:
    made: list[Cipher] = []

    def source() -> Cipher:
        if not made:
            with reading(path):
                found = dict(db.execute("SELECT name, value FROM facts WHERE name IN ('outbox_id', 'test_value')"))
            if len(found) != 2:  # noqa: PLR2004 - both names
                raise EnvironmentFault("outbox_damaged")
            key = keys.outbox_key(found["outbox_id"])
            if key is None:
                raise EnvironmentFault("outbox_key_lost")
            cipher = Cipher(key, found["outbox_id"])
            creation.check_key(cipher, found["test_value"])
            made.append(cipher)
        return made[0]

    return source


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        code = "profile_read_only" if isinstance(error, PermissionError) else "profile_cannot_be_made"
        raise EnvironmentFault(code) from error
