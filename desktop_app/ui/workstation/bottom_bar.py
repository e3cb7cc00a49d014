"""The bar at the foot: how it stands with sending on the left; what is missing and the one accent button right."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

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
        self.button = IconPush(theme, "pen", "signOff", self.signOffAsked.emit, "primary")
        self._shown, self._has_icon, self._has_receipt = True, False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(
            WIDE - theme.measures.pad_x - 1, NEAR, WIDE, NEAR
        )  # its icon stands under the card's edge
        row.setSpacing(GAP)
        row.addWidget(self.status)
        row.addStretch(1)
        words = QHBoxLayout()
        words.setSpacing(NEAR)
        words.addWidget(self._said_icon)
        words.addWidget(self.said)
        row.addLayout(words)
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
        self._say(text, "sent", "sent", receipt=True)
        if not self._theme.still:
            self._flourish()

    def show_sign_parts(self, *, shown: bool) -> None:
        """The sign-off's half belongs to its page alone."""
        self._shown = shown
        self._show_parts()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        self._fit()
        super().resizeEvent(event)

    def _say(self, text: str, tone: str | None, icon: str, *, receipt: bool = False) -> None:
        self.said.setText(text)
        tell_style(self.said, role=None if tone else "quiet", tone=tone)
        self._fit()
        self._has_icon, self._has_receipt = bool(icon), receipt
        if icon and tone:
            self._said_icon.show_icon(icon, tone)
        self._show_parts()
        self.button.setAccessibleDescription(text)

    def _show_parts(self) -> None:
        self.said.setVisible(self._shown)
        self.button.setVisible(self._shown)
        self._said_icon.setVisible(self._shown and self._has_icon)
        self._receipt.setVisible(self._shown and self._has_receipt)

    def _fit(self) -> None:
        """One line where it fits, then it wraps."""
        width_px = self.said.fontMetrics().horizontalAdvance(self.said.text()) + 2
        others_px = self.status.sizeHint().width() + self.button.sizeHint().width() + 2 * WIDE + 2 * GAP
        room_px = min(max(_SAID_LINE_PX, self.width() * 45 // 100), self.width() - others_px)
        self.said.setMinimumWidth(max(0, min(width_px, room_px)))

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
