"""The outbox's page."""

from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.theme.theme import Theme


class OutboxPage(QWidget):
    """To be filled."""

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._theme, self._bridge = theme, bridge
        self.table = QTableView()
        self.table.setObjectName("outboxView")
        QVBoxLayout(self).addWidget(self.table)
