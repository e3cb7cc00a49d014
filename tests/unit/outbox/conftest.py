import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.outbox.connection import Connect, Connection, connect_sqlite
from desktop_app.outbox.opening import open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import Vault, memory_vault
from tests.unit.outbox.kit import HandClock, Signer, connect_apsw


@pytest.fixture(params=[connect_sqlite, connect_apsw], ids=["sqlite3", "apsw"])
def connect(request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Both bindings: the store promises to use nothing that only one of them has. Closed, however a test ends."""
    chosen: Connect = request.param
    made: list[Connection] = []

    def connecting(path: Path) -> Connection:
        made.append(chosen(path))
        return made[-1]

    yield connecting
    for db in made:
        with suppress(sqlite3.ProgrammingError):  # another thread's: it has closed it
            db.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def sign() -> Signer:
    return Signer()


@pytest.fixture
def vault() -> Vault:
    return memory_vault()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "outbox.db"


@pytest.fixture
def store(path: Path, vault: Vault, connect: Connect, clock: HandClock) -> Iterator[Store]:
    opened = open_outbox(path, vault, connect=connect, now=clock)
    assert opened.notices == ()
    yield opened.store
    opened.store.close()
