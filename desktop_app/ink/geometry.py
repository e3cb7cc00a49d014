"""Samples -> outlines of a line of varying width that passes through every sample.

Between two samples runs a centripetal Catmull-Rom curve (no loops, no overshoot), as wide as its samples are: a ribbon,
or capsules, the convex hulls of two discs, where it is short or turns within its own width. The same outlines feed the
screen and the JPEG. A piece is final once the sample after it is known; until then it is the tail.
"""

import math
from itertools import pairwise
from typing import Final

from .outline import HALF_TURN, Disc, Outline, Point, bent, capsule, disc, ribbon
from .steady import Steadier
from .strokes import Sample, Stroke
from .width import DOT_RADIUS, RADIUS_MIN, Nib

SAME_PLACE_PX: Final = 1e-3
FAR_PX: Final = 1e5  # drawing, not storing, stops here: nothing beyond is on any paper
CORNER_BEGINS: Final = 0.45  # cosine of the turn from which on a corner is kept (63 degrees) ...
CORNER_FULL: Final = 0.05  # ... and where the curve no longer rounds it at all
DOT_EXTENT_PX: Final = 1.2  # a stroke that stays within this is a dot
TIP: Final = 0.4  # of the width beyond the finest: where a pointer without pressure leaves, as a pen's line thins out


class Tracer:
    """The outlines of one stroke, sample by sample, in constant time each."""

    def __init__(self) -> None:
        self._nib = Nib()
        self._steadier = Steadier()
        self._start: Disc | None = None  # where the tail begins
        self._end: Disc | None = None  # the newest knot
        self._way: Point = (0.0, 0.0)  # from the one to the other
        self._leaves: Point = (0.0, 0.0)  # the curve's derivative where the tail begins
        self._extent_px = 0.0
        self._weighs = True  # whether the newest sample came with a pressure

    def add(self, sample: Sample) -> list[Outline]:
        """The outlines that this sample made final."""
        steadier = self._steadier
        if not steadier.active:
            return self._advance(sample)
        return [outline for each in steadier.add(sample) for outline in self._advance(each)]

    def _advance(self, sample: Sample) -> list[Outline]:
        x, y, _, pressure = sample
        if not (-FAR_PX < x < FAR_PX and -FAR_PX < y < FAR_PX):
            x, y = _clamped(x), _clamped(y)
        self._weighs = pressure is not None
        end = self._end
        if end is None:
            radius = self._nib.radius(sample, 0.0)
            self._end = (x, y, radius)
            return [disc(x, y, radius)]
        ex, ey, e_radius = end
        way = vx, vy = x - ex, y - ey
        step_px = math.sqrt(vx * vx + vy * vy)
        radius = self._nib.radius(sample, step_px)
        self._extent_px += step_px
        if step_px < SAME_PLACE_PX:
            if radius <= e_radius:
                return []
            self._end = (ex, ey, radius)
            return [disc(ex, ey, radius)]
        start = self._start
        if start is None:
            final, leaves = [], way
        else:
            arrives, leaves = _through(self._way, way)
            final = _piece(start, self._leaves, arrives, end)
        self._start, self._end, self._way, self._leaves = end, (x, y, radius), way, leaves
        return final

    def tail(self) -> list[Outline]:
        """From the last final knot straight to the newest sample: shown until the next one bends it."""
        start, end = self._start, self._end
        waiting = self._steadier.waiting() if self._steadier.active else ()
        if not waiting:
            return [] if start is None or end is None else [_straight(start, end, self._way)]
        way = [knot for knot in (start, end) if knot is not None]
        if not way:
            outset = waiting[0]
            way.append((_clamped(outset.x), _clamped(outset.y), Nib().radius(outset, 0.0)))
        way += [(_clamped(s.x), _clamped(s.y), way[-1][2]) for s in waiting]
        return [capsule(before, after) for before, after in pairwise(way)]

    def finish(self) -> list[Outline]:
        """The last outlines of the stroke: the tail, or the dot where the pen only touched. Nothing is added after."""
        last = [outline for settled in self._steadier.flush() for outline in self._advance(settled)]
        start, end = self._start, self._end
        if end is None:
            return []
        x, y, radius = end
        if self._extent_px < DOT_EXTENT_PX:
            return [*last, *self.tail(), disc(x, y, max(DOT_RADIUS, radius))]
        if start is None:
            return last
        if not self._weighs:
            radius = RADIUS_MIN + (radius - RADIUS_MIN) * TIP
        return [*last, *_piece(start, self._leaves, self._way, (x, y, radius))]


def outlines(stroke: Stroke) -> list[Outline]:
    """All outlines of a finished stroke; the same that a Tracer gives one by one."""
    tracer = Tracer()
    final = [outline for sample in stroke for outline in tracer.add(sample)]
    return final + tracer.finish()


def _straight(start: Disc, end: Disc, way: Point) -> Outline:
    """A straight line between two discs that lie `way` apart: a ribbon made more quickly."""
    x0, y0, r0 = start
    x1, y1, r1 = end
    dx, dy = way
    length = math.sqrt(dx * dx + dy * dy)
    dx, dy = dx / length, dy / length
    right_x, right_y, left_x, left_y = x1 + dy * r1, y1 - dx * r1, x1 - dy * r1, y1 + dx * r1
    reach = r1 * HALF_TURN
    round_x, round_y = dx * reach, dy * reach
    x0_right, y0_right, x0_left, y0_left = x0 + dy * r0, y0 - dx * r0, x0 - dy * r0, y0 + dx * r0
    return (
        x0_right, y0_right,
        x0_right, y0_right, right_x, right_y, right_x, right_y,
        right_x + round_x, right_y + round_y, left_x + round_x, left_y + round_y, left_x, left_y,
        left_x, left_y, x0_left, y0_left, x0_left, y0_left,
    )  # fmt: skip


def _piece(start: Disc, leaves: Point, arrives: Point, end: Disc) -> list[Outline]:
    """The outlines of a curve from disc to disc, given its derivatives there; the round of the first is drawn."""
    one = ribbon(start, leaves, arrives, end)
    if one is not None:
        return [one]
    x0, y0, r0 = start
    x3, y3, r3 = end
    x1, y1 = x0 + leaves[0] / 3, y0 + leaves[1] / 3
    x2, y2 = x3 - arrives[0] / 3, y3 - arrives[1] / 3
    count = bent(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2, x1 - 2 * x2 + x3, y1 - 2 * y2 + y3)
    if count == 1:
        return [capsule(start, end)]
    capsules = []
    here = start
    for index in range(1, count + 1):
        u = index / count
        v = 1 - u
        a, b, c, d = v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u
        ahead = (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3, r0 + (r3 - r0) * u)
        capsules.append(capsule(here, ahead, follows=index > 1))
        here = ahead
    return capsules


def _through(u: Point, v: Point) -> tuple[Point, Point]:
    """The curve's derivatives at a knot between two ways, as it arrives and as it leaves.

    Centripetal Catmull-Rom; at a corner the ways themselves.
    """
    ux, uy = u
    vx, vy = v
    u_px, v_px = math.sqrt(ux * ux + uy * uy), math.sqrt(vx * vx + vy * vy)
    cosine = (ux * vx + uy * vy) / (u_px * v_px)
    if cosine <= CORNER_FULL:
        return u, v
    s, t = math.sqrt(u_px), math.sqrt(v_px)
    # The speed is the same on both sides; each way is gone through in a time of its own.
    both = 1 / (s + t)
    by_s, by_t = 1 / s - both, 1 / t - both
    x, y = ux * by_s + vx * by_t, uy * by_s + vy * by_t
    if cosine >= CORNER_BEGINS:
        return (x * s, y * s), (x * t, y * t)
    keep = (CORNER_BEGINS - cosine) / (CORNER_BEGINS - CORNER_FULL)
    curve = 1 - keep
    s, t = s * curve, t * curve
    return (x * s + ux * keep, y * s + uy * keep), (x * t + vx * keep, y * t + vy * keep)


def _clamped(value: float) -> float:
    return max(-FAR_PX, min(FAR_PX, value))
