"""A SQLite connection as the store uses it: `execute`, iteration, explicit BEGIN and COMMIT, nothing else.

Whatever offers that can stand in (another binding with a virtual file system that loses unsynced writes).

The file is never opened by other means while it may be in use: on POSIX, closing any descriptor of a file drops all
locks the process holds on it, and another process would then delete the WAL under us (sqlite.org/howtocorrupt.html,
section 2.2).
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from desktop_app.domain.errors import NotNow

from .faults import as_ours

Parameters = Sequence[object]

PAGE_SIZE_BYTES = 2_048  # 4,096 takes no less time to write, and wastes twice as much of a signature's last page
BUSY_TIMEOUT_MS = 10_000
WAL_PAGES = 2_000  # 4 MB between two checkpoints
CACHE_KIB = 2_048  # with more of them a page that is taken for new content lies in no cache of the processor any more


class Connection(Protocol):
    """What is needed of a binding. A row is a tuple; statements outside BEGIN commit on their own."""

    def execute(self, statement: str, parameters: Parameters = (), /) -> Iterable[tuple[Any, ...]]:
        """Runs one statement; its rows are read by iterating."""

    def close(self) -> None:
        """Closes the file; the last one to close it empties the WAL."""


Connect = Callable[[Path], Connection]


def connect_sqlite(path: Path) -> Connection:
    """The standard library's binding, without its own idea of transactions."""
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)


def opened(path: Path, connect: Connect, *, read_only: bool = False) -> Connection:
    """A connection with the outbox's settings: WAL, every commit synced, deleted content overwritten.

    Raises EnvironmentFault for a file that is not there to be opened, not ours to write, or damaged.
    """
    try:
        db = connect(path)
    except Exception as error:
        raise as_ours(error, path) from error
    try:
        run(db, f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        if not read_only:
            run(db, f"PRAGMA page_size={PAGE_SIZE_BYTES}")  # of a new file only
            run(db, "PRAGMA journal_mode=WAL")
        run(db, "PRAGMA synchronous=FULL")  # NORMAL loses what was acknowledged when the power goes
        run(db, "PRAGMA secure_delete=ON")
        run(db, f"PRAGMA wal_autocheckpoint={WAL_PAGES}")
        run(db, f"PRAGMA cache_size=-{CACHE_KIB}")
        run(db, f"PRAGMA query_only={int(read_only)}")
        run(db, "PRAGMA cell_size_check=ON")
    except Exception as error:
        with suppress(Exception):
            db.close()
        raise as_ours(error, path) from error
    return db


def stored_version(path: Path) -> int:
    """The version in the file's header, read so that not a byte of it, nor of a WAL beside it, changes; 0: none."""
    if not path.exists():
        return 0
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
    except sqlite3.Error as error:
        raise as_ours(error, path) from error
    try:
        return int(value(db, "PRAGMA user_version"))
    except sqlite3.DatabaseError as error:
        ours = as_ours(error, path)
        if getattr(ours, "code", "") == "outbox_damaged":
            return 0  # opening it in earnest says so
        raise ours from error
    finally:
        db.close()


def run(db: Connection, statement: str, parameters: Parameters = ()) -> None:
    """Executes to the end, whatever rows it gives."""
    for _ in db.execute(statement, parameters):
        pass


def value(db: Connection, statement: str, parameters: Parameters = ()) -> Any:
    """The first column of the first row, or None."""
    row = first(db, statement, parameters)
    return None if row is None else row[0]


def first(db: Connection, statement: str, parameters: Parameters = ()) -> tuple[Any, ...] | None:
    """The first row, or None; the statement is read to its end so that it holds no lock."""
    rows = list(db.execute(statement, parameters))
    return rows[0] if rows else None


class writing:  # noqa: N801 - used as a block, as `reading` is; a class takes a third of a generator's time
    """One write transaction: committed to disk when the block ends, undone when it raises.

    The binding's errors leave as ours; those of the block pass through unchanged. Where `still_there`, asked under the
    write lock (or without, where it cannot be had), says that the path names another file by now, nothing goes into
    the old one: the transaction begins again on the connection that `follow` gives, with the same question about that.
    Raises NotNow `outbox_busy` should that one be replaced as well. Serves for one transaction after another on a file.
    """

    __slots__ = ("_db", "_follow", "_path", "_still_there")

    def __init__(
        self,
        db: Connection,
        path: Path,
        still_there: Callable[[], bool] | None = None,
        follow: Callable[[], tuple[Connection, Callable[[], bool]]] | None = None,
    ) -> None:
        self._db = db
        self._path = path
        self._still_there = still_there
        self._follow = follow

    def __enter__(self) -> Connection:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except Exception as error:
            if self._still_there is None or self._still_there():
                self._undo(error)
                raise
        else:
            if self._still_there is None or self._still_there():
                return self._db
            run(self._db, "ROLLBACK")
        if self._follow is None:
            raise NotNow("outbox_busy")
        follow, self._follow = self._follow, None
        self._db, self._still_there = follow()
        return self.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._undo(error)
            return
        try:
            self._db.execute("COMMIT")
        except Exception as failure:
            self._undo(failure)
            raise

    def _undo(self, error: BaseException) -> None:
        with suppress(Exception):  # SQLite may have rolled back on its own
            run(self._db, "ROLLBACK")
        ours = as_ours(error, self._path)
        if ours is not error:
            raise ours from error


class reading:  # noqa: N801 - as `writing`
    """Turns the binding's errors into ours."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception):
            return
        ours = as_ours(error, self._path)
        if ours is not error:
            raise ours from error
