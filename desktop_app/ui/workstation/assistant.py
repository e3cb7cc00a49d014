"""The first run's assistant: language, the service's URL and the account token. It can be skipped."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.config.settings import TABLE
from desktop_app.domain.errors import ParapheError
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.language import LANGUAGES
from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import Notice, quiet, title
from desktop_app.ui.parts.scanner import KEEPS_CODES
from desktop_app.ui.parts.session_words import token_problem
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import TIGHT, VAST
from desktop_app.ui.parts.words import say_error
from desktop_app.ui.ports import Parts
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.service_check import ServiceCheck

from .answers import answers
from .snug import SnugDialog

_NAMES = {"en": "English", "fr": "Français"}
_WIDTH_PX = 520


class Assistant(SnugDialog):
    """`applied` carries the configuration once it is written; `languageChosen` at once."""

    applied = Signal(object)
    languageChosen = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        *,
        bridge: Bridge,
        preferences: Preferences,
        check: ServiceCheck,
        language: str,
    ) -> None:
        super().__init__(parent, _WIDTH_PX, VAST)
        self.setObjectName("assistant")
        self._bridge, self._preferences, self._check = bridge, preferences, check
        self._title, self._intro, self._notice = title(""), quiet(), Notice(theme)
        self.language = QComboBox()
        self.language.setObjectName("assistantLanguage")
        for code in LANGUAGES:
            self.language.addItem(_NAMES[code], code)
        self.language.setCurrentIndex(LANGUAGES.index(language) if language in LANGUAGES else 0)
        self.language.activated.connect(lambda place: self.languageChosen.emit(self.language.itemData(place)))
        self.url, self.token = QLineEdit(), QLineEdit()
        self.url.setObjectName("assistantUrl")
        self.url.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.token.setObjectName("assistantToken")
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setProperty(KEEPS_CODES, True)
        self._labels = {name: QLabel() for name in ("language", "url", "token")}
        self.skip, self.save = push("assistantSkip", self.reject), push("assistantSave", self.try_it, "primary")
        self.save.setDefault(True)
        column = self.column
        column.addWidget(self._title)
        column.addWidget(self._intro)
        for name, editor in (("language", self.language), ("url", self.url), ("token", self.token)):
            tell_style(self._labels[name], role="label")
            self._labels[name].setBuddy(editor)
            field = QVBoxLayout()
            field.setSpacing(TIGHT)
            field.addWidget(self._labels[name])
            field.addWidget(editor)
            column.addLayout(field)
        column.addWidget(self._notice)
        answers(self.foot, self.save, self.skip)
        self.retranslate()

    def try_it(self) -> None:
        """Checks what was entered, keeps it, then looks whether the service answers."""
        try:
            url = str(TABLE["api_url"].parsed(self.url.text().strip()))
        except ParapheError as error:
            self._notice.say(say_error(error))
            self.url.setFocus()
            return
        if not url:
            self._notice.say(self.tr("Please enter the service's URL, or do this later."))
            self.url.setFocus()
            return
        token = None
        if self.token.text():
            try:
                token = Token.parse(self.token.text())
            except ParapheError as error:
                self._notice.say(token_problem(error.code))
                self.token.setFocus()
                return
        self._keep(url, token)

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("Welcome to Paraphe"))
        self._intro.setText(
            self.tr("Three things connect this computer to your service. Your IT department has them; everything can "
                    "be changed later in the settings.")
        )  # fmt: skip
        words = {
            "language": self.tr("Language"),
            "url": self.tr("Service URL"),
            "token": self.tr("Account token"),
        }
        for name, editor in (("language", self.language), ("url", self.url), ("token", self.token)):
            self._labels[name].setText(words[name])
            editor.setAccessibleName(words[name])
        self.url.setPlaceholderText("https://api.example.org/main")
        self.skip.setText(self.tr("Later"))
        self.save.setText(self.tr("Test and save"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _keep(self, url: str, token: Token | None) -> None:
        try:
            configuration = self._preferences.write({"api_url": url, "language": self.language.currentData()})
        except ParapheError as error:
            self._notice.say(say_error(error))
            return
        self.applied.emit(configuration)
        self.save.setEnabled(False)
        self._notice.say(self.tr("Asking the service…"), "attention", "clock")

        def keep(parts: Parts) -> None:
            if token is not None:
                parts.vault.set_account(origin(url), token)
                parts.desk.resume()

        self._bridge.call(keep, lambda _: self._check.start(url, self._answered), self._failed)

    def _failed(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self._notice.say(say_error(error))

    def _answered(self, problem: str) -> None:
        """`problem`: a sentence, '' where the service answered."""
        self.save.setEnabled(True)
        if not problem:
            self.accept()
            return
        self._notice.say(problem, "attention")
        self.skip.setText(self.tr("Close; it is saved"))
