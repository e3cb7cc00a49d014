"""Whether anybody is still there: pure, the clock is handed in.

    ACTIVE --idle_s without a touch--> COUNTDOWN --COUNTDOWN_S more--> GONE
      ^                                    |
      '------------ any touch -------------'

A pen that is down counts as a touch for as long as it is down.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

COUNTDOWN_S: Final = 15


class Presence(StrEnum):
    """What is known of the person."""

    ACTIVE = "active"
    COUNTDOWN = "countdown"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Idle:
    """Times are seconds of a clock that never runs backwards."""

    idle_s: float
    last_touch_s: float
    pen_down: bool = False

    def touched(self, now_s: float) -> "Idle":
        """Somebody did something."""
        return replace(self, last_touch_s=now_s)

    def pen(self, now_s: float, *, down: bool) -> "Idle":
        """The pen went down or up; both are touches."""
        return replace(self, last_touch_s=now_s, pen_down=down)

    def presence(self, now_s: float) -> Presence:
        """What to do at this moment."""
        if self.pen_down or now_s < self.last_touch_s + self.idle_s:
            return Presence.ACTIVE
        return Presence.COUNTDOWN if now_s < self._gone_at_s else Presence.GONE

    def seconds_left(self, now_s: float) -> int:
        """What the countdown shows: a begun second counts; 0 once nobody is there."""
        return min(COUNTDOWN_S, max(0, math.ceil(self._gone_at_s - now_s)))

    @property
    def _gone_at_s(self) -> float:
        return self.last_touch_s + self.idle_s + COUNTDOWN_S
