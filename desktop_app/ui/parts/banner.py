"""A line across the page that says one thing and offers what to do about it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from .buttons import IconTool, push
from .by_number import PLAIN_TEXT
from .labels import IconLabel
from .theme.theme import Theme, tell_style
from .theme.tokens import GAP, NEAR

Action = tuple[str, Callable[[], object]]


class Banner(QFrame):
    """Says one thing at a time; the newest wins. Hidden while it has nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        tell_style(self, role="banner")
        self._theme = theme
        self._furnished = False
        self._buttons: list[QPushButton] = []
        self.hide()

    def _furnish(self) -> None:
        """Its parts are made when it first says something: a window is on screen sooner without them."""
        self._furnished = True
        self._icon = IconLabel(self._theme, "attention", "attention")
        self._words = QLabel()
        self._words.setProperty("textFormat", PLAIN_TEXT)
        self._words.setWordWrap(True)
        self._words.setObjectName("bannerText")
        self._close = IconTool(self._theme, "close", "closeBanner")
        self._close.clicked.connect(self.silence)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GAP, NEAR, NEAR, NEAR)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._close)

    @property
    def text(self) -> str:
        """What is said; '' for nothing."""
        return "" if self.isHidden() else self._words.text()

    def say(self, text: str, tone: str = "attention", actions: Sequence[Action] = (), *, stays: bool = False) -> None:
        """Says `text`. `stays`: it cannot be closed, since the program does not work without an answer."""
        if not self._furnished:
            self._furnish()
        self._icon.show_icon(tone, tone)
        self._words.setText(text)
        self._close.name(self.tr("Close this message"))
        self._close.setVisible(not stays)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(words, act) for words, act in actions]
        for place, button in enumerate(self._buttons):
            self._row.insertWidget(2 + place, button)
        tell_style(self, tone=tone)
        self.setAccessibleName(text)
        self.show()

    def silence(self) -> None:
        """Says no more."""
        self.hide()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        def pressed() -> None:
            self.silence()
            act()

        made = push("bannerAction", pressed)
        made.setText(words)
        return made
