"""Which session was read: on the pages after the first nobody should have to wonder."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.domain.session import Token
from desktop_app.ui.parts.labels import IconLabel
from desktop_app.ui.parts.session_state import SessionView, Standing
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .measures import gaps

_BETWEEN: Final = " · "


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
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; '' for no session."""
        return self._words.whole

    def clear(self) -> None:
        """No session is named."""
        self._words.say("")
        self.hide()

    def show_session(self, token: Token, view: SessionView) -> None:
        """A session, as its chip shows it."""
        good = view.standing is Standing.GOOD
        self._icon.show_icon("check" if good else view.icon, "sent" if good else view.tone or "quiet")
        tell_style(self._words, role="help", tone=view.tone)
        who = view.who if token.claims.user_id else QCoreApplication.translate("Session", "Code read")
        endless = good and token.claims.expires_at is None
        self._words.say(who, "" if endless else view.until)  # of a code that says nothing, no part is shown
        self.show()


class _Line(QLabel):
    """Who and until when: beside each other where there is room, else one beneath the other."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    @property
    def whole(self) -> str:
        """All of it in one line."""
        return _BETWEEN.join(self._parts)

    def say(self, *parts: str) -> None:
        """Other words; '' says nothing."""
        self._parts = tuple(filter(None, parts))
        self.setAccessibleName(self.whole)
        self._lay_out()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """One line: a label that wraps asks for less width than its words need."""
        width_px = self._whole_px()
        return QSize(width_px, self.heightForWidth(width_px))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setText(self.whole if self.width() >= self._whole_px() else "\n".join(self._parts))

    def _whole_px(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.whole) + 2
