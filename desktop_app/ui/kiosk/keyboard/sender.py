"""Hands what a key means to the field that has the focus, as a keyboard or an input method would."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def focused_field() -> QWidget | None:
    """The widget that takes text now, or None."""
    widget = QApplication.focusWidget()
    takes = widget is not None and widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return widget if takes else None


def begins(field: QWidget) -> bool:
    """Whether nothing stands in the field, or in this line of a comment."""
    return not field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText)


def type_text(text: str) -> None:
    """Types `text`. What has no key of its own arrives as an input method's commit."""
    field = focused_field()
    if field is None:
        return
    for character in text:
        if character.isascii():
            _press(field, ord(character.upper()), character)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(character)
            QCoreApplication.sendEvent(field, commit)


def press(key: Qt.Key) -> None:
    """A key without a character: Backspace, Enter."""
    field = focused_field()
    if field is not None:
        _press(field, int(key), "\r" if key == Qt.Key.Key_Return else "")


def show_waiting(accent: str) -> None:
    """Shows an accent that waits for its letter where it will stand; '' takes it away."""
    field = focused_field()
    if field is not None:
        QCoreApplication.sendEvent(field, QInputMethodEvent(accent, []))


def _press(field: QWidget, key: int, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        if kind == QEvent.Type.KeyRelease and focused_field() is not field:
            return  # Enter has moved on
        QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
