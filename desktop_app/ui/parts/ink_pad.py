"""The pad: a sheet of paper to sign on with pen, finger or mouse.

Events become samples (ink_events), one pointer owns a stroke (ink.capture), samples become outlines (ink.geometry) and
outlines pixels (ink_canvas). The strokes are the truth; the picture can be made anew from them at any time.
"""

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
    QTouchEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ink.capture import Capture, Kind, Press
from desktop_app.ink.geometry import Tracer, outlines
from desktop_app.ink.sheet import Sheet
from desktop_app.ink.strokes import Ink, Sample
from desktop_app.ink.timeline import MS_PER_S, Timeline

from .ink_canvas import Canvas
from .ink_events import Phase, Report, from_mouse, from_tablet, from_touch
from .ink_frame import draw_frame
from .ink_paper import BESIDE, INK_COLOURS, Print, furnish

MINIMUM: Final = QSize(480, 180)
PREFERRED: Final = QSize(640, 240)
_ENDS_STROKE: Final = frozenset(
    {QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate, QEvent.Type.WindowBlocked, QEvent.Type.Hide,
     QEvent.Type.EnabledChange, QEvent.Type.ApplicationDeactivate}
)  # fmt: skip


def keep_every_sample() -> None:
    """Tells Qt to hand out each report of a pen or mouse, also those that came between two frames."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, on=False)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressTabletEvents, on=False)


class InkPad(QWidget):
    """See the module. `inkChanged` follows every change of what would be signed."""

    inkChanged = Signal()

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        keep_every_sample()
        self._clock = clock
        self._capture = Capture()
        self._sheet = Sheet()
        self._timeline = Timeline()
        self._samples: list[Sample] | None = None  # of the stroke under way
        self._tracer = Tracer()
        self._colour = "black"
        self._print = Print()
        self._paper = QSize()  # logical pixels of the sheet; follows the widget while it is empty
        self._canvas: Canvas | None = None  # None: to be made anew before the next paint
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What the window asks and tells

    def ink(self) -> Ink:
        """What is drawn, a stroke under way included; times count from the first sample."""
        strokes = self._sheet.page.strokes
        if self._samples:
            strokes = (*strokes, tuple(self._samples))
        start_s = strokes[0][0].t_s if strokes else 0.0
        if start_s > 0:
            strokes = tuple(tuple(s._replace(t_s=s.t_s - start_s) for s in stroke) for stroke in strokes)
        return Ink(float(self._sheet_size().width()), float(self._sheet_size().height()), strokes)

    def picture(self) -> bytes | None:
        """The JPEG of a typed or imported signature, where one is shown in place of strokes."""
        return self._sheet.page.picture

    def isEmpty(self) -> bool:
        """Whether nothing would be signed."""
        return self._sheet.page.empty and not self._samples

    def isDrawing(self) -> bool:
        """Whether a pointer is down on the pad."""
        return self._samples is not None

    def canUndo(self) -> bool:
        """Whether there is a way back."""
        return self._sheet.can_undo or self._samples is not None

    def canRedo(self) -> bool:
        """Whether there is a way forth."""
        return self._sheet.can_redo

    def undo(self) -> None:
        """One step back: the last stroke, or the last clearing."""
        self._end_stroke()
        if self._sheet.undo():
            self._changed()

    def redo(self) -> None:
        """One step forth."""
        self._end_stroke()
        if self._sheet.redo():
            self._changed()

    def clear(self) -> None:
        """An empty sheet; undo brings it back."""
        self._end_stroke()
        if self._sheet.clear():
            self._changed()

    def wipe(self) -> None:
        """An empty sheet with no way back: nothing of what was drawn stays in the pad."""
        self._capture.cancel()
        self._samples = None
        self._tracer = Tracer()
        self._timeline = Timeline()
        self._sheet.wipe()
        self._changed()

    def showPicture(self, jpeg: bytes) -> None:
        """Shows a typed or imported signature in place of strokes; undo brings those back."""
        self._end_stroke()
        self._sheet.show(jpeg)
        self._changed()

    def setColour(self, colour: str) -> None:
        """`black` or `blue`; what is drawn already changes with it."""
        if colour not in INK_COLOURS:
            raise ValueError(f"no ink of this colour: {colour}")
        self._colour = colour
        self._redraw()

    def setSigner(self, name: str, date_text: str) -> None:
        """What stands beneath the line, as on paper."""
        self._reprint(Print(name, date_text, self._print.hint))

    def setHint(self, hint: str) -> None:
        """What stands on the empty sheet."""
        self._reprint(Print(self._print.name, self._print.date, hint))

    # Strokes

    def _take(self, report: Report) -> None:
        """One report of one pointer."""
        now_s = self._clock()
        match report.phase:
            case Phase.PRESS:
                self._press(report, now_s)
            case Phase.MOVE:
                if self._capture.owns(report.pointer, now_s):
                    self._extend(report)
            case Phase.RELEASE:
                if self._capture.release(report.pointer, now_s):
                    self._extend_to_release(report)
                    self._end_stroke()
            case Phase.HOVER:
                if self._capture.owns(report.pointer, now_s):  # its release was lost
                    self._end_stroke()
            case Phase.CANCEL:
                if self._capture.owner == report.pointer:
                    self._end_stroke()

    def _press(self, report: Report, now_s: float) -> None:
        if self._sheet.page.picture is not None or not self._sheet_area().contains(report.place):
            return
        verdict = self._capture.press(report.pointer, now_s)
        if verdict is Press.REFUSED:
            return
        if verdict is Press.TAKES_OVER:
            self._keep_stroke()
        elif verdict is Press.REPLACES_PALM:
            self._samples = None
            self._redraw()
        if report.pointer.kind is Kind.ERASER:
            self._erase(report)
            return
        if self.isEmpty():
            self._paper = self.size()
            self._samples = []
            self._redraw()  # the hint goes
        self._samples = []
        self._tracer = Tracer()
        self._extend(report)
        self.inkChanged.emit()

    def _extend(self, report: Report) -> None:
        """Adds the report's sample to the stroke under way, and its ink to the picture."""
        if report.pointer.kind is Kind.ERASER:
            self._erase(report)
            return
        place = self._on_paper(report.place)
        if self._samples is None or not (math.isfinite(place.x()) and math.isfinite(place.y())):
            return
        stamp_ms = report.stamp_ms or self._clock() * MS_PER_S  # made by programs, events have no stamp
        pressure = report.pressure
        if pressure is not None:
            pressure = min(1.0, max(0.0, pressure)) if math.isfinite(pressure) else None
        sample = Sample(place.x(), place.y(), self._timeline.at(stamp_ms), pressure)
        self._samples.append(sample)
        final = self._tracer.add(sample)
        if self._canvas is not None:
            self._show(self._canvas.draw(final, self._tracer.tail()))

    def _extend_to_release(self, report: Report) -> None:
        """Where the pointer left is a sample only if it is a new place; a pen that leaves has no weight to tell."""
        if not self._samples or report.pointer.kind is Kind.ERASER:
            return
        last = self._samples[-1]
        if self._on_paper(report.place) != QPointF(last.x, last.y):
            self._extend(replace(report, pressure=last.pressure))

    def _erase(self, report: Report) -> None:
        place = self._on_paper(report.place)
        index = self._sheet.stroke_at(place.x(), place.y())
        if index is not None:
            self._sheet.remove(index)
            self._changed()

    def _end_stroke(self) -> None:
        """Ends the stroke under way, if there is one, and keeps it."""
        self._capture.cancel()
        self._keep_stroke()

    def _keep_stroke(self) -> None:
        samples, self._samples = self._samples, None
        if not samples:
            return
        if self._canvas is not None:
            self._show(self._canvas.finish(self._tracer.finish()))
        self._sheet.add(tuple(samples))
        self.inkChanged.emit()

    # Paper and picture

    def _sheet_size(self) -> QSize:
        return self._paper if self._paper.isValid() and not self.isEmpty() else self.size()

    def _to_widget(self) -> QTransform:
        """From the sheet to the widget: as large as fits, in the middle."""
        paper = self._sheet_size()
        width, height = max(1, paper.width()), max(1, paper.height())
        scale = max(1e-3, min(self.width() / width, self.height() / height))
        left, top = (self.width() - width * scale) / 2, (self.height() - height * scale) / 2
        return QTransform(scale, 0, 0, scale, left, top)

    def _sheet_area(self) -> QRectF:
        """Where the sheet lies in the widget."""
        return self._to_widget().mapRect(QRectF(QPointF(), QSizeF(self._sheet_size())))

    def _on_paper(self, place: QPointF) -> QPointF:
        inverse, _ = self._to_widget().inverted()
        return inverse.map(place)

    def _show(self, device_rect: QRect) -> None:
        """Asks for a repaint of a part of the backing image."""
        if device_rect.isEmpty() or self._canvas is None:
            return
        scale = 1.0 / self._canvas.image.devicePixelRatio()
        corner, size = device_rect.topLeft(), device_rect.size()
        logical = QRectF(corner.x() * scale, corner.y() * scale, size.width() * scale, size.height() * scale)
        self.update(logical.toAlignedRect())

    def _changed(self) -> None:
        self._redraw()
        self.inkChanged.emit()

    def _redraw(self) -> None:
        self._canvas = None
        self.update()

    def _reprint(self, printed: Print) -> None:
        if printed != self._print:
            self._print = printed
            self._redraw()

    def _fresh_canvas(self) -> Canvas:
        """The backing image made from the strokes."""
        ratio = self.devicePixelRatioF()
        size_px = QSize(max(1, math.ceil(self.width() * ratio)), max(1, math.ceil(self.height() * ratio)))
        widget = self._to_widget()
        to_device = widget * QTransform.fromScale(ratio, ratio)
        canvas = Canvas(size_px, to_device, INK_COLOURS[self._colour], QRectF(QPointF(), QSizeF(self._sheet_size())))
        canvas.furnish(self._furnish)
        canvas.image.setDevicePixelRatio(ratio)
        for stroke in self._sheet.page.strokes:
            canvas.finish(outlines(stroke))
        if self._samples:
            tracer = Tracer()
            canvas.draw([outline for sample in self._samples for outline in tracer.add(sample)], tracer.tail())
        if self._sheet.page.picture is not None:
            picture = QImage.fromData(self._sheet.page.picture)
            if not picture.isNull():
                canvas.show_picture(picture, self._picture_place(picture))
        return canvas

    def _furnish(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        painter.scale(ratio, ratio)
        blank = self.isEmpty() and self._samples is None
        painter.fillRect(self.rect(), BESIDE)
        furnish(painter, self._sheet_area(), self._print, self.font(), blank=blank)

    def _picture_place(self, picture: QImage) -> QRectF:
        area = QRectF(QPointF(), QSizeF(self._sheet_size())).adjusted(24, 12, -24, -12)
        scale = min(area.width() / picture.width(), area.height() / picture.height(), 1.0)
        place = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
        place.moveCenter(area.center())
        return place

    # Qt's calls

    def sizeHint(self) -> QSize:
        """As wide as a hand needs."""
        return PREFERRED

    def minimumSizeHint(self) -> QSize:
        """Below this nobody signs well."""
        return MINIMUM

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copies the dirty part of the backing image, which is made anew first where it must."""
        ratio = self.devicePixelRatioF()
        if self._canvas is None or self._canvas.image.devicePixelRatio() != ratio:
            self._canvas = self._fresh_canvas()
        painter = QPainter(self)
        painter.drawImage(QPointF(0, 0), self._canvas.image)
        draw_frame(painter, self, event.rect())
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Touch, and everything that ends a stroke or makes the picture stale."""
        kind = event.type()
        if isinstance(event, QTouchEvent):
            if kind == QEvent.Type.TouchCancel:
                self._end_touch()
            else:
                for report in from_touch(event):
                    self._take(report)
            event.accept()
            return True
        if kind in _ENDS_STROKE:
            self._end_stroke()
        elif kind in {QEvent.Type.Resize, QEvent.Type.DevicePixelRatioChange, QEvent.Type.FontChange}:
            self._redraw()
        return super().event(event)

    def _end_touch(self) -> None:
        owner = self._capture.owner
        if owner is not None and owner.kind is Kind.TOUCH:
            self._end_stroke()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen."""
        self._take(from_tablet(event))
        event.accept()  # or it comes back as a mouse event

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button goes down."""
        self._mouse(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second quick press is a press."""
        self._mouse(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mouse moves, also outside of the pad while its button is down."""
        self._mouse(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The button goes up."""
        self._mouse(event)

    def _mouse(self, event: QMouseEvent) -> None:
        report = from_mouse(event)
        if report is not None:
            self._take(report)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, and Delete to clear."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)
