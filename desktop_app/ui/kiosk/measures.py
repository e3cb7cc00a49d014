"""Sizes that the kiosk takes from its screen."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen

from desktop_app.ui.parts.theme.tokens import GAP, KIOSK, NEAR, ROOM, VAST, WIDE, Measures

TARGET_MM: Final = 12.0
TARGET_PX: Final = 64  # where a screen does not say how large it is
_LEAST_PX: Final = 48
_MOST_PX: Final = 72
_MM_PER_INCH: Final = 25.4
_SMALLEST: Final = QSize(1_024, 600)  # the screen that the tokens are made for
_LEAST_FACTOR: Final = 0.5  # that screen at 200 %: as many device pixels
_LARGEST_FACTOR: Final = 1.5
_PLAUSIBLE_DPI: Final = (60.0, 400.0)


def target_px(dots_per_inch: float, scale: float = 1.0) -> int:
    """12 mm in logical pixels of a screen with this many of them per inch; 64 where that cannot be true.

    `scale`: see `factor`. A kiosk that is drawn larger has larger targets; one that is drawn smaller keeps its 12 mm.
    """
    low, high = _PLAUSIBLE_DPI
    if not low <= dots_per_inch <= high:
        return round(TARGET_PX * scale)
    wanted = TARGET_MM / _MM_PER_INCH * dots_per_inch * max(1.0, scale)
    return round(min(_MOST_PX * scale, max(_LEAST_PX * scale, math.ceil(wanted))))


def logical_dpi(screen: QScreen) -> float:
    """Logical pixels per physical inch, as the screen itself says; 0 where it does not."""
    width_mm = screen.physicalSize().width()
    return screen.size().width() / width_mm * _MM_PER_INCH if width_mm > 0 else 0.0


def chosen_screen(screens: list[QScreen], primary: QScreen, wanted: str) -> QScreen:
    """The screen that `kiosk.monitor` names: its name, or its number from 1; the primary one where there is none."""
    for number, screen in enumerate(screens, 1):
        if wanted and wanted in {screen.name(), str(number)}:
            return screen
    return primary


def factor(size: QSize) -> float:
    """How much larger a kiosk of this size (logical pixels) draws: it is read from a step away."""
    room = min(size.width() / _SMALLEST.width(), size.height() / _SMALLEST.height())
    return min(_LARGEST_FACTOR, max(_LEAST_FACTOR, room))


def measures_for(size: QSize) -> Measures:
    """The kiosk's tokens for a screen of this size, on the 2 px grid."""
    scale = factor(size)
    return Measures(**{name: 2 * round(value * scale / 2) for name, value in KIOSK._asdict().items()})


@dataclass(frozen=True, slots=True)
class Gaps:
    """The grid's gaps at the kiosk's size."""

    near: int
    gap: int
    room: int
    wide: int
    vast: int


def gaps(measures: Measures) -> Gaps:
    """Gaps that grow and shrink with what they part."""
    return Gaps(*(2 * round(px * measures.control / KIOSK.control / 2) for px in (NEAR, GAP, ROOM, WIDE, VAST)))
