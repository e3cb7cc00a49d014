"""The pad's backing image: paper and ink in device pixels, drawn sample by sample.

Outlines are filled keeping the darker of old and new, so ink drawn piece by piece equals ink drawn at once, and edges
that overlap do not grow fat. The tail, which may still change, lies on a patch that is put back before the next piece.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QTransform

from desktop_app.ink.geometry import Outline

_DARKER = QPainter.CompositionMode.CompositionMode_Darken
_SMOOTH = QPainter.RenderHint.Antialiasing
_REPLACE = QPainter.CompositionMode.CompositionMode_Source


class Canvas:
    """Ink on paper. Places are in the paper's pixels; rectangles handed out are in the image's device pixels."""

    def __init__(self, image: QImage, transform: QTransform, colour: QColor, sheet: QRectF) -> None:
        """Draws on `image`. `transform` leads from paper to device pixels; nothing is drawn off the `sheet`."""
        self.image = image
        self.image.fill(Qt.GlobalColor.white)
        self._transform = transform
        self._brush = QBrush(colour)
        self._patch: QImage | None = None
        self._patch_at = QPoint()
        area = transform.mapRect(sheet)
        self._clip = None if area.contains(QRectF(self.image.rect())) else area

    def furnish(self, paint: Callable[[QPainter], None]) -> None:
        """Lets `paint` put down, in device pixels, what lies under the ink."""
        painter = QPainter(self.image)
        paint(painter)
        painter.end()

    def draw(self, final: Sequence[Outline], tail: Sequence[Outline]) -> QRect:
        """Adds final outlines and replaces the tail; returns what changed."""
        lasting = [_path(outline) for outline in final]
        passing = [_path(outline) for outline in tail]
        box = self._device_rect(lasting + passing)
        painter = QPainter(self.image)
        changed = self._lift_tail(painter)
        if self._clip is not None:
            painter.setClipRect(self._clip)
        painter.setTransform(self._transform)
        painter.setRenderHint(_SMOOTH)
        painter.setCompositionMode(_DARKER)
        for path in lasting:
            painter.fillPath(path, self._brush)
        if passing:
            self._patch, self._patch_at = self.image.copy(box), box.topLeft()
            for path in passing:
                painter.fillPath(path, self._brush)
        painter.end()
        return changed.united(box)

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

    def _device_rect(self, paths: list[QPainterPath]) -> QRect:
        """The pixels that the paths may touch."""
        if not paths:
            return QRect()
        box = paths[0].controlPointRect()
        for path in paths[1:]:
            box = box.united(path.controlPointRect())
        return self._transform.mapRect(box).toAlignedRect().adjusted(-1, -1, 1, 1).intersected(self.image.rect())


def _path(outline: Outline) -> QPainterPath:
    path = QPainterPath()
    path.moveTo(*outline[0])
    for point in outline[1:]:  # half the time of a QPolygonF made of QPointFs
        path.lineTo(*point)
    return path
