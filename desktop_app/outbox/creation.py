"""Making a new outbox file, and bringing one of an older version up to date."""

import secrets
from datetime import datetime
from pathlib import Path

from desktop_app.domain.delivery import AuditEntry
from desktop_app.domain.errors import EnvironmentFault

from . import records, side_files
from .cipher import Cipher
from .connection import Connection, reading, run, value, writing
from .schema import STEPS

VERSION = len(STEPS)
_TEST_VALUE = b"this outbox opens"


def refuse_newer(version: int) -> None:
    """Raises EnvironmentFault `outbox_newer_version`."""
    if version > VERSION:
        raise EnvironmentFault("outbox_newer_version", version=version, known=VERSION)


def bring_up_to_date(db: Connection, path: Path, now: datetime) -> None:
    """Gives the file the tables of this version, in one transaction; one of an older version is copied first."""
    with reading(path):
        version = int(value(db, "PRAGMA user_version"))
    refuse_newer(version)
    if version == VERSION:
        return
    backup = _backed_up(db, path, version, now) if version else None
    with writing(db, path):
        current = int(value(db, "PRAGMA user_version"))  # another process may have been faster
        refuse_newer(current)
        for step in STEPS[current:]:
            for statement in step:
                run(db, statement)
        if current < VERSION:
            run(db, f"PRAGMA user_version={VERSION}")
        if backup is not None:
            last_seq = records.next_seq(db) - 1
            side_files.remember(db, backup, "backup", now, complete=True, last_seq=last_seq)
            records.note(db, 0, AuditEntry(now, "", "migrated", {"from": current, "to": VERSION}))
    with reading(path):
        run(db, "PRAGMA wal_checkpoint(TRUNCATE)")  # the version is in the header, where an older program looks


def _backed_up(db: Connection, path: Path, version: int, now: datetime) -> Path:
    backup = side_files.free_name(path, f"v{version}", now)
    try:
        with reading(path):
            run(db, "VACUUM INTO ?", (str(backup),))
        side_files.sync_file(backup)
        side_files.sync_folder(backup.parent)
    except BaseException:
        backup.unlink(missing_ok=True)
        raise
    return backup


def new_id() -> str:
    """A fresh outbox id: 16 hex digits."""
    return secrets.token_hex(8)


def begin(db: Connection, cipher: Cipher, outbox_id: str, now: datetime) -> None:
    """Names a new outbox, in the transaction that is open. The id stands in two places: it says which key opens it."""
    run(db, "INSERT INTO facts VALUES ('outbox_id', ?)", (outbox_id,))
    run(db, "INSERT INTO facts VALUES ('test_value', ?)", (cipher.seal("test", "", _TEST_VALUE),))
    records.note(db, 0, AuditEntry(now, "", "begun", {"outbox_id": outbox_id}))


def check_key(cipher: Cipher, test_value: bytes) -> None:
    """Raises EnvironmentFault `outbox_key_lost` where the key is not the one the outbox was begun with."""
    try:
        cipher.open("test", "", test_value)
    except EnvironmentFault as error:
        raise EnvironmentFault("outbox_key_lost") from error
