"""Small labels that know the theme: an icon, and an icon with words in the colour of a state."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from .by_number import PLAIN_TEXT
from .theme.theme import Theme, tell_style
from .theme.tokens import NEAR


class IconLabel(QLabel):
    """One icon in the colour of a token. It says nothing: words stand beside it."""

    def __init__(self, theme: Theme, name: str, tone: str = "text", side_px: int | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._tone = tone
        self._side_px = side_px
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, tone: str) -> None:
        """Another icon."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self._draw()

    def _draw(self) -> None:
        """Draws what is seen; what is hidden is drawn when it is shown."""
        side_px = self._side_px or self._theme.measures.icon
        self.setFixedSize(side_px, side_px)
        if self.isVisible():
            self.setPixmap(self._theme.pixmap(self._name, self._tone, self.devicePixelRatioF(), self._side_px))

    def event(self, event: QEvent) -> bool:
        """It comes into sight, or onto another screen that wants more pixels."""
        if event.type() in {QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange}:
            self._draw()
        return super().event(event)


class Notice(QWidget):
    """An icon and a line of words in the colour of a state; takes no room while it has nothing to say.

    Its parts are made when it first says something: most never do, and a window is on screen sooner without them.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[IconLabel, QLabel] | None = None
        self.hide()

    def _furnished(self) -> tuple[IconLabel, QLabel]:
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

        side_px = self._theme.measures.help + 4
        icon, words = IconLabel(self._theme, "error", "error", side_px), QLabel()
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)  # as the icon, where there is more room than needed
        tell_style(words, role="message")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(NEAR)
        beside = QVBoxLayout()  # beside the first line of words that wrap
        beside.setContentsMargins(0, max(0, (words.fontMetrics().height() - side_px) // 2), 0, 0)
        beside.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside)
        row.addWidget(words, 1)
        return icon, words

    @property
    def text(self) -> str:
        """What is said; '' for nothing."""
        return self._parts[1].text() if self._parts else ""

    def say(self, text: str, tone: str = "error", icon: str | None = None) -> None:
        """Says `text`; '' is silence. `tone`: error, attention, sent."""
        if text or self._parts:
            self._parts = self._parts or self._furnished()
            sign, words = self._parts
            if text:
                sign.show_icon(icon or tone, tone)
                tell_style(words, tone=tone)
            words.setText(text)
        self.setVisible(bool(text))


def section(text: str) -> QLabel:
    """A section's title."""
    return _label(text, "section")


def quiet(text: str = "") -> QLabel:
    """Words of lesser weight, wrapped."""
    made = _label(text, "help")
    made.setWordWrap(True)
    return made


def title(text: str) -> QLabel:
    """A page's title."""
    return _label(text, "title")


def _label(text: str, role: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("textFormat", PLAIN_TEXT)
    tell_style(made, role=role)
    return made
