"""Tells a scanner from a person: a burst of keys that no hand types, ended by Enter, wherever the focus is.

What the burst typed into a field is taken back, and the code is handed out instead. A burst that stumbles, because the
scanner or the machine paused, is put together again: half a code must never pass for a whole one.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.session import TOKEN_MAX_BYTES, Claims, Token

from .scan_codes import us_character

GAP_MAX_S: Final = 0.045  # between two keys; scanners take 1 to 20 ms, a fast typist 80
STUMBLE_MAX_S: Final = 1.0  # between two parts of one code; who picks up a scanner after typing takes longer
LENGTH_MIN: Final = 16
PART_MIN: Final = 4  # keys in one go that are no hand's roll over the keyboard
KEEPS_CODES: Final = "keepsCodes"  # a property of fields for another code than a session's: it stays where it is read
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_CapsLock)


@dataclass(slots=True)
class _Run:
    """Keys that came in one go: what they typed, what a US keyboard has on them, and the field as it was before."""

    before: tuple[str, int]
    typed: list[str] = field(default_factory=list)
    by_keys: list[str] = field(default_factory=list)


class Scanner(QObject):
    """Watches the widget that has the focus, for as long as its window lives. `scanned` carries what was read."""

    scanned = Signal(str)

    def __init__(self, app: QApplication, window: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(window)
        self._clock = clock
        self._runs: list[_Run] = []  # of one burst; the first may be a few keys of a person just before it
        self._last = (0, 0.0)  # the last key: ms by the system's stamp, 0 where it has none, and s by our clock
        self._field: QWidget | None = None
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True swallows the Enter that ends a burst."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or watched is not self._watched or event.key() in _MODIFIERS:
            return False
        gap_s = self._gap_s(event)
        if watched is not self._field or gap_s > STUMBLE_MAX_S or event.isAutoRepeat():
            self._runs.clear()
            self._field = watched
        if event.key() in _ENTER:
            return not watched.property(KEEPS_CODES) and self._finish(watched)
        if not self._runs or gap_s > GAP_MAX_S:
            self._begin_run(watched)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._runs[-1].typed.append(event.text())
        self._runs[-1].by_keys.append(us_character(event.nativeScanCode(), shift=shift))
        return False

    def _gap_s(self, event: QKeyEvent) -> float:
        """Since the key before, by the system's stamps where it gives some: a busy window reads its keys late."""
        stamp_ms, now_s = event.timestamp(), self._clock()
        (last_ms, last_s), self._last = self._last, (stamp_ms, now_s)
        return (stamp_ms - last_ms) / 1_000 if stamp_ms and last_ms else now_s - last_s

    def _begin_run(self, watched: QWidget) -> None:
        if self._runs and len(self._runs[-1].typed) < PART_MIN:
            del self._runs[:-1]  # no part of a code goes on behind what a hand may have typed
        elif sum(len(run.typed) for run in self._runs) > TOKEN_MAX_BYTES:
            self._runs.clear()
        self._runs.append(_Run(_content(watched)))

    def _finish(self, watched: QWidget) -> bool:
        runs = self._runs.copy()
        self._runs.clear()
        for parts, certain in _readings(runs):
            typed = "".join(key for run in parts for key in run.typed)
            code = read(typed, "".join(key for run in parts for key in run.by_keys))
            if code is not None and len(typed) >= LENGTH_MIN and (certain or _is_jwt(code)):
                _restore(watched, parts[0].before)
                self.scanned.emit(code)
                return True
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Filters the one widget that gets the keys: a filter on the whole program would see every event."""
        if self._watched is not None and self._watched is not now:
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.removeEventFilter(self)  # the last one installed is asked first
            now.installEventFilter(self)


def _readings(runs: Sequence[_Run]) -> list[tuple[Sequence[_Run], bool]]:
    """Which runs may be the code, likeliest first; False where only what it says can tell that it is one."""
    if not runs:
        return []
    long = [*takewhile(lambda run: len(run.typed) >= PART_MIN, reversed(runs[:-1]))]
    parts = [*reversed(long), runs[-1]]
    return [(runs, len(parts) == len(runs)), (runs[-1:], False), (parts, True)]


def read(typed: str, by_keys: str) -> str | None:
    """The code of a burst: what arrived, or where that is no JWT what a US keyboard has on its keys."""
    for candidate in (typed, by_keys):
        if _claims(candidate) != Claims():
            return candidate
    try:
        return Token.parse(typed).value
    except InvalidInput:
        return None


def _is_jwt(code: str) -> bool:
    """Whether it is one from its first character on."""
    head, _, rest = code.partition(".")
    try:
        return rest != "" and isinstance(json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4))), dict)
    except (ValueError, RecursionError):
        return False


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
