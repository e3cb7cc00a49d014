"""Ink JSON: what is written is read back exactly, what breaks the format is refused by name."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidInput
from desktop_app.ink.strokes import Ink, Sample, read_ink, write_ink

RECORDING = Path(__file__).parents[3] / "resources" / "ink" / "tablet-1.json"

places = st.floats(allow_nan=False, allow_infinity=False)
pressures = st.none() | st.floats(0, 1)
raw_strokes = st.lists(st.lists(st.tuples(places, places, pressures), min_size=1, max_size=8), min_size=1, max_size=4)


@st.composite
def inks(draw: st.DrawFn) -> Ink:
    raw = draw(raw_strokes)
    count = sum(map(len, raw))
    times = sorted(draw(st.lists(st.floats(0, 1e9), min_size=count, max_size=count)))
    clock = iter(times)
    strokes = tuple(tuple(Sample(x, y, next(clock), p) for x, y, p in stroke) for stroke in raw)
    side = st.floats(1e-3, 1e5)
    return Ink(draw(side), draw(side), strokes)


@given(inks())
def test_ink_json_round_trips_exactly(ink: Ink) -> None:
    assert read_ink(write_ink(ink)) == ink


def test_the_shipped_recording_is_read_whole() -> None:
    ink = read_ink(RECORDING.read_bytes())
    assert (ink.width, ink.height) == (600, 200)
    assert [len(stroke) for stroke in ink.strokes] == [220, 43, 238]
    assert ink.strokes[0][0] == Sample(111.721, 123.608, 0.0, 0.4795)


def document(**changes: object) -> bytes:
    good = {"format": "paraphe-ink", "version": 1, "size": [600, 200], "strokes": [[[1, 2, 0, None], [3, 4, 0.1, 0.5]]]}
    return json.dumps(good | changes).encode()


def test_the_example_is_read() -> None:
    assert read_ink(document()).strokes == ((Sample(1, 2, 0, None), Sample(3, 4, 0.1, 0.5)),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ink_not_json"),
        (b"{", "ink_not_json"),
        (b"\xff\xfe\x00", "ink_not_json"),
        (b"[" * 100_000, "ink_not_json"),
        (b"[]", "ink_not_ink"),
        (b'{"format": "other"}', "ink_not_ink"),
        (document(version=2), "ink_version"),
        (document(version=True), "ink_version"),
        (document(size=[600]), "ink_size"),
        (document(size=[0, 200]), "ink_size"),
        (document(size=[600, 1e9]), "ink_size"),
        (document(size="big"), "ink_size"),
        (document(size=[600, float("nan")]), "ink_size"),
        (document(strokes={}), "ink_shape"),
        (document(strokes=[]), "ink_no_strokes"),
        (document(strokes=[[]]), "ink_empty_stroke"),
        (document(strokes=["line"]), "ink_shape"),
        (document(strokes=[[[1, 2, 0]]]), "ink_shape"),
        (document(strokes=[[[1, 2, 0, None, 5]]]), "ink_shape"),
        (document(strokes=[[[1, "2", 0, None]]]), "ink_shape"),
        (document(strokes=[[[True, 2, 0, None]]]), "ink_shape"),
        (document(strokes=[[[1, 2, 0, "hard"]]]), "ink_shape"),
        (document(strokes=[[[float("nan"), 2, 0, None]]]), "ink_not_finite"),
        (document(strokes=[[[1, float("inf"), 0, None]]]), "ink_not_finite"),
        (document(strokes=[[[1, 10**400, 0, None]]]), "ink_not_finite"),
        (document(strokes=[[[1, 2, 0, 1.5]]]), "ink_pressure"),
        (document(strokes=[[[1, 2, -0.1, None]]]), "ink_time_reversed"),
        (document(strokes=[[[1, 2, 1, None], [1, 2, 0.5, None]]]), "ink_time_reversed"),
        (document(strokes=[[[1, 2, 1, None]], [[1, 2, 0.5, None]]]), "ink_time_reversed"),
    ],
)
def test_a_broken_file_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_ink(data)
    assert refused.value.code == code


def test_a_huge_file_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_ink(b" " * ((32 << 20) + 1))
    assert refused.value.code == "ink_too_large"


def test_what_was_drawn_never_shows_in_a_repr() -> None:
    assert "17.25" not in repr(Ink(600, 200, ((Sample(17.25, 2, 0, None),),)))
