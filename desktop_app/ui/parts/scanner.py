"""Tells a scanner from a person: a burst of keys that no hand types, ended by Enter, wherever the focus is.

What the burst typed into a field is taken back, and the code is handed out instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.session import Claims, Token

from .scan_codes import us_character

GAP_MAX_S: Final = 0.045  # between two keys; scanners take 1 to 20 ms, a fast typist 80
LENGTH_MIN: Final = 16
KEEPS_CODES: Final = "keepsCodes"  # a property of fields for another code than a session's: it stays where it is read
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock)


@dataclass(frozen=True, slots=True)
class _Key:
    text: str
    us: str


class Scanner(QObject):
    """Watches the widget that has the focus. `scanned` carries what was read."""

    scanned = Signal(str)

    def __init__(self, app: QApplication, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(app)
        self._clock = clock
        self._keys: list[_Key] = []
        self._last_s = 0.0
        self._field: QWidget | None = None
        self._before: tuple[str, int] = ("", 0)
        self._watched: QWidget | None = None
        self.enabled = True
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True swallows the Enter that ends a burst."""
        if not self.enabled or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or watched is not self._watched or event.key() in _MODIFIERS:
            return False
        now_s = self._clock()
        fast = bool(self._keys) and now_s - self._last_s <= GAP_MAX_S and watched is self._field
        self._last_s = now_s
        if event.key() in _ENTER:
            return fast and not watched.property(KEEPS_CODES) and self._finish()
        if not fast:
            self._begin(watched)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._keys.append(_Key(event.text(), us_character(event.nativeScanCode(), shift=shift)))
        return False

    def _begin(self, field: QWidget) -> None:
        self._keys, self._field = [], field
        self._before = _content(field)

    def _finish(self) -> bool:
        keys, self._keys = self._keys, []
        code = read("".join(key.text for key in keys), "".join(key.us for key in keys))
        if code is None or len(keys) < LENGTH_MIN:
            return False
        if self._field is not None:
            _restore(self._field, self._before)
        self.scanned.emit(code)
        return True

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Filters the one widget that gets the keys: a filter on the whole program would see every event."""
        if self._watched is not None and self._watched is not now:
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.removeEventFilter(self)  # the last one installed is asked first
            now.installEventFilter(self)


def read(typed: str, by_keys: str) -> str | None:
    """The code of a burst: what arrived, or where that is no JWT what a US keyboard has on its keys."""
    for candidate in (typed, by_keys):
        if _claims(candidate) != Claims():
            return candidate
    try:
        return Token.parse(typed).value
    except InvalidInput:
        return None


def _claims(text: str) -> Claims:
    try:
        return Token.parse(text).claims
    except InvalidInput:
        return Claims()


def _content(field: QWidget) -> tuple[str, int]:
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText(), field.textCursor().position()
    return "", 0


def _restore(field: QWidget, before: tuple[str, int]) -> None:
    text, position = before
    if isinstance(field, QLineEdit) and not field.isReadOnly():
        field.setText(text)
        field.setCursorPosition(position)
    elif isinstance(field, QPlainTextEdit) and not field.isReadOnly():
        field.setPlainText(text)
        cursor = field.textCursor()
        cursor.setPosition(position)
        field.setTextCursor(cursor)
