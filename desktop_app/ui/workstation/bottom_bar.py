"""The bar at the foot: how it stands with sending on the left; what is missing and the one accent button right."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop_app.ui.parts.buttons import IconPush, IconTool
from desktop_app.ui.parts.by_number import MIDDLE, PLAIN_TEXT, RIGHT
from desktop_app.ui.parts.labels import IconLabel
from desktop_app.ui.parts.sync_words import SyncLine
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, MOTION_MS, NEAR, WIDE

_SAID_LINE_PX = 300


class BottomBar(QFrame):
    """`signOffAsked` and `outboxAsked` are its two buttons, `receiptAsked` the one that comes with "Saved"."""

    signOffAsked = Signal()
    outboxAsked = Signal()
    receiptAsked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        tell_style(self, role="bar")
        self.status = IconTool(theme, "clock", "syncStatus", words=True)
        self.status.clicked.connect(self.outboxAsked)
        self._said_icon = IconLabel(theme, "sent", "sent")
        self.said = QLabel()
        self.said.setObjectName("signOffState")
        self.said.setProperty("textFormat", PLAIN_TEXT)
        self.said.setWordWrap(True)
        self.said.setProperty("alignment", RIGHT | MIDDLE)
        self.said.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._receipt = IconPush(theme, "print", "receipt", self.receiptAsked.emit, "flat")
        self._receipt.hide()
        self.button = IconPush(theme, "pen", "signOff", self.signOffAsked.emit, "primary")
        self._sign_parts: list[QWidget] = [self._said_icon, self.said, self._receipt, self.button]
        row = QHBoxLayout(self)
        row.setContentsMargins(
            WIDE - theme.measures.pad_x - 1, NEAR, WIDE, NEAR
        )  # its icon stands under the card's edge
        row.setSpacing(GAP)
        row.addWidget(self.status)
        row.addStretch(1)
        row.addWidget(self._said_icon)
        row.addWidget(self.said)
        row.addWidget(self._receipt)
        row.addWidget(self.button)
        self.say_missing("")
        self.retranslate()

    def show_sync(self, line: SyncLine) -> None:
        """How it stands with sending."""
        self.status.show_icon(line.icon, line.tone or "quiet")
        self.status.name(line.text, line.hint)
        self.status.setAccessibleDescription(line.hint)
        tell_style(self.status, tone=line.tone or None)

    def say_missing(self, text: str) -> None:
        """What is still missing; '' for nothing."""
        self._say(text, None, "")

    def say_error(self, text: str) -> None:
        """Why it was not saved."""
        self._say(text, "error", "error")

    def say_saved(self, text: str) -> None:
        """It is on disk."""
        self._say(text, "sent", "sent")
        self._receipt.show()
        if not self._theme.still:
            self._flourish()

    def show_sign_parts(self, *, shown: bool) -> None:
        """The sign-off's half belongs to its page alone."""
        for part in self._sign_parts[1:2] + self._sign_parts[3:]:
            part.setVisible(shown)
        if not shown:
            self._said_icon.hide()
            self._receipt.hide()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self.button.setText(self.tr("Sign off"))
        self.button.setAccessibleDescription(self.said.text())
        self.button.setToolTip(self.tr("Ctrl+Enter"))
        self._receipt.setText(self.tr("Receipt"))
        self._receipt.setAccessibleName(self.tr("Print or save a receipt"))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _say(self, text: str, tone: str | None, icon: str) -> None:
        self.said.setText(text)
        tell_style(self.said, role=None if tone else "quiet", tone=tone)
        width_px = self.said.fontMetrics().horizontalAdvance(text) + NEAR
        self.said.setMinimumWidth(
            min(width_px, max(_SAID_LINE_PX, self.width() * 45 // 100))
        )  # one line where it fits, then it wraps
        self._receipt.hide()
        self._said_icon.setVisible(bool(icon))
        if icon and tone:
            self._said_icon.show_icon(icon, tone)
        self.button.setAccessibleDescription(text)

    def _flourish(self) -> None:
        from PySide6.QtCore import QEasingCurve, QPropertyAnimation  # noqa: PLC0415 - nothing moves in the first paint
        from PySide6.QtWidgets import QGraphicsOpacityEffect  # noqa: PLC0415 - as above

        effect = QGraphicsOpacityEffect(self.said)
        self.said.setGraphicsEffect(effect)
        motion = QPropertyAnimation(effect, b"opacity", self)
        motion.setDuration(MOTION_MS)
        motion.setStartValue(0.0)
        motion.setEndValue(1.0)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        motion.finished.connect(lambda: self.said.setGraphicsEffect(None))  # type: ignore[arg-type] # None takes it off
        motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
