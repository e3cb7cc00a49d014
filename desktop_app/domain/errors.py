"""The errors of the program.

    ParapheError
    |- InvalidInput      what a person or a file handed over breaks a rule   (exit 2)
    |  `- InvalidForm    several fields at once
    |- EnvironmentFault  the machine does not allow it: disk, credential store, profile (exit 2)
    `- NotNow            nothing is wrong, it cannot be done yet             (exit 4)

Each carries a stable `code`; the sentence for people is made from it in `messages`. Anything else that is
raised is a bug of ours (exit 1).
"""

from collections.abc import Mapping
from types import MappingProxyType


class ParapheError(Exception):
    """A failure the program knows. `code` is stable and lower_snake_case; `facts` fill the sentence's blanks.

    `facts` never hold tokens, URLs, names or comments: they may be logged.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = MappingProxyType(dict(facts))

    def __str__(self) -> str:
        return ", ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])


class InvalidInput(ParapheError):
    """What was handed over breaks a rule; nothing was changed."""


class InvalidForm(InvalidInput):
    """Fields of a sign-off that break a rule: `problems` maps a field's name to a code.

    `shown`: what a field is called where its name is not what a person typed.
    """

    def __init__(self, problems: Mapping[str, str], shown: Mapping[str, str] | None = None) -> None:
        super().__init__("invalid_form", fields=", ".join(sorted(problems)))
        self.shown: Mapping[str, str] = MappingProxyType(dict(shown or {}))
        self.problems: Mapping[str, str] = MappingProxyType(dict(problems))

    def named(self, names: Mapping[str, str]) -> "InvalidForm":
        """The same problems of the same fields, under the names that whoever filled them in gave them."""
        return InvalidForm({names.get(name, name): code for name, code in self.problems.items()})


class EnvironmentFault(ParapheError):
    """The machine does not allow it (disk full, credential store locked, profile not writable)."""


class NotNow(ParapheError):
    """It cannot be done at the moment (another sender is at work, no network)."""
