"""The keyboard's layouts, as data: rows of keys with their widths."""

# ruff: noqa: RUF001 - the acute accent is meant

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Act(StrEnum):
    """What a key does."""

    TYPE = "type"
    DEAD = "dead"  # an accent that waits for its letter
    SHIFT = "shift"
    BACKSPACE = "backspace"
    ENTER = "enter"
    LETTERS = "letters"
    DIGITS = "digits"
    OTHER_LETTERS = "other_letters"  # AZERTY or QWERTY
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class Key:
    """`text` is typed or, for `DEAD`, the spacing form of the accent; `width` is in keys of a letter's width."""

    act: Act
    text: str = ""
    width: float = 1.0


Row = tuple[Key, ...]
_ROW_WIDTH: Final = 10.0
_END: Final = 1.25


@dataclass(frozen=True, slots=True)
class Layout:
    """`extra` is a first row for screens that have the height."""

    name: str
    rows: tuple[Row, ...]
    extra: Row = ()


def _letters(text: str, width: float = 1.0) -> Row:
    return tuple(Key(Act.TYPE, character, width) for character in text)


def _twelve(text: str) -> Row:
    """Twelve to a row: the letters, and the accents that French cannot do without."""
    return _letters(text, _ROW_WIDTH / 12)


def _bottom(switch: Act, before: Row, after: Row) -> Row:
    """The last row: the space bar takes what the others leave of ten keys."""
    ends = Key(switch, width=_END), Key(Act.ENTER, width=_END)
    hide = Key(Act.HIDE)
    taken = sum(key.width for key in (*ends, hide, *before, *after))
    return (ends[0], *before, Key(Act.TYPE, " ", _ROW_WIDTH - taken), *after, hide, ends[1])


_COMMA, _STOP, _DASH = Key(Act.TYPE, ","), Key(Act.TYPE, "."), Key(Act.TYPE, "-")
_DIGIT_ROW: Final = _letters("1234567890")
_SHIFT, _BACKSPACE = Key(Act.SHIFT, width=_END), Key(Act.BACKSPACE, width=_END)

AZERTY: Final = Layout(
    "azerty",
    (
        _twelve("azertyuiopéè"),
        _twelve("qsdfghjklmàç"),
        (_SHIFT, *_twelve("wxcvbn'êù"), _BACKSPACE),
        _bottom(Act.DIGITS, (Key(Act.DEAD, "^"), _DASH), (_COMMA, _STOP)),
    ),
    _DIGIT_ROW,
)
QWERTY: Final = Layout(
    "qwerty",
    (
        _twelve("qwertyuiopéè"),
        _twelve("asdfghjkl'àç"),
        (_SHIFT, *_twelve("zxcvbnmêù"), _BACKSPACE),
        _bottom(Act.DIGITS, (Key(Act.DEAD, "´"), _DASH), (_COMMA, _STOP)),
    ),
    _DIGIT_ROW,
)
DIGITS: Final = Layout(
    "digits",
    (
        _DIGIT_ROW,
        _letters("@#€%&*()/+"),
        (Key(Act.DEAD, "¨"), *_letters('-_:;!?"='), Key(Act.BACKSPACE)),
        _bottom(Act.LETTERS, (Key(Act.OTHER_LETTERS),), (_COMMA, _STOP)),
    ),
)
_MAIL_ROW: Final = (
    Key(Act.DIGITS, width=_END),
    Key(Act.TYPE, "@", 1.5),
    _DASH,
    Key(Act.TYPE, "_"),
    _STOP,
    Key(Act.TYPE, ".com", 2.0),
    Key(Act.HIDE),
    Key(Act.ENTER, width=_END),
)
_MAIL_SHIFT, _MAIL_BACKSPACE = Key(Act.SHIFT, width=1.5), Key(Act.BACKSPACE, width=1.5)
AZERTY_MAIL: Final = Layout(
    "azerty_mail",
    (
        _letters("azertyuiop"),
        _letters("qsdfghjklm"),
        (_MAIL_SHIFT, *_letters("wxcvbn'"), _MAIL_BACKSPACE),
        _MAIL_ROW,
    ),
    _DIGIT_ROW,
)
QWERTY_MAIL: Final = Layout(
    "qwerty_mail",
    (
        _letters("qwertyuiop"),
        _letters("asdfghjkl'"),
        (_MAIL_SHIFT, *_letters("zxcvbnm"), _MAIL_BACKSPACE),
        _MAIL_ROW,
    ),
    _DIGIT_ROW,
)
ALL: Final = (AZERTY, QWERTY, DIGITS, AZERTY_MAIL, QWERTY_MAIL)


def letters(*, french: bool, mail: bool) -> Layout:
    """The letters for a language and a field."""
    if mail:
        return AZERTY_MAIL if french else QWERTY_MAIL
    return AZERTY if french else QWERTY
