"""Scan or type the session: a picture of what to do, the field, and the chip once there is one."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.session import Token
from desktop_app.ui.parts.labels import IconLabel, Notice, quiet
from desktop_app.ui.parts.session_entry import SessionEntry
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .fields_page import column_of, lead
from .measures import gaps

_PICTURE_CONTROLS: Final = 1.9  # of a control's height
_ENTRY_WIDEST_CONTROLS: Final = 14
_PICTURE_FROM_CONTROLS: Final = 6
_MEANING_FROM_CONTROLS: Final = 3.6
_LEAD_FROM_CONTROLS: Final = 3.2


class SessionPage(QWidget):
    """`sessionOffered` hands out a well-formed token."""

    sessionOffered = Signal(object)

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        tell_style(self, role="page")
        self._picture = IconLabel(theme, "scan", "accent", round(_PICTURE_CONTROLS * theme.measures.control))
        self._control = theme.measures.control
        self._lead, self._meaning = lead(), quiet()
        self._meaning.setObjectName("sessionMeaning")
        self.entry = SessionEntry(theme, now)
        self.entry.expect_typing()
        self.entry.sessionOffered.connect(self.sessionOffered)
        self.notice = Notice(theme)
        between = gaps(theme.measures)
        column = column_of(self, theme)
        column.addStretch(1)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._lead)
        middle = QWidget()
        middle.setMaximumWidth(_ENTRY_WIDEST_CONTROLS * theme.measures.control)
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(between.near)
        inner.addWidget(self.entry)
        inner.addWidget(self.notice)
        inner.addWidget(self._meaning)
        self.entry.viewChanged.connect(self._make_room)
        centre = QHBoxLayout()
        centre.addWidget(middle)
        column.addLayout(centre)
        column.addStretch(2)
        self.retranslate()

    @property
    def token(self) -> Token | None:
        """The session taken."""
        return self.entry.token

    def show_session(self, token: Token, uses: int) -> None:
        """The session that was taken."""
        self.entry.show_session(token, uses)
        self.notice.say("")

    def ask_first(self) -> None:
        """Next was pressed without a session: what was typed is taken, as Enter takes it."""
        if self.entry.take():
            self.notice.say("")
            return
        self.notice.say(self.tr("Please scan the code first, or type it."))
        self.focus_first()

    def say(self, text: str) -> None:
        """Why a session is not taken."""
        self.notice.say(text)

    def wipe(self) -> None:
        """Forgets the session, with no way back."""
        self.entry.show_session(None)
        self.notice.say("")

    def focus_first(self) -> None:
        """Goes to the field, if there is no session yet."""
        if self.entry.token is None:
            self.entry.field.setFocus()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._lead.setText(self.tr("Hold the code of your session in front of the scanner."))
        self._meaning.setText(
            self.tr("Each job has its own session. You were given its code with the job; the attendant can help.")
        )

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height."""
        self._make_room()
        super().resizeEvent(event)

    def _make_room(self) -> None:
        """The picture, then the words go where a keyboard needs the room; who has a session needs none explained."""
        asks, height = self.entry.token is None, self.height() / self._control
        self._picture.setVisible(height >= _PICTURE_FROM_CONTROLS)
        self._lead.setVisible(height >= _LEAD_FROM_CONTROLS)
        self._meaning.setVisible(asks and height >= _MEANING_FROM_CONTROLS)
