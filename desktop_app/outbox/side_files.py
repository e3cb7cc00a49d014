"""Files beside the outbox: backups before a migration, and outboxes that were set aside.

outbox.db                                in use (with -wal and -shm)
outbox.v1-20260131T120000Z.db            backup made before a migration from version 1
outbox.damaged-20260131T120000Z.db       damaged; what was readable is in outbox.db
outbox.key-lost-20260131T120000Z.db      its key was not in the credential store
outbox.db.building, outbox.db.ready      a repair under way, or cut off
outbox.db.old-wal                        what a repair has moved out of its new file's way
outbox.db.repair                         held while one process repairs
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from .connection import Connection, run, value
from .rows import maybe_us, to_us

DAMAGED = "damaged"
KEY_LOST = "key-lost"
_COMPANIONS = ("-wal", "-shm")


def free_name(path: Path, label: str, now: datetime) -> Path:
    """A name beside `path` that says what it is and since when, not yet taken."""
    stem = f"{path.stem}.{label}-{now:%Y%m%dT%H%M%SZ}"
    candidate = path.with_name(f"{stem}{path.suffix}")
    number = 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{stem}-{number}{path.suffix}")
    return candidate


def companion(path: Path, suffix: str) -> Path:
    """`path` with `suffix` after its whole name."""
    return path.with_name(path.name + suffix)


def found(path: Path, label: str) -> list[Path]:
    """The files of one kind beside `path`, oldest first."""
    return sorted(path.parent.glob(f"{path.stem}.{label}-*{path.suffix}"))


def set_aside(path: Path) -> list[Path]:
    """The files beside `path` that were the outbox once."""
    return [file for label in (DAMAGED, KEY_LOST) for file in found(path, label)]


def rename(path: Path, target: Path) -> None:
    """Renames a file with its WAL, that first."""
    for suffix in ("-wal", ""):
        with suppress(FileNotFoundError):
            companion(path, suffix).rename(companion(target, suffix))


def copy_durably(source: Path, target: Path) -> None:
    """A copy with its WAL, on disk when this returns."""
    for suffix in ("", "-wal"):
        if companion(source, suffix).exists():
            shutil.copyfile(companion(source, suffix), companion(target, suffix))
            sync_file(companion(target, suffix))
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Returns once the file's content is on disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Returns once the folder's names are on disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Removes a file with its WAL and shared memory, those first; one that is not there is no error."""
    for suffix in (*_COMPANIONS, ""):
        companion(path, suffix).unlink(missing_ok=True)


def remember(db: Connection, path: Path, kind: str, made_at: datetime, *, complete: bool, last_seq: int) -> None:
    """Notes a side file in the transaction that is open; one of the same name is replaced."""
    run(
        db,
        "INSERT OR REPLACE INTO side_files VALUES (?, ?, ?, ?, ?)",
        (path.name, kind, maybe_us(made_at), complete, last_seq),
    )


def remembered(db: Connection, path: Path) -> bool:
    """Whether a side file was noted before."""
    return value(db, "SELECT 1 FROM side_files WHERE name = ?", (path.name,)) is not None


def expired(db: Connection, now: datetime, receipt_days: int) -> list[str]:
    """Names of the files that hold nothing that is still needed, and are older than `receipt_days`.

    Still needed is one from which something could not be carried over, or of whose sign-offs one is not sent yet.
    """
    oldest_unsent = value(
        db,
        "SELECT min(seq) FROM (SELECT min(seq) AS seq FROM deliveries WHERE state = 'waiting'"
        " UNION ALL SELECT min(seq) FROM deliveries WHERE state = 'executing'"
        " UNION ALL SELECT min(seq) FROM deliveries WHERE state = 'executed'"
        " UNION ALL SELECT min(seq) FROM deliveries WHERE state = 'needs_attention')",
    )
    rows = db.execute(
        "SELECT name FROM side_files WHERE complete AND made_us < ? AND (? IS NULL OR last_seq < ?)",
        (to_us(now - timedelta(days=receipt_days)), oldest_unsent, oldest_unsent),
    )
    return [name for (name,) in list(rows)]


def drop(db: Connection, path: Path, name: str) -> bool:
    """Removes one, in the transaction that is open; False where the system does not let go of it yet."""
    with suppress(OSError):
        remove(path.with_name(name))
        run(db, "DELETE FROM side_files WHERE name = ?", (name,))
        return True
    return False
