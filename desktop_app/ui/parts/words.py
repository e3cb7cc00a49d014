"""A code's sentence in the person's language; the English ones stand in `messages`."""

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.errors import ParapheError
from desktop_app.messages import filled, template


def say(code: str, **facts: object) -> str:
    """The sentence of a code."""
    return filled(QCoreApplication.translate("messages", template(code, facts)), facts)


def say_error(error: Exception) -> str:
    """The sentence of an error; one that is no ParapheError is a bug of ours, and said to be."""
    if isinstance(error, ParapheError):
        return say(error.code, **error.facts)
    return QCoreApplication.translate(
        "Errors", "Paraphe made a mistake. What you entered is still here, and saved sign-offs are safe."
    )
