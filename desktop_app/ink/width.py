"""How wide the line is at each sample: from pressure where the pen has it, from speed where it has not.

Only earlier samples count, so the width of what is drawn never changes afterwards.
"""

import math
from collections import deque
from typing import Final

from .strokes import Sample

RADIUS_MIN: Final = 0.5  # logical pixels: the finest line a pen leaves
RADIUS_MAX: Final = 1.65
DOT_RADIUS: Final = 1.4  # a dot is made by standing still, where neither pressure nor speed say much
PRESSURE_FLOOR: Final = 0.02  # below this a pen reports touch without weight
PRESSURE_GAMMA: Final = 1.5  # most hands press between 0.4 and 0.9: the range where the line should tell them apart
SPEED_HALF_PX_PER_S: Final = 550.0  # where the width is midway; a signature's median on a 600 px pad is near it
SPEED_WINDOW_S: Final = 0.03  # shorter is noise of the clock, longer comes late at turns
SPEED_SPAN_MIN_S: Final = 0.004  # a batch of equal time stamps says nothing of speed
SETTLE_LENGTH_PX: Final = 5.0  # the width follows over this length of line, so that it never steps
OUTSET: Final = 0.65  # of the width beyond the finest: a line begins fine where no pressure says how
SETTLE_AT_REST: Final = 0.12  # and this much per sample where the pen stands


class Nib:
    """The line's radius along one stroke, sample by sample."""

    def __init__(self) -> None:
        self._radius: float | None = None
        self._window: deque[tuple[float, float]] = deque()  # (time, way so far)
        self._way_px = 0.0
        self._speed_radius = (RADIUS_MIN + RADIUS_MAX) / 2

    def radius(self, sample: Sample, step_px: float) -> float:
        """The radius in logical pixels at `sample`, which is `step_px` of line after the one before."""
        self._way_px += step_px
        target = self._from_speed(sample.t_s) if sample.pressure is None else from_pressure(sample.pressure)
        if self._radius is None:
            weighs = sample.pressure is not None
            self._radius = target if weighs else RADIUS_MIN + (target - RADIUS_MIN) * OUTSET
        else:
            follow = 1.0 - math.exp(-(step_px / SETTLE_LENGTH_PX + SETTLE_AT_REST))
            self._radius += (target - self._radius) * follow
        return self._radius

    def _from_speed(self, t_s: float) -> float:
        window = self._window
        window.append((t_s, self._way_px))
        while len(window) > 2 and t_s - window[1][0] >= SPEED_WINDOW_S:  # noqa: PLR2004 - two make a span
            window.popleft()
        since_s, since_px = window[0]
        span_s = t_s - since_s
        if span_s >= SPEED_SPAN_MIN_S:
            speed = (self._way_px - since_px) / span_s
            self._speed_radius = RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) / (1.0 + speed / SPEED_HALF_PX_PER_S)
        return self._speed_radius


def from_pressure(pressure: float) -> float:
    """The radius for a pressure of 0..1."""
    weight = max(0.0, pressure - PRESSURE_FLOOR) / (1.0 - PRESSURE_FLOOR)
    return RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) * math.pow(weight, PRESSURE_GAMMA)
