"""The session as a chip: whose it is and until when, counting down near its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from .by_number import PLAIN_TEXT
from .labels import IconLabel
from .session_state import SessionView, view
from .theme.theme import Theme, tell_style
from .theme.tokens import GAP, NEAR

if TYPE_CHECKING:
    from desktop_app.domain.session import Token

_LONGEST_SLEEP_MS = 3_600_000  # clocks get set; an hour is soon enough to notice


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SessionChip(QFrame):
    """Shows a session. `changeAsked` is its button; `viewChanged` follows what it says."""

    changeAsked = Signal()
    viewChanged = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime] = _utc_now, *, changeable: bool = True) -> None:
        super().__init__()
        self._now = now
        self._token: Token | None = None
        self._uses = 0
        self._view = view(None, now())
        self._icon = IconLabel(theme, "session", "accent")
        self._who, self._until = QLabel(), QLabel()
        for label, role in ((self._who, "label"), (self._until, "help")):
            label.setProperty("textFormat", PLAIN_TEXT)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setWordWrap(True)
            tell_style(label, role=role)
        self._change = QPushButton()
        self._change.setObjectName("changeSession")
        if not changeable:  # to show it before it has a parent would put it on screen, as a window
            self._change.hide()
        self._change.clicked.connect(self.changeAsked)
        tell_style(self._change, role="flat")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        tell_style(self, role="chip")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._who)
        words.addWidget(self._until)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, NEAR, NEAR, NEAR)
        row.setSpacing(GAP)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._change)
        self.refresh()

    @property
    def token(self) -> Token | None:
        """The session shown."""
        return self._token

    @property
    def view(self) -> SessionView:
        """What is shown of it."""
        return self._view

    def show_session(self, token: Token | None, uses: int = 0) -> None:
        """Another session, or another count of the sign-offs it already has."""
        self._token, self._uses = token, uses
        self.refresh()

    def refresh(self) -> None:
        """Looks at the clock again."""
        now = self._now()
        before, self._view = self._view, view(self._token, now, self._uses)
        shown = self._view
        self._icon.show_icon(shown.icon, shown.tone or "accent")
        self._who.setText(shown.who)
        self._until.setText(shown.until)
        self._until.setVisible(bool(shown.until))
        self._change.setText(self.tr("Change"))
        self._change.setAccessibleName(self.tr("Change the session"))
        self.setAccessibleName(f"{shown.who}. {shown.until}")
        tell_style(self, tone=shown.tone)
        tell_style(self._until, tone=shown.tone)
        self._timer.stop()
        if shown.next_look is not None:
            ahead_ms = max(1_000, int((shown.next_look - now).total_seconds() * 1_000) + 500)
            self._timer.start(min(ahead_ms, _LONGEST_SLEEP_MS))
        if before != shown:
            self.viewChanged.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
