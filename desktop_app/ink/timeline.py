"""Time stamps of events -> seconds that never run backwards."""

import math
from typing import Final

MS_PER_S: Final = 1_000.0
SETBACK_MS: Final = 1_000.0  # more than events can be out of order: the counter began anew


class Timeline:
    """Seconds since the first stamp; equal stamps stay equal, a stamp from the past counts as now."""

    def __init__(self) -> None:
        self._zero_ms: float | None = None
        self._last_s = 0.0

    def at(self, stamp_ms: float) -> float:
        """The time of an event; anything that is no number counts as no time passed."""
        if not math.isfinite(stamp_ms):
            return self._last_s
        if self._zero_ms is None:
            self._zero_ms = stamp_ms
        behind_ms = self._last_s * MS_PER_S - (stamp_ms - self._zero_ms)
        if behind_ms > SETBACK_MS:
            self._zero_ms -= behind_ms  # goes on from here
        self._last_s = max(self._last_s, (stamp_ms - self._zero_ms) / MS_PER_S)
        return self._last_s
