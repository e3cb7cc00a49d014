"""What is printed on the sheet: a baseline, a hint where to sign, the signer's name and the date beneath.

The sheet looks the same in every theme, like paper. None of this is in the JPEG.
"""

from typing import Final, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from .by_number import CENTRE, LEFT, MIDDLE, RIGHT, WRAPPED

INK_COLOURS: Final = {"black": QColor(0, 0, 0), "blue": QColor(18, 44, 138)}  # as in ink.raster
PAPER: Final = QColor(0xFF, 0xFF, 0xFF)
BESIDE: Final = QColor(0xEE, 0xF0, 0xF4)  # what the sheet leaves over in a pad of another shape
LINE: Final = QColor(0x86, 0x8E, 0x9C)  # 3.3:1 on white: where to sign must be seen, and is no ink
HINT: Final = QColor(0x6B, 0x72, 0x80)  # 4.8:1 on white
PRINT: Final = QColor(0x5B, 0x62, 0x70)

BASELINE_AT: Final = 0.72  # of the height: room above for tall letters, below for tails
SIDE: Final = 24.0
PRINT_GAP: Final = 10.0
CROSS: Final = 0.38  # of the print's size: half the mark where the line begins


class Print(NamedTuple):
    """What is printed; '' leaves its place empty. `hint` goes with the first sample."""

    name: str = ""
    date: str = ""
    hint: str = ""


def furnish(painter: QPainter, area: QRectF, printed: Print, font: QFont) -> None:
    """Prints the sheet's `area` but for the hint."""
    baseline, left, right = _line(area)
    painter.eraseRect(area)  # white, as a painter's background is; see `by_number` for why it is not filled
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line, cross, size = QPainterPath(), QPainterPath(), CROSS * _pixels(font)
    line.moveTo(left, baseline)
    line.lineTo(right, baseline)
    for slope in (1, -1):
        cross.moveTo(left, baseline - (3 + slope) * size)
        cross.lineTo(left + 2 * size, baseline - (3 - slope) * size)
    draw_path(painter, line, LINE, 1.0)
    draw_path(painter, cross, LINE, 1.5)
    if printed.name or printed.date:
        _print_beneath(painter, QRectF(left, baseline, right - left, area.bottom() - baseline), printed, font)


def print_hint(painter: QPainter, area: QRectF, hint: str, font: QFont) -> None:
    """Where to sign; in the painter's colour."""
    baseline, left, right = _line(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    large = QFont(font)
    large.setPixelSize(round(_pixels(font) * 1.25))
    painter.setFont(large)
    painter.drawText(QRectF(left, area.top(), right - left, baseline - area.top()), CENTRE | WRAPPED, hint)


def draw_path(painter: QPainter, path: QPainterPath, colour: QColor, width: float) -> None:
    """Draws a line along a path without setting the painter's pen: see `by_number`."""
    pen = QPen()
    pen.setColor(colour)
    pen.setWidthF(width)
    painter.strokePath(path, pen)


def _line(area: QRectF) -> tuple[float, float, float]:
    return area.top() + area.height() * BASELINE_AT, area.left() + SIDE, area.right() - SIDE


def _print_beneath(painter: QPainter, area: QRectF, printed: Print, font: QFont) -> None:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`; nothing stands there in the first paint

    small = QFont(font)
    small.setPixelSize(max(11, round(_pixels(font) * 0.92)))
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    painter.setPen(PRINT)
    row = QRectF(area.left(), area.top() + PRINT_GAP, area.width(), metrics.height())
    date_width = metrics.horizontalAdvance(printed.date) if printed.date else 0.0
    painter.drawText(row, RIGHT | MIDDLE, printed.date)
    room = max(0.0, row.width() - date_width - 2 * PRINT_GAP)
    name = metrics.elidedText(printed.name, Qt.TextElideMode.ElideRight, room)
    row.setWidth(room)
    painter.drawText(row, LEFT | MIDDLE, name)


def _pixels(font: QFont) -> float:
    return QFontMetricsF(font).ascent() * 1.05 if font.pixelSize() <= 0 else float(font.pixelSize())
