"""What the form says of its fields."""

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.domain.form import FIELD_LIMITS

FIELDS = tuple(FIELD_LIMITS)


def label(name: str) -> str:
    """A field's name for people."""
    return {
        "first_name": QCoreApplication.translate("Form", "First name"),
        "last_name": QCoreApplication.translate("Form", "Last name"),
        "email": QCoreApplication.translate("Form", "E-mail"),
        "action_comment": QCoreApplication.translate("Form", "What was done"),
        "comment": QCoreApplication.translate("Form", "Anything else"),
    }[name]


def description(name: str) -> str:
    """What belongs into a field, for who cannot see the form."""
    return {
        "first_name": QCoreApplication.translate("Form", "First name of the person who did the work. Required."),
        "last_name": QCoreApplication.translate("Form", "Last name of the person who did the work. Required."),
        "email": QCoreApplication.translate("Form", "E-mail address of the person who did the work. Optional."),
        "action_comment": QCoreApplication.translate("Form", "Comment on the work itself. Optional."),
        "comment": QCoreApplication.translate("Form", "General comment. Optional."),
    }[name]


def problem(name: str, code: str, length: int, *, own: bool = False) -> str:
    """The sentence for a field's problem; `length` is what is in it now, in characters.

    `own`: who reads it is the person whose name is asked for.
    """
    if code == "required" and own:
        return {
            "first_name": QCoreApplication.translate("Form", "Please enter your first name."),
            "last_name": QCoreApplication.translate("Form", "Please enter your last name."),
        }[name]
    if code == "required":
        return {
            "first_name": QCoreApplication.translate("Form", "Please enter the first name."),
            "last_name": QCoreApplication.translate("Form", "Please enter the last name."),
        }[name]
    if code == "too_long":
        over = length - FIELD_LIMITS[name]
        return QCoreApplication.translate("Form", "%n character(s) too many. Please shorten the text.", None, over)
    if code == "email_invalid":
        return QCoreApplication.translate("Form", "Please complete the address, as in name@example.org.")
    if code == "lone_surrogate":
        return QCoreApplication.translate("Form", "There is half a character in the text. Please type it again.")
    return QCoreApplication.translate(
        "Form", "There is an invisible control character in the text. Please type it again."
    )


def count(length: int, limit: int) -> str:
    """How much of the room is used."""
    locale = QLocale()
    return QCoreApplication.translate("Form", "{0} of {1}").format(locale.toString(length), locale.toString(limit))
