"""Why the window does not open, in a dialog: whoever starts it from a menu sees no terminal."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from .app import APP_NAME, build_application

KIOSK_WITHIN_S = 60.0


def show_refusal(text: str, arguments: Sequence[str] = ("paraphe",), *, within_s: float | None = None) -> None:
    """Shows one sentence until it is closed.

    `within_s`: or for so long. What starts a kiosk does so again at once, with a black screen each time otherwise.
    """
    build_application(arguments)
    box = QMessageBox(QMessageBox.Icon.Warning, APP_NAME, text)
    box.setObjectName("refusal")
    if within_s is not None:
        QTimer.singleShot(round(within_s * 1_000), box, box.accept)
    box.exec()
