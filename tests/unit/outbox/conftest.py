from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.outbox.connection import Connect, connect_sqlite
from desktop_app.outbox.opening import open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import Vault, memory_vault
from tests.unit.outbox.kit import HandClock, Signer, connect_apsw


@pytest.fixture(params=[connect_sqlite, connect_apsw], ids=["sqlite3", "apsw"])
def connect(request: pytest.FixtureRequest) -> Connect:
    """Both bindings: the store promises to use nothing that only one of them has."""
    chosen: Connect = request.param
    return chosen


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
