"""What a screen reader gets of the pad, and what is seen of the focus."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts.ink_pad import InkPad


def draw(pad: InkPad, y: int) -> None:
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, y))
    QTest.mouseMove(pad, QPoint(100, y))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(100, y))


def value(pad: InkPad) -> str:
    return QAccessible.queryAccessibleInterface(pad).text(QAccessible.Text.Value)


def test_the_pad_has_a_role_a_name_and_a_state(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.show()
    interface = QAccessible.queryAccessibleInterface(pad)
    assert interface.role() == QAccessible.Role.Graphic
    assert interface.text(QAccessible.Text.Name) == "Signature"
    assert value(pad) == "empty"
    assert interface.state().focusable
    for y in (20, 60, 100):
        draw(pad, y)
    assert value(pad) == "signed, 3 strokes"
    pad.undo()
    pad.undo()
    assert value(pad) == "signed, 1 stroke"


def test_the_window_may_name_it(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.setAccessibleName("Signature of the provider")
    interface = QAccessible.queryAccessibleInterface(pad)
    assert interface.text(QAccessible.Text.Name) == "Signature of the provider"


def test_clear_undo_and_redo_are_announced(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    said: list[str] = []
    pad.announced.connect(said.append)
    pad.undo()  # there is nothing to say
    draw(pad, 20)
    pad.clear()
    pad.clear()
    pad.undo()
    pad.redo()
    assert said == ["Signature cleared", "Undone: signed, 1 stroke", "Redone: empty"]


def test_other_widgets_keep_their_own_interfaces(qtbot: QtBot) -> None:
    InkPad().deleteLater()
    button = QPushButton("Go")
    qtbot.addWidget(button)
    assert QAccessible.queryAccessibleInterface(button).role() == QAccessible.Role.Button


def test_the_focus_is_seen_as_a_frame_and_tab_reaches_the_pad(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    button, pad = QPushButton("Go"), InkPad()
    layout.addWidget(button)
    layout.addWidget(pad)
    palette = pad.palette()
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#1D4ED8"))
    pad.setPalette(palette)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    button.setFocus()
    without = pad.grab().toImage()
    QTest.keyClick(button, Qt.Key.Key_Tab)
    assert pad.hasFocus()
    middle = QPoint(pad.width() // 2, 0)
    assert pad.grab().toImage().pixelColor(middle) == QColor("#1D4ED8")
    assert without.pixelColor(middle) != QColor("#1D4ED8")
