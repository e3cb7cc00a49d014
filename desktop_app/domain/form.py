"""The form: what a person types, and the rules of its fields."""

import re
import unicodedata
from typing import NamedTuple

from .errors import InvalidForm
from .limits import COMMENT_MAX, EMAIL_MAX, NAME_MAX

FIELD_LIMITS = {
    "first_name": NAME_MAX,
    "last_name": NAME_MAX,
    "email": EMAIL_MAX,
    "action_comment": COMMENT_MAX,
    "comment": COMMENT_MAX,
}
_REQUIRED = ("first_name", "last_name")
_COMMENTS = ("action_comment", "comment")
_LINE_END = re.compile(r"\r\n?")


class Form(NamedTuple):
    """What a person typed; '' is an absent optional field."""

    first_name: str
    last_name: str
    email: str = ""
    action_comment: str = ""
    comment: str = ""

    def checked(self) -> "Form":
        """The form normalised; raises InvalidForm naming every field that breaks a rule."""
        values = {name: normalised(name, getattr(self, name)) for name in FIELD_LIMITS}
        problems = {name: problem for name, value in values.items() if (problem := field_problem(name, value))}
        if problems:
            raise InvalidForm(problems)
        return Form(**values)


def normalised(name: str, text: str) -> str:
    """`text` as it is sent: line ends are LF, tabs spaces; names and e-mail are trimmed and hold no outer space."""
    text = _LINE_END.sub("\n", text).replace("\t", " ")
    return text if name in _COMMENTS else text.strip()


def field_problem(name: str, value: str) -> str | None:
    """The code of the rule that a normalised value breaks, or None.

    Codes: `required`, `too_long`, `control_character`, `lone_surrogate`. The e-mail's form is checked by the
    caller that may import a validator.
    """
    if name in _REQUIRED and not value.strip():
        return "required"
    if len(value) > FIELD_LIMITS[name]:
        return "too_long"
    for character in value:
        category = unicodedata.category(character)
        if category == "Cs":
            return "lone_surrogate"
        if category == "Cc" and not (character == "\n" and name in _COMMENTS):
            return "control_character"
    return None
