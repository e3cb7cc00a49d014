"""Enough ink: dots and slips are told apart from short real signatures."""

from pathlib import Path

import pytest

from desktop_app.ink.enough import problem
from desktop_app.ink.strokes import Ink, Sample, read_ink

RECORDING = Path(__file__).parents[3] / "resources" / "ink" / "tablet-1.json"


def ink(*strokes: list[tuple[float, float]]) -> Ink:
    return Ink(600, 200, tuple(tuple(Sample(x, y, 0.0, None) for x, y in stroke) for stroke in strokes))


@pytest.mark.parametrize(
    ("drawn", "code"),
    [
        (ink(), "ink_empty"),
        (ink([(10, 10)]), "ink_only_a_dot"),
        (ink([(10, 10), (11, 12), (10, 11)]), "ink_only_a_dot"),
        (ink([(10, 10)], [(100, 10)], [(300, 100)]), "ink_only_dots"),
        (ink([(10, 10), (18, 14)]), "ink_too_small"),
        (ink([(10, 10), (30, 10)]), "ink_too_short"),
        (ink([(-10, -10), (-300, -10)]), "ink_outside"),
    ],
)
def test_a_slip_is_no_signature(drawn: Ink, code: str) -> None:
    assert problem(drawn) == code


@pytest.mark.parametrize(
    "drawn",
    [
        ink([(10, 10), (24, 24)], [(24, 10), (10, 24)]),  # a cross of 4 mm
        ink([(10, 20), (16, 28), (34, 6)]),  # a check
        ink([(10, 10), (50, 12)]),  # a dash
        ink([(10, 10), (12, 60)], [(40, 40)]),  # an i with its dot
        read_ink(RECORDING.read_bytes()),
    ],
)
def test_a_short_real_signature_passes(drawn: Ink) -> None:
    assert problem(drawn) is None
