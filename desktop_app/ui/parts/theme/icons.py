"""Icons of our own: SVG line drawings on a 24 px grid, tinted when they are painted."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from . import recorded

INK = b"currentColor"
_CLEAR = QColor(0, 0, 0, 0)


@lru_cache(maxsize=64)
def _drawing(file: Path) -> tuple[bytes, bool]:
    """The drawing, and whether it was recorded."""
    try:
        return file.with_suffix(recorded.SUFFIX).read_bytes(), True
    except FileNotFoundError:
        return file.read_bytes(), False


def pixmap(file: Path, colour: str, side_px: int, ratio: float, beside_px: tuple[int, int] = (0, 0)) -> QPixmap:
    """The drawing in `colour` ('#RRGGBB'), `side_px` logical pixels wide and high, with room left and right of it."""
    drawing, is_recorded = _drawing(file)
    left_px, right_px = beside_px
    made = QPixmap(round((left_px + side_px + right_px) * ratio), round(side_px * ratio))
    made.fill(_CLEAR)
    painter = QPainter(made)
    if is_recorded:
        recorded.paint(painter, drawing, colour, left_px * ratio, side_px * ratio)
    else:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - a library of its own, which the frozen program has not

        svg = QByteArray(drawing.replace(INK, colour.encode()))
        QSvgRenderer(svg).render(painter, QRectF(left_px * ratio, 0, side_px * ratio, side_px * ratio))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(
    file: Path, colour: str, side_px: int, ratios: Collection[float], beside_px: tuple[int, int] = (0, 0)
) -> QIcon:
    """The drawing as an icon, sharp at each of the `ratios`; the style neither greys nor tints it."""
    made = QIcon()
    for ratio in ratios:
        drawn = pixmap(file, colour, side_px, ratio, beside_px)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled, QIcon.Mode.Selected):
            made.addPixmap(drawn, mode)
    return made
