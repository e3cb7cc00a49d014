"""How a sheet lies in its pad, and the picture of it in device pixels, made anew whenever it must be."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QWidget

from desktop_app.ink.geometry import Tracer
from desktop_app.ink.outline import Outline
from desktop_app.ink.strokes import Stroke
from desktop_app.ink.writing import Writing

from .ink_canvas import Box, Canvas, Layers
from .ink_paper import BESIDE, INK_COLOURS, Print, furnish, print_hint

PICTURE_MARGIN: Final = (24, 12)
SCALE_MIN: Final = 1e-3


class View:
    """The sheet keeps the size it had at the first sample; a pad of another size shows it as large as fits."""

    def __init__(self, pad: QWidget, writing: Writing) -> None:
        self._pad = pad
        self._writing = writing
        self._canvas: Canvas | None = None
        self._layers = Layers(QSize())
        self._fits: bool | None = None  # asked with each sample, and not told before a hidden pad's size changes
        self._ratio = 1.0  # device pixels a logical one of the picture
        self.colour = "black"
        self.printed = Print()

    @property
    def size(self) -> QSize:
        """The sheet's size in logical pixels; the pad's own while nothing is on it."""
        return QSize(*self._writing.size)

    @property
    def fits(self) -> bool:
        """Whether the sheet and the pad have the same pixels."""
        if self._fits is None:
            self._fits = self._writing.size == (self._pad.width(), self._pad.height())
        return self._fits

    def look_again(self) -> None:
        """Either may have another size now."""
        self._fits = None

    def to_widget(self) -> QTransform:
        """From the sheet's pixels to the pad's."""
        size, pad = self.size, self._pad.size()
        width, height = max(1, size.width()), max(1, size.height())
        scale = max(SCALE_MIN, min(pad.width() / width, pad.height() / height))
        return QTransform(scale, 0, 0, scale, (pad.width() - width * scale) / 2, (pad.height() - height * scale) / 2)

    def to_sheet(self, x: float, y: float) -> QPointF:
        """From the pad's pixels to the sheet's."""
        inverse, _ = self.to_widget().inverted()
        return inverse.map(QPointF(x, y))

    def add(self, final: list[Outline], tail: list[Outline] | None) -> Box | None:
        """Draws on the picture; returns what changed, in the pad's pixels. None as tail ends the stroke."""
        if self._canvas is None:
            return None  # nothing was shown yet: the next paint draws it all
        changed = self._canvas.draw(final, tail)
        ratio = self._ratio
        if ratio == 1.0 or changed is None:
            return changed
        left, top, right, bottom = changed
        return int(left / ratio), int(top / ratio), math.ceil(right / ratio), math.ceil(bottom / ratio)

    def forget(self) -> None:
        """The picture is stale."""
        if self._canvas is not None:
            self._canvas.close()
        self._canvas = None
        self._fits = None

    def image(self) -> QImage:
        """The picture in device pixels of the pad's screen."""
        ratio = self._pad.devicePixelRatioF()
        if self._canvas is None or self._ratio != ratio:
            self.forget()
            self._ratio = ratio
            self._canvas = self._drawn(ratio)
        return self._canvas.image

    def paint(self, painter: QPainter) -> None:
        """Lays the picture on the pad, pixel by pixel; `painter` is clipped to what is dirty."""
        image = self.image()
        image.setDevicePixelRatio(self._ratio)
        painter.drawImage(QPointF(0, 0), image)
        image.setDevicePixelRatio(1.0)  # else painters on it would scale what is in device pixels already
        if self.printed.hint and self._writing.empty and self._writing.under_way is None:
            print_hint(painter, QRectF(self._pad.rect()), self.printed.hint, self._pad.font())

    def _drawn(self, ratio: float) -> Canvas:
        size_px = QSize(*(max(1, math.ceil(side * ratio)) for side in (self._pad.width(), self._pad.height())))
        to_device = self.to_widget() * QTransform.fromScale(ratio, ratio)
        if self._layers.shown.size() != size_px:  # the same for as long as their size is right
            self._layers = Layers(size_px)
        sheet = QRectF(QPointF(), QSizeF(self.size))
        canvas = Canvas(self._layers, to_device, INK_COLOURS[self.colour], sheet)
        canvas.furnish(self._furnish)
        for stroke in self._writing.page.strokes:
            canvas.draw(_drawn_anew(canvas, stroke).finish(), None)
        under_way = self._writing.under_way
        if under_way is not None:
            canvas.draw((), _drawn_anew(canvas, under_way).tail())
        if self._writing.page.picture is not None:  # else Qt would look for all who can read pictures, 2 ms
            picture = QImage.fromData(self._writing.page.picture)
            if not picture.isNull():
                canvas.show_picture(picture, self._picture_place(picture))
        return canvas

    def _furnish(self, painter: QPainter) -> None:
        ratio = self._pad.devicePixelRatioF()
        painter.scale(ratio, ratio)
        area = self.to_widget().mapRect(QRectF(QPointF(), QSizeF(self.size)))
        if not self.fits:
            painter.fillRect(self._pad.rect(), BESIDE)
        furnish(painter, area, self.printed, self._pad.font())

    def _picture_place(self, picture: QImage) -> QRectF:
        beside, above = PICTURE_MARGIN
        area = QRectF(QPointF(), QSizeF(self.size)).adjusted(beside, above, -beside, -above)
        scale = min(area.width() / picture.width(), area.height() / picture.height(), 1.0)
        place = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
        place.moveCenter(area.center())
        return place


def _drawn_anew(canvas: Canvas, stroke: Stroke) -> Tracer:
    """Draws the same pieces that were drawn live; who knows the rest."""
    tracer = Tracer()
    for sample in stroke:
        canvas.draw(tracer.add(sample), ())
    return tracer
