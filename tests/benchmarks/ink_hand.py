"""Ink to measure with: the recordings, and a seeded hand of our own that also writes with a mouse.

The hand follows the sigma-lognormal model of rapid movements (Plamondon 1995): a stroke is a sum of arcs whose speeds are
lognormal in time.
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
    x, y, start_s = chance.uniform(60, 120), chance.uniform(80, 120), 0.0
    for _ in range(chance.randint(1, 4)):
        stroke = tuple(_stroke(chance, (x, y), start_s, rate_hz))
        if whole_pixels:
            stroke = tuple(_without_repeats(s._replace(x=float(round(s.x)), y=float(round(s.y))) for s in stroke))
        strokes.append(stroke)
        x = min(AREA[0] - 150, stroke[-1].x + chance.uniform(5, 30))
        y, start_s = chance.uniform(70, 130), stroke[-1].t_s + chance.uniform(0.1, 0.4)
    return Ink(*AREA, tuple(strokes))


def _stroke(
    chance: random.Random, begin: tuple[float, float], start_s: float, rate_hz: float
) -> Iterator[Sample]:
    """Some letters: arcs up and down that overlap in time, drifting to the right."""
    arcs = []
    angle = chance.uniform(-1.2, -0.6)
    for index in range(chance.randint(4, 10)):
        bend = chance.uniform(1.2, 3.0) * (1 if index % 2 else -1)
        arcs.append((index * chance.uniform(0.09, 0.13), chance.uniform(35, 90), angle, angle + bend))
        angle += bend + chance.uniform(-0.5, 0.5)
    mu, sigma = -1.9, 0.35
    end_s = arcs[-1][0] + 0.45
    x, y = begin
    step_s = 1 / rate_hz
    for index in range(int(end_s * rate_hz)):
        t = index * step_s
        yield Sample(x, y, round(start_s + t, 4), None)
        vx, vy = 60.0, 0.0
        for t0, length, from_angle, to_angle in arcs:
            if t <= t0:
                continue
            z = (math.log(t - t0) - mu) / sigma
            speed = length * math.exp(-z * z / 2) / (sigma * math.sqrt(2 * math.pi) * (t - t0))
            heading = from_angle + (to_angle - from_angle) * 0.5 * (1 + math.erf(z / math.sqrt(2)))
            vx, vy = vx + speed * math.cos(heading), vy + speed * math.sin(heading)
        x = min(AREA[0] - 6, max(6, x + vx * step_s))
        y = min(AREA[1] - 6, max(6, y + vy * step_s))


def _without_repeats(samples: Iterator[Sample]) -> Iterator[Sample]:
    """A mouse says nothing while it stands."""
    kept = list(samples)
    yield kept[0]
    yield from (new for old, new in pairwise(kept) if new[:2] != old[:2])
