"""The administrator's PIN pad: to leave, to open the settings, or to choose a new PIN."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.parts.buttons import IconPush, push
from desktop_app.ui.parts.ink_accessible import install as install_accessibility
from desktop_app.ui.parts.ink_accessible import state_changed
from desktop_app.ui.parts.labels import Notice
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .fields_page import lead
from .measures import gaps
from .pin import PIN_MAX_DIGITS

_PAD_WIDTH_CONTROLS: Final = 5.3  # of a control's height
_SAID_WIDTH_CONTROLS: Final = 6.25
_DOT: Final = "●"


class PinPage(QWidget):
    """`entered` carries the digits, which are gone from here by then; `cancelled` is Back."""

    entered = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        install_accessibility()
        self.setObjectName("pinPage")
        tell_style(self, role="page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._digits = ""
        self._keys: list[QWidget] = []
        self._title, self._dots = lead("title"), lead("digits")
        self._dots.setObjectName("pinDots")
        self.notice = Notice(theme)
        self._cancel = push("pinCancel", self._back)
        self._enter = IconPush(theme, "check", "pinEnter", self._done, "primary", words=False)
        between = gaps(theme.measures)
        words = QVBoxLayout()
        words.setSpacing(between.near)
        words.addStretch(1)
        for widget in (self._title, self._dots):
            words.addWidget(widget)
        words.addWidget(self._said(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        words.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(between.wide, between.room, between.wide, between.room)
        self._halves.setSpacing(between.room)
        self._halves.addLayout(words, 1)
        self._halves.addWidget(self._pad(theme), 1, Qt.AlignmentFlag.AlignCenter)

    def spokenName(self) -> str:
        """What is asked for."""
        return self._title.text() or self.tr("PIN")

    def spokenState(self) -> str:
        """How many digits there are, never which."""
        return self.tr("%n digit(s) entered", "", len(self._digits))

    def spokenAsGroup(self) -> bool:
        """It takes the keys for its buttons."""
        return True

    def ask(self, title: str, cancel: str) -> None:
        """Begins anew."""
        self._title.setText(title)
        self._cancel.setText(cancel)
        self.notice.say("")
        self._show("")
        self.setFocus()

    def say(self, text: str, tone: str = "error") -> None:
        """What is wrong with it; the digits begin anew."""
        self._show("")
        self.notice.say(text, tone)
        self.setFocus()

    def wait(self, *, waiting: bool) -> None:
        """While the PIN is checked, or a wait runs."""
        for key in (*self._keys, self._erase, self._enter):
            key.setEnabled(not waiting)

    def wipe(self) -> None:
        """Forgets the digits."""
        self._show("")
        self.notice.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A keyboard's digits, Backspace and Enter."""
        if event.text() in set("0123456789") and event.text():
            self._digit(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._show(self._digits[:-1])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._done()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_buttons()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other on a screen that lies, one above the other on one that stands."""
        lies = self.width() >= self.height()
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if lies else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def _said(self, theme: Theme) -> QWidget:
        said = QWidget()
        said.setFixedWidth(round(_SAID_WIDTH_CONTROLS * theme.measures.control))
        said.setFixedHeight(theme.measures.control)
        row = QHBoxLayout(said)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignTop)
        return said

    def _pad(self, theme: Theme) -> QWidget:
        between = gaps(theme.measures)
        pad = QWidget()
        pad.setFixedWidth(round(_PAD_WIDTH_CONTROLS * theme.measures.control))
        grid = QGridLayout(pad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(between.near)
        for digit in range(1, 10):
            grid.addWidget(self._key(str(digit)), (digit - 1) // 3, (digit - 1) % 3)
        self._erase = IconPush(theme, "backspace", "pinErase", lambda: self._show(self._digits[:-1]), words=False)
        self._erase.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._enter.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        grid.addWidget(self._erase, 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        grid.addWidget(self._enter, 3, 2)
        grid.addWidget(self._cancel, 4, 0, 1, 3)
        self._name_buttons()
        return pad

    def _key(self, digit: str) -> QWidget:
        made = push(f"pin_{digit}", lambda: self._digit(digit))
        made.setText(digit)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._keys.append(made)
        return made

    def _name_buttons(self) -> None:
        self._erase.setAccessibleName(self.tr("Backspace"))
        self._enter.setAccessibleName(self.tr("OK"))

    def _digit(self, digit: str) -> None:
        if self._enter.isEnabled():
            self._show((self._digits + digit)[:PIN_MAX_DIGITS])

    def _show(self, digits: str) -> None:
        self._digits = digits
        self._dots.setText(_DOT * len(digits) or " ")
        state_changed(self, self.spokenState())

    def _back(self) -> None:
        self.wipe()
        self.cancelled.emit()

    def _done(self) -> None:
        digits = self._digits
        if digits and self._enter.isEnabled():
            self._show("")
            self.entered.emit(digits)
