"""The sign-off: who signed, what they said, and the JPEG of their signature, frozen once signed."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from .errors import InvalidForm
from .ids import object_name
from .limits import COMMENT_MAX, EMAIL_MAX, NAME_MAX
from .session import Token

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


@dataclass(frozen=True, slots=True)
class Form:
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


@dataclass(frozen=True, slots=True)
class SignOff:
    """One signed execution. `api_url` is '' where none was configured: it is bound when it is first sent."""

    id: str
    signed_at: datetime
    form: Form = field(repr=False)
    jpeg: bytes = field(repr=False)
    session: Token
    api_url: str
    amends: str | None = None
    sha256: str = field(init=False, compare=False)  # of the JPEG, in hex

    def __post_init__(self) -> None:
        """Hashes what was signed, once."""
        object.__setattr__(self, "sha256", hashlib.sha256(self.jpeg).hexdigest())

    @property
    def name(self) -> str:
        """The declared file name, `signature-<id>.jpg`."""
        return object_name(self.id)

    @property
    def size_bytes(self) -> int:
        """The declared size: the length of the JPEG."""
        return len(self.jpeg)
