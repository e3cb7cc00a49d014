"""A question with a button for each answer, that says what it does."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import quiet, section

from .answers import answers
from .snug import SnugDialog

_WIDTH_PX: Final = 440


class Question(SnugDialog):
    """A title, what it means, and a button for each answer. Closing it or Esc is the `safe` one."""

    def __init__(
        self, parent: QWidget, title: str, text: str, choices: Sequence[str], *, safe: int, likely: int
    ) -> None:
        super().__init__(parent, _WIDTH_PX)
        self.setObjectName("question")
        self.answer = safe
        heading, words = section(title), quiet(text)
        heading.setWordWrap(True)
        self.column.addWidget(heading)
        self.column.addWidget(words)
        buttons = []
        for index, choice in enumerate(choices):
            button = push(f"choice{index}", partial(self._take, index), "primary" if index == likely else None)
            button.setText(choice)
            buttons.append(button)
        back = [] if safe == likely else [buttons[safe]]
        between = [button for index, button in enumerate(buttons) if index not in {safe, likely}]
        answers(self.foot, buttons[likely], *back, *between)
        buttons[safe].setDefault(True)
        buttons[safe].setFocus()

    def _take(self, index: int) -> None:
        self.answer = index
        self.accept()
