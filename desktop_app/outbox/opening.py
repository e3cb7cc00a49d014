"""Opening an outbox: a new one, an existing one, one of another version."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from desktop_app.domain.errors import EnvironmentFault

from .cipher import Cipher, new_key
from .connection import Connect, Connection, connect_sqlite, opened, reading, run, value, writing
from .reader import CipherSource, Clock, Reader
from .schema import STEPS
from .store import Store

_SQLITE_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_USER_VERSION = slice(60, 64)  # sqlite.org/fileformat.html, section 1.3
_TEST_VALUE = b"this outbox opens"
VERSION = len(STEPS)


class Keys(Protocol):
    """Where an outbox's key is kept."""

    def outbox_key(self, outbox_id: str) -> bytes | None:
        """The key, or None where the store is there but holds none; raises EnvironmentFault where it cannot tell."""

    def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
        """Keeps the key; raises EnvironmentFault unless it can be read back."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open outbox and what a person should know of how it was opened, as codes."""

    store: Store
    notices: tuple[str, ...] = ()


def utc_now() -> datetime:
    """The machine's wall clock."""
    return datetime.now(UTC)


def open_outbox(path: Path, keys: Keys, *, connect: Connect = connect_sqlite, now: Clock = utc_now) -> Opened:
    """The outbox at `path`, made where there is none.

    Raises EnvironmentFault: `outbox_newer_version`, `outbox_disk_full`, `outbox_read_only`, `outbox_cannot_open` …
    and whatever `keys` raises; nothing has been changed then.
    """
    refuse_newer(path)
    _make_folder(path.parent)
    db = opened(path, connect)
    try:
        _bring_up_to_date(db, path)
        cipher = _unlock(db, path, keys)
    except BaseException:
        db.close()
        raise
    return Opened(Store(db, path, lambda: cipher, now))


def open_for_reading(path: Path, keys: Keys, *, connect: Connect = connect_sqlite, now: Clock = utc_now) -> Reader:
    """The outbox for listings: never waits for a writer, writes nothing, asks for the key only to open a blob."""
    if not path.exists():
        return open_outbox(path, keys, connect=connect, now=now).store
    refuse_newer(path)
    db = opened(path, connect, read_only=True)
    if _version(db, path) != VERSION:
        db.close()
        return open_outbox(path, keys, connect=connect, now=now).store
    return Reader(db, path, _lazily(db, path, keys), now)


def refuse_newer(path: Path) -> None:
    """Raises EnvironmentFault `outbox_newer_version` from the file's header alone: opening it could change it."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return
    except OSError as error:
        raise EnvironmentFault("outbox_cannot_open") from error
    if header.startswith(_SQLITE_MAGIC):
        _refuse_newer(int.from_bytes(header[_USER_VERSION], "big"))


def _refuse_newer(version: int) -> None:
    if version > VERSION:
        raise EnvironmentFault("outbox_newer_version", version=version, known=VERSION)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        code = "profile_read_only" if isinstance(error, PermissionError) else "profile_cannot_be_made"
        raise EnvironmentFault(code) from error


def _version(db: Connection, path: Path) -> int:
    with reading(path):
        return int(value(db, "PRAGMA user_version"))


def _bring_up_to_date(db: Connection, path: Path) -> None:
    if _version(db, path) == VERSION:
        return
    with writing(db, path):
        version = int(value(db, "PRAGMA user_version"))
        _refuse_newer(version)
        for step in STEPS[version:]:
            for statement in step:
                run(db, statement)
        run(db, f"PRAGMA user_version={VERSION}")


def _unlock(db: Connection, path: Path, keys: Keys) -> Cipher:
    """The cipher of this outbox; a new outbox gets its id and key first, the key being stored before the id is."""
    with reading(path):
        outbox_id = value(db, "SELECT value FROM facts WHERE name = 'outbox_id'")
    if outbox_id is not None:
        return _lazily(db, path, keys)()
    with writing(db, path):
        outbox_id = value(db, "SELECT value FROM facts WHERE name = 'outbox_id'")
        if outbox_id is None:  # no other process has been faster
            outbox_id = secrets.token_hex(8)
            key = new_key()
            keys.store_outbox_key(outbox_id, key)
            cipher = Cipher(key, outbox_id)
            run(db, "INSERT INTO facts VALUES ('outbox_id', ?)", (outbox_id,))
            run(db, "INSERT INTO facts VALUES ('test_value', ?)", (cipher.seal("test", "", _TEST_VALUE),))
    return _lazily(db, path, keys)()


def _lazily(db: Connection, path: Path, keys: Keys) -> CipherSource:
    made: list[Cipher] = []

    def source() -> Cipher:
        if not made:
            with reading(path):
                found = dict(db.execute("SELECT name, value FROM facts WHERE name IN ('outbox_id', 'test_value')"))
            key = keys.outbox_key(found["outbox_id"])
            if key is None:
                raise EnvironmentFault("outbox_key_lost")
            cipher = Cipher(key, found["outbox_id"])
            try:
                cipher.open("test", "", found["test_value"])
            except EnvironmentFault as error:
                raise EnvironmentFault("outbox_key_lost") from error
            made.append(cipher)
        return made[0]

    return source
