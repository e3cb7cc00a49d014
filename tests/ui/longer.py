"""A language 40 % longer than English, and what of it is clipped."""

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

LONGER = 1.4


class Pseudo(QTranslator):
    """Every text 40 % longer, with accents, so that what is not translated or does not fit is seen."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, n: int = -1) -> str:
        text = source.replace("%n", str(n)).replace("e", "é").replace("a", "â")
        return "[" + text + "~" * round(len(source) * (LONGER - 1)) + "]"


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or not label.pixmap().isNull():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        too_wide = not label.wordWrap() and label.sizeHint().width() > label.width() + 1
        if too_wide or needed > label.height() + 1:
            found.append(f"{label.objectName()}: {label.text()}")
    found += [
        f"{button.objectName()}: {button.text()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and button.minimumSizeHint().width() > button.width() + 1
    ]
    for line in window.findChildren(QLineEdit):
        room = line.width() - 24
        if line.isVisible() and line.fontMetrics().horizontalAdvance(line.placeholderText()) > room:
            found.append(f"{line.objectName()}: {line.placeholderText()}")
    return found
