"""The one thing the window is for: filling in, signing, saving; and what it says on the way."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.config.settings import Settings
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ui.parts.ink_pad import InkPad
from desktop_app.ui.workstation.main_window import MainWindow
from tests.ui.conftest import MakeWindow, token_of
from tests.ui.pretend import PretendParts

NAMES = ("firstName", "lastName", "email", "actionComment", "comment", "session", "inkPad", "undoStroke", "clearInk",
         "signOff", "outboxView", "syncStatus")  # fmt: skip


def line(window: MainWindow, name: str) -> QLineEdit:
    found = window.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def button(window: MainWindow) -> QPushButton:
    found = window.findChild(QPushButton, "signOff")
    assert isinstance(found, QPushButton)
    return found


def enter_session(window: MainWindow, qtbot: QtBot, token: str | None = None) -> None:
    line(window, "session").setFocus()
    QTest.keyClicks(line(window, "session"), token or token_of())
    QTest.keyClick(line(window, "session"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page.session.token is not None)


def draw(pad: InkPad) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    for x in range(60, 260, 20):
        QTest.mouseMove(pad, QPoint(x, 60 + x % 60))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(260, 60))


def fill(window: MainWindow, qtbot: QtBot) -> None:
    enter_session(window, qtbot)
    QTest.keyClicks(line(window, "firstName"), "Marie")
    QTest.keyClicks(line(window, "lastName"), "Curie")
    draw(window.page.pad)


def test_every_name_others_rely_on_is_there(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.findChild(QWidget, "outboxView") is not None)
    assert [name for name in NAMES if window.findChild(QWidget, name) is None] == []


def test_the_button_waits_for_everything_and_the_window_says_what_is_missing(window: MainWindow, qtbot: QtBot) -> None:
    said = window.bar.said
    assert not button(window).isEnabled()
    assert said.text() == "Still needed: session, first name, last name, and signature"
    enter_session(window, qtbot)
    assert said.text() == "Still needed: first name, last name, and signature"
    QTest.keyClicks(line(window, "firstName"), "Marie")
    QTest.keyClicks(line(window, "lastName"), "Curie")
    assert said.text() == "Still needed: signature"
    draw(window.page.pad)
    assert (button(window).isEnabled(), said.text()) == (True, "")


def test_signing_off_saves_then_clears_and_says_so(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    fill(window, qtbot)
    comment = window.findChild(QPlainTextEdit, "actionComment")
    assert isinstance(comment, QPlainTextEdit)
    comment.setPlainText("Réparé\u00a0: oui\nfini")
    button(window).click()
    assert not button(window).isEnabled()
    assert "Saved" not in window.bar.said.text()
    qtbot.waitUntil(lambda: "Saved" in window.bar.said.text())
    [delivery] = parts.desk.deliveries
    assert parts.desk.forms[delivery.id] == Form("Marie", "Curie", "", "Réparé\u00a0: oui\nfini")
    assert parts.desk.jpegs[delivery.id].startswith(b"\xff\xd8")
    assert parts.desk.sessions[delivery.id] == Token(token_of())
    assert delivery.id.replace("-", "")[-8:].upper() in window.bar.said.text()
    assert window.page.form.is_empty()
    assert window.page.pad.isEmpty()
    assert not window.page.pad.canUndo()


def test_what_was_saved_leaves_at_once_and_the_foot_counts_it(
    window: MainWindow, parts: PretendParts, qtbot: QtBot
) -> None:
    fill(window, qtbot)
    button(window).click()
    qtbot.waitUntil(lambda: "1 sign-off waiting" in window.bar.status.text())
    assert "signed" in parts.engine.woken


@pytest.mark.parametrize(("kept", "name"), [(None, "session"), (Token(token_of()), "firstName")])
def test_the_first_thing_to_fill_in_has_the_focus(
    make_window: MakeWindow, parts: PretendParts, qtbot: QtBot, kept: Token | None, name: str
) -> None:
    parts.vault.current = kept
    window = make_window()
    qtbot.waitUntil(lambda: window.focusWidget() is line(window, name))


def test_the_first_window_fits_a_small_screen(window: MainWindow) -> None:
    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() < room.height()


def test_a_full_disk_is_said_and_the_form_keeps_its_content(
    window: MainWindow, parts: PretendParts, qtbot: QtBot
) -> None:
    fill(window, qtbot)
    parts.desk.failure = EnvironmentFault("outbox_disk_full")
    button(window).click()
    qtbot.waitUntil(lambda: "disk is full" in window.bar.said.text())
    assert line(window, "firstName").text() == "Marie"
    assert not window.page.pad.isEmpty()
    assert button(window).isEnabled()
    parts.desk.failure = None
    button(window).click()
    qtbot.waitUntil(lambda: "Saved" in window.bar.said.text())


def test_control_enter_signs_off_from_anywhere(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    fill(window, qtbot)
    QTest.keyClick(line(window, "email"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(parts.desk.deliveries) == 1)


def test_control_enter_shows_where_something_is_missing(window: MainWindow, qtbot: QtBot) -> None:
    enter_session(window, qtbot)
    QTest.keyClicks(line(window, "firstName"), "Marie")
    QTest.keyClick(line(window, "firstName"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.page.form.fields["last_name"]._problem.text == "Please enter the last name."
    assert window.focusWidget() is line(window, "lastName")


def test_enter_moves_on(window: MainWindow) -> None:
    line(window, "firstName").setFocus()
    QTest.keyClick(line(window, "firstName"), Qt.Key.Key_Return)
    assert window.focusWidget() is line(window, "lastName")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("first_name", "x" * 251, "1 character too many. Please shorten the text."),
        ("action_comment", "\U0001f58b" * 2_503, "3 characters too many. Please shorten the text."),
        ("email", "marie@", "Please complete the address, as in name@example.org."),
        ("last_name", "a\x07b", "There is an invisible control character in the text. Please type it again."),
    ],
)
def test_what_is_wrong_is_said_under_the_field(window: MainWindow, name: str, text: str, said: str) -> None:
    field = window.page.form.fields[name]
    field.set_text(text)
    field.review()
    assert field._problem.text == said
    assert field.text() == text
    assert field.editor.accessibleDescription() == said


def test_a_used_session_is_asked_about(
    window: MainWindow, parts: PretendParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(window.signing, "_confirm_reuse", lambda uses: uses == 1 and next(answers))
    fill(window, qtbot)
    button(window).click()
    qtbot.waitUntil(lambda: "Saved" in window.bar.said.text())
    assert window.page.session.chip.view.until == "Already used for 1 sign-off"
    QTest.keyClicks(line(window, "firstName"), "Pierre")
    QTest.keyClicks(line(window, "lastName"), "Curie")
    draw(window.page.pad)
    button(window).click()
    assert len(parts.desk.deliveries) == 1
    button(window).click()
    qtbot.waitUntil(lambda: len(parts.desk.deliveries) == 2)


def test_a_used_session_can_be_refused(make_window: MakeWindow, parts: PretendParts, qtbot: QtBot) -> None:
    window = make_window(Settings(session_reuse="refuse"))
    fill(window, qtbot)
    button(window).click()
    qtbot.waitUntil(lambda: len(parts.desk.deliveries) == 1)
    qtbot.waitUntil(lambda: not window.signing.saving)
    QTest.keyClicks(line(window, "firstName"), "Pierre")
    assert window.bar.said.text().startswith("This session already has a sign-off")
    assert not button(window).isEnabled()


def test_without_a_credential_store_it_says_so_and_takes_nothing(
    make_window: MakeWindow, parts: PretendParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_watcher: object) -> PretendParts:
        raise EnvironmentFault("vault_missing")

    monkeypatch.setattr(parts, "make", refuse)
    window = make_window(ready=False)
    qtbot.waitUntil(lambda: "credential store" in window.banner.text)
    assert "credential store" in window.bar.said.text()
    assert not button(window).isEnabled()


def test_hard_spaces_and_line_ends_are_what_was_typed(window: MainWindow) -> None:
    field = window.page.form.fields["comment"]
    field.set_text("a\u00a0b\r\nc\td")
    assert field.value() == "a\u00a0b\nc d"
