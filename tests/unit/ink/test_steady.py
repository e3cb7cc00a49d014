"""Whole-pixel pointers are steadied, all others are left alone."""

import math

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ink.steady import SHIFT_MAX_PX, Steadier
from desktop_app.ink.strokes import Sample

whole = st.integers(-1_000, 1_000).map(float)
any_place = whole | st.floats(-1e6, 1e6)


def steadied(samples: list[Sample]) -> list[Sample]:
    steadier = Steadier()
    return [out for sample in samples for out in steadier.add(sample)] + steadier.flush()


@given(st.lists(st.builds(Sample, any_place, any_place, st.floats(0, 9), st.none() | st.floats(0, 1))))
def test_every_sample_comes_out_once_in_order_and_near_where_it_was(samples: list[Sample]) -> None:
    settled = steadied(samples)
    assert [s[2:] for s in settled] == [s[2:] for s in samples]
    for before, after in zip(samples, settled, strict=True):
        assert math.hypot(after.x - before.x, after.y - before.y) <= SHIFT_MAX_PX + 1e-9


@given(st.lists(st.builds(Sample, st.floats(0.1, 0.9), any_place, st.floats(0, 9)), min_size=1))
def test_a_pen_is_left_exactly_as_it_is(samples: list[Sample]) -> None:
    assert steadied(samples) == samples


def test_ends_stay_and_a_straight_line_stays_straight() -> None:
    line = [Sample(3.0 * i, 2.0 * i, i / 100, None) for i in range(9)]
    assert steadied(line) == line


def test_the_stairs_of_a_slow_slanted_line_come_nearer_to_the_hand() -> None:
    hand = [(0.9 * i, 0.31 * i) for i in range(60)]
    mouse = [Sample(float(round(x)), float(round(y)), i / 100, None) for i, (x, y) in enumerate(hand)]

    def away(samples: list[Sample]) -> float:
        return sum(abs(0.31 * s.x - 0.9 * s.y) for s in samples)

    assert away(steadied(mouse)) < 0.75 * away(mouse)
