"""The pad as a person uses it: mouse, pen, finger, keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ink.strokes import Ink, Sample, read_ink
from desktop_app.ui.parts.ink_pad import InkPad

RECORDING = Path(__file__).parents[2] / "resources" / "ink" / "tablet-1.json"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(qtbot: QtBot) -> InkPad:
    widget = InkPad()
    widget.resize(600, 200)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def draw(pad: InkPad, *points: tuple[int, int]) -> None:
    first, *rest = (QPoint(x, y) for x, y in points)
    QTest.mousePress(pad, LEFT, pos=first)
    for point in rest:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, LEFT, pos=[first, *rest][-1])


class Pen:
    """A pen with pressure, or its eraser end, as Qt reports it."""

    def __init__(self, pad: InkPad, *, eraser: bool = False, pressure: bool = True) -> None:
        self._pad = pad
        capabilities = QInputDevice.Capability.Position
        if pressure:
            capabilities |= QInputDevice.Capability.Pressure
        end = QPointingDevice.PointerType.Eraser if eraser else QPointingDevice.PointerType.Pen
        self._device = QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, end, capabilities, 1, 1)

    def send(self, kind: QEvent.Type, sample: Sample, *, down: bool = True) -> None:
        place = QPointF(sample.x, sample.y)
        event = QTabletEvent(
            kind, self._device, place, self._pad.mapToGlobal(place), sample.pressure or 0.0, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, LEFT, LEFT if down else Qt.MouseButton.NoButton,
        )  # fmt: skip
        event.setTimestamp(round(1_000 + sample.t_s * 1_000))
        QApplication.sendEvent(self._pad, event)

    def draw(self, stroke: tuple[Sample, ...]) -> None:
        self.send(QEvent.Type.TabletPress, stroke[0])
        for sample in stroke[1:]:
            self.send(QEvent.Type.TabletMove, sample)
        self.send(QEvent.Type.TabletRelease, stroke[-1]._replace(pressure=0.0), down=False)

    def replay(self, ink: Ink) -> None:
        for stroke in ink.strokes:
            self.draw(stroke)


def test_every_sample_of_a_pen_is_kept_as_it_came(pad: InkPad) -> None:
    recorded = read_ink(RECORDING.read_bytes())
    Pen(pad).replay(recorded)
    kept = pad.ink()
    assert len(kept.strokes) == 3
    for stroke, original in zip(kept.strokes, recorded.strokes, strict=True):
        assert [s[:2] for s in stroke] == [s[:2] for s in original]
        assert [s.pressure for s in stroke] == pytest.approx([s.pressure for s in original], abs=1e-6)
        assert [s.t_s for s in stroke] == pytest.approx([s.t_s for s in original], abs=1e-3)


def test_a_pen_without_pressure_gives_none_instead_of_one_half(pad: InkPad) -> None:
    Pen(pad, pressure=False).draw((Sample(10, 10, 0, 0.5), Sample(90, 90, 0.1, 0.5)))
    assert {s.pressure for s in pad.ink().strokes[0]} == {None}


def test_a_mouse_draws_and_signals(pad: InkPad, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pad.inkChanged):
        draw(pad, (20, 20), (100, 60), (150, 20))
    assert not pad.isEmpty()
    assert [s[:2] for s in pad.ink().strokes[0]] == [(20, 20), (100, 60), (150, 20)]


def test_what_is_drawn_is_seen_at_once(pad: InkPad) -> None:
    pad.grab()
    QTest.mousePress(pad, LEFT, pos=QPoint(20, 20))
    QTest.mouseMove(pad, QPoint(100, 20))
    assert pad.grab().toImage().pixelColor(60, 20).lightness() < 40
    assert pad.isDrawing()


def test_undo_redo_and_clear_by_keyboard(pad: InkPad) -> None:
    draw(pad, (20, 20), (100, 60))
    draw(pad, (20, 60), (100, 20))
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(pad.ink().strokes) == 1
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(pad.ink().strokes) == 2
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.isEmpty()
    pad.undo()
    assert len(pad.ink().strokes) == 2
    assert pad.canRedo()


def test_wipe_leaves_no_way_back(pad: InkPad) -> None:
    draw(pad, (20, 20), (100, 60))
    pad.clear()
    pad.wipe()
    assert (pad.isEmpty(), pad.canUndo(), pad.canRedo()) == (True, False, False)
    assert pad.grab().toImage().pixelColor(60, 40) == QColor("white")


def test_the_eraser_end_removes_the_touched_stroke(pad: InkPad) -> None:
    draw(pad, (20, 20), (100, 20))
    draw(pad, (20, 120), (100, 120))
    Pen(pad, eraser=True).draw((Sample(60, 22, 0, 0.5), Sample(61, 22, 0.1, 0.5)))
    assert [stroke[0][:2] for stroke in pad.ink().strokes] == [(20, 120)]
    pad.undo()
    assert len(pad.ink().strokes) == 2


def test_losing_the_focus_ends_a_stroke_and_keeps_it(pad: InkPad) -> None:
    QTest.mousePress(pad, LEFT, pos=QPoint(20, 20))
    QTest.mouseMove(pad, QPoint(100, 60))
    QApplication.sendEvent(pad, QEvent(QEvent.Type.WindowDeactivate))
    assert not pad.isDrawing()
    QTest.mouseMove(pad, QPoint(200, 60))
    assert len(pad.ink().strokes[0]) == 2


def test_ink_survives_a_resize_in_the_middle_of_a_stroke(pad: InkPad) -> None:
    QTest.mousePress(pad, LEFT, pos=QPoint(20, 20))
    QTest.mouseMove(pad, QPoint(100, 60))
    pad.resize(1200, 400)
    pad.grab()
    QTest.mouseMove(pad, QPoint(400, 200))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(400, 200))
    ink = pad.ink()
    assert (ink.width, ink.height) == (600, 200)
    assert [s[:2] for s in ink.strokes[0]] == [(20, 20), (100, 60), (200, 100)]


def test_ink_drawn_piece_by_piece_equals_ink_made_anew(pad: InkPad) -> None:
    pad.grab()
    Pen(pad).replay(read_ink(RECORDING.read_bytes()))
    live = pad.grab().toImage()
    pad.setColour("blue")
    pad.grab()
    pad.setColour("black")
    assert pad.grab().toImage() == live


def test_leaving_the_pad_does_not_end_a_stroke(pad: InkPad) -> None:
    draw(pad, (20, 20), (-50, 60), (60, 60))
    assert [s[:2] for s in pad.ink().strokes[0]] == [(20, 20), (-50, 60), (60, 60)]


def test_the_blank_sheet_of_the_first_paint_is_the_one_that_is_written_on(qtbot: QtBot) -> None:
    pad = InkPad()
    qtbot.addWidget(pad)
    pad.resize(600, 240)
    pad.setHint("Sign here")
    pad.setSigner("Marie Curie", "1 May 2026")
    before, begun = pad.grab().toImage(), [pad._begun]
    pad.undo()  # asks for what was written
    begun.append(pad._begun)
    assert begun == [False, True]
    assert pad.grab().toImage() == before
