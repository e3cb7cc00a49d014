"""A profile of its own for each test; logging is as before afterwards."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.practice.server import PracticeServer

from .line import Line


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    """The command line."""
    names = ("httpx", "httpcore", "h11", "keyring", "PIL", "hpack")
    levels = {name: logging.getLogger(name).level for name in ("", "paraphe")}
    yield Line(tmp_path / "profile")
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    for name in names:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(logging.NOTSET)


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    """A service to sign off with."""
    with PracticeServer() as server:
        yield server


@pytest.fixture
def ready(line: Line, practice: PracticeServer) -> Line:
    """A profile that is set up for the practice server."""
    line.json("config", "set", "api_url", practice.api_url)
    line.json("token", "set", "account", stdin=practice.account_token)
    return line
