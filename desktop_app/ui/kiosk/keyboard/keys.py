"""One key of the on-screen keyboard."""

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton

from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .layouts import Act, Key

LONG_PRESS_MS: Final = 400
_REPEAT_AFTER_MS: Final = 450
_REPEAT_EVERY_MS: Final = 70
ICONS: Final = {
    Act.SHIFT: "shift",
    Act.BACKSPACE: "backspace",
    Act.HIDE: "hide",
    Act.ENTER: "enter",
    Act.OTHER_LETTERS: "globe",
}


class KeyButton(QToolButton):
    """`tapped` when it is let go, `held` after a long press; never takes the focus from the field."""

    tapped = Signal(object)  # KeyButton
    held = Signal(object)
    slid = Signal(object, QPoint)  # while held: where the finger is, in global pixels
    let_go = Signal(object, QPoint)  # after a long press

    def __init__(self, theme: Theme, key: Key, icon: str | None) -> None:
        super().__init__()
        self._theme = theme
        self.key = key
        self._icon = icon
        self._long = False
        self.setObjectName(f"key_{key.act.value}_{key.text}" if key.text else f"key_{key.act.value}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAutoRepeat(key.act is Act.BACKSPACE)
        self.setAutoRepeatDelay(_REPEAT_AFTER_MS)
        self.setAutoRepeatInterval(_REPEAT_EVERY_MS)
        tell_style(self, role="key" if key.act in {Act.TYPE, Act.DEAD} else "act")
        self.clicked.connect(self._clicked)
        self._hold = QTimer(self, singleShot=True, interval=LONG_PRESS_MS)
        self._hold.timeout.connect(self._held)
        if icon is not None:
            theme.changed.connect(self._draw)
            self._draw()

    def show_text(self, text: str) -> None:
        """What it would type now."""
        if self._icon is None:
            self.setText(text.replace("&", "&&"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A finger goes down."""
        self._long = False
        self._hold.start()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A finger slides."""
        if self._long:
            self.slid.emit(self, event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A finger goes up."""
        self._hold.stop()
        if self._long:
            self._long = False
            self.setDown(False)
            self.let_go.emit(self, event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def choosing(self) -> None:
        """The long press has something to offer: letting go chooses instead of typing."""
        self._long = True

    def _held(self) -> None:
        if self.isDown():
            self.held.emit(self)

    def _clicked(self) -> None:
        self.tapped.emit(self)

    def _draw(self) -> None:
        if self._icon is not None:
            side = self._theme.measures.icon
            self.setIcon(self._theme.icon(self._icon))
            self.setIconSize(QSize(side, side))
