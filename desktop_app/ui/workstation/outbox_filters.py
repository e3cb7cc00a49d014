"""The line above the outbox: filters by state, age and reason, and the search."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLineEdit, QWidget

from desktop_app.ui.parts.theme.theme import Theme
from desktop_app.ui.parts.theme.tokens import NEAR
from desktop_app.ui.parts.words import say

from .outbox_query import Age, Query, Which
from .outbox_words import reasons

_TYPING_MS = 250
_ONE_LINE_FROM_PX = 900
_REFERENCE_DIGITS = frozenset("0123456789abcdefABCDEF")


class OutboxFilters(QWidget):
    """`changed` follows a choice at once and the search after a pause in typing."""

    changed = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self.alert_days = 3
        self.which, self.age, self.reason = QComboBox(), QComboBox(), QComboBox()
        self.search = QLineEdit()
        self.search.setObjectName("outboxSearch")
        self._magnifier = self.search.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.search.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.triggered.connect(self.search.clear)
        self._clear.setVisible(False)
        self.search.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        theme.changed.connect(self._draw)
        self._draw()
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._pause.start)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(NEAR)
        self._row.addWidget(self.search, 1)
        boxes = QHBoxLayout()
        boxes.setSpacing(NEAR)
        self._row.addLayout(boxes)
        for box, name in ((self.which, "filterState"), (self.age, "filterAge"), (self.reason, "filterReason")):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(14)
            boxes.addWidget(box)
        for which in Which:
            self.which.addItem("", which)
        for age in Age:
            self.age.addItem("", age)
        self.reason.addItem("", "")
        for code in reasons():
            self.reason.addItem("", code)
        self.retranslate()
        for box in (self.which, self.age, self.reason):
            box.currentIndexChanged.connect(self.changed)

    @property
    def query(self) -> Query:
        """What the store is asked."""
        text = "".join(self.search.text().split())  # a kiosk shows "1C8F EBC0"
        reference = text if text and set(text) <= _REFERENCE_DIGITS else ""
        return Query(
            self.which.currentData(), self.age.currentData(), self.reason.currentData(), reference, self._now(),
            self.alert_days,
        )  # fmt: skip

    @property
    def wants(self) -> tuple[object, ...]:
        """What the store is asked for, whatever the time."""
        query = self.query
        return query.which, query.age, query.reason, query.reference, query.alert_days

    @property
    def name(self) -> str:
        """What is looked for among the names of loaded rows; '' where the search is a reference."""
        return "" if self.query.reference else self.search.text().strip()

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        chosen = (self.which.currentIndex(), self.age.currentIndex(), self.reason.currentIndex())
        return any(chosen) or bool(self.search.text())

    def retranslate(self) -> None:
        """Words in the language of now."""
        which = {
            Which.ALL: self.tr("All states"),
            Which.WAITING: self.tr("Waiting"),
            Which.ATTENTION: self.tr("Needs attention"),
            Which.SENT: self.tr("Sent"),
        }
        ages = {
            Age.ANY: self.tr("Any time"),
            Age.TODAY: self.tr("Signed today"),
            Age.LATE: self.tr("Waiting too long"),
        }
        for place, kind in enumerate(Which):
            self.which.setItemText(place, which[kind])
        for place, span in enumerate(Age):
            self.age.setItemText(place, ages[span])
        self.reason.setItemText(0, self.tr("Any reason"))
        for place, code in enumerate(reasons(), start=1):
            self.reason.setItemText(place, say(code))
        self.which.setAccessibleName(self.tr("State"))
        self.age.setAccessibleName(self.tr("Age"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setPlaceholderText(self.tr("Reference or name"))
        self._magnifier.setText(self.tr("Search"))
        self._clear.setText(self.tr("Clear the search"))

    def show_boxes(self, *, shown: bool) -> None:
        """All filters, or the search alone."""
        for box in (self.which, self.age, self.reason):
            box.setVisible(shown)

    def _draw(self) -> None:
        self._magnifier.setIcon(self._theme.icon("search", "quiet"))
        self._clear.setIcon(self._theme.icon("close", "quiet"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The search has a line of its own in a narrow window."""
        wide = self.width() >= _ONE_LINE_FROM_PX
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
