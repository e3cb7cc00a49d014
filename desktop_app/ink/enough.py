"""Is this a signature, or did the hand only touch the pad? Short real ones (a paraph, a cross, a check) pass.

Asked with each key in the form: it looks at no more samples than it takes to say yes.
"""

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
    if all(_extent_px([stroke], DOT_PX) <= DOT_PX for stroke in seen):
        return "ink_only_a_dot" if len(seen) == 1 else "ink_only_dots"
    if _extent_px(seen, SMALL_PX) < SMALL_PX:
        return "ink_too_small"
    if _way_px(seen, WAY_MIN_PX) < WAY_MIN_PX:
        return "ink_too_short"
    return None


def _touches_area(stroke: Stroke, ink: Ink) -> bool:
    return any(0 <= sample.x <= ink.width and 0 <= sample.y <= ink.height for sample in stroke)


def _extent_px(strokes: list[Stroke], enough_px: float) -> float:
    """The longer side of what holds them all; of no more of them than it takes to go beyond `enough_px`."""
    left = top = math.inf
    right = bottom = -math.inf
    for stroke in strokes:
        for x, y, _, _ in stroke:
            left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
            if right - left > enough_px or bottom - top > enough_px:
                return max(right - left, bottom - top)
    return max(right - left, bottom - top)


def _way_px(strokes: list[Stroke], enough_px: float) -> float:
    """The way of the pen; of no more of it than `enough_px` takes."""
    way_px = 0.0
    for stroke in strokes:
        for before, after in pairwise(stroke):
            way_px += math.hypot(after.x - before.x, after.y - before.y)
            if way_px >= enough_px:
                return way_px
    return way_px
