"""What is printed on the sheet: a baseline, a hint where to sign, the signer's name and the date beneath.

The sheet looks the same in every theme, like paper. None of this is in the JPEG.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

INK_COLOURS: Final = {"black": QColor(0, 0, 0), "blue": QColor(18, 44, 138)}  # as in ink.raster
PAPER: Final = QColor(0xFF, 0xFF, 0xFF)
BESIDE: Final = QColor(0xEE, 0xF0, 0xF4)  # what the sheet leaves over in a pad of another shape
LINE: Final = QColor(0xC3, 0xC9, 0xD4)
HINT: Final = QColor(0x6B, 0x72, 0x80)  # 4.8:1 on white
PRINT: Final = QColor(0x5B, 0x62, 0x70)

BASELINE_AT: Final = 0.72  # of the height: room above for tall letters, below for tails
SIDE: Final = 24.0
PRINT_GAP: Final = 10.0
CROSS: Final = 5.0  # half the size of the mark where the line begins


@dataclass(frozen=True, slots=True)
class Print:
    """What is printed; '' leaves its place empty. `hint` goes with the first sample."""

    name: str = ""
    date: str = ""
    hint: str = ""


def furnish(painter: QPainter, area: QRectF, printed: Print, font: QFont, *, blank: bool) -> None:
    """Prints the sheet's `area`; the hint only while it is `blank`."""
    baseline = area.top() + area.height() * BASELINE_AT
    left, right = area.left() + SIDE, area.right() - SIDE
    painter.fillRect(area, PAPER)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(LINE, 1.0))
    painter.drawLine(QPointF(left, baseline), QPointF(right, baseline))
    painter.setPen(QPen(LINE, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    cross = QPointF(left + CROSS, baseline - 3 * CROSS)
    for slope in (1, -1):
        reach = QPointF(CROSS, CROSS * slope)
        painter.drawLine(cross - reach, cross + reach)
    _print_beneath(painter, QRectF(left, baseline, right - left, area.bottom() - baseline), printed, font)
    if blank and printed.hint:
        large = QFont(font)
        large.setPixelSize(round(_pixels(font) * 1.25))
        painter.setFont(large)
        painter.setPen(HINT)
        above = QRectF(left, area.top(), right - left, baseline - area.top())
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, printed.hint)


def _print_beneath(painter: QPainter, area: QRectF, printed: Print, font: QFont) -> None:
    small = QFont(font)
    small.setPixelSize(max(11, round(_pixels(font) * 0.92)))
    metrics = QFontMetricsF(small)
    painter.setFont(small)
    painter.setPen(PRINT)
    row = QRectF(area.left(), area.top() + PRINT_GAP, area.width(), metrics.height())
    date_width = metrics.horizontalAdvance(printed.date) if printed.date else 0.0
    painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, printed.date)
    room = max(0.0, row.width() - date_width - 2 * PRINT_GAP)
    name = metrics.elidedText(printed.name, Qt.TextElideMode.ElideRight, room)
    row.setWidth(room)
    painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def _pixels(font: QFont) -> float:
    return QFontMetricsF(font).ascent() * 1.05 if font.pixelSize() <= 0 else float(font.pixelSize())
