"""The pad's backing image: paper and ink in device pixels, drawn sample by sample.

The newest pieces of a line and its tail lie on a patch that is put back before the next sample. A few pieces on, they
are laid down for good: each filled on a slip, then laid over the image keeping the darker of old and new, so that ink
drawn sample by sample equals ink drawn at once, and edges that overlap do not grow fat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from desktop_app.ink.geometry import Outline

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

SLIP_PX = 128
TOGETHER = 8  # pieces that are filled anew with each sample
TOGETHER_PX = 48.0  # and no farther than this across
_DARKER = QPainter.CompositionMode.CompositionMode_Darken
_OVER = QPainter.CompositionMode.CompositionMode_SourceOver
_SMOOTH = QPainter.RenderHint.Antialiasing
_WHITE = QColor(255, 255, 255)
_REPLACE = QPainter.CompositionMode.CompositionMode_Source


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
        self._fresh: list[Sequence[Outline]] = []  # the newest pieces
        self._together: QPainterPath | None = None  # the same in one path
        self._patch: QImage | None = None  # what lies beneath them and the tail
        self._patch_box = QRect()
        self._moved = not transform.isIdentity()
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

    def draw(self, piece: Sequence[Outline], tail: Sequence[Outline] | None) -> QRect:
        """Adds a piece of the line, the outlines of one sample, and replaces the tail; returns what changed.

        None as tail ends the line.
        """
        painter = QPainter(self.image)
        changed = self._lift(painter)
        if self._clip is not None:
            painter.setClipRect(self._clip)
        if self._grown(piece) or tail is None:
            changed = changed.united(self._lay(painter))
        path = self._together
        if tail:
            path = _new_path() if path is None else QPainterPath(path)
            _add(path, tail)
        box = QRect() if path is None else self._box(path)
        if path is None or box.isEmpty():
            painter.end()
            return changed
        self._patch, self._patch_box = self.image.copy(box), box
        painter.setCompositionMode(_OVER)
        if self._moved:
            painter.setTransform(self._transform)
        painter.setRenderHint(_SMOOTH)
        painter.fillPath(path, self._brush)
        painter.end()
        return changed.united(box)

    def draw_anew(self, pieces: Sequence[Sequence[Outline]], tail: Sequence[Outline] | None) -> None:
        """The same as `draw` of one piece after the other, and quicker."""
        painter = QPainter(self.image)
        if self._clip is not None:
            painter.setClipRect(self._clip)
        for piece in pieces:
            if self._grown(piece):
                self._lay(painter)
        painter.end()
        self.draw((), tail)

    def show_picture(self, picture: QImage, place: QRectF) -> None:
        """Lays a picture on the paper's `place`."""
        painter = QPainter(self.image)
        painter.setTransform(self._transform)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setCompositionMode(_DARKER)
        painter.drawImage(place, picture)
        painter.end()

    def _grown(self, piece: Sequence[Outline]) -> bool:
        """Adds to the newest pieces; whether they are as many as should be filled together."""
        if not piece:
            return False
        self._fresh.append(piece)
        if self._together is None:
            self._together = _new_path()
        _add(self._together, piece)
        if len(self._fresh) >= TOGETHER:
            return True
        (x0, y0), (x1, y1) = self._fresh[0][0][0], piece[-1][-1]
        return abs(x1 - x0) > TOGETHER_PX or abs(y1 - y0) > TOGETHER_PX

    def _lay(self, painter: QPainter) -> QRect:
        """Lays the newest pieces over the image for good, keeping the darker pixel.

        Each is filled on white paper of its own, side by side on the slip: on the image itself, or in one path, soft
        edges that overlap would add up, and a slow line would be a third wider.
        """
        paths = [_path(piece) for piece in self._fresh]
        shapes = [(path, box) for path in paths if not (box := self._box(path)).isEmpty()]
        self._fresh, self._together = [], None
        changed, lefts, width, height = QRect(), [], 0, 0
        for _, box in shapes:
            lefts.append(width)
            width, height = width + box.width(), max(height, box.height())
        self._slip.provide(width, height)
        brush = QPainter(self._slip.image)
        brush.fillRect(0, 0, width, height, _WHITE)
        brush.setRenderHint(_SMOOTH)
        for (path, box), left in zip(shapes, lefts, strict=True):
            brush.setClipRect(QRect(left, 0, box.width(), box.height()))  # what leaves the image stays in its place
            brush.setTransform(self._transform * QTransform.fromTranslate(left - box.x(), -box.y()))
            brush.fillPath(path, self._brush)
            brush.resetTransform()
        brush.end()
        painter.setCompositionMode(_DARKER)
        for (_, box), left in zip(shapes, lefts, strict=True):
            painter.drawImage(box.topLeft(), self._slip.image, QRect(left, 0, box.width(), box.height()))
            changed = changed.united(box)
        return changed

    def _lift(self, painter: QPainter) -> QRect:
        """Puts back what lay beneath the newest pieces and the tail."""
        patch = self._patch
        if patch is None:
            return QRect()
        self._patch = None
        painter.setCompositionMode(_REPLACE)
        painter.drawImage(self._patch_box, patch)
        return self._patch_box

    def _box(self, path: QPainterPath) -> QRect:
        """The image's pixels that a path may touch."""
        rect = path.controlPointRect()
        box = (self._transform.mapRect(rect) if self._moved else rect).toAlignedRect().adjusted(-1, -1, 1, 1)
        return box if self._whole.contains(box) else box.intersected(self._whole)


@cache
def _winding() -> Qt.FillRule:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - see `by_number`

    return Qt.FillRule.WindingFill


def _new_path() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(_winding())
    return path


def _path(outlines: Sequence[Outline]) -> QPainterPath:
    path = _new_path()
    _add(path, outlines)
    return path


def _add(path: QPainterPath, outlines: Sequence[Outline]) -> None:
    for outline in outlines:
        path.moveTo(*outline[0])
        for point in outline[1:]:  # half the time of a QPolygonF made of QPointFs
            path.lineTo(*point)
