"""A question with a button for each answer, that says what it does."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import quiet, section
from desktop_app.ui.parts.theme.tokens import GAP, NEAR, WIDE

from .snug import SnugDialog

_WIDTH_PX: Final = 440


class Question(SnugDialog):
    """A title, what it means, and a button for each answer. Closing it or Esc is the `safe` one."""

    def __init__(
        self, parent: QWidget, title: str, text: str, choices: Sequence[str], *, safe: int, likely: int
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle("Paraphe")
        self.setMinimumWidth(_WIDTH_PX)
        self.answer = safe
        heading, words = section(title), quiet(text)
        heading.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(GAP)
        column.addWidget(heading)
        column.addWidget(words)
        column.addSpacing(NEAR)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addStretch(1)
        for index, choice in enumerate(choices):
            button = push(f"choice{index}", partial(self._take, index), "primary" if index == likely else None)
            button.setText(choice)
            row.addWidget(button)
            if index == safe:
                button.setDefault(True)
                button.setFocus()
        column.addLayout(row)

    def _take(self, index: int) -> None:
        self.answer = index
        self.accept()
