"""The line: through every sample, corners kept, the same piece by piece as at once, for any numbers at all."""

import math
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ink.geometry import FAR_PX, Outline, Tracer, bounds, outlines
from desktop_app.ink.strokes import Sample, Stroke, read_ink
from desktop_app.ink.width import RADIUS_MAX, RADIUS_MIN, Nib, from_pressure

RECORDING = read_ink((Path(__file__).parents[3] / "resources" / "ink" / "tablet-1.json").read_bytes())

anything = st.floats(allow_nan=False, allow_infinity=False)
nearby = st.floats(-50, 700)
samples = st.builds(Sample, nearby | anything, nearby | anything, st.floats(0, 1e9), st.none() | st.floats(0, 1))
strokes = st.lists(samples, min_size=1, max_size=30).map(tuple)
near_strokes = st.lists(st.builds(Sample, nearby, nearby, st.floats(0, 60), st.none() | st.floats(0, 1)), min_size=1)


def inside(outline: Outline, x: float, y: float, slack: float = 1e-6) -> bool:
    """Whether a place lies in a convex outline."""
    signs = [
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True)
    ]
    return all(sign >= -slack for sign in signs) or all(sign <= slack for sign in signs)


@given(near_strokes)
def test_every_sample_is_covered_by_ink(drawn: list[Sample]) -> None:
    shapes = outlines(tuple(drawn))
    for sample in drawn:
        assert any(inside(outline, sample.x, sample.y) for outline in shapes)


@given(strokes)
def test_no_numbers_make_it_raise_or_leave_the_finite(stroke: Stroke) -> None:
    for outline in outlines(stroke):
        assert len(outline) > 2
        for x, y in outline:
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
    for outline in outlines(tuple(drawn)):
        closed = zip(outline, [*outline[1:], outline[0]], strict=True)
        assert sum(ax * by - bx * ay for (ax, ay), (bx, by) in closed) > 0


@given(strokes)
def test_the_width_stays_between_its_limits(stroke: Stroke) -> None:
    nib = Nib()
    for sample in stroke:
        assert RADIUS_MIN <= nib.radius(sample, min(abs(sample.x), FAR_PX)) <= RADIUS_MAX


def test_a_corner_is_kept() -> None:
    """Were it rounded, the line would swing out beyond both of its sides."""
    way = [(0.5, 0.5), (20.5, 0.5), (40.5, 0.5), (40.5, 20.5), (40.5, 40.5)]
    shapes = outlines(tuple(Sample(x, y, i * 0.01, 0.5) for i, (x, y) in enumerate(way)))
    box = bounds(shapes)
    assert box is not None
    radius = from_pressure(0.5)
    assert box[1] >= 0.5 - radius - 0.01
    assert box[2] <= 40.5 + radius + 0.01
    assert any(inside(outline, 40.5, 0.5) for outline in shapes)


def test_a_curve_is_round_between_samples() -> None:
    ring = tuple(
        Sample(100 + 30 * math.cos(a), 100 + 30 * math.sin(a), a / 10, 0.5) for a in [i * 0.4 for i in range(17)]
    )
    shapes = outlines(ring)
    for angle in [1.0 + i * 0.4 for i in range(9)]:  # midway between two samples the straight chord is 0.6 px inside
        assert any(inside(outline, 100 + 30 * math.cos(angle), 100 + 30 * math.sin(angle)) for outline in shapes)


def test_the_last_piece_is_drawn_when_the_pen_leaves() -> None:
    for stroke in RECORDING.strokes:
        assert any(inside(outline, stroke[-1].x, stroke[-1].y) for outline in outlines(stroke))


def test_pressure_makes_the_line_wider() -> None:
    def height(pressure: float) -> float:
        box = bounds(outlines(tuple(Sample(10.0 * i, 0, i * 0.02, pressure) for i in range(10))))
        assert box is not None
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
