"""The line: through every sample, corners kept, the same piece by piece as at once, for any numbers at all."""

import math
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ink.geometry import FAR_PX, Tracer, outlines
from desktop_app.ink.outline import FLATNESS_PX, Outline, capsule, polygon, ribbon
from desktop_app.ink.strokes import Sample, Stroke, read_ink
from desktop_app.ink.width import RADIUS_MAX, RADIUS_MIN, Nib, from_pressure

RECORDING = read_ink((Path(__file__).parents[3] / "resources" / "ink" / "tablet-1.json").read_bytes())

anything = st.floats(allow_nan=False, allow_infinity=False)
nearby = st.floats(-50, 700)
samples = st.builds(Sample, nearby | anything, nearby | anything, st.floats(0, 1e9), st.none() | st.floats(0, 1))
strokes = st.lists(samples, min_size=1, max_size=30).map(tuple)
near_strokes = st.lists(st.builds(Sample, nearby, nearby, st.floats(0, 60), st.none() | st.floats(0, 1)), min_size=1)


Corners = list[tuple[float, float]]


def polygons(stroke: Iterable[Sample]) -> list[Corners]:
    """The ink of a whole stroke."""
    return [corners(outline) for outline in outlines(tuple(stroke))]


def corners(outline: Outline) -> Corners:
    values = polygon(outline)
    return list(zip(values[0::2], values[1::2], strict=True))


def box_of(shapes: list[Corners]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    xs, ys = zip(*(corner for shape in shapes for corner in shape), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def inside(shape: Corners, x: float, y: float, slack: float = 1e-6) -> bool:
    """Whether a place lies in a shape or on its edge."""
    winding = 0
    for (ax, ay), (bx, by) in zip(shape, [*shape[1:], shape[0]], strict=True):
        side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if abs(side) <= slack and min(ax, bx) - slack <= x <= max(ax, bx) + slack and min(ay, by) <= y <= max(ay, by):
            return True
        winding += (ay <= y < by and side > 0) - (by <= y < ay and side < 0)
    return winding != 0


@given(near_strokes)
def test_every_sample_is_covered_by_ink(drawn: list[Sample]) -> None:
    shapes = polygons(drawn)
    for sample in drawn:
        assert any(inside(shape, sample.x, sample.y) for shape in shapes)


@given(strokes)
def test_no_numbers_make_it_raise_or_leave_the_finite(stroke: Stroke) -> None:
    for shape in polygons(stroke):
        assert len(shape) > 2
        for x, y in shape:
            assert math.isfinite(x)
            assert math.isfinite(y)
            assert max(abs(x), abs(y)) <= 2 * FAR_PX


@given(strokes)
def test_piece_by_piece_is_the_same_as_at_once(stroke: Stroke) -> None:
    tracer, pieces = Tracer(), []
    for sample in stroke:
        pieces += tracer.add(sample)
        tracer.tail()  # asking for it changes nothing
    assert pieces + tracer.finish() == outlines(stroke)


@given(near_strokes)
def test_all_outlines_run_the_same_way_round(drawn: list[Sample]) -> None:
    """Else two that overlap would cancel each other where a renderer counts windings."""
    for shape in polygons(drawn):
        closed = zip(shape, [*shape[1:], shape[0]], strict=True)
        assert sum(ax * by - bx * ay for (ax, ay), (bx, by) in closed) > 0


@given(strokes)
def test_the_width_stays_between_its_limits(stroke: Stroke) -> None:
    nib = Nib()
    for sample in stroke:
        assert RADIUS_MIN <= nib.radius(sample, min(abs(sample.x), FAR_PX)) <= RADIUS_MAX


def test_a_corner_is_kept() -> None:
    """Were it rounded, the line would swing out beyond both of its sides."""
    way = [(0.5, 0.5), (20.5, 0.5), (40.5, 0.5), (40.5, 20.5), (40.5, 40.5)]
    shapes = polygons(Sample(x, y, i * 0.01, 0.5) for i, (x, y) in enumerate(way))
    box = box_of(shapes)
    radius = from_pressure(0.5)
    assert box[1] >= 0.5 - radius - 0.01
    assert box[2] <= 40.5 + radius + 0.01
    assert any(inside(shape, 40.5, 0.5) for shape in shapes)


def test_a_curve_is_round_between_samples() -> None:
    ring = tuple(
        Sample(100 + 30 * math.cos(a), 100 + 30 * math.sin(a), a / 10, 0.5) for a in [i * 0.4 for i in range(17)]
    )
    shapes = polygons(ring)
    for angle in [1.0 + i * 0.4 for i in range(9)]:  # midway between two samples the straight chord is 0.6 px inside
        assert any(inside(shape, 100 + 30 * math.cos(angle), 100 + 30 * math.sin(angle)) for shape in shapes)


def test_the_last_piece_is_drawn_when_the_pen_leaves() -> None:
    for stroke in RECORDING.strokes:
        assert any(inside(shape, stroke[-1].x, stroke[-1].y) for shape in polygons(stroke))


def test_pressure_makes_the_line_wider() -> None:
    def height(pressure: float) -> float:
        box = box_of(polygons(Sample(10.0 * i, 0, i * 0.02, pressure) for i in range(10)))
        return box[3] - box[1]

    assert height(0.2) < height(0.5) < height(0.9)


def test_speed_makes_the_line_finer_and_equal_time_stamps_do_not_disturb() -> None:
    def width_at_end(times: list[float]) -> float:
        nib = Nib()
        return [nib.radius(Sample(6.0 * i, 0, t, None), 6.0 if i else 0.0) for i, t in enumerate(times)][-1]

    steady = [i * 0.01 for i in range(40)]
    batched = [(i // 4) * 0.04 for i in range(40)]
    slow = [i * 0.05 for i in range(40)]
    assert width_at_end(steady) < width_at_end(slow)
    assert abs(width_at_end(batched) - width_at_end(steady)) < 0.12


def test_a_ribbon_around_a_bend_is_as_wide_as_its_line_and_ends_round() -> None:
    bend_px, turn = 12.0, 0.6
    for r0, r3 in [(1.5, 1.5), (0.6, 1.2), (1.5, 0.9)]:
        leaves = (0.0, bend_px * turn)
        arrives = (-bend_px * turn * math.sin(turn), bend_px * turn * math.cos(turn))
        end = (bend_px * math.cos(turn), bend_px * math.sin(turn), r3)
        shape = ribbon((bend_px, 0.0, r0), leaves, arrives, end)
        assert shape is not None
        for x, y in corners(shape):
            part = math.atan2(y, x) / turn
            off = abs(math.hypot(x, y) - bend_px)
            if 0 <= part <= 1:
                assert off == pytest.approx(r0 + (r3 - r0) * part, abs=0.02)
            else:
                assert math.hypot(x - end[0], y - end[1]) == pytest.approx(r3, rel=0.02)


@given(st.floats(-9, 9), st.floats(-9, 9), st.floats(0.5, 2), st.floats(0.5, 2))
def test_a_capsule_is_the_hull_of_its_two_discs(x: float, y: float, r0: float, r1: float) -> None:
    shape = corners(capsule((0.0, 0.0, r0), (x, y, r1)))
    for index in range(24):
        dx, dy = math.cos(index * math.pi / 12), math.sin(index * math.pi / 12)
        for middle_x, middle_y, radius in [(0.0, 0.0, r0), (x, y, r1)]:
            reach = radius - FLATNESS_PX - 0.02 * math.hypot(x, y) - 0.01
            assert inside(shape, middle_x + dx * reach, middle_y + dy * reach)
    for px, py in shape:
        along = max(0.0, min(1.0, (px * x + py * y) / (x * x + y * y or 1.0)))
        assert math.hypot(px - along * x, py - along * y) <= max(r0, r1) * 1.02
