"""Any sequence of Qt events, with any numbers in them: the pad never raises and never loses a finished stroke."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QInputDevice,
    QInputEvent,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ink.strokes import read_ink, write_ink
from desktop_app.ui.parts.ink_pad import InkPad

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
Type, Device, Pointing = QEvent.Type, QInputDevice, QPointingDevice
_PRESSURE = Device.Capability.Position | Device.Capability.Pressure
PEN = Pointing("pen", 7, Device.DeviceType.Stylus, Pointing.PointerType.Pen, _PRESSURE, 1, 1)
RUBBER = Pointing("pen", 8, Device.DeviceType.Stylus, Pointing.PointerType.Eraser, _PRESSURE, 1, 1)
PLAIN = Qt.KeyboardModifier.NoModifier
PANEL = Pointing("panel", 9, Device.DeviceType.TouchScreen, Pointing.PointerType.Finger, _PRESSURE, 5, 0)
SCREEN = QTest.createTouchDevice()

places = st.floats(-100, 800) | st.floats()
stamps = st.integers(0, 2**40)


@dataclass(frozen=True)
class Mouse:
    kind: QEvent.Type
    x: float
    y: float
    stamp: int
    down: bool


@dataclass(frozen=True)
class Tablet(Mouse):
    pressure: float
    rubber: bool


@dataclass(frozen=True)
class Touch:
    kind: QEvent.Type
    finger: int
    state: QEventPoint.State
    x: float
    y: float
    stamp: int


mice = st.builds(
    Mouse,
    st.sampled_from([Type.MouseButtonPress, Type.MouseMove, Type.MouseButtonRelease, Type.MouseButtonDblClick]),
    places, places, stamps, st.booleans(),
)  # fmt: skip
tablets = st.builds(
    Tablet,
    st.sampled_from([Type.TabletPress, Type.TabletMove, Type.TabletRelease]),
    places, places, stamps, st.booleans(), st.floats(), st.booleans(),
)  # fmt: skip
touches = st.builds(
    Touch,
    st.sampled_from([Type.TouchBegin, Type.TouchUpdate, Type.TouchEnd, Type.TouchCancel]),
    st.integers(0, 3),
    st.sampled_from([QEventPoint.State.Pressed, QEventPoint.State.Updated, QEventPoint.State.Released]),
    places, places, stamps,
)  # fmt: skip
sizes = st.tuples(st.integers(1, 900), st.integers(1, 500))
ratios = st.sampled_from([0.5, 1.0, 1.25, 1.5, 2.0, 3.0])
others = st.sampled_from(
    ["jolt", "hide", "show", "repaint", "grab", "undo", "redo", "clear", Type.WindowDeactivate, Type.WindowBlocked,
     Type.FontChange]
)  # fmt: skip
acts = st.lists(mice | tablets | touches | sizes | ratios | others, min_size=5, max_size=60)


class ScalingPad(InkPad):
    """A pad that can be moved to a screen of another scale."""

    ratio = 1.0

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        return self.ratio

    def jolt(self) -> None:
        self.setEnabled(False)
        self.setEnabled(True)


def send(pad: ScalingPad, act: object) -> None:
    match act:
        case Tablet() | Mouse() | Touch():
            event = qt_event(act)
            event.setTimestamp(act.stamp)
            QApplication.sendEvent(pad, event)
        case (int(width), int(height)):
            pad.resize(width, height)
        case float(ratio):
            pad.ratio = ratio
            QApplication.sendEvent(pad, QEvent(Type.DevicePixelRatioChange))
        case QEvent.Type() as kind:
            QApplication.sendEvent(pad, QEvent(kind))
        case str(method):
            getattr(pad, method)()


def qt_event(act: Mouse | Touch) -> QInputEvent:
    place = QPointF(act.x, act.y)
    match act:
        case Tablet():
            return QTabletEvent(
                act.kind, RUBBER if act.rubber else PEN, place, place, act.pressure, 0, 0, 0, 0, 0,
                PLAIN, LEFT, LEFT if act.down else NONE,
            )  # fmt: skip
        case Mouse():
            button = NONE if act.kind == Type.MouseMove else LEFT
            return QMouseEvent(act.kind, place, place, button, LEFT if act.down else NONE, PLAIN)
        case Touch():
            return QTouchEvent(act.kind, PANEL, PLAIN, [QEventPoint(act.finger, act.state, place, place)])


@pytest.fixture(scope="module")
def application(qapp: QApplication) -> QApplication:
    return qapp


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_no_events_raise_or_lose_a_finished_stroke(application: QApplication, performed: list[object]) -> None:
    pad = ScalingPad()
    pad.resize(600, 200)
    pad.show()
    for act in performed:
        before = pad._writing.page.strokes
        send(pad, act)
        if not (isinstance(act, Tablet) and act.rubber) and act not in {"undo", "redo", "clear"}:
            assert pad._writing.page.strokes[: len(before)] == before
    pad.grab()
    ink = pad.ink()
    if ink.strokes:
        assert read_ink(write_ink(ink)) == ink
    pad.close()
    pad.deleteLater()
    application.processEvents()


def test_a_touch_that_the_system_cancels_is_kept(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.show()
    qtbot.waitUntil(lambda: pad.testAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents))  # behind its first paint
    QTest.touchEvent(pad, SCREEN).press(0, QPoint(20, 20), pad).commit()
    QTest.touchEvent(pad, SCREEN).move(0, QPoint(80, 60), pad).commit()
    QApplication.sendEvent(pad, QTouchEvent(Type.TouchCancel, SCREEN, PLAIN, []))
    assert not pad.isDrawing()
    QTest.touchEvent(pad, SCREEN).release(0, QPoint(90, 60), pad).commit()
    assert [s[:2] for s in pad.ink().strokes[0]] == [(20, 20), (80, 60)]


def test_a_second_finger_draws_nothing(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.show()
    qtbot.waitUntil(lambda: pad.testAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents))  # behind its first paint
    QTest.touchEvent(pad, SCREEN).press(0, QPoint(20, 20), pad).commit()
    QTest.touchEvent(pad, SCREEN).stationary(0).press(1, QPoint(200, 100), pad).commit()
    QTest.touchEvent(pad, SCREEN).stationary(0).move(1, QPoint(210, 110), pad).commit()
    QTest.touchEvent(pad, SCREEN).move(0, QPoint(30, 30), pad).stationary(1).commit()
    QTest.touchEvent(pad, SCREEN).release(0, QPoint(30, 30), pad).release(1, QPoint(210, 110), pad).commit()
    assert [[s[:2] for s in stroke] for stroke in pad.ink().strokes] == [[(20, 20), (30, 30)]]


def test_a_mouse_event_made_from_a_touch_is_dropped(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    place = QPointF(20, 20)
    copied = QMouseEvent(
        Type.MouseButtonPress, place, place, place, LEFT, LEFT, PLAIN,
        Qt.MouseEventSource.MouseEventSynthesizedBySystem,
    )  # fmt: skip
    QApplication.sendEvent(pad, copied)
    assert pad.isEmpty()
    from_panel = QMouseEvent(
        Type.MouseButtonPress, place, place, LEFT, LEFT, PLAIN, PANEL
    )  # fmt: skip
    QApplication.sendEvent(pad, from_panel)
    assert pad.isEmpty()
