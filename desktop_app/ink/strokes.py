"""Strokes as the hand made them, and the ink JSON they are exchanged in."""

import json
import math
from typing import Final, NamedTuple

from desktop_app.domain.errors import InvalidInput

FORMAT: Final = "paraphe-ink"
VERSION: Final = 1
FILE_MAX_BYTES: Final = 32 << 20
SAMPLES_MAX: Final = 500_000  # an hour of writing at 133 Hz; more is a broken file
SIZE_MAX: Final = 100_000.0  # logical pixels of the area's longer side
_FIELDS: Final = 4


class Sample(NamedTuple):
    """One report of the pen: place in logical pixels, seconds since the ink's first sample, pressure 0..1 or None."""

    x: float
    y: float
    t_s: float
    pressure: float | None = None


Stroke = tuple[Sample, ...]


class Ink(NamedTuple):
    """What was drawn on an area of `width` x `height` logical pixels. Biometric: it is never stored or sent.

    Strokes may leave the area; what is outside of it is neither shown nor encoded.
    """

    width: float
    height: float
    strokes: tuple[Stroke, ...] = ()

    def __repr__(self) -> str:
        return f"Ink({self.width:g} x {self.height:g}, {len(self.strokes)} strokes)"


def write_ink(ink: Ink) -> bytes:
    """The ink as JSON in UTF-8; `read_ink` gives back exactly the same numbers."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "size": [ink.width, ink.height],
        "strokes": [[list(sample) for sample in stroke] for stroke in ink.strokes],
    }
    return json.dumps(document, separators=(",", ":"), allow_nan=False).encode()


def read_ink(data: bytes) -> Ink:
    """Reads ink JSON.

    Raises InvalidInput: `ink_too_large`, `ink_not_json`, `ink_not_ink`, `ink_version`, `ink_size`, `ink_shape` (not
    lists of [x, y, t, p]), `ink_no_strokes`, `ink_empty_stroke`, `ink_not_finite`, `ink_time_reversed`, `ink_pressure`.
    """
    if len(data) > FILE_MAX_BYTES:
        raise InvalidInput("ink_too_large", limit_mb=FILE_MAX_BYTES >> 20)
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("ink_not_json") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InvalidInput("ink_not_ink")
    if document.get("version") != VERSION or isinstance(document["version"], bool):
        raise InvalidInput("ink_version", known=VERSION)
    width, height = _size(document.get("size"))
    strokes = document.get("strokes")
    if not isinstance(strokes, list):
        raise InvalidInput("ink_shape")
    if not strokes:
        raise InvalidInput("ink_no_strokes")
    if sum(len(stroke) for stroke in strokes if isinstance(stroke, list)) > SAMPLES_MAX:
        raise InvalidInput("ink_too_large", limit_mb=FILE_MAX_BYTES >> 20)
    return Ink(width, height, _strokes(strokes))


def _size(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - width and height
        raise InvalidInput("ink_size")
    width, height = (_number(side, "ink_size", endless="ink_size") for side in value)
    if not (0 < width <= SIZE_MAX and 0 < height <= SIZE_MAX):
        raise InvalidInput("ink_size")
    return width, height


def _strokes(raw: list[object]) -> tuple[Stroke, ...]:
    last_s = 0.0
    strokes = []
    for index, raw_stroke in enumerate(raw, start=1):
        if not isinstance(raw_stroke, list):
            raise InvalidInput("ink_shape", stroke=index)
        if not raw_stroke:
            raise InvalidInput("ink_empty_stroke", stroke=index)
        stroke = tuple(_sample(raw_sample, index) for raw_sample in raw_stroke)
        for sample in stroke:
            if sample.t_s < last_s:
                raise InvalidInput("ink_time_reversed", stroke=index)
            last_s = sample.t_s
        strokes.append(stroke)
    return tuple(strokes)


def _sample(raw: object, stroke: int) -> Sample:
    if not isinstance(raw, list) or len(raw) != _FIELDS:
        raise InvalidInput("ink_shape", stroke=stroke)
    x, y, t_s = (_number(value, "ink_shape", stroke=stroke) for value in raw[:3])
    pressure = None if raw[3] is None else _number(raw[3], "ink_shape", stroke=stroke)
    if pressure is not None and not 0 <= pressure <= 1:
        raise InvalidInput("ink_pressure", stroke=stroke)
    return Sample(x, y, t_s, pressure)


def _number(value: object, code: str, *, endless: str = "ink_not_finite", **facts: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidInput(code, **facts)
    try:
        number = float(value)
    except OverflowError as error:
        raise InvalidInput(endless, **facts) from error
    if not math.isfinite(number):
        raise InvalidInput(endless, **facts)
    return number
