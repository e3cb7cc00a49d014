"""Why the window does not open, in a dialog: whoever starts it from a menu sees no terminal."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox

from .app import APP_NAME, build_application


def show_refusal(text: str, arguments: Sequence[str] = ("paraphe",)) -> None:
    """Shows one sentence until it is closed."""
    build_application(arguments)
    box = QMessageBox(QMessageBox.Icon.Warning, APP_NAME, text)
    box.setObjectName("refusal")
    box.exec()
