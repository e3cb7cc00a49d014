"""What a screen reader is told at the kiosk: every page, the attendant's and the keyboard included."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QToolButton

from desktop_app.ui.app import Application
from tests.gallery import kiosk
from tests.gallery.kiosk import SCENES, Stage
from tests.ui.kiosk.bench import Bench, to_names, to_sign
from tests.ui.spoken import controls, interface_of, nameless, shapeless

SIZE = QSize(1_024, 600)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_control_says_what_it_is_and_its_name(kiosk_app: Application, scene: Callable[[Stage], None]) -> None:
    with kiosk.staged(kiosk_app, "en", SIZE) as stage:
        scene(stage)
        QApplication.processEvents()
        assert controls(stage.window)
        assert nameless(stage.window) == []
        assert shapeless(stage.window) == []


def test_every_key_of_the_keyboard_has_a_name(bench: Bench) -> None:
    to_names(bench)
    keys = [key for key in bench.window.keyboard.findChildren(QToolButton) if key.isVisible()]
    names = [interface_of(key).text(QAccessible.Text.Name) for key in keys]
    assert len(names) > 30
    assert all(name.strip() for name in names)
    assert {"Space", "Backspace", "Shift", "Hide the keyboard", "Enter", "Digits and signs"} <= set(names)


def test_fields_describe_themselves(bench: Bench) -> None:
    to_names(bench)
    for field in bench.window.names.fields.values():
        assert interface_of(field.editor).text(QAccessible.Text.Description)


def test_the_question_is_the_windows_first_words_and_progress_has_a_value(bench: Bench) -> None:
    to_names(bench)
    spoken = {each.text(QAccessible.Text.Name) for each in controls(bench.window)}
    assert "2 of 4" in spoken


def test_the_pin_pad_tells_how_many_digits_there_are_and_not_which(bench: Bench) -> None:
    bench.staff.ask()
    pin = bench.window.pin
    pin._show("4711")
    assert interface_of(pin).text(QAccessible.Text.Name) == "The attendant's PIN"
    assert interface_of(pin).text(QAccessible.Text.Value) == "4 digits entered"


def test_the_pad_tells_its_state(bench: Bench) -> None:
    to_sign(bench)
    pad = interface_of(bench.window.sign.pad)
    assert pad.role() == QAccessible.Role.Graphic
    assert pad.text(QAccessible.Text.Value) == "empty"
