"""Drawings recorded when the Windows program is built, so that it carries no library for SVG and loads none.

A recording is one byte (1: a line drawing, painted in any colour; 0: with colours of its own) and Qt's own record of a
painter's strokes in a square of 24 by 24.
"""

from typing import Final

from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QColor, QPainter, QPicture

SUFFIX: Final = ".picture"
GRID: Final = 24


def recording(svg: bytes, ink: bytes) -> bytes:
    """What `paint` needs of a drawing; `ink` is the word that stands for any colour in it."""
    from PySide6.QtCore import QRectF  # noqa: PLC0415 - for a build
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - as above

    picture = QPicture()
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.replace(ink, b"#000000"))).render(painter, QRectF(0, 0, GRID, GRID))
    painter.end()
    strokes: bytes = bytes(picture.data())  # type: ignore[call-overload]  # its stub says `object`
    return bytes([ink in svg]) + strokes


def paint(painter: QPainter, recorded: bytes, colour: str, left: float, side: float) -> None:
    """Paints a recording on a paper that has nothing else on it, `side` wide and high, `left` from its edge."""
    picture = QPicture()
    picture.setData(recorded[1:])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(left, 0))
    painter.scale(side / GRID, side / GRID)
    picture.play(painter)
    painter.restore()
    if recorded[0]:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(painter.viewport(), QColor(colour))
