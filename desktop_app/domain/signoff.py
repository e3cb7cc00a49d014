"""The sign-off: who signed, what they said, and the JPEG of their signature, frozen once signed."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from .form import FIELD_LIMITS, Form, field_problem, normalised
from .ids import object_name
from .session import Token

__all__ = ["FIELD_LIMITS", "Form", "SignOff", "field_problem", "normalised"]


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
