"""A dialog as high as its words need at its width: Qt asks wrapped words for a height before it knows the width."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class SnugDialog(QDialog):
    """Gives no line of words more room than the others."""

    def showEvent(self, event: QShowEvent) -> None:
        """The width is known now."""
        self.fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """A line of words comes or goes."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return handled

    def fit(self) -> None:
        """Takes the height that belongs to the width."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            layout.activate()
            width_px = max(self.width(), self.minimumSizeHint().width())
            self.resize(width_px, layout.totalHeightForWidth(width_px))
