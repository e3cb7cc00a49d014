"""An outbox that is damaged while the program runs: found, mended, said; what was signed goes on."""

import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.config.layers import load
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import Delivery
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.outbox.connection import PAGE_SIZE_BYTES
from desktop_app.outbox.opening import is_healthy
from desktop_app.sync.ports import Watcher
from desktop_app.ui.app import Application
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.workstation.main_window import MainWindow, Start
from desktop_app.vault import Vault, memory_vault
from desktop_app.wiring import Parts, build
from tests.ui.conftest import let_go
from tests.ui.pretend import NOON

SIGNOFFS = 12
NEVER_S = 9_999.0
KEPT_ASIDE = "kept aside"


@pytest.fixture
def vault() -> Vault:
    return memory_vault()


@pytest.fixture
def paths(tmp_path: Path, vault: Vault) -> Paths:
    """A profile with sign-offs that wait; without an API nothing is sent."""
    paths = Paths(tmp_path)
    paths.make()
    with build(paths, configuration=load(paths), vault=vault) as parts:
        for number in range(SIGNOFFS):
            parts.desk.sign(Form("Ann", f"Bo-{number}"), os.urandom(9_000), Token(f"session-{number}"), "")
    return paths


@pytest.fixture
def bridges() -> Iterator[list[Bridge]]:
    made: list[Bridge] = []
    yield made
    for bridge in made:
        assert bridge.stop()


def root_of(file: Path, table: str) -> int:
    """The first byte of the root page of a table."""
    db = sqlite3.connect(file)
    page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    db.close()
    return int(page - 1) * PAGE_SIZE_BYTES


def overwrite(file: Path, start: int) -> None:
    """A page of noise. On POSIX the program may have the file open: its locks are dropped, which nobody else sees."""
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.lseek(descriptor, start, os.SEEK_SET)
        os.write(descriptor, b"\xff" * PAGE_SIZE_BYTES)
    finally:
        os.close(descriptor)


def test_the_check_after_the_start_finds_damage_that_nobody_has_met(
    app: Application, qtbot: QtBot, paths: Paths, vault: Vault, bridges: list[Bridge], caplog: pytest.LogCaptureFixture
) -> None:
    overwrite(paths.outbox_file, root_of(paths.outbox_file, "deliveries_by_group"))
    assert not is_healthy(paths.outbox_file)

    def make(watcher: Watcher) -> Parts:
        return build(paths, configuration=load(paths), vault=vault, watcher=watcher)

    bridge = Bridge(make, check_after_s=0.2)
    bridges.append(bridge)
    window = MainWindow(app, bridge, Start(Settings(), now=lambda: NOON))
    qtbot.addWidget(window, before_close_func=let_go)
    window.show()
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(bridge.noticed, timeout=60_000) as told:
        bridge.start()
    assert told.args == [("outbox_damaged_set_aside",)]
    assert "outbox_damaged_set_aside" in caplog.text
    assert KEPT_ASIDE in window.banner.text
    assert is_healthy(paths.outbox_file)
    pages: list[list[Delivery]] = []
    bridge.call(lambda parts: list(parts.store.page()), pages.append)
    qtbot.waitUntil(lambda: bool(pages))
    assert len(pages[0]) == SIGNOFFS
    forms: list[Form] = []
    bridge.call(lambda parts: parts.store.form(pages[0][0].id), forms.append)
    qtbot.waitUntil(lambda: bool(forms))
    assert forms == [Form("Ann", f"Bo-{SIGNOFFS - 1}")]


def test_damage_that_a_call_meets_is_mended_at_once(
    qtbot: QtBot, paths: Paths, vault: Vault, bridges: list[Bridge]
) -> None:
    start = root_of(paths.outbox_file, "deliveries")

    def make(watcher: Watcher) -> Parts:
        parts = build(paths, configuration=load(paths), vault=vault, watcher=watcher)
        overwrite(paths.outbox_file, start)
        return parts

    bridge = Bridge(make, check_after_s=NEVER_S)
    bridges.append(bridge)
    errors: list[Exception] = []
    noticed: list[tuple[str, ...]] = []
    bridge.noticed.connect(noticed.append)
    bridge.start()
    bridge.call(lambda parts: list(parts.store.page()), lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(noticed), timeout=60_000)
    pages: list[list[Delivery]] = []
    bridge.call(lambda parts: list(parts.store.page()), pages.append)
    qtbot.waitUntil(lambda: bool(pages))
    assert noticed[0][0] == "outbox_damaged_set_aside"
    assert len(pages[0]) == SIGNOFFS
    assert all(getattr(error, "code", "") == "outbox_damaged" for error in errors)


def test_a_whole_outbox_is_left_alone(qtbot: QtBot, paths: Paths, vault: Vault, bridges: list[Bridge]) -> None:
    checked: list[bool] = []

    class Watched(Parts):
        def outbox_is_healthy(self) -> bool:
            checked.append(super().outbox_is_healthy())
            return checked[-1]

        def mend_outbox(self) -> tuple[str, ...]:
            pytest.fail("nothing was to be mended")

    def make(watcher: Watcher) -> Parts:
        parts = build(paths, configuration=load(paths), vault=vault, watcher=watcher)
        return Watched(**{name: getattr(parts, name) for name in Parts.__dataclass_fields__})

    bridge = Bridge(make, check_after_s=0.0)
    bridges.append(bridge)
    bridge.start()
    qtbot.waitUntil(lambda: bool(checked))
    assert checked == [True]
    assert sorted(file.name for file in paths.outbox_file.parent.glob("outbox.*sqlite3")) == [paths.outbox_file.name]
