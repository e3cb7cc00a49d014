"""A fact to read and to copy: wrapped anywhere where a word, such as an address, is longer than its line."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel

_BREAK = "\u200b"  # a place where a line may end; not part of the fact
_LONG_WORD = 16


class Fact(QLabel):
    """Selectable by mouse. What is copied has no breaks in it."""

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(map(_breakable, text.split(" "))))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)  # beside a name that wraps, too
        self.setAccessibleName(text)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = QAction(QCoreApplication.translate("Fact", "Copy"), self)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def copy(self) -> None:
        """What is selected, or all of it."""
        text = self.selectedText() or self.text()
        QGuiApplication.clipboard().setText(text.replace(_BREAK, "").replace("\u2029", "\n"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


def _breakable(word: str) -> str:
    """A long word with places to end a line in."""
    return word if len(word) <= _LONG_WORD else _BREAK.join(word)
