"""Which session was read, in one line: on the pages after the first nobody should have to wonder."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.domain.session import Token
from desktop_app.ui.parts.labels import IconLabel
from desktop_app.ui.parts.session_state import SessionView, Standing
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .measures import gaps


class SessionLine(QWidget):
    """An icon and a line of words; takes no room while there is no session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sessionLine")
        self._icon = IconLabel(theme, "check", "sent", theme.measures.help + 4)
        self._words = _Line()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gaps(theme.measures).near // 2)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; '' for no session."""
        return self._words.text()

    def clear(self) -> None:
        """No session is named."""
        self._words.setText("")
        self.hide()

    def show_session(self, token: Token, view: SessionView) -> None:
        """A session, as its chip shows it."""
        good = view.standing is Standing.GOOD
        self._icon.show_icon("check" if good else view.icon, "sent" if good else view.tone or "quiet")
        tell_style(self._words, role="help", tone=view.tone)
        self._words.setText(_words(token, view))
        self.show()


def _words(token: Token, view: SessionView) -> str:
    """Who and until when; of a code that says nothing, no part of it is shown."""
    who = view.who if token.claims.user_id else QCoreApplication.translate("Session", "Code read")
    endless = view.standing is Standing.GOOD and token.claims.expires_at is None
    return who if endless else f"{who} · {view.until}"


class _Line(QLabel):
    """One line where there is room for it: a label that wraps asks for less width than its words need."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """All of it beside each other."""
        width_px = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width_px, self.heightForWidth(width_px))
