"""Housekeeping between the rounds: what was erased leaves the WAL, and receipts go when their time has come."""

import math
from contextlib import suppress

from desktop_app.domain.errors import ParapheError

from .ports import Clock, Outbox

PRUNE_EVERY_S = 6 * 3_600.0
WAL_S = 30.0  # the design allows 60


class House:
    """One outbox's. `dirty`: something was erased that the WAL may still hold."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self.dirty = False
        self._outbox, self._clock = outbox, clock
        self._pruned_at_s = self._emptied_at_s = -math.inf

    def keep(self, receipt_days: int) -> None:
        """After a round. Raises EnvironmentFault of the outbox."""
        now_s = self._clock.monotonic()
        if now_s - self._pruned_at_s > PRUNE_EVERY_S:
            self._pruned_at_s = now_s
            self._outbox.prune(self._clock.now(), receipt_days)  # empties the WAL, too
        elif self.dirty:
            self._outbox.empty_wal()
        self.dirty, self._emptied_at_s = False, now_s

    def keep_meanwhile(self) -> None:
        """In the middle of a long round."""
        now_s = self._clock.monotonic()
        if self.dirty and now_s - self._emptied_at_s > WAL_S:
            self.dirty, self._emptied_at_s = False, now_s
            with suppress(ParapheError):  # later
                self._outbox.empty_wal()
