"""The pad's backing image: paper and ink in device pixels, drawn sample by sample.

    slip     one piece of the line, on white paper of its own
    settled  the paper and all ink but the tail
    shown    the same with the tail

A piece is filled on the slip and laid over what is settled keeping the darker of old and new, so that ink drawn sample
by sample equals ink drawn at once, and edges that overlap do not grow fat. What is settled covers the old tail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from desktop_app.ink.outline import Outline

_DARKER = QPainter.CompositionMode.CompositionMode_Darken
_SMOOTH = QPainter.RenderHint.Antialiasing

Box = tuple[int, int, int, int]  # left, top, right, bottom in device pixels; right and bottom are just outside


class Layers:
    """A canvas's images, kept for the next one: the binding leaks a little with each image painted on.

    To open a painter costs as much as to draw a piece: they stay open until somebody asks for the image.
    """

    def __init__(self, size: QSize) -> None:
        self.on_slip, self.on_settled, self.on_shown = QPainter(), QPainter(), QPainter()  # go before their images
        self.slip, self.settled, self.shown = (QImage(size, QImage.Format.Format_RGB32) for _ in range(3))
        self._open = False

    def open(self, clip: QRectF | None) -> None:
        """Ready to draw."""
        if self._open:
            return
        self._open = True
        self.on_slip.begin(self.slip)
        self.on_settled.begin(self.settled)
        self.on_shown.begin(self.shown)
        self.on_slip.setRenderHint(_SMOOTH)
        self.on_shown.setRenderHint(_SMOOTH)
        self.on_settled.setCompositionMode(_DARKER)
        if clip is not None:
            self.on_settled.setClipRect(clip)
            self.on_shown.setClipRect(clip)

    def close(self) -> None:
        """Nothing is drawn for now."""
        if self._open:
            self._open = False
            self.on_slip.end()
            self.on_settled.end()
            self.on_shown.end()


class Canvas:
    """Ink on paper. Places are in the paper's pixels; boxes handed out are in the image's device pixels."""

    def __init__(self, layers: Layers, transform: QTransform, colour: QColor, sheet: QRectF) -> None:
        """Nothing is drawn off the `sheet`. `transform` leads from paper to device pixels, without a turn."""
        self._layers = layers
        self._colour = colour
        self._transform = transform
        self._moved = not transform.isIdentity()
        self._scale, self._dx, self._dy = transform.m11(), transform.dx(), transform.dy()
        whole = layers.shown.rect()
        self._width, self._height = whole.width(), whole.height()
        area = transform.mapRect(sheet)
        self._clip = None if area.contains(QRectF(whole)) else area
        self._tail: Box | None = None  # where the tail is
        self.furnish(lambda painter: painter.eraseRect(whole))  # white; see `by_number` for why it is not filled

    @property
    def image(self) -> QImage:
        """The picture as it is now."""
        self._layers.close()
        return self._layers.shown

    @cached_property
    def _brush(self) -> QBrush:
        """Made with the first stroke: with brushes come gradients, whose 180 enum members take 3 ms of a start."""
        return QBrush(self._colour)

    @cached_property
    def _path(self) -> QPainterPath:
        """Filled anew with each shape; a path of its own for each would take up to twice as long to make."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)  # stays when it is cleared
        return path

    def close(self) -> None:
        """Lets go of the images until more is drawn."""
        self._layers.close()

    def furnish(self, paint: Callable[[QPainter], None]) -> None:
        """Lets `paint` put down, in device pixels, what lies under the ink."""
        layers = self._layers
        layers.close()
        painter = QPainter(layers.settled)
        paint(painter)
        painter.end()
        painter = QPainter(layers.shown)
        painter.drawImage(0, 0, layers.settled)
        painter.end()

    def draw(self, piece: Sequence[Outline], tail: Sequence[Outline] | None) -> Box | None:
        """Adds a piece of the line, the outlines of one sample, and replaces the tail; returns what changed, if any.

        None as tail ends the line.
        """
        layers = self._layers
        layers.open(self._clip)
        changed, self._tail = self._tail, None
        if piece:
            box = self._shape(piece)
            if box is not None:
                left, top, right, bottom = box
                width, height = right - left, bottom - top
                layers.on_slip.eraseRect(left, top, width, height)
                layers.on_slip.fillPath(self._path, self._brush)
                layers.on_settled.drawImage(left, top, layers.slip, left, top, width, height)
                changed = _united(changed, box)
        if changed is not None:
            left, top, right, bottom = changed
            layers.on_shown.drawImage(left, top, layers.settled, left, top, right - left, bottom - top)
        if tail:
            self._tail = self._shape(tail)
            layers.on_shown.fillPath(self._path, self._brush)
            changed = _united(changed, self._tail)
        elif tail is None:
            layers.close()
        return changed

    def show_picture(self, picture: QImage, place: QRectF) -> None:
        """Lays a picture on the paper's `place`."""

        def paint(painter: QPainter) -> None:
            painter.setTransform(self._transform)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setCompositionMode(_DARKER)
            painter.drawImage(place, picture)

        self.furnish(paint)

    def _shape(self, outlines: Sequence[Outline]) -> Box | None:
        """Makes the outlines the path, in device pixels; returns the pixels of the image it may touch, if any."""
        if self._moved:
            outlines = [self._to_device(outline) for outline in outlines]
        path = self._path
        path.clear()
        curve = path.cubicTo
        for outline in outlines:
            path.moveTo(outline[0], outline[1])
            curve(*outline[2:8])
            curve(*outline[8:14])
            for index in range(14, len(outline), 6):
                curve(*outline[index : index + 6])
        rect: Any = path.controlPointRect().getRect()  # four numbers, which the binding's types do not say
        x, y, width, height = rect
        left, top, right, bottom = int(x) - 2, int(y) - 2, int(x + width) + 2, int(y + height) + 2
        if left < 0 or top < 0 or right > self._width or bottom > self._height:
            left, top, right, bottom = max(0, left), max(0, top), min(self._width, right), min(self._height, bottom)
            if left >= right or top >= bottom:
                return None
        return left, top, right, bottom

    def _to_device(self, outline: Outline) -> Outline:
        scale, dx, dy = self._scale, self._dx, self._dy
        if not dx and not dy:
            return tuple([value * scale for value in outline])
        numbers = list(outline)
        numbers[0::2] = [x * scale + dx for x in outline[0::2]]
        numbers[1::2] = [y * scale + dy for y in outline[1::2]]
        return tuple(numbers)


def _united(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
