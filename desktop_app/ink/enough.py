"""Is this a signature, or did the hand only touch the pad? Short real ones (a paraph, a cross, a check) pass."""

import math
from itertools import pairwise
from typing import Final

from .strokes import Ink, Stroke

DOT_PX: Final = 4.0  # a stroke that stays within this is a dot
SMALL_PX: Final = 12.0  # everything together within this cannot be read on paper either: 3 mm
WAY_MIN_PX: Final = 30.0  # of all strokes: an X of 3 mm has as much


def problem(ink: Ink) -> str | None:
    """Why it is not enough, or None: `ink_empty`, `ink_outside`, `ink_only_a_dot`, `ink_too_small`, `ink_too_short`."""
    if not ink.strokes:
        return "ink_empty"
    seen = [stroke for stroke in ink.strokes if _touches_area(stroke, ink)]
    if not seen:
        return "ink_outside"
    if all(_extent_px([stroke]) <= DOT_PX for stroke in seen):
        return "ink_only_a_dot" if len(seen) == 1 else "ink_only_dots"
    if _extent_px(seen) < SMALL_PX:
        return "ink_too_small"
    if sum(_way_px(stroke) for stroke in seen) < WAY_MIN_PX:
        return "ink_too_short"
    return None


def _touches_area(stroke: Stroke, ink: Ink) -> bool:
    return any(0 <= sample.x <= ink.width and 0 <= sample.y <= ink.height for sample in stroke)


def _extent_px(strokes: list[Stroke]) -> float:
    xs = [sample.x for stroke in strokes for sample in stroke]
    ys = [sample.y for stroke in strokes for sample in stroke]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _way_px(stroke: Stroke) -> float:
    return sum(math.hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(stroke))
