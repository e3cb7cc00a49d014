"""How the window starts: on screen, or after a log-on out of the way while its sign-offs are sent."""

import gc

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.config.settings import Settings
from desktop_app.ui import collector
from desktop_app.ui.start import Opening, open_window
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
