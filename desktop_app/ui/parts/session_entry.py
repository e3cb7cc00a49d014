"""Where a session comes in: a field to paste it into, and the chip once there is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.errors import InvalidInput

from .by_number import NO_PREDICTION, NO_UPPERCASE, SECRET
from .labels import Notice
from .session_chip import SessionChip
from .session_words import token_problem
from .theme.theme import Theme, tell_style
from .theme.tokens import NEAR, TIGHT

if TYPE_CHECKING:
    from desktop_app.domain.session import Token

_PASTED_FROM = 20  # characters that appear at once: pasted or dropped, not typed


class SessionEntry(QWidget):
    """`sessionOffered` hands out a well-formed token once; who owns this answers with `show_session`."""

    sessionOffered = Signal(object)
    viewChanged = Signal()  # what the chip says of the session

    def __init__(
        self, theme: Theme, now: Callable[[], datetime] = lambda: datetime.now(UTC), *, titled: bool = False
    ) -> None:
        """`titled`: its name stands above it as a section's title, not as a field's label."""
        super().__init__()
        self._length = 0
        self._typed_here = False
        self._label = QLabel()
        tell_style(self._label, role="section" if titled else "label")
        self.field = _TokenField()
        self.field.setObjectName("session")
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.take)
        self._label.setBuddy(self.field)
        self._keep = QPushButton()
        self._keep.setObjectName("keepSession")
        tell_style(self._keep, role="flat")
        self._keep.clicked.connect(self._show_chip)
        self._theme, self._now = theme, now
        self._problem = Notice(theme)
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        row.addWidget(self.field, 1)
        row.addWidget(self._keep)
        self._entry = entry
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(self._label)
        column.addSpacing(TIGHT if titled else 0)
        column.addWidget(entry)
        column.addWidget(self._problem)
        self._column = column
        self._keep.hide()
        self.retranslate()

    @cached_property
    def chip(self) -> SessionChip:
        """Made with the first session: a window is on screen before there is one."""
        made = SessionChip(self._theme, self._now)
        made.changeAsked.connect(self.ask)
        made.viewChanged.connect(self.viewChanged)
        made.hide()
        self._column.insertWidget(self._column.indexOf(self._problem), made)
        return made

    @property
    def token(self) -> Token | None:
        """The session in force."""
        return self.chip.token if "chip" in vars(self) else None

    def show_session(self, token: Token | None, uses: int = 0) -> None:
        """The session in force, or None: then the field asks for one."""
        if token is not None or self.token is not None:
            self.chip.show_session(token, uses)
        if token is None:
            self.ask()
        else:
            self._show_chip()

    def ask(self) -> None:
        """Shows the field, to enter another session."""
        self._clear()
        self._entry.show()
        self._keep.setVisible(self.token is not None)
        if "chip" in vars(self):
            self.chip.hide()
        if self.token is not None:
            self.field.setFocus()

    def offer(self, raw: str) -> bool:
        """Takes what was pasted or scanned; says what is wrong with it, or hands it out."""
        from desktop_app.domain.session import Token  # noqa: PLC0415 - hashing, behind the first paint

        try:
            token = Token.parse(raw.strip(" \t"))
        except InvalidInput as error:
            self._problem.say(token_problem(error.code))
            return False
        self._problem.say("")
        self._clear()
        self.sessionOffered.emit(token)
        return True

    def expect_typing(self) -> None:
        """Where nobody has anything to paste from."""
        self._typed_here = True
        self.retranslate()

    def take(self) -> bool:
        """Offers what stands in the field; False where nothing does."""
        if not self.field.text():
            return False
        self.offer(self.field.raw())
        return True

    def say(self, text: str, tone: str = "attention") -> None:
        """A sentence beneath the session."""
        self._problem.say(text, tone)

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._label.setText(self.tr("Session"))
        self.field.setAccessibleName(self.tr("Session"))
        if self._typed_here:
            self.field.setPlaceholderText(self.tr("Scan the code, or type it here"))
            self.field.setAccessibleDescription(self.tr("Scan the session's code, or type it and press Enter."))
        else:
            self.field.setPlaceholderText(self.tr("Scan the code, or paste it here"))
            self.field.setAccessibleDescription(self.tr("Scan the session's code, or paste it and press Enter."))
        self._keep.setText(self.tr("Keep"))
        self._keep.setAccessibleName(self.tr("Keep the present session"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _show_chip(self) -> None:
        self._clear()
        self._entry.hide()
        self.chip.show()

    def _clear(self) -> None:
        self._length = 0
        self.field.setText("")  # unlike clear(), it leaves nothing for undo
        self._problem.say("")

    def _typed(self, text: str) -> None:
        grown = len(text) - self._length
        self._length = len(text)
        self._problem.say("")
        if grown >= _PASTED_FROM and text.count(".") == 2:  # noqa: PLR2004 - the three parts of a JWT
            self.take()


class _TokenField(QLineEdit):
    """Shows dots: a session's code is a secret, and nobody reads it. Keeps line breaks that a paste brings along."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("inputMethodHints", SECRET | NO_PREDICTION | NO_UPPERCASE)

    def raw(self) -> str:
        """What was entered; a QLineEdit turns line breaks into other characters, which must be said, not sent."""
        return self.text().replace("\u2028", "\n").replace("\u2029", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the field's own: it must not press a default button."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
