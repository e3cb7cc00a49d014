"""The numbers that stand for Qt's flags are Qt's own, and do what the flags do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.parts import by_number

NAMES = {
    "PLAIN_TEXT": Qt.TextFormat.PlainText,
    "NO_FOCUS": Qt.FocusPolicy.NoFocus,
    "STRONG_FOCUS": Qt.FocusPolicy.StrongFocus,
    "ICON_ONLY": Qt.ToolButtonStyle.ToolButtonIconOnly,
    "TEXT_BESIDE_ICON": Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
    "NEVER": Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
    "LEFT": Qt.AlignmentFlag.AlignLeft,
    "RIGHT": Qt.AlignmentFlag.AlignRight,
    "TOP": Qt.AlignmentFlag.AlignTop,
    "MIDDLE": Qt.AlignmentFlag.AlignVCenter,
    "CENTRE": Qt.AlignmentFlag.AlignCenter,
    "WRAPPED": Qt.TextFlag.TextWordWrap,
    "SECRET": Qt.InputMethodHint.ImhSensitiveData,
    "NO_UPPERCASE": Qt.InputMethodHint.ImhNoAutoUppercase,
    "NO_PREDICTION": Qt.InputMethodHint.ImhNoPredictiveText,
    "MANY_LINES": Qt.InputMethodHint.ImhMultiLine,
    "EMAIL": Qt.InputMethodHint.ImhEmailCharactersOnly,
}


def test_each_number_is_that_of_its_flag() -> None:
    numbers = {name: value for name, value in vars(by_number).items() if name.isupper()}
    assert numbers == {name: flag.value for name, flag in NAMES.items()}


def test_properties_take_numbers(qtbot: QtBot) -> None:
    label, line, text, tool = QLabel(), QLineEdit(), QPlainTextEdit(), QToolButton()
    for widget in (label, line, text, tool):
        qtbot.addWidget(widget)
    label.setProperty("textFormat", by_number.PLAIN_TEXT)
    label.setProperty("alignment", by_number.RIGHT | by_number.TOP)
    line.setProperty("inputMethodHints", by_number.SECRET | by_number.NO_UPPERCASE)
    text.setProperty("horizontalScrollBarPolicy", by_number.NEVER)
    tool.setProperty("focusPolicy", by_number.STRONG_FOCUS)
    tool.setProperty("toolButtonStyle", by_number.TEXT_BESIDE_ICON)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.alignment() == Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    assert line.inputMethodHints() == Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoAutoUppercase
    assert text.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert tool.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert tool.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
