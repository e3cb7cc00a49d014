"""Accents: what a dead key makes of a letter, and what a long press offers."""

# ruff: noqa: RUF001 - this is a table of characters that look alike

import unicodedata
from typing import Final

_COMBINING: Final = {"^": "\u0302", "¨": "\u0308", "´": "\u0301", "`": "\u0300", "~": "\u0303"}
DEAD: Final = tuple(_COMBINING)

# French first: the first choice stands under the finger
_OFFERED: Final = {
    "a": "àâæäáãå",
    "c": "çćč",
    "d": "ďđ",
    "e": "éèêëęě",
    "g": "ğģ",
    "i": "îïíì",
    "l": "łľĺ",
    "n": "ñńň",
    "o": "ôœöóòõø",
    "r": "řŕ",
    "s": "šśşß",
    "t": "ťţ",
    "u": "ùûüúů",
    "y": "ÿý",
    "z": "žźż",
    "'": '’‘"«»',
    "-": "–—_",
    ".": "…!?:;",
    ",": ";:",
    ".com": ".fr .org .net .eu",
    "€": "£$",
    "0": "°",
}


def compose(dead: str, letter: str) -> str:
    """The letter under the accent; both side by side where Unicode has no such letter; the accent alone for a space."""
    if letter == " ":
        return dead
    composed = unicodedata.normalize("NFC", letter + _COMBINING[dead])
    return composed if len(composed) == len(letter) else dead + letter


def offered(text: str) -> tuple[str, ...]:
    """What a long press on the key `text` offers, in its case; nothing for most keys."""
    found = _OFFERED.get(text.lower(), "")
    choices = tuple(found.split()) if " " in found else tuple(found)
    if text != text.lower():
        # ß has no single capital of its own
        return tuple(choice.upper() for choice in choices if len(choice.upper()) == len(choice))
    return choices
