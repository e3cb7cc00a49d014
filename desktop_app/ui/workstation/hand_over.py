"""The screen in the provider's hands: what they must see and sign, nothing else; then nothing but "hand back"."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.signoff import Form
from desktop_app.ui.parts.buttons import IconPush, push
from desktop_app.ui.parts.labels import IconLabel, Notice, title
from desktop_app.ui.parts.pad_card import PadCard
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, NEAR, ROOM, VAST, WIDE

from .signed_facts import SignedFacts

_DONE_ICON_PX = 72
_AIRY_FROM_PX = 720
_LARGEST: Final = QSize(1_200, 860)  # a sheet as large as a table is nothing to sign on
_FACTS_SHARE: Final = 0.3  # of the height, at most: the rest belongs to the sheet


class HandOver(QWidget):
    """Borrows the page's sheet. `signAsked` is the provider's button; `handedBack` gives everything back."""

    signAsked = Signal()
    handedBack = Signal()

    def __init__(self, theme: Theme, card: PadCard, form: Form) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("handOverScreen")
        self.setWindowTitle("Paraphe")
        tell_style(self, role="page")
        self._card = card
        self._over = False
        self._title, self.facts, self._said = title(""), SignedFacts(form), Notice(theme)
        self.sign = IconPush(theme, "pen", "handOverSign", self.signAsked.emit, "primary")
        self.cancel = push("handOverCancel", self._finish)
        self._thanks, self._thanks_text = QLabel(), QLabel()
        tell_style(self._thanks, role="greeting")
        tell_style(self._thanks_text, role="lead")
        self.back = push("handBack", self._finish, "primary")
        for button in (self.sign, self.cancel, self.back):
            tell_style(button, size="tall")
        self._pages = QStackedWidget()
        self._signing = QHBoxLayout()
        self._pages.addWidget(self._signing_page())
        self._pages.addWidget(self._thanks_page(theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        card.inkChanged.connect(self._judge)
        self.retranslate()
        self._judge()

    def say(self, text: str) -> None:
        """Why it was not saved."""
        self._said.say(text)

    def thank(self) -> None:
        """Saved: nothing of it stays on the screen."""
        self.facts.forget()
        self._pages.setCurrentIndex(1)
        self.back.setFocus()

    @property
    def thanked(self) -> bool:
        """Whether there is nothing left but to hand back."""
        return self._pages.currentIndex() == 1

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("Please check and sign"))
        self.facts.retranslate()
        self.sign.setText(self.tr("Sign off"))
        self.cancel.setText(self.tr("Hand back without signing"))
        self._thanks.setText(self.tr("Thank you. Your signature is saved."))
        self._thanks_text.setText(self.tr("Please hand the screen back."))
        self.back.setText(self.tr("Hand back"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the buttons lead out."""
        if self._over:
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and the like do nothing here."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Long comments scroll, so that there is a sheet to sign on; a small screen has no room for margins."""
        self.facts.setMaximumHeight(round(self.height() * _FACTS_SHARE))
        airy = min(self.width(), self.height()) >= _AIRY_FROM_PX
        beside, above = (VAST, VAST) if airy else (ROOM, GAP)
        self._signing.setContentsMargins(beside, above, beside, above)
        super().resizeEvent(event)

    def _finish(self) -> None:
        self._over = True
        self.handedBack.emit()

    def _judge(self) -> None:
        self.sign.setEnabled(self._card.problem() is None)
        self._said.say("")

    def _signing_page(self) -> QWidget:
        content, block = QWidget(), QWidget()
        tell_style(content, role="page")
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(ROOM)
        for widget in (self._title, self.facts, self._card):
            inner.addWidget(widget, 1 if widget is self._card else 0)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.sign)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(_Scrolled(content), 1)
        column.addWidget(self._said)
        column.addLayout(row)
        block.setMaximumSize(_LARGEST)
        page = QWidget()
        page.setLayout(self._signing)
        self._signing.addWidget(block)
        return page

    def _thanks_page(self, theme: Theme) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(NEAR)
        column.addStretch(2)
        column.addWidget(IconLabel(theme, "sent", "sent", _DONE_ICON_PX), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(NEAR)
        for label in (self._thanks, self._thanks_text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(WIDE)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page


class _Scrolled(QScrollArea):
    """Scrolls only where less than the least does not fit; Qt's own would scroll below the preferred height."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = content
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All the room there is."""
        room = self.viewport().size()
        self._content.resize(room.width(), max(room.height(), self._content.minimumSizeHint().height()))
        super().resizeEvent(event)
