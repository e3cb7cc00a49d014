"""Buttons with an icon in the theme's colours."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPushButton, QToolButton

from .by_number import ICON_ONLY, STRONG_FOCUS, TEXT_BESIDE_ICON
from .theme.theme import Theme, tell_style
from .theme.tokens import TIGHT


def push(object_name: str, pressed: Callable[[], object], role: str | None = None) -> QPushButton:
    """A push button; its words are set by who retranslates."""
    made = QPushButton()
    made.setObjectName(object_name)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: pressed())
    tell_style(made, role=role)
    return made


class IconPush(QPushButton):
    """A push button with an icon, and words beside it."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        object_name: str,
        pressed: Callable[[], object],
        role: str | None = None,
        *,
        words: bool = True,
    ) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._gap_px = TIGHT if words else 0
        self._tone = {"primary": "on_accent", "danger": "error"}.get(role or "", "text")
        self.setObjectName(object_name)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: pressed())
        tell_style(self, role=role)
        theme.changed.connect(self._draw)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """It can be used, or cannot; or the icon changes sides."""
        if event.type() in {QEvent.Type.EnabledChange, QEvent.Type.LayoutDirectionChange}:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        beside_px = (self._gap_px, 0) if self.isRightToLeft() else (0, self._gap_px)
        _put(self, self._theme, self._icon, self._tone, beside_px)


class IconTool(QToolButton):
    """A flat button with an icon, with words beside it or as its tool tip."""

    def __init__(self, theme: Theme, icon: str, object_name: str, role: str = "flat", *, words: bool = False) -> None:
        super().__init__()
        self._theme, self._icon, self._tone = theme, icon, "text"
        self._gap_px = TIGHT if words else 0
        self.setObjectName(object_name)
        self._words, self._hint = words, ""
        self.setProperty("focusPolicy", STRONG_FOCUS)
        self.setProperty("toolButtonStyle", TEXT_BESIDE_ICON if words else ICON_ONLY)
        tell_style(self, role=role, words="beside" if words else None)
        if role == "nav":
            self.setCheckable(True)
            self.toggled.connect(self._draw)
        theme.changed.connect(self._draw)
        self._draw()

    def name(self, words: str, hint: str = "") -> None:
        """Its name: beside the icon or as the tool tip, and for who cannot see it."""
        self.setText(words)
        self._hint = hint
        self.setToolTip(hint or ("" if self._words else words))
        self.setAccessibleName(words)

    def show_words(self, *, shown: bool) -> None:
        """With its words, or with them as the tool tip where there is no room."""
        if shown == self._words:
            return
        self._words, self._gap_px = shown, TIGHT if shown else 0
        self.setProperty("toolButtonStyle", TEXT_BESIDE_ICON if shown else ICON_ONLY)
        tell_style(self, words="beside" if shown else None)
        self.setToolTip(self._hint or ("" if shown else self.text()))
        self._draw()

    def show_icon(self, icon: str, tone: str) -> None:
        """Another icon, in the colour of a token."""
        if (icon, tone) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """It can be used, or cannot."""
        if event.type() == QEvent.Type.EnabledChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        tone = "accent" if self.isChecked() else self._tone
        _put(self, self._theme, self._icon, tone, (0, self._gap_px))


def _put(button: QPushButton | QToolButton, theme: Theme, icon: str, tone: str, beside_px: tuple[int, int]) -> None:
    """The icon with its room; Qt's own 4 px between icon and words are too few."""
    side_px = theme.measures.icon
    button.setIcon(theme.icon(icon, tone if button.isEnabled() else "off", beside_px))
    button.setIconSize(QSize(side_px + sum(beside_px), side_px))
