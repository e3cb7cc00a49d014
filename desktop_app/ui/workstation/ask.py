"""Questions to a person, in the program's words and with buttons that say what they do."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget


class Leaving(Enum):
    """What a person wants who closes the window."""

    STAY = auto()
    TRAY = auto()
    LEAVE = auto()


def ask(parent: QWidget, title: str, text: str, choices: Sequence[str], safe: int, *, likely: int | None = None) -> int:
    """The index of the button pressed; `safe` is the one that Esc and Enter mean, `likely` the one that stands out."""
    from .question import Question  # noqa: PLC0415 - no question stands before the first paint

    box = Question(parent, title, text, choices, safe=safe, likely=safe if likely is None else likely)
    box.exec()
    box.deleteLater()
    return box.answer


def ask_reuse(parent: QWidget, uses: int) -> bool:
    """Whether a second sign-off under one session is meant."""
    return (
        ask(
            parent,
            QCoreApplication.translate("Ask", "Sign off again under this session?"),
            QCoreApplication.translate(
                "Ask", "This session already has %n sign-off(s). Usually each intervention has its own.", None, uses
            ),
            [
                QCoreApplication.translate("Ask", "Sign off again"),
                QCoreApplication.translate("Ask", "Enter another session"),
            ],
            safe=1,
        )
        == 0
    )


def ask_leaving(parent: QWidget, waiting: int, *, begun: bool, tray: bool) -> Leaving:
    """What becomes of the window; asks only where something waits or would be lost."""
    if not waiting and not begun:
        return Leaving.LEAVE
    texts = []
    if begun:
        texts.append(QCoreApplication.translate("Ask", "What you have entered here is not signed and will be lost."))
    if waiting:
        texts.append(
            QCoreApplication.translate(
                "Ask",
                "%n sign-off(s) still wait to be sent. They are safe on this computer and will be sent when Paraphe "
                "runs again.",
                None,
                waiting,
            )
        )
    choices = [QCoreApplication.translate("Ask", "Stay here"), QCoreApplication.translate("Ask", "Close")]
    answers = [Leaving.STAY, Leaving.LEAVE]
    if waiting and tray:
        choices.append(QCoreApplication.translate("Ask", "Go on sending in the background"))
        answers.append(Leaving.TRAY)
    title = QCoreApplication.translate("Ask", "Close Paraphe?")
    return answers[ask(parent, title, "\n\n".join(texts), choices, safe=0)]
