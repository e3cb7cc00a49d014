"""A user with an unlocked credential store, and a profile of the program."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from desktop_app.practice.server import PracticeServer
from tests.e2e.program import Program
from tests.e2e.session_bus import unlocked_keyring
from tests.peers import radosgw
from tests.peers.presence import need_programs


@pytest.fixture(scope="session")
def logged_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The environment of a user whose credential store is unlocked."""
    with unlocked_keyring(tmp_path_factory.mktemp("home")) as environment:
        yield environment


@pytest.fixture
def program(logged_on: Mapping[str, str], tmp_path: Path) -> Program:
    """The program with a profile of its own."""
    return Program(tmp_path / "profile", logged_on)


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    """The service, running."""
    with PracticeServer() as server:
        yield server


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[radosgw.Gateway]:
    """Ceph's RADOS gateway with an empty bucket."""
    need_programs("Ceph RADOS gateway", *radosgw.PROGRAMS)
    with radosgw.running(tmp_path_factory.mktemp("ceph")) as running:
        yield running
