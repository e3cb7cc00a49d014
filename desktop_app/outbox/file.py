"""One outbox file as it stands open: its connection, its cipher, and whether its name still leads to it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .cipher import Cipher
from .connection import Connection

CipherSource = Callable[[], Cipher]  # raises EnvironmentFault where the key cannot be had


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open outbox and what a person should know of how it was opened, as codes."""

    path: Path
    db: Connection
    cipher: CipherSource
    identity: tuple[int, int] | None
    notices: tuple[str, ...] = ()
    _name: str = field(init=False, repr=False, compare=False)

    def still_there(self) -> bool:
        """Whether the path still names this file: a repair by another process puts another one there."""
        try:
            status = os.stat(self._name)  # noqa: PTH116 - no path object in every transaction
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == self.identity

    def __post_init__(self) -> None:
        """Has the path as the system takes it: it is asked for in every transaction."""
        object.__setattr__(self, "_name", str(self.path))


def identity(path: Path | str) -> tuple[int, int] | None:
    """Tells files of one name apart; asked of the system without opening the file. None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return None
    return status.st_dev, status.st_ino
