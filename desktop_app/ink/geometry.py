"""Samples -> convex outlines of a line of varying width that passes through every sample.

Between two samples runs a centripetal Catmull-Rom curve (no loops, no overshoot), cut into capsules: the convex hull of
two discs. A renderer fills each outline and keeps the darker of old and new at every pixel; the union of capsules is
then the same in whatever order and in however many pieces it is drawn, on the screen and in the JPEG.
A piece is final once the sample after it is known; until then it is the tail.
"""

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from .steady import Steadier
from .strokes import Sample, Stroke
from .width import DOT_RADIUS, RADIUS_MIN, Nib

Point = tuple[float, float]
Outline = list[Point]

FLATNESS_PX: Final = 0.05  # an eighth of a pixel where the JPEG enlarges 2.5 times
PIECES_MAX: Final = 48
SAME_PLACE_PX: Final = 1e-3
FAR_PX: Final = 1e5  # drawing, not storing, stops here: nothing beyond is on any paper
CORNER_BEGINS: Final = 0.45  # cosine of the turn from which on a corner is kept (63 degrees) ...
CORNER_FULL: Final = 0.05  # ... and where the curve no longer rounds it at all
SAGITTA_PX: Final = 0.05  # how far the straight sides of an outline may lie inside its round ends
ARC_RADIUS_MIN_PX: Final = 0.3
DOT_EXTENT_PX: Final = 1.2  # a stroke that stays within this is a dot
TIP: Final = 0.4  # of the width beyond the finest: where a pointer without pressure leaves, as a pen's line thins out

_ARC_FACTOR: Final = 2 * math.sqrt(2 * SAGITTA_PX)  # angle of a chord = this / sqrt(radius)
_CIRCLE: Final = tuple((math.cos(i * math.pi / 20), math.sin(i * math.pi / 20)) for i in range(40))


class _Knot(NamedTuple):
    x: float
    y: float
    radius: float


class Tracer:
    """The outlines of one stroke, sample by sample, in constant time each."""

    def __init__(self) -> None:
        self._nib = Nib()
        self._steadier = Steadier()
        self._before: _Knot | None = None  # the knot before `_start`
        self._start: _Knot | None = None  # where the tail begins
        self._end: _Knot | None = None  # the newest knot
        self._extent_px = 0.0
        self._weighs = True  # whether the newest sample came with a pressure

    def add(self, sample: Sample) -> list[Outline]:
        """The outlines that this sample made final."""
        settled = self._steadier.add(sample)
        if len(settled) == 1:
            return self._advance(settled[0])
        return [outline for each in settled for outline in self._advance(each)]

    def _advance(self, sample: Sample) -> list[Outline]:
        x, y = _clamped(sample.x), _clamped(sample.y)
        self._weighs = sample.pressure is not None
        end = self._end
        if end is None:
            self._end = _Knot(x, y, self._nib.radius(sample, 0.0))
            return [disc(x, y, self._end.radius)]
        step_px = math.hypot(x - end.x, y - end.y)
        radius = self._nib.radius(sample, step_px)
        self._extent_px += step_px
        if step_px < SAME_PLACE_PX:
            if radius <= end.radius:
                return []
            self._end = end._replace(radius=radius)
            return [disc(end.x, end.y, radius)]
        knot = _Knot(x, y, radius)
        final = [] if self._start is None else _piece(self._before, self._start, end, knot)
        self._before, self._start, self._end = self._start, end, knot
        return final

    def tail(self) -> list[Outline]:
        """From the last final knot straight to the newest sample: shown until the next one bends it."""
        start, end = self._start, self._end
        waiting = self._steadier.waiting()
        if not waiting:
            return [] if start is None or end is None else [_capsule(start, end, follows=True)]
        way = [knot for knot in (start, end) if knot is not None]
        if not way:
            outset = waiting[0]
            way.append(_Knot(_clamped(outset.x), _clamped(outset.y), Nib().radius(outset, 0.0)))
        way += [_Knot(_clamped(s.x), _clamped(s.y), way[-1].radius) for s in waiting]
        return [_capsule(before, after) for before, after in pairwise(way)]

    def finish(self) -> list[Outline]:
        """The last outlines of the stroke: the tail, or the dot where the pen only touched. Nothing is added after."""
        last = [outline for settled in self._steadier.flush() for outline in self._advance(settled)]
        end = self._end
        if end is None:
            return []
        if self._extent_px < DOT_EXTENT_PX:
            return [*last, *self.tail(), disc(end.x, end.y, max(DOT_RADIUS, end.radius))]
        if self._start is None:
            return last
        if not self._weighs:
            end = end._replace(radius=RADIUS_MIN + (end.radius - RADIUS_MIN) * TIP)
        return [*last, *_piece(self._before, self._start, end, None)]


def outlines(stroke: Stroke) -> list[Outline]:
    """All outlines of a finished stroke; the same that a Tracer gives one by one."""
    tracer = Tracer()
    final = [outline for sample in stroke for outline in tracer.add(sample)]
    return final + tracer.finish()


def bounds(all_outlines: Iterable[Outline]) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of the outlines; None where there are none."""
    points = [point for outline in all_outlines for point in outline]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def disc(x: float, y: float, radius: float) -> Outline:
    """A circle as 40 points: 0.3 % of its radius off at most."""
    return [(x + radius * cos, y + radius * sin) for cos, sin in _CIRCLE]


def _piece(before: _Knot | None, start: _Knot, end: _Knot, after: _Knot | None) -> list[Outline]:
    """The capsules from `start` to `end`; the neighbours give the curve its direction."""
    x0, y0, r0 = start
    x3, y3, r3 = end
    tangent_x, tangent_y = _tangent(before, start, end) if before else (x3 - x0, y3 - y0)
    x1, y1 = x0 + tangent_x / 3, y0 + tangent_y / 3
    # Seen backwards the curve is the same, so its end is the start of the reversed one.
    tangent_x, tangent_y = _tangent(after, end, start) if after else (x0 - x3, y0 - y3)
    x2, y2 = x3 + tangent_x / 3, y3 + tangent_y / 3
    bend = max(math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3))
    count = min(PIECES_MAX, max(1, math.ceil(math.sqrt(0.75 * bend / FLATNESS_PX))))
    if count == 1:
        return [_capsule(start, end)]
    capsules = []
    here: tuple[float, float, float] = start
    for index in range(1, count + 1):
        u = index / count
        v = 1 - u
        a, b, c, d = v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u
        ahead = (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3, r0 + (r3 - r0) * u)
        capsules.append(_capsule(here, ahead, follows=index > 1))
        here = ahead
    return capsules


def _tangent(behind: _Knot, here: _Knot, ahead: _Knot) -> Point:
    """The curve's derivative at `here` towards `ahead`: centripetal Catmull-Rom, and the chord at a corner."""
    ux, uy = here.x - behind.x, here.y - behind.y
    vx, vy = ahead.x - here.x, ahead.y - here.y
    u_px, v_px = math.hypot(ux, uy), math.hypot(vx, vy)
    cosine = (ux * vx + uy * vy) / (u_px * v_px)
    if cosine <= CORNER_FULL:
        return vx, vy
    s, t = math.sqrt(u_px), math.sqrt(v_px)
    x = t * (ux / s - (ux + vx) / (s + t) + vx / t)
    y = t * (uy / s - (uy + vy) / (s + t) + vy / t)
    if cosine >= CORNER_BEGINS:
        return x, y
    keep = (CORNER_BEGINS - cosine) / (CORNER_BEGINS - CORNER_FULL)
    return x + (vx - x) * keep, y + (vy - y) * keep


def _capsule(start: tuple[float, float, float], end: tuple[float, float, float], *, follows: bool = False) -> Outline:
    """The convex hull of two discs, each given as (x, y, radius).

    One that `follows` another leaves out the round of its first disc, which that one has drawn.
    """
    x0, y0, r0 = start
    x1, y1, r1 = end
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy)
    if length <= abs(r0 - r1):
        return disc(x0, y0, r0) if r0 >= r1 else disc(x1, y1, r1)
    # From the axis to where the straight sides touch both discs.
    cos = (r0 - r1) / length
    sin = math.sqrt(1.0 - cos * cos)
    touch = math.acos(cos)
    along_x, along_y, across_x, across_y = dx / length * cos, dy / length * cos, dy / length * sin, dx / length * sin
    left, right = (along_x - across_x, along_y + across_y), (along_x + across_x, along_y - across_y)
    points: Outline = []
    if follows:
        points += ((x0 + r0 * left[0], y0 + r0 * left[1]), (x0 + r0 * right[0], y0 + r0 * right[1]))
    else:
        _add_arc(points, start, left, 2 * (math.pi - touch))
    _add_arc(points, end, right, 2 * touch)
    return points


def _add_arc(points: Outline, circle: tuple[float, float, float], towards: Point, sweep: float) -> None:
    """Points on a circle (x, y, radius), none farther than SAGITTA_PX inside it, from a direction over `sweep`."""
    x, y, radius = circle
    steps = math.ceil(sweep * math.sqrt(max(radius, ARC_RADIUS_MIN_PX)) / _ARC_FACTOR)
    turn = sweep / steps
    cos, sin = math.cos(turn), math.sin(turn)
    dx, dy = radius * towards[0], radius * towards[1]
    points.append((x + dx, y + dy))
    for _ in range(steps):
        dx, dy = dx * cos - dy * sin, dx * sin + dy * cos
        points.append((x + dx, y + dy))


def _clamped(value: float) -> float:
    return max(-FAR_PX, min(FAR_PX, value))
