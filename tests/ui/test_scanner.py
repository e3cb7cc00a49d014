"""A scanner that types: told from a person by its speed, wherever the focus is, on any keyboard layout."""

import base64

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.scan_codes import us_character
from desktop_app.ui.parts.scanner import Scanner, _is_jwt, read
from desktop_app.ui.workstation.account_card import AccountCard
from desktop_app.ui.workstation.main_window import MainWindow
from desktop_app.ui.workstation.outbox_dialogs import DiscardDialog, SessionDialog
from tests.ui.conftest import token_of

AZERTY = str.maketrans("qwazm;,./QWAZ?1234567890-", "aqzw,mm;:!AQWZ&é\"'(-è_çà)"[:25].ljust(25, "?"))
KEYS = {us_character(code, shift=shift): (code, shift) for code in range(2, 70) for shift in (True, False)}


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scans(window: MainWindow, clock: Clock) -> list[str]:
    scanner = Scanner(QApplication.instance(), window, clock)  # type: ignore[arg-type]
    found: list[str] = []
    scanner.scanned.connect(found.append)
    return found


def press(
    clock: Clock,
    gap_s: float,
    text: str,
    scan_code: int = 0,
    *,
    shift: bool = False,
    key: int = 0,
    stamp_ms: int = 0,
    repeats: bool = False,
) -> None:
    clock.now_s += gap_s
    target = QApplication.focusWidget()
    assert target is not None
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifier, scan_code, 0, 0, text, repeats)
    event.setTimestamp(stamp_ms)
    QApplication.sendEvent(target, event)


def scan(clock: Clock, code: str, gap_s: float = 0.008, *, azerty: bool = False) -> None:
    for character in code:
        scan_code, shift = KEYS.get(character, (0, False))
        press(clock, gap_s, character.translate(AZERTY) if azerty else character, scan_code, shift=shift)
    press(clock, gap_s, "\r", key=Qt.Key.Key_Return)


def test_a_scan_in_any_field_is_taken_back_and_becomes_the_session(
    window: MainWindow, scans: list[str], clock: Clock
) -> None:
    field = window.findChild(QLineEdit, "firstName")
    assert isinstance(field, QLineEdit)
    field.setText("Marie")
    field.setFocus()
    scan(clock, token_of())
    assert scans == [token_of()]
    assert field.text() == "Marie"
    assert window.focusWidget() is field


def test_a_scan_in_a_comment_is_taken_back(window: MainWindow, scans: list[str], clock: Clock) -> None:
    field = window.findChild(QPlainTextEdit, "comment")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("ok")
    field.setFocus()
    scan(clock, token_of())
    assert (scans, field.toPlainText()) == ([token_of()], "ok")


STUMBLES = (1, 3, 20, 140, len(token_of()) - 2, len(token_of()))


@pytest.mark.parametrize("at", STUMBLES)
def test_a_scan_that_stumbles_is_never_half_a_code(window: MainWindow, scans: list[str], clock: Clock, at: int) -> None:
    field = window.findChild(QLineEdit, "firstName")
    assert isinstance(field, QLineEdit)
    field.setText("Marie")
    field.setFocus()
    for place, character in enumerate(token_of()):
        press(clock, 0.3 if place == at else 0.008, character)
    press(clock, 0.3 if at == len(token_of()) else 0.008, "\r", key=Qt.Key.Key_Return)
    assert (scans, field.text()) == ([token_of()], "Marie")


@pytest.mark.parametrize("code", ["an-opaque-token-of-24-or-more", token_of()])
def test_what_a_hand_typed_just_before_a_scan_is_no_part_of_the_code(
    window: MainWindow, scans: list[str], clock: Clock, code: str
) -> None:
    field = window.findChild(QLineEdit, "firstName")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    for character in "Marie":
        press(clock, 0.12, character)
    clock.now_s += 0.5
    scan(clock, code)
    assert (scans, field.text()) == ([code], "Marie")


def test_a_window_that_reads_its_keys_late_goes_by_their_stamps(
    window: MainWindow, scans: list[str], clock: Clock
) -> None:
    window.page.form.focus_first()
    for place, character in enumerate(token_of(), 1):
        press(clock, 3.0 if place % 50 == 0 else 0.0, character, stamp_ms=1_000 + 8 * place)
    press(clock, 3.0, "\r", key=Qt.Key.Key_Return, stamp_ms=1_008 + 8 * len(token_of()))
    assert scans == [token_of()]


def test_a_person_whose_keys_are_read_in_one_go_is_no_scanner(
    window: MainWindow, scans: list[str], clock: Clock
) -> None:
    field = window.findChild(QLineEdit, "firstName")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    for place, character in enumerate("A very long first name indeed", 1):
        press(clock, 0.0, character, stamp_ms=1_000 + 90 * place)
    press(clock, 0.0, "\r", key=Qt.Key.Key_Return, stamp_ms=5_000)
    assert (scans, field.text()) == ([], "A very long first name indeed")


def test_a_code_that_is_nested_without_end_is_no_jwt() -> None:
    head = base64.urlsafe_b64encode(b"[" * 9_000).decode()
    assert not _is_jwt(f"{head}.{head}.x")


def test_a_key_that_is_held_down_is_no_scanner(window: MainWindow, scans: list[str], clock: Clock) -> None:
    window.page.form.focus_first()
    for place in range(40):
        press(clock, 0.03, "a", repeats=place > 0)
    press(clock, 0.03, "\r", key=Qt.Key.Key_Return)
    assert scans == []


def test_a_person_is_no_scanner(window: MainWindow, scans: list[str], clock: Clock) -> None:
    field = window.findChild(QLineEdit, "firstName")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    scan(clock, "A very long first name indeed", gap_s=0.09)
    assert scans == []
    assert field.text() == "A very long first name indeed"


def test_a_short_burst_is_no_scan(window: MainWindow, scans: list[str], clock: Clock) -> None:
    window.page.form.focus_first()
    scan(clock, "abc")
    assert scans == []


def test_a_scanner_set_to_qwerty_on_an_azerty_machine_is_read_by_its_keys(
    window: MainWindow, scans: list[str], clock: Clock
) -> None:
    window.page.form.focus_first()
    scan(clock, token_of(), azerty=True)
    assert scans == [token_of()]


def test_an_opaque_code_is_taken_as_it_came() -> None:
    assert read("an-opaque-token-of-24", "qn-opqaue") == "an-opaque-token-of-24"
    assert read("with space", "with space") is None


def test_a_scan_reaches_the_session(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("help")
    window.errands.take_scan(token_of())
    qtbot.waitUntil(lambda: window.page.session.token is not None)
    assert window.stack.currentWidget() is window.page


def test_an_account_token_that_is_scanned_into_its_field_stays_there(
    window: MainWindow, scans: list[str], clock: Clock, qtbot: QtBot
) -> None:
    card = AccountCard(window.app.theme, window.bridge)
    qtbot.addWidget(card)
    card.resize(480, 300)  # what stands in a page is smaller than the smallest window of Windows
    card.show()
    card.activateWindow()
    card.field.setFocus()
    qtbot.waitUntil(card.field.hasFocus)
    scan(clock, token_of())
    assert (scans, card.field.text()) == ([], token_of())


def test_a_scan_goes_to_the_dialog_that_asks_for_one(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("outbox")
    before = window.stack.currentWidget()
    dialog = SessionDialog(window, window.app.theme, 1)
    dialog.open()
    window.errands.take_scan(token_of())
    assert dialog.token is not None
    assert dialog.token.value == token_of()
    dialog.reject()
    other = DiscardDialog(window, "0" * 36)
    other.open()
    window.errands.take_scan(token_of())
    other.reject()
    qtbot.wait(50)
    assert (window.page.session.token, window.stack.currentWidget()) == (None, before)
