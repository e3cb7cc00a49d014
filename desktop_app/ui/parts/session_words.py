"""What is said of a session's code that cannot be taken."""

from PySide6.QtCore import QCoreApplication


def token_problem(code: str) -> str:
    """The sentence for a code of `domain.session.clean_token`."""
    return {
        "token_empty": QCoreApplication.translate("Session", "There is no code yet. Please scan or paste it."),
        "token_line_break": QCoreApplication.translate(
            "Session", "This code has a line break in the middle. Please copy it in one piece."
        ),
        "token_not_ascii": QCoreApplication.translate(
            "Session", "This does not look like a session's code: it holds spaces or letters that no code has."
        ),
        "token_too_long": QCoreApplication.translate("Session", "This is too long for a session's code."),
    }[code]
