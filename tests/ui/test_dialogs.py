"""Every dialog has its buttons in one order, and Tab goes through them in that order."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.config.layers import nobody
from desktop_app.config.paths import Paths
from desktop_app.domain.ids import uuid7
from desktop_app.domain.signoff import Form
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.service_check import ServiceCheck
from desktop_app.ui.workstation.assistant import Assistant
from desktop_app.ui.workstation.main_window import MainWindow
from desktop_app.ui.workstation.outbox_dialogs import AmendDialog, DiscardDialog, SessionDialog
from desktop_app.ui.workstation.question import Question

ID = uuid7(1, bytes(10))


def assistant(window: MainWindow) -> QDialog:
    return Assistant(
        window,
        window.app.theme,
        bridge=window.bridge,
        preferences=Preferences(Paths(Path("never-written")), nobody),
        check=ServiceCheck(window),
        language="en",
    )


MADE: dict[str, Callable[[MainWindow], QDialog]] = {
    "question, the safe answer stands out": lambda window: Question(
        window, "T", "t", ["A", "B", "C"], safe=0, likely=0
    ),
    "question, another stands out": lambda window: Question(window, "T", "t", ["A", "B", "C"], safe=2, likely=0),
    "session": lambda window: SessionDialog(window, window.app.theme, 2),
    "amend": lambda window: AmendDialog(window, window.app.theme, ID, Form("A", "B")),
    "discard": lambda window: DiscardDialog(window, ID),
    "assistant": assistant,
}


def shown(dialog: QDialog) -> list[QPushButton]:
    """The answers from left to right: the buttons of the lowest row."""
    pushes = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    lowest = max(button.geometry().bottom() for button in pushes if button.parentWidget() is dialog)
    row = [button for button in pushes if button.parentWidget() is dialog and button.geometry().bottom() == lowest]
    return sorted(row, key=lambda button: button.x())


def end(dialog: QDialog) -> None:
    """At once: a window that goes in the middle of the next test takes the focus along."""
    dialog.reject()
    dialog.deleteLater()
    QApplication.sendPostedEvents(dialog, int(QEvent.Type.DeferredDelete))


@pytest.mark.parametrize("name", MADE)
def test_the_answer_that_stands_out_is_on_the_right_and_the_way_back_on_the_left(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    dialog = MADE[name](window)
    dialog.show()
    qtbot.waitExposed(dialog)
    row = shown(dialog)
    assert len(row) >= 2
    assert [button.property("role") in {"primary", "danger"} for button in row] == [False] * (len(row) - 1) + [True]
    for button in row:
        button.setEnabled(True)
    for left, right in pairwise(row):
        assert left.nextInFocusChain() is right
    if isinstance(dialog, Question) and row[-1].text() == "A" and dialog.answer == 2:
        assert row[0].text() == "C"
    end(dialog)


@pytest.mark.parametrize("name", MADE)
def test_a_dialog_is_no_larger_than_its_screen_and_its_answers_are_seen(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    """A screen of 1024 x 600 at 200 %, which the window's own would be there: what does not fit scrolls."""
    dialog = MADE[name](window)
    dialog.setMaximumSize(504, 260)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.width() <= 504
    assert dialog.height() <= 260
    for button in shown(dialog):
        assert dialog.rect().contains(button.geometry())
    end(dialog)
