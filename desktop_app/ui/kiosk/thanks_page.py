"""The end of a visit: thanks, the short reference to quote later, and when the page goes by itself."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import IconLabel
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .fields_page import column_of, lead
from .measures import gaps

_PICTURE_CONTROLS: Final = 1.75  # of a control's height


class ThanksPage(QWidget):
    """`doneAsked` is its button."""

    doneAsked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        tell_style(self, role="page")
        self._name = self._reference = ""
        picture = IconLabel(theme, "sent", "sent", round(_PICTURE_CONTROLS * theme.measures.control))
        self._greeting, self._lead = lead("greeting"), lead()
        self._named, self._quote, self._leaves = lead("help"), lead("reference"), lead("help")
        self._quote.setObjectName("reference")
        self._leaves.setObjectName("leaves")
        self._seconds = 0
        self._done = push("done", self.doneAsked.emit, "primary")
        tell_style(self._done, tone="large")
        between = gaps(theme.measures)
        column = column_of(self, theme)
        column.addStretch(2)
        column.addWidget(picture, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._greeting)
        column.addWidget(self._lead)
        column.addSpacing(between.near)
        quote = QVBoxLayout()
        quote.setSpacing(0)
        quote.addWidget(self._named)
        quote.addWidget(self._quote)
        column.addLayout(quote)
        column.addSpacing(between.near)
        column.addWidget(self._done, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._leaves)
        column.addStretch(3)
        self.retranslate()

    def thank(self, first_name: str, reference: str) -> None:
        """Whom, and for what."""
        self._name, self._reference = first_name, reference
        self.retranslate()
        self._done.setFocus()

    def count(self, seconds: int) -> None:
        """How long the page stays. Its spoken name does not count: nobody wants to be interrupted each second."""
        if seconds != self._seconds:
            self._seconds = seconds
            self._say_leaving()

    def wipe(self) -> None:
        """Forgets both."""
        self._name = self._reference = ""
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._greeting.setText(self.tr("Thank you, {0}").format(self._name) if self._name else self.tr("Thank you"))
        self._lead.setText(self.tr("Saved. You have nothing more to do."))
        self._named.setText(self.tr("Your reference"))
        self._quote.setText(f"{self._reference[:4]} {self._reference[4:]}".strip())
        self._quote.setAccessibleName(" ".join(self._reference))
        self._done.setText(self.tr("Close this page"))
        self._leaves.setAccessibleName(self.tr("This page closes by itself after a while."))
        self._say_leaving()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes it, wherever the focus is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.doneAsked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say_leaving(self) -> None:
        self._leaves.setText(self.tr("This page closes by itself in {0} s.").format(self._seconds))
