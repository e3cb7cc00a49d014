"""The pad's backing image: paper and ink in device pixels, drawn sample by sample.

Outlines are filled keeping the darker of old and new, so ink drawn piece by piece equals ink drawn at once, and edges
that overlap do not grow fat. The tail, which may still change, lies on a patch that is put back before the next piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from desktop_app.ink.geometry import Outline

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

SLIP_PX = 128
SLIP_PIECES = 64
_WHITE = QColor(255, 255, 255)
_SOFT = QMargins(1, 1, 1, 1)
_DARKER = QPainter.CompositionMode.CompositionMode_Darken
_SMOOTH = QPainter.RenderHint.Antialiasing
_REPLACE = QPainter.CompositionMode.CompositionMode_Source


class _Shape(NamedTuple):
    path: QPainterPath
    box: QRect  # the image's pixels that it may touch
    cut: bool  # whether it leaves the image


class _Cell(NamedTuple):
    at: QPoint  # on the image
    slip: QRect


class Slip:
    """The scratch paper of a canvas, kept for the next one: the binding leaks a little with each image painted on."""

    def __init__(self) -> None:
        self.image = QImage(SLIP_PX, SLIP_PX, QImage.Format.Format_RGB32)

    def provide(self, width: int, height: int) -> None:
        """Makes it at least so large."""
        if self.image.width() < width or self.image.height() < height:
            self.image = QImage(max(width, SLIP_PX), max(height, SLIP_PX), QImage.Format.Format_RGB32)


class Canvas:
    """Ink on paper. Places are in the paper's pixels; rectangles handed out are in the image's device pixels."""

    def __init__(self, image: QImage, slip: Slip, transform: QTransform, colour: QColor, sheet: QRectF) -> None:
        """Draws on `image`. `transform` leads from paper to device pixels; nothing is drawn off the `sheet`."""
        self.image = image
        painter = QPainter(image)
        painter.eraseRect(image.rect())  # white; see `by_number` for why it is not filled
        painter.end()
        self._transform = transform
        self._colour = colour
        self._slip = slip
        self._whole = image.rect()
        self._patch: QImage | None = None
        self._patch_at = QPoint()
        area = transform.mapRect(sheet)
        self._clip = None if area.contains(QRectF(self.image.rect())) else area

    @cached_property
    def _brush(self) -> QBrush:
        """Made with the first stroke: with brushes come gradients, whose 180 enum members take 3 ms of a start."""
        return QBrush(self._colour)

    def furnish(self, paint: Callable[[QPainter], None]) -> None:
        """Lets `paint` put down, in device pixels, what lies under the ink."""
        painter = QPainter(self.image)
        paint(painter)
        painter.end()

    def draw(self, pieces: Sequence[Sequence[Outline]], tail: Sequence[Outline]) -> QRect:
        """Adds pieces of the line, each the outlines of one sample, and replaces the tail; returns what changed."""
        changed = QRect()
        while len(pieces) > SLIP_PIECES:  # a long stroke made anew
            shapes = self._shapes(pieces[:SLIP_PIECES])
            changed = changed.united(self._lay(shapes, []))
            pieces = pieces[SLIP_PIECES:]
        return changed.united(self._lay(self._shapes(pieces), self._shapes([tail])))

    def _shapes(self, pieces: Sequence[Sequence[Outline]]) -> list[_Shape]:
        """What of the pieces lies on the image."""
        shapes = []
        for piece in pieces:
            if not piece:
                continue
            path = _path(piece)
            box = self._transform.mapRect(path.controlPointRect()).toAlignedRect() + _SOFT
            inside = self._whole.contains(box)
            if not inside:
                box = box.intersected(self._whole)
            if not box.isEmpty():
                shapes.append(_Shape(path, box, not inside))
        return shapes

    def _on_slip(self, shapes: list[_Shape]) -> list[_Cell]:
        """Fills each shape on white paper of its own, side by side on the slip.

        Filled on the image itself, soft edges that overlap would add up, and a slow line would be a third wider.
        """
        cells, left = [], 0
        for shape in shapes:
            cells.append(_Cell(shape.box.topLeft(), QRect(QPoint(left, 0), shape.box.size())))
            left += shape.box.width()
        height = max((shape.box.height() for shape in shapes), default=0)
        self._slip.provide(left, height)
        brush = QPainter(self._slip.image)
        brush.fillRect(0, 0, left, height, _WHITE)
        brush.setRenderHint(_SMOOTH)
        for shape, cell in zip(shapes, cells, strict=True):
            at = cell.slip.topLeft() - shape.box.topLeft()
            if shape.cut:  # else it would reach over into the next cell
                brush.resetTransform()
                brush.setClipRect(cell.slip)
            brush.setTransform(self._transform * QTransform.fromTranslate(at.x(), at.y()))
            brush.fillPath(shape.path, self._brush)
            if shape.cut:
                brush.setClipping(False)
        brush.end()
        return cells

    def _lay(self, lasting: list[_Shape], passing: list[_Shape]) -> QRect:
        """Lays pieces over the image, keeping the darker pixel; `passing` ones are lifted again by the next call."""
        cells = self._on_slip(lasting) if lasting else []
        painter = QPainter(self.image)
        changed = self._lift_tail(painter)
        if self._clip is not None:
            painter.setClipRect(self._clip)
        painter.setCompositionMode(_DARKER)
        for shape, cell in zip(lasting, cells, strict=True):
            painter.drawImage(cell.at, self._slip.image, cell.slip)
            changed = changed.united(shape.box)
        for shape in passing:  # one at most; its edges may add up for the moment until the next sample
            self._patch, self._patch_at = self.image.copy(shape.box), shape.box.topLeft()
            painter.setTransform(self._transform)
            painter.setRenderHint(_SMOOTH)
            painter.fillPath(shape.path, self._brush)
            changed = changed.united(shape.box)
        painter.end()
        return changed

    def show_picture(self, picture: QImage, place: QRectF) -> None:
        """Lays a picture on the paper's `place`."""
        painter = QPainter(self.image)
        painter.setTransform(self._transform)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setCompositionMode(_DARKER)
        painter.drawImage(place, picture)
        painter.end()

    def _lift_tail(self, painter: QPainter) -> QRect:
        patch = self._patch
        if patch is None:
            return QRect()
        self._patch = None
        painter.setCompositionMode(_REPLACE)
        painter.drawImage(self._patch_at, patch)
        return QRect(self._patch_at, patch.size())


@cache
def _winding() -> Qt.FillRule:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

    return Qt.FillRule.WindingFill


def _path(outlines: Sequence[Outline]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(_winding())
    for outline in outlines:
        path.moveTo(*outline[0])
        for point in outline[1:]:  # half the time of a QPolygonF made of QPointFs
            path.lineTo(*point)
    return path
