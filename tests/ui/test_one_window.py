"""Only what is meant to be a window ever is one: a part that is shown before it has a parent opens one for a moment.

Such a window flashes, and takes the keys from the one that somebody types into.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.config.layers import nobody
from desktop_app.config.paths import Paths
from desktop_app.ui.preferences import Preferences
from tests.ui.conftest import MakeWindow
from tests.ui.kiosk.bench import PIN, Bench, enter_pin, make_bench, phc, press, to_sign

__all__ = ["make_bench", "phc"]


class Shown(QObject):
    """Which windows came on screen."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown]:
    watcher = Shown()
    qapp.installEventFilter(watcher)
    yield watcher
    qapp.removeEventFilter(watcher)


def test_the_workstation_is_one_window(make_window: MakeWindow, shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window()
    window.preferences = Preferences(Paths(tmp_path), nobody)
    for page in ("outbox", "settings", "help", "sign"):
        window.show_page(page)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: window.findChild(QWidget, "outboxView") is not None)
    assert shown.names == ["MainWindow mainWindow"]
    assert window.isActiveWindow()


def test_a_kiosk_is_one_window(make_bench: Callable[..., Bench], shown: Shown) -> None:
    bench = make_bench()
    press(bench, "staff")
    enter_pin(bench, PIN)
    assert bench.window.stack.currentWidget() is bench.window.staff
    press(bench, "staffBack")
    to_sign(bench)
    press(bench, "back")
    assert shown.names == ["KioskWindow kiosk"]
