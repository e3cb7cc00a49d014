"""A question with a button for each answer, that says what it does."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import quiet, section
from desktop_app.ui.parts.theme.tokens import GAP, WIDE

from .answers import answers
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
        buttons = []
        for index, choice in enumerate(choices):
            button = push(f"choice{index}", partial(self._take, index), "primary" if index == likely else None)
            button.setText(choice)
            buttons.append(button)
        back = [] if safe == likely else [buttons[safe]]
        between = [button for index, button in enumerate(buttons) if index not in {safe, likely}]
        answers(column, buttons[likely], *back, *between)
        buttons[safe].setDefault(True)
        buttons[safe].setFocus()

    def _take(self, index: int) -> None:
        self.answer = index
        self.accept()
