"""The screen in the provider's hands: what they must see and sign, nothing else; then nothing but "hand back"."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.signoff import Form
from desktop_app.ui.parts import field_words
from desktop_app.ui.parts.buttons import IconPush, push
from desktop_app.ui.parts.labels import IconLabel, quiet, title
from desktop_app.ui.parts.pad_card import PadCard
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, NEAR, ROOM, VAST, WIDE

_DONE_ICON_PX = 72
_TALL_PX = 48


class HandOver(QWidget):
    """Borrows the page's sheet. `signAsked` is the provider's button; `handedBack` gives everything back."""

    signAsked = Signal()
    handedBack = Signal()

    def __init__(self, theme: Theme, card: PadCard, form: Form) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("handOverScreen")
        self.setWindowTitle("Paraphe")
        tell_style(self, role="page")
        self._form, self._card = form, card
        self._over = False
        self._title, self._facts = title(""), QLabel()
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        self._said = quiet()
        self.sign = IconPush(theme, "pen", "handOverSign", self.signAsked.emit, "primary")
        self.cancel = push("handOverCancel", self._finish, "flat")
        for button in (self.sign, self.cancel):
            button.setMinimumHeight(_TALL_PX)
        self._thanks, self._thanks_text = title(""), quiet()
        self._thanks_text.setWordWrap(False)
        self.back = push("handBack", self._finish)
        self.back.setMinimumHeight(_TALL_PX)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._signing_page())
        self._pages.addWidget(self._thanks_page(theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        card.inkChanged.connect(self._judge)
        self.retranslate()
        self._judge()

    def say(self, text: str) -> None:
        """Why it was not saved, or what is missing."""
        self._said.setText(text)

    def thank(self) -> None:
        """Saved: nothing of it stays on the screen."""
        self._facts.clear()
        self._form = Form("", "")
        self._pages.setCurrentIndex(1)
        self.back.setFocus()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("Please check and sign"))
        self._facts.setText(_facts(self._form))
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

    def _finish(self) -> None:
        self._over = True
        self.handedBack.emit()

    def _judge(self) -> None:
        self.sign.setEnabled(self._card.problem() is None)

    def _signing_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(VAST, WIDE, VAST, WIDE)
        column.setSpacing(ROOM)
        facts = QFrame()
        tell_style(facts, role="card")
        inner = QVBoxLayout(facts)
        inner.setContentsMargins(ROOM, GAP, ROOM, GAP)
        inner.addWidget(self._facts)
        column.addWidget(self._title)
        column.addWidget(facts)
        column.addWidget(self._card, 1)
        row = QHBoxLayout()
        row.setSpacing(NEAR)
        row.addWidget(self.cancel)
        row.addWidget(self._said, 1)
        row.addWidget(self.sign)
        column.addLayout(row)
        return page

    def _thanks_page(self, theme: Theme) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(ROOM)
        column.addStretch(1)
        for widget in (IconLabel(theme, "sent", "sent", _DONE_ICON_PX), self._thanks, self._thanks_text, self.back):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page


def _facts(form: Form) -> str:
    name = f"{form.first_name} {form.last_name}".strip()
    lines = [name]
    lines += [
        QCoreApplication.translate("HandOver", "{0}: {1}").format(field_words.label(field), text)
        for field in ("email", "action_comment", "comment")
        if (text := getattr(form, field))
    ]
    return "\n".join(lines)
