"""What a screen reader is told: every control has a role and a name, and the order of the keyboard is the page's."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.workstation.main_window import MainWindow
from tests.ui.conftest import token_of
from tests.ui.spoken import controls, nameless, shapeless

ORDER = ["session", "firstName", "lastName", "email", "actionComment", "comment", "inkPad"]


@pytest.mark.parametrize("page", ["sign", "outbox", "help"])
def test_every_control_has_a_name(window: MainWindow, qtbot: QtBot, page: str) -> None:
    window.show_page(page)
    qtbot.wait(20)
    assert len(controls(window)) > 4
    assert nameless(window) == []
    assert shapeless(window) == []


def test_fields_describe_themselves_and_their_problem(window: MainWindow) -> None:
    editor = window.page.form.fields["first_name"].editor
    interface = QAccessible.queryAccessibleInterface(editor)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "First name"
    assert "Required" in interface.text(QAccessible.Text.Description)
    window.page.form.review()
    assert interface.text(QAccessible.Text.Description) == "Please enter the first name."


def test_tab_follows_the_page(window: MainWindow) -> None:
    window.page.session.field.setFocus()
    seen = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is None:
            break
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert [name for name in seen if name in ORDER][: len(ORDER)] == ORDER


def test_the_chip_says_all_it_shows(window: MainWindow, qtbot: QtBot) -> None:
    window.page.session.offer(token_of())
    qtbot.waitUntil(lambda: window.page.session.token is not None)
    assert window.page.session.chip.accessibleName().startswith("Session s-9 of u-12. Until ")
