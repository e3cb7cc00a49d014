"""Icons of our own: SVG line drawings on a 24 px grid, tinted when they are painted."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_INK = b"currentColor"
_SCALES = (1.0, 2.0)


@lru_cache(maxsize=64)
def _drawing(file: Path) -> bytes:
    return file.read_bytes()


def pixmap(file: Path, colour: str, side_px: int, ratio: float) -> QPixmap:
    """The drawing in `colour` ('#RRGGBB'), `side_px` logical pixels wide and high."""
    svg = _drawing(file).replace(_INK, colour.encode())
    made = QPixmap(round(side_px * ratio), round(side_px * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(file: Path, colour: str, off_colour: str, side_px: int) -> QIcon:
    """The drawing as an icon: `off_colour` where its button cannot be used."""
    made = QIcon()
    for ratio in _SCALES:
        made.addPixmap(pixmap(file, colour, side_px, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(file, off_colour, side_px, ratio), QIcon.Mode.Disabled)
    return made
