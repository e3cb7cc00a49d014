"""The screen that waits: what this is, one large button, the languages, and a discreet sign for the attendant."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.session import TOKEN_MAX_BYTES
from desktop_app.ui.parts.buttons import IconTool, push
from desktop_app.ui.parts.ink_accessible import install as install_accessibility
from desktop_app.ui.parts.labels import IconLabel
from desktop_app.ui.parts.scanner import LENGTH_MIN
from desktop_app.ui.parts.theme.theme import Theme, tell_style

from .measures import gaps

_PICTURE_CONTROLS: Final = 1.5  # of a control's height
_HEARD_MS: Final = 3_000
_LANGUAGES: Final = (("fr", "Français"), ("en", "English"))


class AttractPage(QWidget):
    """`beginAsked`: a touch anywhere. `languageAsked` carries a code.

    `scanned`: a code that came too slowly for a burst, with its Enter.
    """

    beginAsked = Signal()
    scanned = Signal(str)
    staffAsked = Signal()
    languageAsked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        install_accessibility()
        tell_style(self, role="page")
        self._picture = IconLabel(theme, "pen", "accent", round(_PICTURE_CONTROLS * theme.measures.control))
        self._greeting = _centred("greeting")
        self._lead = _centred("lead")
        self._begin = push("begin", self.beginAsked.emit, "primary")
        tell_style(self._begin, tone="large")
        self._languages, self._showing = QButtonGroup(self), False
        self._staff = IconTool(theme, "lock", "staff", words=True)
        self._staff.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._staff.clicked.connect(self.staffAsked)
        self._broken = self._heard = ""
        self._forget_heard = QTimer(self, singleShot=True, interval=_HEARD_MS)
        self._forget_heard.timeout.connect(self._silence)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        between = gaps(theme.measures)
        middle = QVBoxLayout()
        middle.setSpacing(between.room)
        middle.addStretch(2)
        middle.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self._greeting)
        middle.addWidget(self._lead)
        middle.addSpacing(between.gap)
        middle.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addStretch(3)
        foot = QHBoxLayout()
        foot.setSpacing(between.near)
        for code, name in _LANGUAGES:
            foot.addWidget(self._language(code, name))
        foot.addStretch(1)
        foot.addWidget(self._staff)
        column = QVBoxLayout(self)
        column.setContentsMargins(between.wide, between.wide, between.wide, between.room)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self.retranslate()

    def spokenName(self) -> str:
        """What the screen says."""
        return f"{self._greeting.text()} {self._lead.text()}"

    def spokenState(self) -> str:
        """Nothing changes here."""
        return ""

    def spokenAsGroup(self) -> bool:
        """It takes the keys for its buttons."""
        return True

    def take_heard(self) -> str:
        """What was typed here in the last seconds, once: a scanner that stumbled is no burst from its beginning."""
        heard, self._heard = self._heard, ""
        return heard

    def _silence(self) -> None:
        self._heard = ""

    def show_language(self, code: str) -> None:
        """Marks the language in force."""
        self._showing = True
        for button in self._languages.buttons():
            button.setChecked(button.objectName() == f"language_{code}")
        self._showing = False

    def show_status(self, text: str, *, alert: bool, spoken: str) -> None:
        """The attendant's sign: a few characters beside a small lock; `alert` adds a mark."""
        self._staff.show_icon("attention" if alert else "lock", "attention" if alert else "quiet")
        self._staff.setText(text)
        tell_style(self._staff, tone="attention" if alert else "quiet")
        self._staff.setAccessibleName(f"{self.tr('For the attendant')}. {spoken}".strip())

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._greeting.setText(self.tr("Work finished?"))
        self._lead.setText(self.tr("Sign it off here. It takes a minute."))
        self._begin.setText(self.tr("Begin"))
        if self._broken:
            self._greeting.setText(self.tr("Out of order"))
            self._lead.setText(self.tr("Please tell the attendant. {0}").format(self._broken))
        self._begin.setVisible(not self._broken)
        self._picture.show_icon("attention" if self._broken else "pen", "attention" if self._broken else "accent")

    def show_broken(self, why: str) -> None:
        """Nothing can be taken, and why."""
        self._broken = why
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar begin; what a scanner types here is read by who watches for scanners."""
        begins = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.text().isprintable() and event.text() not in {"", " "} and not event.isAutoRepeat():
            self._heard = (self._heard + event.text())[-TOKEN_MAX_BYTES:]
            self._forget_heard.start()
        elif begins and not event.isAutoRepeat():
            heard = self.take_heard()
            if len(heard) >= LENGTH_MIN:
                self.scanned.emit(heard)
            else:
                self.beginAsked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Beside the buttons, too."""
        event.accept()
        if event.button() == Qt.MouseButton.LeftButton:
            self.beginAsked.emit()

    def _toggled(self, code: str, *, checked: bool) -> None:
        if checked and not self._showing:
            self.languageAsked.emit(code)

    def _language(self, code: str, name: str) -> QPushButton:
        made = push(f"language_{code}", lambda: None, "flat")
        made.setText(name)
        made.setCheckable(True)
        made.toggled.connect(lambda checked: self._toggled(code, checked=checked))  # as assistive technology does
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._languages.addButton(made)
        return made


def _centred(role: str) -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setWordWrap(True)
    tell_style(made, role=role)
    return made
