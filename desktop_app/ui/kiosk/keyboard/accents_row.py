"""What a long press offers: a row of keys above the finger, slid to or tapped."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop_app.ui.parts.theme.theme import tell_style
from desktop_app.ui.parts.theme.tokens import NEAR, TIGHT

_MOST: Final = 10


class AccentsRow(QFrame):
    """`chosen` carries the text. Lies over its parent; a tap beside it takes it away."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over_widget = parent
        self.setObjectName("accents")
        tell_style(self, role="accents")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(NEAR, NEAR, NEAR, NEAR)
        self._row.setSpacing(TIGHT)
        self._keys: list[QPushButton] = []
        self.hide()

    def offer(self, choices: tuple[str, ...], above: QRect, key_px: int) -> None:
        """Shows `choices` above a place (in the parent's pixels), within the parent's window.

        The first choice stands right above the finger and the others follow towards the middle of the screen.
        """
        for key in self._keys:
            self._row.removeWidget(key)
            key.deleteLater()
        room = self._over_widget.width()
        leftwards = above.center().x() > room // 2
        shown = choices[:_MOST]
        self._keys = [self._key(text, key_px) for text in (reversed(shown) if leftwards else shown)]
        self.setFixedSize(QSize(self._row.sizeHint().width(), key_px + 2 * NEAR))
        first_px = self._keys[-1 if leftwards else 0].width() // 2 + NEAR
        left = above.center().x() - (self.width() - first_px if leftwards else first_px)
        left = min(max(0, left), max(0, room - self.width()))
        self.move(left, max(0, above.top() - self.height()))
        self.raise_()
        self.show()
        self.slide_to(QPoint(-1, -1))

    @property
    def over(self) -> QWidget:
        """What it lies over."""
        return self._over_widget

    def slide_to(self, place: QPoint) -> None:
        """Marks the key under the finger; `place` in global pixels."""
        for key in self._keys:
            tell_style(key, tone="chosen" if self._over(key, place) else None)

    def let_go(self, place: QPoint) -> None:
        """The finger goes up: on a key it is chosen, elsewhere the row waits for a tap."""
        for key in self._keys:
            if self._over(key, place):
                self._choose(key.text())
                return

    def _over(self, key: QPushButton, place: QPoint) -> bool:
        return key.rect().contains(key.mapFromGlobal(place))

    def _choose(self, text: str) -> None:
        self.hide()
        self.chosen.emit(text)

    def _key(self, text: str, key_px: int) -> QPushButton:
        made = QPushButton(text)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setObjectName(f"accent_{text}")
        made.setFixedSize(max(key_px, made.fontMetrics().horizontalAdvance(text) + 2 * NEAR), key_px)
        tell_style(made, role="key")
        made.clicked.connect(lambda: self._choose(text))
        self._row.addWidget(made)
        return made
