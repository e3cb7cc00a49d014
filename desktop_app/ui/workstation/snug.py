"""A dialog as high as its words need at its width, and no larger than its screen: what does not fit scrolls.

Qt asks wrapped words for a height before it knows the width. The answers stand beneath the words and are always seen.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.parts.theme.theme import tell_style
from desktop_app.ui.parts.theme.tokens import GAP, NEAR, ROOM, VAST, WIDE

_FRAME: Final = QSize(NEAR, VAST)  # what a window's frame takes of the screen


class SnugDialog(QDialog):
    """`column` takes words and fields, `foot` the answers. No line of words is given more room than the others."""

    def __init__(self, parent: QWidget, width_px: int, margin_px: int = WIDE) -> None:
        super().__init__(parent)
        self.setWindowTitle("Paraphe")
        self._width_px, self._margin_px = width_px, margin_px
        content = QWidget()
        tell_style(content, role="inside")
        content.installEventFilter(self)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        self.foot = QVBoxLayout(self)
        self.foot.setSpacing(GAP)
        self._set_margins(margin_px, 0)
        self.foot.addWidget(self._scroll, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known now."""
        self.fit()
        super().showEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A line of words comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return False

    def fit(self) -> None:
        """Takes the height that belongs to the width, as far as the screen has it."""
        room = (self.screen().availableSize() - _FRAME).boundedTo(self.maximumSize())
        self._set_margins(self._margin_px, 0)
        wanted = self._wanted(room.width())
        if wanted.height() > room.height():
            self._set_margins(ROOM, NEAR)  # room for a scroll bar rather than for air
            wanted = self._wanted(room.width())
        self.resize(wanted.boundedTo(room))

    def _wanted(self, most_px: int) -> QSize:
        """As wide as it is or has to be, and as high as that makes it."""
        margins = self.foot.contentsMargins()
        beside_px = margins.left() + margins.right()
        self.column.activate()
        least_px = max(self._width_px, self.column.minimumSize().width() + beside_px, self.foot.minimumSize().width())
        width_px = min(max(self.width() if self.isVisible() else 0, least_px), most_px)
        beneath_px = self.foot.sizeHint().height() - self._scroll.sizeHint().height()
        words_px = self.column.sizeHint().height()
        if self.column.hasHeightForWidth():
            words_px = self.column.totalHeightForWidth(width_px - beside_px)
        return QSize(width_px, words_px + beneath_px)

    def _set_margins(self, around_px: int, beside_words_px: int) -> None:
        self.foot.setContentsMargins(around_px, around_px, around_px, around_px)
        self.column.setContentsMargins(0, 0, beside_words_px, 0)
