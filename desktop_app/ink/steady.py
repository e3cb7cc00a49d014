"""Steadies the way of a pointer that only reports whole pixels, as mice do.

Such a report says where the hand was to half a pixel. A Savitzky-Golay filter (five samples, second order) takes the
stairs out of a slow line and comes nearer to the hand's own way; no place moves farther than the report is uncertain,
so the line still passes every sample. Pens and touch, which report parts of pixels, are left exactly as they are.
"""

import math
from typing import Final

from .strokes import Sample

REACH: Final = 2  # samples before and after
SHIFT_MAX_PX: Final = 0.45  # less than half a pixel, and than the finest line's radius: every sample stays under ink
_WEIGHTS: Final = ((1.0,), (12.0, 17.0, 12.0), (-3.0, 12.0, 17.0, 12.0, -3.0))  # by how many neighbours there are


class Steadier:
    """One stroke, sample by sample; what comes out comes two samples late."""

    def __init__(self) -> None:
        self._window: list[Sample] = []  # raw: up to REACH that came out already, then those that wait
        self._waiting = 0
        self.active = True  # until a sample lies off the grid: from then on it gives back what it is given

    def add(self, sample: Sample) -> list[Sample]:
        """The samples whose place is settled now."""
        if not self.active:
            return [sample]
        if sample.x % 1 != 0 or sample.y % 1 != 0:
            settled = self.flush()
            self.active = False
            return [*settled, sample]
        self._window.append(sample)
        self._waiting += 1
        if self._waiting <= REACH:
            return []
        return [self._next()]

    def waiting(self) -> list[Sample]:
        """The samples that are not settled yet, as they were reported."""
        return self._window[len(self._window) - self._waiting :]

    def flush(self) -> list[Sample]:
        """Settles the rest: nothing follows."""
        return [self._next() for _ in range(self._waiting)]

    def _next(self) -> Sample:
        """The oldest waiting sample, steadied by as many neighbours as it has on both sides."""
        index = len(self._window) - self._waiting
        self._waiting -= 1
        sample = self._window[index]
        reach = min(REACH, index, self._waiting)
        weights = _WEIGHTS[reach]
        near = self._window[index - reach : index + reach + 1]
        if index >= REACH:
            del self._window[0]
        total = sum(weights)
        dx = sum(weight * (s.x - sample.x) for weight, s in zip(weights, near, strict=True)) / total
        dy = sum(weight * (s.y - sample.y) for weight, s in zip(weights, near, strict=True)) / total
        shift = math.hypot(dx, dy)
        if not shift > 0 or not math.isfinite(shift):
            return sample
        part = min(1.0, SHIFT_MAX_PX / shift)
        return sample._replace(x=sample.x + dx * part, y=sample.y + dy * part)
