"""Ink to measure with: the recordings, and a seeded hand of our own that also writes with a mouse.

The hand follows the oscillation model of handwriting (Hollerbach 1981): two coupled swings, modulated from letter to
letter, on a steady drift to the right.
"""

import math
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from desktop_app.ink.strokes import Ink, Sample, Stroke, read_ink

RECORDINGS = Path(__file__).parents[1] / "recordings"
AREA = (600.0, 200.0)


def recordings() -> dict[str, Ink]:
    """All recordings by name."""
    return {path.stem: read_ink(path.read_bytes()) for path in sorted(RECORDINGS.glob("*.json"))}


def generated(count: int, *, rate_hz: float = 120.0, whole_pixels: bool = False) -> dict[str, Ink]:
    """`count` signatures without pressure; `whole_pixels` as many mice report them."""
    return {f"hand-{seed:03}": _signature(random.Random(seed), rate_hz, whole_pixels) for seed in range(count)}


def everything() -> dict[str, Ink]:
    """The recordings, a pen without pressure, and a mouse."""
    mouse = {f"mouse-{name}": ink for name, ink in generated(8, whole_pixels=True).items()}
    return {**recordings(), **generated(12), **mouse}


def long_stroke(samples: int) -> Ink:
    """One stroke that never leaves the area and never comes to rest."""
    width, height = AREA
    stroke = tuple(
        Sample(
            width * (0.5 + 0.45 * math.sin(i * 0.013)),
            height * (0.5 + 0.4 * math.sin(i * 0.031 + 1)),
            i / 133,
            0.5 + 0.3 * math.sin(i * 0.05),
        )
        for i in range(samples)
    )
    return Ink(width, height, (stroke,))


def _signature(chance: random.Random, rate_hz: float, whole_pixels: bool) -> Ink:  # noqa: FBT001 - private
    strokes: list[Stroke] = []
    x, start_s = chance.uniform(30, 70), 0.0
    for _ in range(chance.randint(1, 4)):
        stroke: Stroke = tuple(_letters(chance, x, start_s, rate_hz))
        if whole_pixels:
            stroke = tuple(_without_repeats(s._replace(x=float(round(s.x)), y=float(round(s.y))) for s in stroke))
        strokes.append(stroke)
        x = max(s.x for s in stroke) + chance.uniform(4, 14)
        start_s = stroke[-1].t_s + chance.uniform(0.1, 0.4)
        if x > AREA[0] * 0.75:
            break
    return Ink(*AREA, tuple(strokes))


def _letters(chance: random.Random, left: float, start_s: float, rate_hz: float) -> Iterator[Sample]:
    """Loops of changing height, slanted and drifting to the right; now and then a long rise or tail."""
    loops = chance.randint(2, 6)
    loop_s = chance.uniform(0.16, 0.26)
    drift = chance.uniform(14, 26)
    slant = chance.uniform(0.1, 0.5)
    lag = chance.uniform(0.9, 1.9)
    heights = [chance.choice((12, 14, 18, 18, 45, 60)) * chance.uniform(0.8, 1.2) for _ in range(loops + 1)]
    begin, middle = chance.uniform(0, math.pi), chance.uniform(95, 115)
    for index in range(int(loops * loop_s * rate_hz) + 1):
        turn = index / rate_hz / loop_s
        here = min(loops - 1, int(turn))
        blend = 0.5 - 0.5 * math.cos(math.pi * (turn - here))
        height = heights[here] + (heights[here + 1] - heights[here]) * blend
        phase = 2 * math.pi * turn + begin
        y = -height * math.sin(phase)
        x = left + 20 + drift * turn + 0.35 * height * math.cos(phase + lag) - slant * y
        yield Sample(x, min(AREA[1] - 6, max(6.0, middle + y)), round(start_s + index / rate_hz, 4), None)


def _without_repeats(samples: Iterator[Sample]) -> Iterator[Sample]:
    """A mouse says nothing while it stands."""
    kept = list(samples)
    yield kept[0]
    yield from (new for old, new in pairwise(kept) if new[:2] != old[:2])
