"""A visit as a person has it: real events on real widgets, time by a virtual clock."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QContextMenuEvent,
    QDesktopServices,
    QDragEnterEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QWidget

from desktop_app.domain.delivery import Counts
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.ui.kiosk.flow import Page
from tests.ui.kiosk.bench import LEFT, PIN, TOKEN, Bench, draw, enter_pin, leftovers, press, to_names, to_sign
from tests.ui.kiosk.inline import START
from tests.ui.spoken import interface_of


def test_a_visit_from_the_attract_screen_to_the_thanks(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    press(bench, "signOff")
    assert bench.at(Page.THANKS)
    form, jpeg, token, _ = bench.bridge.inline.desk.signed[0]
    assert (form.first_name, form.last_name, form.email) == ("Marie", "Duval", "marie@example.org")
    assert form.action_comment == "Filter changed."
    assert token.value == TOKEN
    assert jpeg[:2] == b"\xff\xd8"
    assert bench.bridge.woken == ["signed"]
    reference = bench.window.findChild(QWidget, "reference")
    assert reference is not None
    assert len(reference.property("text").replace(" ", "")) == 8
    bench.pass_s(16)
    assert bench.at(Page.ATTRACT)
    assert leftovers(bench) == []


def test_the_thanks_say_when_they_go_and_stay_for_who_touches_them(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    press(bench, "signOff")
    leaves = bench.window.findChild(QLabel, "leaves")
    assert leaves is not None
    heard = interface_of(leaves).text(QAccessible.Text.Name)
    assert "15" in leaves.text()
    bench.pass_s(4)
    assert "11" in leaves.text()
    assert interface_of(leaves).text(QAccessible.Text.Name) == heard  # a screen reader is not interrupted each second
    bench.kiosk.touched()
    assert "15" in leaves.text()
    bench.pass_s(14.5)
    assert bench.at(Page.THANKS)
    bench.pass_s(1)
    assert bench.at(Page.ATTRACT)


def test_the_session_that_was_read_is_named_on_the_pages_that_follow(bench: Bench) -> None:
    line = bench.window.header.session
    to_names(bench)
    assert line.isVisible()
    assert line.text == "Session 4711 of tech-17"
    press(bench, "back")
    assert not line.isVisible()  # its chip is there
    press(bench, "next")
    assert line.isVisible()
    bench.kiosk.wipe()
    assert line.text == ""


def test_a_session_with_long_names_takes_two_lines_and_loses_none_of_them(bench: Bench) -> None:
    claims = {"userId": "u" * 60, "sessionId": "s" * 60, "exp": int(START.timestamp()) + 86_400}
    middle = urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    press(bench, "begin")
    bench.window.session.entry.offer(f"eyJhbGciOiJIUzI1NiJ9.{middle}.c2ln")
    bench.settle()
    line = bench.window.header.session
    shown = line.findChildren(QLabel)[-1]
    assert shown.text().splitlines() == line.text.split(" · ")
    assert shown.heightForWidth(shown.width()) <= shown.height()


def test_a_code_that_says_nothing_is_confirmed_without_showing_any_of_it(bench: Bench) -> None:
    press(bench, "begin")
    bench.window.session.entry.offer("opaque-code-0815-4242")
    assert bench.at(Page.NAMES)
    assert bench.window.header.session.text == "Code read"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_question_stands_in_the_middle_of_the_screen(bench: Bench, language: str) -> None:
    press(bench, f"language_{language}")
    to_sign(bench)
    for _ in range(4):
        bench.settle()
        question = bench.window.header.question_label
        middle = question.mapTo(bench.window, question.rect().center()).x()
        assert abs(middle - bench.window.rect().center().x()) <= 1
        press(bench, "back")


def test_what_is_missing_has_one_colour_on_every_page(bench: Bench) -> None:
    def tones() -> set[str]:
        shown = [label for label in bench.window.findChildren(QLabel) if label.isVisible()]
        return {label.property("tone") for label in shown if label.property("role") == "message"}

    press(bench, "begin")
    press(bench, "next")
    seen = [tones()]
    bench.kiosk.wipe()
    to_names(bench)
    press(bench, "next")
    seen.append(tones())
    bench.kiosk.wipe()
    to_sign(bench)
    press(bench, "signOff")
    seen.append(tones())
    assert seen == [{"error"}] * 3


def test_an_enter_that_comes_late_still_ends_a_scan(bench: Bench) -> None:
    QTest.keyClicks(bench.window.attract, TOKEN)
    QTest.qWait(120)
    QTest.keyClick(bench.window.attract, Qt.Key.Key_Return)
    assert bench.window.session.token is not None
    assert bench.window.session.token.value == TOKEN


@pytest.mark.parametrize("begun", [False, True])
def test_a_scanner_that_stumbles_half_way_still_gives_the_whole_code(bench: Bench, begun: bool) -> None:  # noqa: FBT001
    if begun:
        press(bench, "begin")
    for part in (TOKEN[:20], TOKEN[20:] + "\r"):
        for character in part:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClicks(focused, character) if character != "\r" else QTest.keyClick(focused, Qt.Key.Key_Return)
        QTest.qWait(120)
    assert bench.window.session.token is not None
    assert bench.window.session.token.value == TOKEN


def test_enter_answers_the_countdown_and_ends_the_thanks(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    bench.pass_s(70)
    QTest.keyClick(bench.window.countdown.yes, Qt.Key.Key_Return)
    assert not bench.window.countdown.isVisible()
    press(bench, "signOff")
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert bench.at(Page.ATTRACT)


def test_a_scanner_that_speaks_first_begins_the_visit(bench: Bench) -> None:
    for character in (*TOKEN, "\r"):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, character)
    assert bench.window.session.token is not None
    assert bench.window.session.token.value == TOKEN
    assert bench.at(Page.NAMES)


def test_back_keeps_what_was_typed_and_leaving_the_first_page_wipes_it(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    for page in (Page.COMMENTS, Page.NAMES, Page.SESSION):
        press(bench, "back")
        assert bench.at(page)
    assert bench.window.names.values()["first_name"] == "Marie"
    press(bench, "back")
    assert bench.at(Page.ATTRACT)
    assert leftovers(bench) == []


def test_next_takes_the_session_that_was_typed(bench: Bench) -> None:
    press(bench, "begin")
    QTest.keyClicks(bench.window.session.entry.field, "typed-by-hand", delay=60)
    press(bench, "next")
    assert bench.at(Page.NAMES)
    assert bench.window.session.token is not None
    assert bench.window.session.token.value == "typed-by-hand"


def test_next_says_what_is_missing_and_stays(bench: Bench) -> None:
    press(bench, "begin")
    press(bench, "next")
    assert bench.at(Page.SESSION)
    assert bench.window.session.notice.text
    to = bench.window.session.entry.field
    QTest.keyClicks(to, TOKEN)
    QTest.keyClick(to, Qt.Key.Key_Return)
    press(bench, "next")
    assert bench.at(Page.NAMES)
    assert bench.window.names.problems() == {"first_name": "required", "last_name": "required"}


def test_no_signature_is_no_sign_off(bench: Bench) -> None:
    to_sign(bench)
    press(bench, "signOff")
    assert bench.at(Page.SIGN)
    assert bench.window.sign.notice.text
    assert bench.bridge.inline.desk.signed == []


def test_an_abandoned_visit_counts_down_and_is_wiped_but_never_signed(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    QGuiApplication.clipboard().setText("what somebody copied")
    bench.pass_s(60.5)
    assert bench.window.countdown.isVisible()
    bench.pass_s(14)
    assert bench.at(Page.SIGN)
    bench.pass_s(1)
    assert bench.at(Page.ATTRACT)
    assert leftovers(bench) == []
    assert bench.bridge.inline.desk.signed == []


def test_a_touch_in_the_countdown_goes_on_with_everything_in_place(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    bench.pass_s(70)
    press(bench, "countdownYes")
    assert not bench.window.countdown.isVisible()
    bench.pass_s(50)
    assert bench.at(Page.SIGN)
    assert not bench.window.sign.pad.isEmpty()


def test_a_pen_that_is_down_is_somebody(bench: Bench) -> None:
    to_sign(bench)
    pad = bench.window.sign.pad
    QTest.mousePress(pad, LEFT, pos=QPoint(100, 100))
    bench.pass_s(300)
    assert bench.at(Page.SIGN)
    assert not bench.window.countdown.isVisible()
    QTest.mouseRelease(pad, LEFT, pos=QPoint(120, 100))
    bench.pass_s(61)
    assert bench.window.countdown.isVisible()


def test_a_key_that_lies_on_the_keyboard_is_nobody(bench: Bench) -> None:
    to_names(bench)
    for _ in range(80):
        bench.pass_s(1)
        focused = QApplication.focusWidget()
        assert focused is not None
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x", True)
        QApplication.sendEvent(focused, key)
    assert bench.at(Page.ATTRACT)
    assert leftovers(bench) == []


def test_an_answer_that_comes_after_the_visit_ended_changes_nothing(bench: Bench) -> None:
    bench.bridge.held = True
    press(bench, "begin")
    field = bench.window.session.entry.field
    QTest.keyClicks(field, TOKEN)
    QTest.keyClick(field, Qt.Key.Key_Return)
    bench.pass_s(80)
    assert bench.at(Page.ATTRACT)
    press(bench, "begin")
    bench.bridge.release()
    assert bench.window.session.token is None
    assert bench.at(Page.SESSION)


def test_what_is_being_saved_is_not_wiped_before_the_disk_has_answered(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    bench.bridge.held = True
    press(bench, "signOff")
    bench.pass_s(90)
    assert bench.at(Page.SIGN)
    bench.bridge.release()
    assert bench.at(Page.THANKS)


def test_a_sign_off_that_cannot_be_kept_is_said_and_stays_on_the_page(bench: Bench) -> None:
    to_sign(bench)
    draw(bench)
    bench.bridge.inline.desk.fault = EnvironmentFault("disk_full")
    press(bench, "signOff")
    assert bench.at(Page.SIGN)
    assert bench.window.sign.notice.text
    assert not bench.window.sign.pad.isEmpty()
    bench.bridge.inline.desk.fault = None
    press(bench, "signOff")
    assert bench.at(Page.THANKS)


@pytest.mark.parametrize(("reuse", "asked", "page"), [
    ("ask", True, Page.SESSION), ("allow", False, Page.NAMES), ("refuse", False, Page.SESSION),
])  # fmt: skip
def test_a_session_used_before(make_bench: Callable[..., Bench], reuse: str, asked: bool, page: Page) -> None:  # noqa: FBT001
    bench = make_bench(session_reuse=reuse)
    bench.bridge.inline.desk.uses[TOKEN] = 1
    press(bench, "begin")
    field = bench.window.session.entry.field
    QTest.keyClicks(field, TOKEN)
    QTest.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    assert bench.at(page)
    assert bench.window.question.isVisible() is asked
    if asked:
        press(bench, "questionYes")
        assert bench.at(Page.NAMES)


def test_the_technician_sees_no_word_of_the_network_and_the_attendant_a_count(bench: Bench) -> None:
    bench.bridge.engineChanged.emit(Counts(waiting=3), "offline")
    staff = bench.window.findChild(QWidget, "staff")
    assert staff is not None
    assert staff.property("text") == "3"
    to_sign(bench)
    texts = " ".join(
        str(label.property("text") or "") for label in bench.window.findChildren(QWidget) if label.isVisible()
    )
    assert "connection" not in texts


def test_close_escape_menus_drops_and_links_are_off(bench: Bench) -> None:
    assert bench.window.close() is False
    event = QCloseEvent()
    QApplication.sendEvent(bench.window, event)
    assert not event.isAccepted()
    to_names(bench)
    field = bench.window.names.fields["first_name"].editor
    QTest.keyClick(field, Qt.Key.Key_Escape)
    for key in (Qt.Key.Key_F4, Qt.Key.Key_Space):
        QTest.keyClick(field, key, Qt.KeyboardModifier.AltModifier)
    for key in (Qt.Key.Key_P, Qt.Key.Key_Q, Qt.Key.Key_W, Qt.Key.Key_O):
        QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), field.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(field, menu)
    dragged = QMimeData()
    dragged.setText("dropped")
    drag = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, dragged, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, drag)
    assert not drag.isAccepted()
    assert QDesktopServices.openUrl(QUrl("https://example.org"))  # taken, and swallowed
    assert bench.window.isVisible()
    assert QApplication.activePopupWidget() is None
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu | QFileDialog)] == []
    assert bench.window.names.is_empty()
    assert bench.at(Page.NAMES)


def test_the_lock_is_what_keeps_the_context_menu_away(bench: Bench) -> None:
    """The counterpart of the test above: without the lock the field does hear of it."""
    heard: list[QEvent] = []

    class Field(QLineEdit):
        def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
            heard.append(event)

    field = Field(bench.window)
    place = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(field, place)
    assert heard == []
    bench.lock.release()
    QApplication.sendEvent(field, place)
    assert len(heard) == 1


def test_the_pin_opens_the_settings_and_lets_the_attendant_leave(bench: Bench) -> None:
    press(bench, "staff")
    enter_pin(bench, PIN)
    assert bench.window.stack.currentWidget() is bench.window.staff
    press(bench, "staffLeave")
    assert bench.left == [True]


def test_wrong_pins_wait_longer_each_time_and_a_restart_changes_nothing(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench()
    press(bench, "staff")
    for _ in range(3):
        enter_pin(bench, "111222")
        assert bench.window.stack.currentWidget() is bench.window.pin
    enter_pin(bench, PIN)
    assert bench.window.stack.currentWidget() is bench.window.pin
    assert bench.guard.wait_s() == 30.0
    press(bench, "pinCancel")
    again = make_bench()
    again.wall_s = bench.wall_s + 10
    press(again, "staff")
    enter_pin(again, PIN)
    assert again.window.stack.currentWidget() is again.window.pin
    again.wall_s += 21
    enter_pin(again, PIN)
    assert again.window.stack.currentWidget() is again.window.staff
    assert again.guard.wait_s() == 0.0


def test_nobody_at_the_pin_pad_or_in_the_settings_closes_them(bench: Bench) -> None:
    press(bench, "staff")
    enter_pin(bench, PIN)
    bench.pass_s(76)
    assert bench.window.stack.currentWidget() is bench.window.attract
    press(bench, "staff")
    press(bench, "pin_9")
    bench.pass_s(76)
    assert bench.window.stack.currentWidget() is bench.window.attract
    assert leftovers(bench) == []


def test_a_new_kiosk_asks_for_a_pin_twice(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench(kiosk_pin_hash="")
    assert bench.window.stack.currentWidget() is bench.window.pin
    for pin in ("123456", "555"):
        enter_pin(bench, pin)
        assert bench.window.pin.notice.text
    enter_pin(bench, PIN)
    enter_pin(bench, "908173")
    assert bench.kiosk.settings.kiosk_pin_hash == ""
    enter_pin(bench, PIN)
    enter_pin(bench, PIN)
    assert bench.kiosk.settings.kiosk_pin_hash.startswith("$argon2id$")
    assert bench.window.stack.currentWidget() is bench.window.attract


def test_a_managed_setting_is_shown_locked_and_the_others_are_kept(bench: Bench) -> None:
    press(bench, "staff")
    enter_pin(bench, PIN)
    monitor, idle = (bench.window.findChild(QWidget, f"staff_{key}") for key in ("kiosk.monitor", "kiosk.idle_s"))
    assert monitor is not None
    assert idle is not None
    assert not monitor.isEnabled()
    assert idle.isEnabled()
    assert bench.window.staff._managed.text == "Managed by your organisation: Screen"
    assert monitor.accessibleDescription() == "Managed by your organisation"
    assert not idle.accessibleDescription()
    bench.window.staff.settingChosen.emit("kiosk.idle_s", 120)
    assert bench.kiosk.settings.kiosk_idle_s == 120


def test_out_of_order_is_said_and_nothing_begins(bench: Bench) -> None:
    bench.kiosk.out_of_order("There is no credential store.")
    bench.kiosk.begin()
    QTest.mouseClick(bench.window.attract, LEFT, pos=QPoint(20, 20))
    assert bench.at(Page.ATTRACT)


def test_what_happened_to_the_outbox_is_told_to_the_attendant_alone(bench: Bench) -> None:
    staff = bench.window.attract._staff
    bench.bridge.noticed.emit(("outbox_damaged_set_aside",))
    assert staff.property("tone") == "attention"
    assert not any("damaged" in label.text() for label in bench.window.attract.findChildren(QLabel))
    press(bench, "staff")
    enter_pin(bench, PIN)
    assert "damaged" in bench.window.staff._told.text
    press(bench, "staffBack")
    assert staff.property("tone") == "quiet"


def test_the_sheet_stays_where_it_is_when_the_pen_comes_down(bench: Bench) -> None:
    """A message about a missing signature goes with the first sample, and nothing moves for it."""
    to_sign(bench)
    pad = bench.window.sign.pad

    def place() -> tuple[QPoint, QSize]:
        bench.settle()
        return pad.mapToGlobal(QPoint()), pad.size()

    before = place()
    bench.kiosk.sign_off()
    assert bench.window.sign.notice.text != ""
    told = place()
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    drawing = place()
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert bench.window.sign.notice.text == ""
    assert before == told == drawing
