"""The theme in force: follows the system's light, dark and high contrast, and tells who must draw anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from . import contrast, icons
from .palette import palette
from .sheet import DRAWINGS, style_sheet
from .tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, WORKSTATION, Colours, Measures

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

_DRESSED = "dressed"  # the application's property: it has its style sheet
_READABLE = 7.0  # WCAG AAA: what a person who asks for high contrast may expect
_WINDOWS_FAMILY = "Segoe UI Variable Text"


class Theme(QObject):
    """Applies one scheme to the whole application. `changed` follows every change of colours or sizes."""

    changed = Signal()

    def __init__(
        self, app: QApplication, icon_folder: Path, measures: Measures = WORKSTATION, *, bare: bool = False
    ) -> None:
        """`bare`: without its style sheet until `dress`, while a window is built."""
        super().__init__(app)
        self._app = app
        self._icon_folder = icon_folder
        self._system_palette = app.palette()
        self._icons: dict[tuple[str, str, tuple[int, int]], QIcon] = {}
        self._scheme: Qt.ColorScheme | None = None
        self._contrast: bool | None = None
        self.measures = measures
        self.colours = LIGHT
        self._bare = bare
        self._settled = not bare
        app.screenAdded.connect(self.refresh)
        self._hints = app.styleHints()  # kept: what is taken from it dies with its wrapper
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.refresh)
        self._accessibility.contrastPreferenceChanged.connect(self.refresh)
        self._apply()

    def choose(self, scheme: Qt.ColorScheme | None, *, contrast: bool | None = None) -> None:
        """Light or dark, with high contrast or without, whatever the system says; None follows the system."""
        self._scheme, self._contrast = scheme, contrast
        self.refresh()

    def resize(self, measures: Measures) -> None:
        """A desk's or a kiosk's sizes."""
        self.measures = measures
        self.refresh()

    def refresh(self) -> None:
        """Reads the system's wishes again."""
        self._apply()
        self.changed.emit()

    @property
    def still(self) -> bool:
        """Whether the system asks for no motion."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`; nothing moves in the first paint

        return not bool(self._app.isEffectEnabled(Qt.UIEffect.UI_General))

    def icon(self, name: str, tone: str = "text", beside_px: tuple[int, int] = (0, 0)) -> QIcon:
        """The icon `name` in the colour of a token; `beside_px`: empty room left and right of it."""
        made = self._icons.get((name, tone, beside_px))
        if made is None:
            colour, side_px = getattr(self.colours, tone), self.measures.icon
            made = icons.icon(self._file(name), colour, side_px, self._ratios(), beside_px)
            self._icons[name, tone, beside_px] = made
        return made

    def pixmap(self, name: str, tone: str, ratio: float, side_px: int | None = None) -> QPixmap:
        """The same for a label."""
        return icons.pixmap(self._file(name), getattr(self.colours, tone), side_px or self.measures.icon, ratio)

    def app_icon(self) -> QIcon:
        """The program's icon in every size."""
        made = QIcon()
        for file in sorted(self._icon_folder.glob("paraphe-*.png")):
            made.addFile(str(file))
        return made

    def dress(self) -> None:
        """Puts the style sheet on, where `bare` has left it off: each widget is matched once, not at every step."""
        self._bare = False
        self._app.setProperty(_DRESSED, True)
        # the frozen program has no reader for drawings, but pictures of these
        kind = "svg" if self._file(DRAWINGS[0]).exists() else "png"
        self._app.setStyleSheet(style_sheet(self.colours, self.measures, self._icon_folder.as_posix(), kind))

    def _ratios(self) -> set[float]:
        """The device pixels of a logical one, on every screen there is."""
        return {screen.devicePixelRatio() for screen in self._app.screens()} or {1.0}

    def _file(self, name: str) -> Path:
        return self._icon_folder / f"{name}.svg"

    def _apply(self) -> None:
        self.colours = self._wanted()
        self._icons.clear()
        self._app.setPalette(palette(self.colours))
        self._app.setFont(self._font())
        if not self._bare:
            self.dress()

    def settle(self) -> None:
        """Once a window is on screen: the program's icon, 3 ms, and what Qt says where the palette was gone by."""
        self._settled = True
        self._app.setWindowIcon(self.app_icon())
        if self._wanted() != self.colours:
            self.refresh()

    def _wanted(self) -> Colours:
        if not self._settled and self._scheme is None and _as_system(self._system_palette) is None:
            return DARK if _is_dark(self._system_palette) else LIGHT  # see `by_number`: to ask Qt takes 22 ms
        from PySide6.QtCore import Qt  # noqa: PLC0415 - as above

        dark = (self._scheme or self._hints.colorScheme()) == Qt.ColorScheme.Dark
        if self._contrast:
            return CONTRAST_DARK if dark else CONTRAST_LIGHT
        if self._contrast is None and self._accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return _as_system(self._system_palette) or (CONTRAST_DARK if dark else CONTRAST_LIGHT)
        return DARK if dark else LIGHT

    def _font(self) -> QFont:
        font = self._app.font()
        families = font.families() or [font.family()]
        if families[0].startswith("Segoe UI"):
            families = [_WINDOWS_FAMILY, *(family for family in families if family != _WINDOWS_FAMILY)]
        font.setFamilies(families)
        font.setPixelSize(self.measures.text)
        return font


def tell_style(widget: QWidget, **properties: str | None) -> None:
    """Sets what the style sheet matches (`role`, `tone`) and has the widget drawn anew where it differs."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    app = QApplication.instance()
    if changed and app is not None and app.property(_DRESSED):  # else every widget is matched when the sheet comes
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def _is_dark(system: QPalette) -> bool:
    page, text = system.color(QPalette.ColorRole.Window), system.color(QPalette.ColorRole.WindowText)
    return contrast.luminance(page.name()) < contrast.luminance(text.name())


def _as_system(system: QPalette) -> Colours | None:
    """The person's own high-contrast colours, where they are readable."""

    def colour(role: QPalette.ColorRole) -> str:
        return system.color(role).name().upper()

    page, text = colour(QPalette.ColorRole.Window), colour(QPalette.ColorRole.WindowText)
    accent, on_accent = colour(QPalette.ColorRole.Highlight), colour(QPalette.ColorRole.HighlightedText)
    readable = contrast.ratio(page, text) >= _READABLE
    if not readable or contrast.ratio(accent, on_accent) < _READABLE or contrast.ratio(accent, page) < _READABLE:
        return None
    base = CONTRAST_DARK if contrast.luminance(page) < contrast.luminance(text) else CONTRAST_LIGHT
    return base._replace(
        page=page, card=page, field=page, text=text, quiet=text, line=text, edge=text,
        accent=accent, accent_over=accent, accent_down=accent, on_accent=on_accent,
    )  # fmt: skip
