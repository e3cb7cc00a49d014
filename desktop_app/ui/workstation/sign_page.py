"""The one calm page: session, provider and comments on the left, the sheet to sign on the right."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.parts.by_number import NEVER, NO_FOCUS
from desktop_app.ui.parts.labels import section
from desktop_app.ui.parts.pad_card import PadCard
from desktop_app.ui.parts.provider_form import ProviderForm
from desktop_app.ui.parts.session_entry import SessionEntry
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, ROOM, TWO_COLUMNS_FROM_PX, WIDE

_HIGHEST_PX = 680  # of both columns: beyond that a sheet and the fields for comments only look empty


class SignPage(QScrollArea):
    """Two columns from 1,000 px, one below."""

    def __init__(self, theme: Theme, notice: str = "", now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self.setObjectName("signPage")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        tell_style(self, role="page")
        self.setProperty("focusPolicy", NO_FOCUS)
        self.setProperty("horizontalScrollBarPolicy", NEVER)
        self.session = SessionEntry(theme, now, titled=True)
        self.form = ProviderForm(theme)
        self.card = PadCard(theme, notice)
        self.pad = self.card.pad
        self._provider_title = section("")
        left = QFrame()
        tell_style(left, role="card")
        column = QVBoxLayout(left)
        column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        column.setSpacing(GAP)
        column.addWidget(self.session)
        column.addSpacing(GAP)
        column.addWidget(self._provider_title)
        column.addWidget(self.form, 1)
        self._left = left
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for each in (left, self.card):
            each.setMaximumHeight(_HIGHEST_PX)
        content = QWidget()
        tell_style(content, role="page")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._row.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        self._row.setSpacing(ROOM)
        self._right = QVBoxLayout()
        self._right.addWidget(self.card, 1)
        self._right.addStretch(0)
        at_top = QVBoxLayout()
        at_top.addWidget(left, 1)
        at_top.addStretch(0)
        self._row.addLayout(at_top, 4)
        self._row.addLayout(self._right, 6)
        self.setWidget(content)
        self._arrange()
        self.retranslate()

    def put_card_back(self) -> None:
        """The sheet returns from where it was borrowed to."""
        self._right.insertWidget(0, self.card, 1)
        self.card.show()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._provider_title.setText(self.tr("Provider"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        wide = self.width() >= TWO_COLUMNS_FROM_PX
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
