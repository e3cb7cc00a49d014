"""A disk whose power can be cut: an apsw VFS that writes down every write and sync, and what a cut leaves of them.

Until a file is synced, a write to it is in the machine's memory alone; until its folder is, so are its name and its
deletion. After a cut the disk holds what was synced, and of all since then nothing, or some of it in any order. SQLite
syncs the folder when it first syncs a journal or a WAL that it has made (`UNIXFILE_DIRSYNC` in its os_unix.c).
"""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import apsw

from desktop_app.outbox.connection import Connection
from tests.unit.outbox.kit import ApswConnection

SECTOR_BYTES = 512


@dataclass(frozen=True, slots=True)
class Write:
    name: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Create:
    name: str


@dataclass(frozen=True, slots=True)
class Delete:
    name: str


@dataclass(frozen=True, slots=True)
class Sync:
    name: str


@dataclass(frozen=True, slots=True)
class SyncFolder:
    name: str = ""


Event = Write | Truncate | Create | Delete | Sync | SyncFolder
_OF_FOLDER = (Create, Delete)


@dataclass
class Disk:
    """The writes of all connections made with `connect`, in their order."""

    vfs_name: str
    synchronous: str = "FULL"  # what the store asks for is replaced by this
    log: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._vfs = _Vfs(self.vfs_name, self.log)

    def connect(self, path: Path) -> Connection:
        """A connection whose writes are written down."""
        return _Recorded(path, self.vfs_name, self.synchronous)

    def syncs(self) -> list[int]:
        """Where in the log the syncs are."""
        return [index for index, event in enumerate(self.log) if isinstance(event, Sync)]

    def after_a_cut(self, cut: int, chance: Random | None) -> dict[str, bytes]:
        """The files as they are when the power comes back, the cut being before the event with this number.

        With `chance`, each sector written since a file's last sync is kept or not by the toss of a coin, and so is
        each truncation, name and deletion; without, none is kept.
        """
        last_sync: dict[str, int] = {}
        for index, event in enumerate(self.log[:cut]):
            if isinstance(event, Sync | SyncFolder):
                last_sync[event.name] = index
        files: dict[str, bytearray] = {}
        for index, event in enumerate(self.log[:cut]):
            synced_with = "" if isinstance(event, _OF_FOLDER) else event.name
            if index < last_sync.get(synced_with, -1):
                _do(files, event)
            elif chance is not None:
                for part in _parts(event):
                    if chance.random() < 0.5:
                        _do(files, part)
        return {name: bytes(content) for name, content in files.items()}


def _parts(event: Event) -> list[Event]:
    if not isinstance(event, Write):
        return [event]
    starts = range(0, len(event.data), SECTOR_BYTES)
    return [Write(event.name, event.offset + at, event.data[at : at + SECTOR_BYTES]) for at in starts]


def _do(files: dict[str, bytearray], event: Event) -> None:
    match event:
        case Write(name, offset, data):
            if (content := files.get(name)) is None:  # without a name it cannot be found again
                return
            content.extend(bytes(max(0, offset + len(data) - len(content))))
            content[offset : offset + len(data)] = data
        case Truncate(name, size):
            del files.get(name, bytearray())[size:]
        case Create(name):
            files[name] = bytearray()
        case Delete(name):
            files.pop(name, None)
        case Sync() | SyncFolder():
            pass


class _Recorded(ApswConnection):
    def __init__(self, path: Path, vfs: str, synchronous: str) -> None:
        super().__init__(path, vfs)
        self._synchronous = synchronous
        super().execute("PRAGMA locking_mode=EXCLUSIVE")  # apsw's files have no shared memory

    def execute(self, statement: str, parameters: Any = (), /) -> Any:
        if statement.startswith("PRAGMA synchronous"):
            statement = f"PRAGMA synchronous={self._synchronous}"
        return super().execute(statement, parameters)


class _Vfs(apsw.VFS):
    def __init__(self, name: str, log: list[Event]) -> None:
        self._log = log
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - apsw's name
        return _File(name, flags, self._log)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, FBT001 - apsw's
        super().xDelete(filename, syncdir)
        self._log.append(Delete(Path(filename).name))
        if syncdir:
            self._log.append(SyncFolder())


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], log: list[Event]) -> None:
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary")
        self._name = path.name
        self._log = log
        is_new = bool(flags[0] & apsw.SQLITE_OPEN_CREATE) and not path.exists()
        self._folder_too = is_new and bool(flags[0] & (apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL))
        super().__init__("", name, flags)
        if is_new:
            self._log.append(Create(self._name))

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - apsw's name
        super().xWrite(data, offset)
        self._log.append(Write(self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - apsw's name
        super().xTruncate(newsize)
        self._log.append(Truncate(self._name, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802 - apsw's name
        super().xSync(flags)
        self._log.append(Sync(self._name))
        if self._folder_too:
            self._log.append(SyncFolder())
            self._folder_too = False
