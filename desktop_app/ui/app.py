"""Builds the Qt application, apart from running it, so that a test can build one too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.config.paths import resource

from .language import AUTOMATIC, Language
from .parts.theme.theme import Theme
from .parts.theme.tokens import WORKSTATION, Measures

APP_NAME = "Paraphe"
DESKTOP_FILE = "paraphe"


@dataclass(frozen=True, slots=True)
class Application:
    """The Qt application with what every window of it shares."""

    qt: QApplication
    theme: Theme
    language: Language


def build_application(
    arguments: Sequence[str], *, language: str = AUTOMATIC, measures: Measures = WORKSTATION, bare: bool = False
) -> Application:
    """The application, ready for a window; `bare`: see `Theme`. Takes over a QApplication that is there (a test's)."""
    for attribute in (
        Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,
        Qt.ApplicationAttribute.AA_CompressTabletEvents,
    ):
        QCoreApplication.setAttribute(attribute, on=False)  # every sample of the pen counts
    running = QApplication.instance()
    qt = running if isinstance(running, QApplication) else QApplication(list(arguments))
    qt.setApplicationName(APP_NAME)
    qt.setApplicationDisplayName(APP_NAME)
    qt.setDesktopFileName(DESKTOP_FILE)
    words = Language(qt, resource("translations"))
    words.choose(language)
    theme = Theme(qt, resource("icons"), measures, bare=bare)
    qt.setWindowIcon(theme.app_icon())
    return Application(qt, theme, words)
