"""The language of the window: our translations and Qt's own, switched without a restart."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

LANGUAGES: Final = ("en", "fr")
AUTOMATIC: Final = "auto"


class Language(QObject):
    """Holds the installed translators. Widgets hear of a switch by Qt's LanguageChange event."""

    def __init__(self, app: QCoreApplication, folder: Path) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._system = QLocale.system()
        self._installed: list[tuple[QTranslator, bytes]] = []  # Qt reads the bytes for as long as it lives
        self.code = "en"

    def choose(self, wanted: str) -> None:
        """`auto`, `en` or `fr`: words, dates and numbers."""
        code = wanted if wanted in LANGUAGES else self._of_system()
        locale = self._system if code == self._system.name()[:2] else QLocale(code)
        QLocale.setDefault(locale)
        for translator, _ in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed = []
        self.code = code
        qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for file in (qt_folder / f"qtbase_{code}.qm", self._folder / f"paraphe_{code}.qm"):
            self._install(file)

    def _install(self, file: Path) -> None:
        """Loads from memory: Qt would map the file, and an update that rewrites it would kill the program."""
        if not file.exists():
            return
        data, translator = file.read_bytes(), QTranslator(self)
        if translator.load(data):
            self._app.installTranslator(translator)
            self._installed.append((translator, data))

    def _of_system(self) -> str:
        for name in self._system.uiLanguages():
            if name[:2] in LANGUAGES:
                return name[:2]
        return LANGUAGES[0]
