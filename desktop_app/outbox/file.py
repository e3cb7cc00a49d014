"""One outbox file as it stands open: its connection, its cipher, and whether its name still leads to it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from desktop_app.domain.errors import ParapheError

from .cipher import Cipher
from .connection import Connection, Parameters

Identity = tuple[int, int] | None
CipherSource = Callable[[], Cipher]  # raises EnvironmentFault where the key cannot be had


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open outbox and what a person should know of how it was opened, as codes."""

    path: Path
    db: Connection
    cipher: CipherSource
    identity: Identity  # None: it could not be opened again
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


class Unopened:
    """Stands for the connection of a file that could not be opened again: every use says why."""

    def __init__(self, why: ParapheError) -> None:
        self._why = why

    def execute(self, _statement: str, _parameters: Parameters = (), /) -> NoReturn:
        """Raises what it was given."""
        raise self._why

    def close(self) -> None:
        """Nothing is open."""


def identity(path: Path | str) -> Identity:
    """Tells files of one name apart; asked of the system without opening the file. None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return None
    return status.st_dev, status.st_ino
