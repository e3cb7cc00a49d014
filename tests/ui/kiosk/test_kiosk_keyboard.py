"""The keyboard of our own: what its keys do to a real field, and when it comes."""

# ruff: noqa: RUF001 - the acute accent is meant

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop_app.ui.kiosk.flow import Page
from desktop_app.ui.kiosk.keyboard.accents import DEAD, compose, offered
from desktop_app.ui.kiosk.keyboard.keys import LONG_PRESS_MS, KeyButton
from desktop_app.ui.kiosk.keyboard.layouts import ALL, AZERTY, QWERTY, Act, Layout
from desktop_app.ui.kiosk.measures import TARGET_PX, target_px
from tests.ui.kiosk.bench import LEFT, Bench, press, to_names


def key(bench: Bench, act: Act, text: str = "") -> KeyButton:
    bench.settle()  # keys of a new layout show themselves with the next event
    for button in bench.window.keyboard.findChildren(KeyButton):
        if button.key.act is act and button.key.text == text and button.isVisible():
            return button
    raise AssertionError(f"no key {act} {text!r}")


def tap(bench: Bench, text: str) -> None:
    QTest.mouseClick(key(bench, Act.TYPE, text), LEFT, pos=QPoint(9, 9))


def act(bench: Bench, what: Act, text: str = "") -> None:
    QTest.mouseClick(key(bench, what, text), LEFT, pos=QPoint(9, 9))


def shift_is_on(bench: Bench) -> bool:
    return bool(key(bench, Act.SHIFT).property("tone") == "chosen")


def first_name(bench: Bench) -> str:
    return bench.window.names.fields["first_name"].text()


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_every_row_is_as_wide_as_the_others(layout: object) -> None:
    for row in (*layout.rows, layout.extra):  # type: ignore[attr-defined]  # pytest hands it through as an object
        assert not row or sum(part.width for part in row) == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("dead", "letter", "text"),
    [
        ("^", "e", "ê"),
        ("¨", "I", "Ï"),
        ("´", "e", "é"),
        ("`", "a", "à"),
        ("~", "n", "ñ"),
        ("^", "t", "^t"),
        ("^", " ", "^"),
    ],
)
def test_a_dead_key_and_its_letter(dead: str, letter: str, text: str) -> None:
    assert compose(dead, letter) == text


def test_a_long_press_offers_what_french_needs_in_the_case_of_the_key() -> None:
    for letter, needed in (("e", "éèêë"), ("a", "àâæ"), ("c", "ç"), ("u", "ùûü"), ("o", "ôœ"), ("i", "îï"), ("y", "ÿ")):
        assert set(needed) <= set(offered(letter))
        assert set(needed.upper()) <= set(offered(letter.upper()))
    assert all(len(choice) == 1 for choice in offered("S"))
    assert offered("k") == ()


def test_a_target_is_twelve_millimetres_wherever_the_screen_says_how_large_it_is() -> None:
    for dots_per_inch in (101.6, 118.7, 141.2, 150.0):
        assert target_px(dots_per_inch) / dots_per_inch * 25.4 >= 12.0
    assert target_px(0.0) == TARGET_PX
    assert target_px(9_999.0) == TARGET_PX


def test_taps_type_into_the_field_first_letter_capital(bench: Bench) -> None:
    to_names(bench)
    assert bench.window.keyboard.isVisible()
    for letter in "marie":
        tap(bench, letter)
    assert first_name(bench) == "Marie"
    act(bench, Act.BACKSPACE)
    assert first_name(bench) == "Mari"
    focused = bench.window.focusWidget()
    assert focused is bench.window.names.fields["first_name"].editor


def test_enter_moves_on_and_is_a_new_line_in_a_comment(bench: Bench) -> None:
    to_names(bench)
    for field in ("ann", "lee"):
        for letter in field:
            tap(bench, letter)
        act(bench, Act.ENTER)
    assert bench.window.focusWidget() is bench.window.names.fields["email"].editor
    act(bench, Act.ENTER)
    assert bench.at(Page.COMMENTS)
    tap(bench, "a")
    act(bench, Act.ENTER)
    tap(bench, "b")
    comment = bench.window.findChild(QPlainTextEdit, "actionComment")
    assert comment is not None
    assert comment.toPlainText() == "A\nB"


def test_a_dead_key_waits_shows_itself_and_can_be_taken_back(bench: Bench) -> None:
    to_names(bench)
    act(bench, Act.DEAD, "´")
    tap(bench, "e")
    assert first_name(bench) == "É"
    act(bench, Act.DEAD, "´")
    act(bench, Act.BACKSPACE)
    tap(bench, "e")
    assert first_name(bench) == "Ée"
    act(bench, Act.DEAD, "´")
    tap(bench, " ")
    assert first_name(bench) == "Ée´"


@pytest.mark.parametrize("layout", [AZERTY, QWERTY], ids=lambda layout: layout.name)
def test_the_accents_of_french_are_keys_of_their_own_on_every_screen(layout: Layout) -> None:
    assert set("éèêàçù") <= {part.text for row in layout.rows for part in row}


@pytest.mark.parametrize(("letter", "first"), [("e", "é"), ("a", "à"), ("o", "ô"), ("i", "î")])
def test_a_long_press_offers_the_french_accent_first_and_under_the_finger(
    bench: Bench, letter: str, first: str
) -> None:
    assert offered(letter)[0] == first
    to_names(bench)
    act(bench, Act.SHIFT)
    button = key(bench, Act.TYPE, letter)
    QTest.mousePress(button, LEFT, pos=QPoint(9, 9))
    QTest.qWait(LONG_PRESS_MS + 150)
    QTest.mouseRelease(button, LEFT, pos=QPoint(9, 9))
    finger = button.mapToGlobal(button.rect().center()).x()
    shown = [made for made in bench.window.findChildren(QPushButton) if made.objectName().startswith("accent_")]
    nearest = min(
        (made for made in shown if made.isVisible()),
        key=lambda made: abs(made.mapToGlobal(made.rect().center()).x() - finger),
    )
    assert nearest.text() == first


def test_shift_does_not_stay_on_behind_what_another_keyboard_typed(bench: Bench) -> None:
    to_names(bench)
    assert shift_is_on(bench)
    QTest.keyClicks(bench.window.names.fields["first_name"].editor, "M")
    assert not shift_is_on(bench)
    tap(bench, "a")
    assert first_name(bench) == "Ma"


def test_shift_is_off_in_a_field_that_has_text_and_on_again_once_it_is_empty(bench: Bench) -> None:
    to_names(bench)
    tap(bench, "a")
    bench.window.names.fields["last_name"].editor.setFocus()
    assert shift_is_on(bench)
    bench.window.names.fields["first_name"].editor.setFocus()
    assert not shift_is_on(bench)
    act(bench, Act.BACKSPACE)
    assert shift_is_on(bench)


def test_a_capital_asked_for_waits_for_its_letter_through_an_accent(bench: Bench) -> None:
    to_names(bench)
    tap(bench, "a")
    act(bench, Act.SHIFT)
    act(bench, Act.DEAD, "´")
    tap(bench, "e")
    tap(bench, "e")
    assert first_name(bench) == "AÉe"
    act(bench, Act.ENTER)
    tap(bench, "b")
    press(bench, "next")
    tap(bench, "a")
    act(bench, Act.SHIFT)
    act(bench, Act.DEAD, "´")
    tap(bench, "e")
    assert bench.window.comments.fields["action_comment"].text() == "AÉ"


def test_a_touch_anywhere_on_the_panel_is_the_nearest_keys(bench: Bench) -> None:
    to_names(bench)
    bench.settle()
    panel = bench.window.keyboard
    keys = {made: QRect(made.mapTo(panel, QPoint()), made.size()) for made in panel.findChildren(KeyButton)}
    e, r, d = (keys[key(bench, Act.TYPE, text)] for text in "erd")
    between = QPoint((e.right() + r.left()) // 2, e.center().y())
    assert not any(area.contains(between) for area in keys.values())
    for place, text in (
        (QPoint(e.right() + 1, e.center().y()), "e"),
        (QPoint(r.left() - 1, r.center().y()), "r"),
        (QPoint(d.center().x(), d.top() - 1), "d"),
        (QPoint(0, keys[key(bench, Act.TYPE, "q")].center().y()), "q"),
    ):
        bench.window.names.fields["first_name"].set_text("")
        QTest.mouseClick(bench.window.windowHandle(), LEFT, pos=panel.mapTo(bench.window, place))
        assert first_name(bench).lower() == text


def test_a_finger_that_slides_off_a_key_types_nothing(bench: Bench) -> None:
    to_names(bench)
    bench.settle()
    panel = bench.window.keyboard
    e, m = (QRect(made.mapTo(panel, QPoint()), made.size()) for made in (key(bench, Act.TYPE, text) for text in "em"))
    QTest.mousePress(panel, LEFT, pos=QPoint(e.right() + 1, e.center().y()))
    QTest.mouseRelease(panel, LEFT, pos=QPoint(m.right() + 1, m.center().y()))
    assert first_name(bench) == ""


def test_a_long_press_offers_accents_that_a_slide_or_a_tap_chooses(bench: Bench) -> None:
    to_names(bench)
    button = key(bench, Act.TYPE, "e")
    for slides in (True, False):
        QTest.mousePress(button, LEFT, pos=QPoint(9, 9))
        QTest.qWait(LONG_PRESS_MS + 150)
        choices = [made for made in bench.window.findChildren(QPushButton) if made.objectName().startswith("accent_")]
        wanted = next(made for made in choices if made.isVisible() and made.text().lower() == "é")
        if slides:
            place = button.mapFromGlobal(wanted.mapToGlobal(wanted.rect().center()))
            QTest.mouseMove(button, place)
            QTest.mouseRelease(button, LEFT, pos=place)
        else:
            QTest.mouseRelease(button, LEFT, pos=QPoint(9, 9))
            QTest.mouseClick(wanted, LEFT)
        bench.settle()
    assert first_name(bench) == "Éé"


def test_the_mail_field_has_its_own_signs(bench: Bench) -> None:
    to_names(bench)
    bench.window.names.fields["email"].editor.setFocus()
    assert bench.window.keyboard.layout_name.endswith("_mail")
    for text in ("a", "@", "b", ".com"):
        tap(bench, text)
    assert bench.window.names.fields["email"].text() == "a@b.com"


def test_digits_and_the_other_letters_are_a_tap_away(bench: Bench) -> None:
    to_names(bench)
    assert bench.window.keyboard.layout_name == "qwerty"
    act(bench, Act.DIGITS)
    tap(bench, "7")
    act(bench, Act.OTHER_LETTERS)
    assert bench.window.keyboard.layout_name == "azerty"
    assert first_name(bench) == "7"


def test_french_begins_with_azerty(bench: Bench) -> None:
    press(bench, "language_fr")
    to_names(bench)
    assert bench.window.keyboard.layout_name == "azerty"


def test_keys_are_large_enough_and_lie_on_the_screen(bench: Bench) -> None:
    to_names(bench)
    bench.settle()
    for button in bench.window.keyboard.findChildren(KeyButton):
        if button.isVisible():
            assert button.height() >= bench.window.keyboard.key_height_px()
            assert button.width() >= bench.window.keyboard.key_height_px()
            corner = bench.window.mapFromGlobal(button.mapToGlobal(QPoint()))
            assert bench.window.rect().contains(QRect(corner, button.size()))
    assert bench.window.height() == 600


@pytest.mark.parametrize(("wanted", "at_once", "later"), [
    ("own", True, True), ("auto", False, True), ("system", False, False), ("off", False, False),
])  # fmt: skip
def test_ours_comes_only_where_the_systems_does_not_appear(
    make_bench: Callable[..., Bench],
    wanted: str,
    at_once: bool,  # noqa: FBT001 - a table
    later: bool,  # noqa: FBT001 - a table
) -> None:
    bench = make_bench(kiosk_touch_keyboard=wanted)
    to_names(bench)
    assert bench.window.keyboard.isVisible() is at_once
    QTest.qWait(900)
    assert bench.window.keyboard.isVisible() is later


def test_hidden_it_comes_back_with_a_touch_on_the_field(bench: Bench) -> None:
    to_names(bench)
    act(bench, Act.HIDE)
    assert not bench.window.keyboard.isVisible()
    QTest.mouseClick(bench.window.names.fields["first_name"].editor, LEFT)
    assert bench.window.keyboard.isVisible()


def test_where_a_code_is_scanned_the_keyboard_waits_for_a_touch(bench: Bench) -> None:
    press(bench, "begin")
    assert not bench.window.keyboard.isVisible()
    QTest.mouseClick(bench.window.session.entry.field, LEFT)
    assert bench.window.keyboard.isVisible()
    press(bench, "back")
    assert not bench.window.keyboard.isVisible()


def test_accents_of_dead_keys_are_all_there() -> None:
    assert set(DEAD) == set("^¨´`~")
