"""The sheet's edge: round corners, a hairline, and the accent where the pad has the focus."""

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QWidget

from .ink_paper import draw_path

_ROLE: Final = QPalette.ColorRole
RADIUS: Final = 10.0
EDGE: Final = QColor(0xB9, 0xC0, 0xCC)
INNER: Final = 4  # how far inside nothing of the frame is drawn


def draw_frame(painter: QPainter, pad: QWidget, dirty: QRect) -> None:
    """Draws the frame where the `dirty` part of the pad touches it."""
    if pad.rect().adjusted(INNER, INNER, -INNER, -INNER).contains(dirty):
        return
    area = QRectF(pad.rect())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = pad.parentWidget() or pad
    half = RADIUS / 2  # the corners are cut off by a line around the sheet, as wide as they are round
    _round(
        painter, area.adjusted(-half, -half, half, half), around.palette().color(_ROLE.Window), RADIUS, RADIUS + half
    )
    focused = pad.hasFocus()
    width = 2.0 if focused else 1.0
    inset = width / 2
    colour = pad.palette().color(_ROLE.Highlight) if focused else EDGE
    _round(painter, area.adjusted(inset, inset, -inset, -inset), colour, width, RADIUS - inset)


def _round(painter: QPainter, area: QRectF, colour: QColor, width: float, radius: float) -> None:
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    draw_path(painter, path, colour, width)
