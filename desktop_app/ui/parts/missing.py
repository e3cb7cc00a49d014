"""What is still missing before a sign-off is possible, in people's words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from .field_words import label
from .words import say


def missing(*, has_session: bool, problems: Mapping[str, str], ink: str | None) -> str:
    """One line, '' where nothing is missing. `problems`: code by field; `ink`: the code of why it is no signature."""
    needed = [] if has_session else [QCoreApplication.translate("Missing", "session")]
    needed += [label(name).lower() for name, code in problems.items() if code == "required"]
    if ink == "ink_empty":
        needed.append(QCoreApplication.translate("Missing", "signature"))
    wrong = [label(name) for name, code in problems.items() if code != "required"]
    if needed:
        return QCoreApplication.translate("Missing", "Still needed: {0}").format(_listed(needed))
    if wrong:
        return QCoreApplication.translate("Missing", "Please correct: {0}").format(_listed(wrong))
    return say(ink) if ink else ""


def _listed(names: Sequence[str]) -> str:
    return QLocale().createSeparatedList(list(names))
