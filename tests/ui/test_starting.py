"""How the window starts: on screen, or after a log-on out of the way while its sign-offs are sent."""

import gc
from enum import Enum
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.cli.context import Context, Machine
from desktop_app.cli.output import Console
from desktop_app.cli.parser import parse
from desktop_app.cli.window import window as kiosk
from desktop_app.config.layers import nobody
from desktop_app.config.settings import Settings
from desktop_app.domain.errors import InvalidInput
from desktop_app.ui import collector
from desktop_app.ui.refusal import show_refusal
from desktop_app.ui.start import Opening, open_window, session_may_end
from tests.ui.pretend import PretendParts


@pytest.mark.parametrize("in_tray", [False, True])
def test_a_start_in_the_tray_disturbs_nobody_and_works(qtbot: QtBot, in_tray: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    opened = open_window(Opening(Settings(language="en"), lambda _: PretendParts(), in_tray=in_tray))
    try:
        assert opened.window.isMinimized() is in_tray
        assert "QPushButton" in opened.app.qt.styleSheet()
        with qtbot.waitSignal(opened.bridge.ready):
            pass
    finally:
        opened.window.leave()
        assert opened.bridge.stop()
        opened.window.deleteLater()


class Session:
    """Windows', as Qt hands it over when it asks whether a log-off or a shutdown may go on."""

    class RestartHint(Enum):
        RestartNever = 2

    def __init__(self) -> None:
        self.hints: list[object] = []

    def setRestartHint(self, hint: object) -> None:  # noqa: N802 - Qt's name
        self.hints.append(hint)


def test_a_shutdown_that_is_called_off_leaves_a_window_that_works_and_one_that_comes_ends_it(qtbot: QtBot) -> None:
    opened = open_window(Opening(Settings(language="en"), lambda _: PretendParts()))
    try:
        with qtbot.waitSignal(opened.bridge.ready):
            pass
        session, answers = Session(), list[int]()
        session_may_end(session)  # type: ignore[arg-type]  # nobody but Qt can make a real one
        assert session.hints == [Session.RestartHint.RestartNever]
        opened.bridge.call(lambda _: 7, answers.append)
        qtbot.waitUntil(lambda: answers == [7])
        opened.app.qt.aboutToQuit.emit()
        assert not opened.bridge._thread.is_alive()
    finally:
        opened.window.leave()
        assert opened.bridge.stop()
        opened.window.deleteLater()


@pytest.mark.usefixtures("qapp")
def test_a_refusal_that_nobody_closes_goes_by_itself_where_it_is_told_to() -> None:
    closed_by_us: list[bool] = []

    def close() -> None:  # so that a test that fails ends
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            closed_by_us.append(box.close())

    patience = QTimer()
    patience.setSingleShot(True)
    patience.timeout.connect(close)
    patience.start(20_000)
    show_refusal("why", within_s=0.01)
    assert closed_by_us == []


@pytest.mark.usefixtures("qapp")
def test_a_kiosk_whose_settings_cannot_be_used_shows_why_before_it_ends(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('language = "fr"\nlanguage = "en"\n')
    shown: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        shown.append(box.text())
        box.accept()

    QTimer.singleShot(0, look)
    context = Context(parse(["--profile", str(tmp_path), "--kiosk"]), Console(), Machine(nobody))
    with pytest.raises(InvalidInput, match="settings_syntax"):
        kiosk(context)
    assert "settings.toml, line 2" in "".join(shown)


def test_the_collector_that_was_held_searches_again_behind_the_first_paint(qtbot: QtBot) -> None:
    frozen = gc.get_freeze_count()
    collector.hold()
    opened = open_window(Opening(Settings(language="en"), lambda _: PretendParts()))
    try:
        with qtbot.waitSignal(opened.bridge.ready):
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > frozen
    finally:
        gc.enable()
        gc.unfreeze()
        opened.window.leave()
        assert opened.bridge.stop()
        opened.window.deleteLater()
