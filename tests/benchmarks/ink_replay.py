"""Replays ink on a real pad as pen events, without a screen."""

import os
from functools import cache

import numpy as np

from desktop_app.ink.strokes import Ink, Sample, Stroke

from .ink_pictures import Shades

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.parts.ink_pad import InkPad

_POSITION = QInputDevice.Capability.Position


@cache
def application() -> QApplication:
    """One for the run, as Qt wants it."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([])


@cache
def _device(pressure: bool) -> QPointingDevice:  # noqa: FBT001 - private
    capabilities = _POSITION | QInputDevice.Capability.Pressure if pressure else _POSITION
    pen = QPointingDevice.PointerType.Pen
    return QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, pen, capabilities, 1, 1)


def pen_event(kind: QEvent.Type, sample: Sample) -> QTabletEvent:
    """The event a pen would cause."""
    place = QPointF(sample.x, sample.y)
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind, _device(sample.pressure is not None), place, place, sample.pressure or 0.0, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, buttons,
    )  # fmt: skip
    event.setTimestamp(round(1_000 + sample.t_s * 1_000))
    return event


def events(stroke: Stroke) -> list[QTabletEvent]:
    """Press, moves and release of one stroke."""
    return [
        pen_event(QEvent.Type.TabletPress, stroke[0]),
        *(pen_event(QEvent.Type.TabletMove, sample) for sample in stroke[1:]),
        pen_event(QEvent.Type.TabletRelease, stroke[-1]),
    ]


class ScalingPad(InkPad):
    """A pad on a screen of another scale."""

    ratio = 1.0

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        """The scale it was given."""
        return self.ratio


def new_pad(width: float, height: float, ratio: float = 1.0) -> InkPad:
    """A pad that has been painted once."""
    application()
    pad = ScalingPad()
    pad.ratio = ratio
    pad.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    pad.resize(round(width), round(height))
    pad.show()
    pad.grab()
    return pad


def replay(pad: InkPad, ink: Ink) -> None:
    """Draws all strokes."""
    for stroke in ink.strokes:
        for index, event in enumerate(events(stroke)):
            QApplication.sendEvent(pad, event)
            if index == 0:
                pad.grab()  # as a screen paints after the press; from here on pieces are added to its picture


def replayed(ink: Ink) -> tuple[Ink, Shades]:
    """What the pad kept, and its backing image at 1x as shades of grey, shape (height, width)."""
    pad = new_pad(ink.width, ink.height)
    replay(pad, ink)
    return pad.ink(), backing_image(pad)


def backing_image(pad: InkPad) -> Shades:
    """The pad's picture; the line printed on the paper is lighter than what counts as ink."""
    grey = pad._view.image().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), dtype=np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()
