"""The account token: whether there is one for the service, and where a new one is entered. It is never shown."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import Notice, quiet
from desktop_app.ui.parts.moments import full_moment
from desktop_app.ui.parts.scanner import KEEPS_CODES
from desktop_app.ui.parts.session_words import token_problem
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import NEAR, TIGHT
from desktop_app.ui.parts.words import say, say_error
from desktop_app.ui.ports import Parts


@dataclass(frozen=True, slots=True)
class _Account:
    present: bool
    expires_at: datetime | None = None


class AccountCard(QWidget):
    """`stored` follows a new token."""

    stored = Signal()

    def __init__(self, theme: Theme, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._api_url = ""
        self._account: _Account | None = None
        self.button = push("storeAccountToken", self.store)
        self.button.setEnabled(False)
        self._label, self._state, self._notice = QLabel(), quiet(), Notice(theme)
        tell_style(self._label, role="label")
        self.field = QLineEdit()
        self.field.setObjectName("accountToken")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setProperty(KEEPS_CODES, True)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.field.returnPressed.connect(self.store)
        self.field.textChanged.connect(lambda text: self.button.setEnabled(bool(text)))
        self._label.setBuddy(self.field)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self._state)
        column.addWidget(self._notice)
        self.retranslate()

    def show_service(self, api_url: str) -> None:
        """Another service: its own token is looked for."""
        self._api_url = api_url
        self._account = None
        if api_url:
            self._bridge.call(lambda parts: _look(parts, api_url), self._show, lambda _: None)
        self.retranslate()

    def store(self) -> None:
        """Keeps what was entered, in the credential store."""
        if not self._api_url:
            self._notice.say(say("api_url_missing"))
            return
        try:
            token = Token.parse(self.field.text())
        except InvalidInput as error:
            self._notice.say(token_problem(error.code))
            return
        api_url = self._api_url

        def keep(parts: Parts) -> _Account:
            parts.vault.set_account(origin(api_url), token)
            parts.desk.resume()
            return _look(parts, api_url)

        self._bridge.call(keep, self._kept, lambda error: self._notice.say(say_error(error)))

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._label.setText(self.tr("Account token"))
        self.field.setAccessibleName(self.tr("Account token"))
        self.field.setAccessibleDescription(self.tr("Paste the token that your service gave for this computer."))
        self.field.setPlaceholderText(self.tr("Paste a new token here"))
        self.button.setText(self.tr("Store"))
        self._state.setText(self._words())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _words(self) -> str:
        if not self._api_url:
            return self.tr("Set the service's URL first: a token belongs to one service.")
        if self._account is None:
            return ""
        if not self._account.present:
            return self.tr("There is none for this service yet. Nothing can be sent without it.")
        if self._account.expires_at is not None:
            return self.tr("One is kept for this service, until {0}.").format(full_moment(self._account.expires_at))
        return self.tr("One is kept for this service.")

    def _show(self, account: _Account) -> None:
        self._account = account
        self.retranslate()

    def _kept(self, account: _Account) -> None:
        self.field.setText("")
        self._notice.say(self.tr("Kept in this computer's credential store."), "sent")
        self._show(account)
        self._bridge.wake("account")
        self.stored.emit()


def _look(parts: Parts, api_url: str) -> _Account:
    token = parts.vault.account(origin(api_url))
    return _Account(token is not None, token.claims.expires_at if token else None)
