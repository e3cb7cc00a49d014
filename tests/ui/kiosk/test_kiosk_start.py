"""The kiosk as `paraphe --kiosk` opens it: real parts in the background thread, a profile of its own."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.config.layers import nobody
from desktop_app.config.paths import Paths
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.sync.ports import Watcher
from desktop_app.ui.kiosk.flow import Page
from desktop_app.ui.kiosk.start import KioskOpening, OpenedKiosk, close, open_kiosk
from desktop_app.ui.parts.scanner import Scanner
from desktop_app.ui.parts.theme.tokens import WORKSTATION
from desktop_app.ui.ports import Parts
from desktop_app.ui.preferences import Preferences
from desktop_app.vault import memory_vault
from desktop_app.wiring import build
from tests.ui.kiosk.bench import PIN, TOKEN

Open = Callable[..., OpenedKiosk]


@pytest.fixture
def open_it(tmp_path: Path, qapp: QApplication) -> Iterator[Open]:  # noqa: ARG001 - the application comes first
    """Opens kiosks around one profile."""
    opened: list[OpenedKiosk] = []
    paths = Paths(tmp_path / "profile")

    def really(watcher: Watcher) -> Parts:
        return build(paths, organisation=nobody, vault=memory_vault(), watcher=watcher)

    def make(phc: str, parts: Callable[[Watcher], Parts] = really) -> OpenedKiosk:
        preferences = Preferences(paths, nobody)
        settings = preferences.write({"kiosk.pin_hash": phc, "language": "en", "sync.proxy": "direct"}).settings
        opened.append(open_kiosk(KioskOpening(settings, parts, preferences)))
        return opened[-1]

    yield make
    for kiosk in opened:
        close(kiosk)
        assert kiosk.bridge.stop()
        kiosk.window.deleteLater()
        kiosk.lock.deleteLater()
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    opened[0].app.theme.resize(WORKSTATION)


def test_it_opens_takes_a_sign_off_to_disk_and_leaves(open_it: Open, phc: str, qtbot: QtBot) -> None:
    kiosk = open_it(phc)
    taken: list[object] = []
    kiosk.kiosk.signed.connect(taken.append)
    kiosk.kiosk.take_scan(TOKEN)
    qtbot.waitUntil(lambda: kiosk.kiosk.page is Page.NAMES, timeout=60_000)
    for name in ("first_name", "last_name"):
        QTest.keyClicks(kiosk.window.names.fields[name].editor, "Marie")
    kiosk.kiosk.next()
    kiosk.kiosk.next()
    pad = kiosk.window.sign.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    for step in range(1, 40):
        QTest.mouseMove(pad, pad.rect().center() + QPoint(step * 4, step % 5 * 12))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    kiosk.kiosk.sign_off()
    qtbot.waitUntil(lambda: kiosk.kiosk.page is Page.THANKS, timeout=60_000)
    assert len(taken) == 1
    staff = kiosk.window.attract.findChild(type(kiosk.window.attract._staff), "staff")
    assert staff is not None
    qtbot.waitUntil(lambda: staff.text().startswith("1"), timeout=60_000)


def test_without_a_credential_store_it_is_out_of_order_and_can_still_be_left(
    open_it: Open, phc: str, qtbot: QtBot
) -> None:
    def none(_: Watcher) -> Parts:
        raise EnvironmentFault("vault_missing")

    kiosk = open_it(phc, none)
    qtbot.waitUntil(lambda: not kiosk.window.attract._begin.isVisible(), timeout=60_000)
    kiosk.kiosk.begin()
    assert kiosk.kiosk.page is Page.ATTRACT
    kiosk.staff.ask()
    for digit in PIN:
        QTest.keyClicks(kiosk.window.pin, digit)
    QTest.keyClick(kiosk.window.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kiosk.window.stack.currentWidget() is kiosk.window.staff, timeout=60_000)
    attempts = json.loads((kiosk.staff._guard._file._file).read_text())
    assert attempts["failures"] == 0


def test_its_scanner_ends_with_its_window(open_it: Open, phc: str, qapp: QApplication) -> None:
    kiosk = open_it(phc)
    scanners = kiosk.window.findChildren(Scanner)
    assert len(scanners) == 1
    assert qapp.findChildren(Scanner, options=Qt.FindChildOption.FindDirectChildrenOnly) == []


def test_a_credential_store_that_comes_later_puts_it_in_order(
    open_it: Open, phc: str, qtbot: QtBot, tmp_path: Path
) -> None:
    locked = [True]

    def perhaps(watcher: Watcher) -> Parts:
        if locked[0]:
            raise EnvironmentFault("vault_locked")
        return build(Paths(tmp_path / "other"), organisation=nobody, vault=memory_vault(), watcher=watcher)

    kiosk = open_it(phc, perhaps)
    qtbot.waitUntil(lambda: kiosk.kiosk.broken, timeout=60_000)
    locked[0] = False
    kiosk.staff._send()
    qtbot.waitUntil(lambda: not kiosk.kiosk.broken, timeout=60_000)
    kiosk.kiosk.begin()
    assert kiosk.kiosk.page is Page.SESSION


def test_it_ends_with_the_log_on_and_leaves_nothing_of_a_visit(open_it: Open, phc: str, qtbot: QtBot) -> None:
    kiosk = open_it(phc)
    kiosk.kiosk.take_scan(TOKEN)
    qtbot.waitUntil(lambda: kiosk.kiosk.page is Page.NAMES, timeout=60_000)
    kiosk.app.qt.aboutToQuit.emit()
    assert kiosk.kiosk.page is Page.ATTRACT
    assert kiosk.window.session.token is None
    assert not kiosk.window.isVisible()
    assert not kiosk.bridge._thread.is_alive()


def test_a_shutdown_that_is_only_asked_about_ends_no_kiosk(open_it: Open, phc: str, qapp: QApplication) -> None:
    asked = SIGNAL("commitDataRequest(QSessionManager&)")
    listening = qapp.receivers(asked)
    open_it(phc)
    assert qapp.receivers(asked) == listening
