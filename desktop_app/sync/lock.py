"""The sender's lock: held through an open file, so that the system frees it when its holder dies, however it dies."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.errors import EnvironmentFault, NotNow

# How a lock is refused because another has it (0: by a C runtime that does not say why, as wine's). Anything else says
# that the place has no locks, as some shares do.
_HELD = frozenset({0, errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        """One byte at the file's beginning; an OSError where another holds it."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _give_back(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        """The open file's own lock: a second one in this process is refused as well."""
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


class FileLock:
    """Fulfils `sync.ports.SenderLock`. The file stays: removing it would let two hold a lock of one name."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Raises NotNow `another_sender` at once.

        EnvironmentFault `profile_read_only` where no file can be made, `profile_without_locks` where none can be held.
        """
        try:
            file = self._path.open("a+b")
        except OSError as error:
            raise EnvironmentFault("profile_read_only") from error
        with file:
            try:
                _take(file)
            except OSError as error:
                if error.errno in _HELD:
                    raise NotNow("another_sender") from error
                raise EnvironmentFault("profile_without_locks") from error
            try:
                yield
            finally:
                with suppress(OSError):  # closing the file frees it
                    _give_back(file)
