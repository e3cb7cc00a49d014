"""What stands in place of a list that has nothing to show: an icon, what is so, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from .labels import IconLabel, quiet, section
from .theme.theme import Theme, tell_style
from .theme.tokens import NEAR, WIDE

_ICON_PX = 40
_WIDE_PX = 264


class Vacancy(QFrame):
    """As large as the list; a card, unless it lies on one."""

    def __init__(self, theme: Theme, *, framed: bool = True) -> None:
        super().__init__()
        tell_style(self, role="card" if framed else "inside")
        self._icon = IconLabel(theme, "outbox", "edge", _ICON_PX)
        self._title, self._words = section(""), quiet()
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setFixedWidth(_WIDE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NEAR)
        column.addStretch(2)
        for widget in (self._icon, self._title):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()  # an alignment would cut words that wrap
        row.addStretch(1)
        row.addWidget(self._words)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    @property
    def text(self) -> str:
        """What is said."""
        return " ".join(part for part in (self._title.text(), self._words.text()) if part)

    def say(self, icon: str, title: str, words: str = "") -> None:
        """What is so, and why or what to do."""
        self._icon.show_icon(icon, "edge")
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.setAccessibleName(self.text)
