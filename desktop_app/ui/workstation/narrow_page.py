"""A page that scrolls, with one column no wider than is good to read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.parts.theme.theme import tell_style
from desktop_app.ui.parts.theme.tokens import ROOM, WIDE

_WIDEST_PX = 760


class NarrowPage(QScrollArea):
    """`column` takes what stands on the page, from its top."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tell_style(self, role="page")
        content = QWidget()
        tell_style(content, role="page")
        outer = QHBoxLayout(content)
        outer.setContentsMargins(WIDE, ROOM, WIDE, WIDE)
        narrow = QWidget()
        narrow.setMaximumWidth(_WIDEST_PX)
        self.column = QVBoxLayout(narrow)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(ROOM)
        outer.addWidget(narrow, 1)
        outer.addStretch(0)
        self.setWidget(content)
