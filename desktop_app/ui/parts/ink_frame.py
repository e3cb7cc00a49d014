"""The sheet's edge: round corners, a hairline, and the accent where the pad has the focus."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QWidget

RADIUS: Final = 10.0
EDGE: Final = QColor(0xB9, 0xC0, 0xCC)
INNER: Final = 4  # how far inside nothing of the frame is drawn


def draw_frame(painter: QPainter, pad: QWidget, dirty: QRect) -> None:
    """Draws the frame where the `dirty` part of the pad touches it."""
    if pad.rect().adjusted(INNER, INNER, -INNER, -INNER).contains(dirty):
        return
    area = QRectF(pad.rect())
    sheet = QPainterPath()
    sheet.addRoundedRect(area, RADIUS, RADIUS)
    corners = QPainterPath()
    corners.addRect(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    around = pad.parentWidget() or pad
    painter.fillPath(corners.subtracted(sheet), around.palette().color(QPalette.ColorRole.Window))
    focused = pad.hasFocus()
    width = 2.0 if focused else 1.0
    painter.setPen(QPen(pad.palette().color(QPalette.ColorRole.Highlight) if focused else EDGE, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), RADIUS - inset, RADIUS - inset)
