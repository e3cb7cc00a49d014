"""Housekeeping: what was erased leaves the WAL, and receipts go when their time has come.

The design allows 60 s until the WAL is emptied. Between two rounds that is done at once; where a reader is in the way,
again as soon as the engine looks up (every 10 s); in the middle of a long round, every 30 s.
"""

import math
from collections.abc import Callable
from contextlib import suppress

from desktop_app.domain.errors import ParapheError

from .ports import Clock, Outbox

PRUNE_EVERY_S = 6 * 3_600.0
WAL_S = 30.0
AGAIN_S = 5.0  # after a reader was in the way: no round waits for the same one as the round before
FAULT_S = 60.0  # after a fault of the disk: longer than the engine rests for it, so that it sends meanwhile


class House:
    """One outbox's."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox, self._clock = outbox, clock
        self._pruned_at_s = self._not_before_s = -math.inf
        self._tried_at_s = clock.monotonic()
        self._counter: int | None = None
        self._others_wrote = False

    def hear(self, change_counter: int) -> None:
        """Where it is another one than before, another process wrote, and may have left in the WAL what it erased."""
        self._others_wrote = self._others_wrote or self._counter not in (None, change_counter)
        self._counter = change_counter

    def due(self) -> bool:
        """Whether there is something to empty, and it did not fail a moment ago."""
        return self._dirty() and self._clock.monotonic() >= self._not_before_s

    def within_s(self, left_s: float | None) -> float | None:
        """How long to wait in the middle of a round for what may take `left_s`, until `keep_meanwhile` is called."""
        if not self._dirty():
            return left_s
        wait_s = max(0.0, self._tried_at_s + WAL_S - self._clock.monotonic())
        return wait_s if left_s is None else min(left_s, wait_s)

    def keep(self, receipt_days: int) -> None:
        """After a round. Raises EnvironmentFault of the outbox."""
        now_s = self._clock.monotonic()
        if now_s - self._pruned_at_s > PRUNE_EVERY_S:
            self._pruned_at_s = now_s
            self._empty(lambda: self._outbox.prune(self._clock.now(), receipt_days))
        elif self.due():
            self._empty(self._outbox.empty_wal)

    def keep_meanwhile(self) -> None:
        """In the middle of a long round, or of another process's."""
        if self._dirty() and self._clock.monotonic() - self._tried_at_s >= WAL_S:
            with suppress(ParapheError):  # later
                self._empty(self._outbox.empty_wal)

    def _dirty(self) -> bool:
        return self._others_wrote or self._outbox.erased_in_wal

    def _empty(self, empty: Callable[[], object]) -> None:
        self._tried_at_s = self._clock.monotonic()
        self._not_before_s = self._tried_at_s + FAULT_S
        empty()
        if self._outbox.erased_in_wal:
            self._not_before_s = self._tried_at_s + AGAIN_S
        else:
            self._others_wrote, self._not_before_s = False, -math.inf
