"""What the gallery draws in: languages, schemes, and the words that choose among its pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler

from desktop_app.ui.parts.theme.theme import Theme

LANGUAGES = ("fr", "en")
_UNSEEN = "This plugin does not support"  # the offscreen platform has no window manager


@dataclass(frozen=True)
class Dress:
    """One way to look."""

    language: str
    name: str
    scheme: Qt.ColorScheme
    contrast: bool = False

    def put_on(self, theme: Theme) -> None:
        theme.choose(self.scheme, contrast=self.contrast)


COMPLETE = (100, 200)  # the scales, in per cent, that are drawn in every scheme
SCHEMES = (
    ("light", Qt.ColorScheme.Light, False),
    ("dark", Qt.ColorScheme.Dark, False),
    ("contrast", Qt.ColorScheme.Dark, True),
)


def dresses(scale: int) -> Iterator[Dress]:
    """Those of a scale in per cent: colours are the same at each, so one scheme shows what lies between."""
    for language in LANGUAGES:
        for name, scheme, contrast in SCHEMES if scale in COMPLETE else SCHEMES[:1]:
            yield Dress(language, name, scheme, contrast)


def wanted(file: Path, words: Sequence[str]) -> bool:
    """Whether a picture is to be drawn; no words mean all of them."""
    return not words or any(word in str(file) for word in words)


def be_quiet() -> None:
    """Keeps Qt's remarks about the platform from hiding its warnings."""

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(_UNSEEN):
            print(message)  # noqa: T201 - a warning is worth reading

    qInstallMessageHandler(hear)
