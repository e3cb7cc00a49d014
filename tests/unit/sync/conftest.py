"""The room as a fixture."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.sync.room import Room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A profile with an account token, and a service that is well."""
    room = Room(tmp_path)
    yield room
    room.close()
