"""Puts a new outbox file in the place of a damaged one, which was copied aside.

1. `.building` is renamed to `.ready`: from here on a start finishes what was cut off, unless somebody has written into
   the damaged file since
2. the damaged file's WAL is renamed to `.old-wal`, `.ready` takes the outbox's name, `.old-wal` goes

Nobody commits into the damaged file meanwhile: on POSIX its write lock is held, and whoever waits for it finds another
file under the name then; Windows replaces no file that is open.
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.domain.errors import NotNow

from . import side_files

BUILDING = ".building"
_READY, _OLD_WAL, _LOCK = ".ready", ".old-wal", ".repair"
_WRITE_LOCK_BYTE = 120  # of the shared memory: WAL_WRITE_LOCK, sqlite.org/walformat.html#wal_locks
_CHUNK_BYTES = 1 << 20


def take_place(path: Path, aside: Path) -> None:
    """Puts `.building` in the place of the file at `path`, of which `aside` is a copy; under `alone` and `no_writer`.

    Raises NotNow `outbox_busy` where the file has changed since, or another process has it open (Windows).
    """
    building, ready = side_files.companion(path, BUILDING), side_files.companion(path, _READY)
    side_files.sync_file(building)
    if not _same(path, aside):
        raise NotNow("outbox_busy")
    os.replace(building, ready)  # noqa: PTH105 - replaces on Windows too
    side_files.sync_folder(path.parent)
    _swap(path, ready)


def finish(path: Path) -> None:
    """Finishes a repair that was cut off after its new file was ready; drops one that was cut off before."""
    building, ready, old_wal = (side_files.companion(path, suffix) for suffix in (BUILDING, _READY, _OLD_WAL))
    if not (ready.exists() or building.exists() or old_wal.exists()):
        return
    with alone(path), no_writer(path):
        side_files.remove(building)
        if not ready.exists():
            old_wal.unlink(missing_ok=True)
            return
        _put_back(path, old_wal)
        if any(_same(path, aside) for aside in side_files.set_aside(path)):
            _swap(path, ready)
        else:  # somebody has written into the damaged file since: it is repaired anew
            side_files.remove(ready)


@contextmanager
def alone(path: Path) -> Iterator[None]:
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


@contextmanager
def no_writer(path: Path) -> Iterator[None]:
    """Nobody commits into the file at `path`. Raises NotNow `outbox_busy` where somebody is about to."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - POSIX only

    try:
        shared_memory = side_files.companion(path, "-shm").open("rb+")
    except FileNotFoundError:  # nobody has it open
        yield
        return
    with shared_memory:
        try:
            fcntl.lockf(shared_memory, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _WRITE_LOCK_BYTE)
        except OSError as error:
            raise NotNow("outbox_busy") from error
        yield


def _swap(path: Path, ready: Path) -> None:
    """The damaged file's own WAL must not be taken for that of the new one."""
    wal, old_wal = side_files.companion(path, "-wal"), side_files.companion(path, _OLD_WAL)
    try:
        if wal.exists():
            os.replace(wal, old_wal)  # noqa: PTH105 - replaces on Windows too
        side_files.companion(path, "-shm").unlink(missing_ok=True)
        os.replace(ready, path)  # noqa: PTH105 - as above
    except PermissionError as error:  # Windows: another process has it open, and may still write into it
        _put_back(path, old_wal)
        side_files.remove(ready)
        raise NotNow("outbox_busy") from error
    old_wal.unlink(missing_ok=True)
    side_files.sync_folder(path.parent)


def _put_back(path: Path, old_wal: Path) -> None:
    wal = side_files.companion(path, "-wal")
    if old_wal.exists() and not wal.exists():
        old_wal.rename(wal)


def _same(path: Path, copy: Path) -> bool:
    """Whether a file and its WAL are still what was copied."""
    return all(
        _digest(side_files.companion(path, suffix)) == _digest(side_files.companion(copy, suffix))
        for suffix in ("", "-wal")
    )


def _digest(path: Path) -> bytes:
    """A hash of a file; that of an empty one where there is none."""
    digest = hashlib.sha256()
    with suppress(FileNotFoundError), path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.digest()
