"""One row of the table of settings: its key, its type and limits, who may set it, and its words in two languages."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from desktop_app.domain.errors import InvalidInput

Value = str | bool | int | tuple[str, ...]
TEXT_MAX = 4_096
LIST_MAX = 64


class Kind(StrEnum):
    """The types a setting can have."""

    TEXT = "text"
    SWITCH = "switch"
    NUMBER = "number"
    CHOICE = "choice"
    TEXTS = "texts"


class Words(NamedTuple):
    """A setting's name and explanation in one language, as the policy editor and the documentation show them."""

    name: str
    explanation: str


class Choice(NamedTuple):
    """What one of a setting's choices is called."""

    english: str
    french: str


class Setting(NamedTuple):
    """`check` takes a value of the right type and returns it normalised; it raises InvalidInput."""

    key: str
    kind: Kind
    default: Value
    english: Words
    french: Words
    choices: Mapping[str, Choice] = MappingProxyType({})  # by the value, in the order in which they are offered
    least: int = 0
    most: int = 0
    check: Callable[[Value], Value] | None = None
    by_person: bool = True  # whether the person at the machine may set it, or policy and provisioning only

    @property
    def field(self) -> str:
        """The attribute of `Settings`."""
        return self.key.replace(".", "_")

    def parsed(self, value: object) -> Value:
        """`value` (as TOML has it) checked and normalised.

        Raises InvalidInput `setting_type`, `setting_choice`, `setting_range`, `setting_value`, or what `check` raises.
        """
        typed = self._typed(value)
        if self.kind is Kind.CHOICE and typed not in self.choices:
            raise InvalidInput("setting_choice", key=self.key, choices=", ".join(self.choices))
        if self.kind is Kind.NUMBER and isinstance(typed, int) and not self.least <= typed <= self.most:
            raise InvalidInput("setting_range", key=self.key, least=self.least, most=self.most)
        return self.check(typed) if self.check else typed

    def parsed_text(self, text: str) -> Value:
        """The value of what stands on a command line: `true`/`false`, a number, a list with commas, or text."""
        if self.kind is Kind.SWITCH:
            return self.parsed({"true": True, "false": False}.get(text.strip().lower(), text))
        if self.kind is Kind.NUMBER:
            stripped = text.strip()
            return self.parsed(int(stripped) if stripped.lstrip("+-").isdecimal() and stripped.isascii() else text)
        if self.kind is Kind.TEXTS:
            return self.parsed([part.strip() for part in text.split(",") if part.strip()])
        return self.parsed(text)

    def _typed(self, value: object) -> Value:
        if self.kind is Kind.SWITCH and isinstance(value, bool):
            return value
        if self.kind is Kind.NUMBER and isinstance(value, int) and not isinstance(value, bool):
            return value
        if self.kind in (Kind.TEXT, Kind.CHOICE) and isinstance(value, str):
            return self._plain(value)
        if self.kind is Kind.TEXTS and isinstance(value, list | tuple) and len(value) <= LIST_MAX:
            texts = [item for item in value if isinstance(item, str)]
            if len(texts) == len(value):
                return tuple(self._plain(text) for text in texts)
        raise InvalidInput("setting_type", key=self.key, expected=self.kind.value)

    def _plain(self, text: str) -> str:
        if len(text) > TEXT_MAX or any(not character.isprintable() for character in text):
            raise InvalidInput("setting_value", key=self.key)
        return text


def nearest(key: str, keys: Iterable[str]) -> str:
    """The known key that an unknown one may have been meant as, or ''."""
    import difflib  # noqa: PLC0415 - only a mistake needs it

    return next(iter(difflib.get_close_matches(key, list(keys), 1)), "")
