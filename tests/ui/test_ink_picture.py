"""What is seen is what is sent: the pad's pixels beside Pillow's, at every scale, live and made anew."""

import math
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ink.capture import Kind, Pointer
from desktop_app.ink.outline import disc
from desktop_app.ink.raster import draw, encode
from desktop_app.ink.strokes import Ink, Sample, read_ink
from desktop_app.ink.width import from_pressure
from desktop_app.ink.writing import Phase, Report
from desktop_app.ui.parts.ink_pad import InkPad

RECORDINGS = Path(__file__).parents[1] / "recordings"
PEN = Pointer(Kind.PEN)


class ScalingPad(InkPad):
    ratio = 1.0

    def devicePixelRatioF(self) -> float:  # noqa: N802 - Qt's name
        return self.ratio


def recording(name: str) -> Ink:
    return read_ink((RECORDINGS / f"{name}.json").read_bytes())


def new_pad(qtbot: QtBot, ratio: float = 1.0) -> ScalingPad:
    pad = ScalingPad()
    pad.ratio = ratio
    qtbot.addWidget(pad)
    pad.resize(600, 200)
    pad._view.image()
    return pad


def replay(pad: InkPad, ink: Ink) -> None:
    for stroke in ink.strokes:
        for index, sample in enumerate(stroke):
            phase = Phase.PRESS if index == 0 else Phase.MOVE
            pad._take(Report(PEN, phase, sample.x, sample.y, 1_000 + sample.t_s * 1_000, sample.pressure))
            if index == 0:
                pad.grab()  # as a screen paints after the press; from here on pieces are added to its picture
        pad._take(Report(PEN, Phase.RELEASE, stroke[-1].x, stroke[-1].y, 1_000 + stroke[-1].t_s * 1_000))


def shades(image: QImage) -> Image.Image:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (grey.width(), grey.height())
    return Image.frombytes("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1)


def ink_only(picture: Image.Image) -> Image.Image:
    """The printed line is lighter than what is compared."""
    return picture.point([min(level, 195) for level in range(256)])


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("name", ["tablet-1", "synthetic-002", "synthetic-008"])
def test_the_pad_shows_what_pillow_draws(qtbot: QtBot, name: str, ratio: float) -> None:
    pad = new_pad(qtbot, ratio)
    ink = recording(name)
    replay(pad, ink)
    on_screen = ink_only(shades(pad._view.image()))
    there = unlikeness(on_screen, ink, ratio)
    assert there < 0.22  # soft edges of two kinds
    aside = 0.5 / ratio
    for dx, dy in ((aside, 0), (-aside, 0), (0, aside), (0, -aside)):
        assert there < unlikeness(on_screen, moved(ink, dx, dy), ratio)


def unlikeness(on_screen: Image.Image, ink: Ink, ratio: float) -> float:
    """The sum of all differences to Pillow's drawing, as a part of all ink."""
    sent = ink_only(draw(ink, ratio))
    assert on_screen.size == sent.size
    amount = ImageStat.Stat(ImageChops.invert(sent)).sum[0] - 60 * sent.width * sent.height
    return float(ImageStat.Stat(ImageChops.difference(on_screen, sent)).sum[0] / amount)


def moved(ink: Ink, dx: float, dy: float) -> Ink:
    strokes = tuple(tuple(s._replace(x=s.x + dx, y=s.y + dy) for s in stroke) for stroke in ink.strokes)
    return Ink(ink.width, ink.height, strokes)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_ink_drawn_piece_by_piece_equals_ink_made_anew(qtbot: QtBot, ratio: float) -> None:
    pad = new_pad(qtbot, ratio)
    replay(pad, recording("tablet-1"))
    live = QImage(pad._view.image()).copy()
    pad.page_replaced()
    assert pad._view.image() == live


def test_a_new_scale_in_the_middle_of_a_stroke_loses_nothing(qtbot: QtBot) -> None:
    pad = new_pad(qtbot)
    stroke = recording("tablet-1").strokes[0]
    for index, sample in enumerate(stroke):
        if index == len(stroke) // 2:
            pad.ratio = 2.0
            QApplication.sendEvent(pad, QEvent(QEvent.Type.DevicePixelRatioChange))
        pad._view.image()
        phase = Phase.PRESS if index == 0 else Phase.MOVE
        pad._take(Report(PEN, phase, sample.x, sample.y, 1_000 + sample.t_s * 1_000, sample.pressure))
    pad._writing.end()
    live = QImage(pad._view.image()).copy()
    pad.page_replaced()
    assert pad._view.image() == live
    assert [s[:2] for s in pad.ink().strokes[0]] == [s[:2] for s in stroke]


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_edges_that_overlap_do_not_grow_fat(qtbot: QtBot, ratio: float) -> None:
    """A slow hand reports every third of a pixel; the line is as wide as a fast one's."""
    radius, length = from_pressure(0.5), 90.0
    slow = tuple(Sample(100.2 + i * 0.3 * 0.96, 60.4 + i * 0.3 * 0.28, i * 0.01, 0.5) for i in range(301))
    pad = new_pad(qtbot, ratio)
    blank = ImageStat.Stat(shades(pad._view.image())).sum[0]
    pad.setHint("")
    replay(pad, Ink(600, 200, (slow,)))
    covered = (blank - ImageStat.Stat(shades(pad._view.image())).sum[0]) / 255 / ratio**2
    assert covered == pytest.approx(2 * radius * length + math.pi * radius**2, rel=0.06)


def test_outlines_of_one_piece_leave_no_hole_where_they_overlap(qtbot: QtBot) -> None:
    pad = new_pad(qtbot)
    pad._view.add([disc(100.0, 100.0, 6.0), disc(104.0, 100.0, 6.0)], None)
    assert shades(pad._view.image()).crop((97, 97, 108, 104)).getextrema() == (0, 0)


def test_only_the_part_around_a_sample_is_repainted(qtbot: QtBot) -> None:
    pad = new_pad(qtbot)
    dirty: list[QRect] = []
    pad.update = lambda *box: dirty.append(QRect(*box))  # type: ignore[method-assign]  # Qt's call is watched, ours stays
    pad._take(Report(PEN, Phase.PRESS, 300, 100, 1_000, 0.5))
    pad._view.image()
    dirty.clear()
    pad._take(Report(PEN, Phase.MOVE, 304, 102, 1_008, 0.5))
    pad._take(Report(PEN, Phase.MOVE, 308, 103, 1_016, 0.5))
    assert dirty
    assert all(rect.width() <= 20 and rect.height() <= 16 for rect in dirty)
    assert all(rect.contains(304, 102) for rect in dirty)


def test_a_typed_or_imported_signature_is_shown_kept_and_undone(qtbot: QtBot) -> None:
    pad = new_pad(qtbot)
    jpeg = encode(recording("tablet-1"))
    pad.showPicture(jpeg)
    assert pad.picture() == jpeg
    assert not pad.isEmpty()
    assert pad.spokenState() == "signed, a picture"
    assert min(shades(pad._view.image()).tobytes()) < 30
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))  # drawing over it would not be sent
    assert pad.ink().strokes == ()
    pad.undo()
    assert pad.isEmpty()


def test_a_press_beside_the_sheet_draws_nothing(qtbot: QtBot) -> None:
    pad = new_pad(qtbot)
    replay(pad, recording("tablet-1"))
    pad.resize(600, 600)  # the sheet keeps its shape: a third of the height
    pad._take(Report(PEN, Phase.PRESS, 300, 20, 99_000, 0.5))
    assert len(pad.ink().strokes) == 3
    pad._take(Report(PEN, Phase.PRESS, 300, 300, 99_000, 0.5))
    assert pad.ink().strokes[3][0][:2] == (300, 100)
