"""Builds the Qt application, apart from running it, so that a test can build one too."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QApplication

from desktop_app.config.paths import resource

from .language import AUTOMATIC, Language
from .parts.theme.theme import Theme
from .parts.theme.tokens import WORKSTATION, Measures

APP_NAME = "Paraphe"
DESKTOP_FILE = "paraphe"
STYLE = "fusion"


class Application(NamedTuple):
    """The Qt application with what every window of it shares."""

    qt: QApplication
    theme: Theme
    language: Language


def build_application(
    arguments: Sequence[str], *, language: str = AUTOMATIC, measures: Measures = WORKSTATION, bare: bool = False
) -> Application:
    """The application, ready for a window. `bare`: see `Theme`, to be dressed and settled by who shows the window.

    Takes over a QApplication that is there (a test's).
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        qt = running
        qt.setStyle(STYLE)
    else:  # by argument: for the style that `setStyle` hands back the binding makes 560 enum members, 8 ms
        qt = QApplication([*arguments, "-style", STYLE])
    qt.setApplicationName(APP_NAME)
    qt.setApplicationDisplayName(APP_NAME)
    qt.setDesktopFileName(DESKTOP_FILE)
    words = Language(qt, resource("translations"))
    words.choose(language)
    theme = Theme(qt, resource("icons"), measures, bare=bare)
    if not bare:
        theme.settle()
    return Application(qt, theme, words)
