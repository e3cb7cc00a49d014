"""The pad's backing image: paper and ink in device pixels, drawn sample by sample.

Each piece of a line is filled on a slip of white paper and laid over the image keeping the darker of old and new, so
that ink drawn sample by sample equals ink drawn at once, and edges that overlap do not grow fat. The tail lies on a
patch that is put back before the next sample.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from desktop_app.ink.geometry import Outline

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

SLIP_PX = 128
_DARKER = QPainter.CompositionMode.CompositionMode_Darken
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver
_SMOOTH = QPainter.RenderHint.Antialiasing

Box = tuple[int, int, int, int]  # left, top, right, bottom in device pixels; right and bottom are just outside


class Slip:
    """The scratch paper of a canvas, kept for the next one: the binding leaks a little with each image painted on."""

    def __init__(self) -> None:
        self._painter = QPainter()  # goes before what it paints on
        self._image = QImage(SLIP_PX, SLIP_PX, QImage.Format.Format_RGB32)

    def filled(self, path: QPainterPath, brush: QBrush, width: int, height: int) -> QImage:
        """White paper of at least this size with a shape on it."""
        painter = self._painter
        if self._image.width() < width or self._image.height() < height:
            self.close()
            self._image = QImage(max(width, SLIP_PX), max(height, SLIP_PX), QImage.Format.Format_RGB32)
        if not painter.isActive():
            painter.begin(self._image)
            painter.setRenderHint(_SMOOTH)
        painter.eraseRect(0, 0, width, height)
        painter.fillPath(path, brush)
        return self._image

    def close(self) -> None:
        """Nothing is painted for now."""
        if self._painter.isActive():
            self._painter.end()


class Canvas:
    """Ink on paper. Places are in the paper's pixels; rectangles handed out are in the image's device pixels.

    To open a painter costs as much as a piece of a line: it stays open until somebody asks for the image.
    """

    def __init__(self, image: QImage, slip: Slip, transform: QTransform, colour: QColor, sheet: QRectF) -> None:
        """Draws on `image`, but not off the `sheet`. `transform` leads from paper to device pixels, unturned."""
        self._painter = QPainter()  # goes before what it paints on
        self._open = False
        self._image = image
        self._colour = colour
        self._slip = slip
        self._size = image.width(), image.height()
        self._patch: QImage | None = None  # what lies beneath the tail
        self._patch_box: Box = (0, 0, 0, 0)
        self._transform = transform
        self._moved = not transform.isIdentity()
        self._scale, self._offset = transform.m11(), (transform.dx(), transform.dy())
        area = transform.mapRect(sheet)
        self._clip = None if area.contains(QRectF(image.rect())) else area
        self.furnish(lambda painter: painter.eraseRect(image.rect()))  # see `by_number` for why it is not filled

    @property
    def image(self) -> QImage:
        """The picture as it is now."""
        self.close()
        return self._image

    @cached_property
    def _brush(self) -> QBrush:
        """Made with the first stroke: with brushes come gradients, whose 180 enum members take 3 ms of a start."""
        return QBrush(self._colour)

    def close(self) -> None:
        """Lets go of the image until more is drawn."""
        if self._open:
            self._open = False
            self._painter.end()
            self._slip.close()

    def furnish(self, paint: Callable[[QPainter], None]) -> None:
        """Lets `paint` put down, in device pixels, what lies under the ink."""
        self.close()
        painter = QPainter(self._image)
        paint(painter)
        painter.end()

    def draw(self, piece: Sequence[Outline], tail: Sequence[Outline] | None) -> QRect:
        """Adds a piece of the line, the outlines of one sample, and replaces the tail; returns what changed.

        None as tail ends the line.
        """
        painter = self._opened()
        changed = None
        patch = self._patch
        if patch is not None:
            self._patch = None
            changed = self._patch_box
            painter.drawImage(changed[0], changed[1], patch)
        if piece:
            changed = _united(changed, self._lay(painter, piece))
        if tail:
            path, box = self._shape(tail)
            if box is not None:
                left, top, right, bottom = box
                self._patch, self._patch_box = self._image.copy(left, top, right - left, bottom - top), box
                painter.fillPath(path, self._brush)
                changed = _united(changed, box)
        elif tail is None:
            self.close()
        if changed is None:
            return QRect()
        left, top, right, bottom = changed
        return QRect(left, top, right - left, bottom - top)

    def show_picture(self, picture: QImage, place: QRectF) -> None:
        """Lays a picture on the paper's `place`."""
        self.close()
        painter = QPainter(self._image)
        painter.setTransform(self._transform)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setCompositionMode(_DARKER)
        painter.drawImage(place, picture)
        painter.end()

    def _opened(self) -> QPainter:
        painter = self._painter
        if not self._open:
            self._open = True
            painter.begin(self._image)
            painter.setRenderHint(_SMOOTH)
            if self._clip is not None:
                painter.setClipRect(self._clip)
        return painter

    def _lay(self, painter: QPainter, piece: Sequence[Outline]) -> Box | None:
        """Lays a piece over the image for good, keeping the darker pixel.

        It is filled on white paper of its own: on the image itself, or in one path with its neighbours, soft edges that
        overlap would add up, and a slow line would be a third wider.
        """
        path, box = self._shape(piece)
        if box is None:
            return None
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        path.translate(-left, -top)
        slip = self._slip.filled(path, self._brush, width, height)
        painter.setCompositionMode(_DARKER)
        painter.drawImage(left, top, slip, 0, 0, width, height)
        painter.setCompositionMode(_OVER)
        return box

    def _shape(self, outlines: Sequence[Outline]) -> tuple[QPainterPath, Box | None]:
        """The outlines as one path in device pixels, and the pixels of the image it may touch; None: none."""
        path = QPainterPath()
        path.setFillRule(_winding())
        move, line = path.moveTo, path.lineTo
        if self._moved:
            scale, (dx, dy) = self._scale, self._offset
            outlines = [[(x * scale + dx, y * scale + dy) for x, y in outline] for outline in outlines]
        for outline in outlines:
            points = iter(outline)
            move(*next(points))
            for x, y in points:
                line(x, y)
        corners: Any = path.controlPointRect().getCoords()  # four numbers, which the binding's types do not say
        left, top, right, bottom = corners
        width, height = self._size
        box = (
            max(0, math.floor(left) - 1),
            max(0, math.floor(top) - 1),
            min(width, math.ceil(right) + 1),
            min(height, math.ceil(bottom) + 1),
        )
        return path, box if box[0] < box[2] and box[1] < box[3] else None


@cache
def _winding() -> Qt.FillRule:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

    return Qt.FillRule.WindingFill


def _united(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
