"""Qt's pen, touch and mouse events -> reports with places in the widget's pixels."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QEventPoint,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)

from desktop_app.ink.capture import Kind, Pointer
from desktop_app.ink.writing import Phase, Report

_TABLET_PHASES = {
    QEvent.Type.TabletPress: Phase.PRESS,
    QEvent.Type.TabletMove: Phase.MOVE,
    QEvent.Type.TabletRelease: Phase.RELEASE,
}
_MOUSE_PHASES = {
    QEvent.Type.MouseButtonPress: Phase.PRESS,
    QEvent.Type.MouseButtonDblClick: Phase.PRESS,
    QEvent.Type.MouseMove: Phase.MOVE,
    QEvent.Type.MouseButtonRelease: Phase.RELEASE,
}
_TOUCH_PHASES = {
    QEventPoint.State.Pressed: Phase.PRESS,
    QEventPoint.State.Updated: Phase.MOVE,
    QEventPoint.State.Released: Phase.RELEASE,
}
_MOUSE = Pointer(Kind.MOUSE)
_ERASER = QPointingDevice.PointerType.Eraser
_PRESSURE = QInputDevice.Capability.Pressure
_NO_BUTTON = Qt.MouseButton.NoButton
_PEN_KIND, _ERASER_KIND = Kind.PEN, Kind.ERASER  # looked up once: see `ink.capture`
_PRESS, _MOVE, _HOVER = Phase.PRESS, Phase.MOVE, Phase.HOVER


class Pens:
    """Reads what pens report. What a pen is, is asked when it comes or presses; its moves are many."""

    def __init__(self) -> None:
        self._device: QPointingDevice | None = None
        self._pointer = Pointer(_PEN_KIND)
        self._weighs = False

    def report(self, event: QTabletEvent) -> Report:
        """One report; a pen's eraser end is a pointer of its own."""
        device = event.pointingDevice()
        phase = _TABLET_PHASES[event.type()]
        if device is not self._device or phase is _PRESS:
            self._device = device
            kind = _ERASER_KIND if event.pointerType() == _ERASER else _PEN_KIND
            self._pointer = Pointer(kind, device.uniqueId().numericId())
            self._weighs = device.hasCapability(_PRESSURE)
        # Without the capability the pressure always reads one half; with it, a pen that weighs is down.
        pressure = event.pressure() if self._weighs else None
        if phase is _MOVE and not pressure and event.buttons() == _NO_BUTTON:
            phase = _HOVER
        place: Any = event.position().toTuple()  # two numbers, which the binding's types do not say
        x, y = place
        return Report(self._pointer, phase, x, y, float(event.timestamp()), pressure)


def from_mouse(event: QMouseEvent) -> Report | None:
    """The left button's report; None for other buttons and for what is only a copy of a touch or a pen."""
    if event.source() != Qt.MouseEventSource.MouseEventNotSynthesized:
        return None
    if event.pointingDevice().type() not in {QInputDevice.DeviceType.Mouse, QInputDevice.DeviceType.TouchPad}:
        return None
    phase = _MOUSE_PHASES[event.type()]
    if phase is Phase.MOVE:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            phase = Phase.HOVER
    elif event.button() != Qt.MouseButton.LeftButton:
        return None
    place = event.position()
    return Report(_MOUSE, phase, place.x(), place.y(), float(event.timestamp()))


def from_touch(event: QTouchEvent) -> list[Report]:
    """One report for each finger that did something."""
    weighs = event.pointingDevice().hasCapability(_PRESSURE)
    return [
        Report(
            Pointer(Kind.TOUCH, point.id()),
            _TOUCH_PHASES[point.state()],
            point.position().x(),
            point.position().y(),
            float(event.timestamp()),
            point.pressure() if weighs else None,
        )
        for point in event.points()
        if point.state() in _TOUCH_PHASES
    ]
