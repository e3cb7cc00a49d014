"""Writes steps into the outbox: at once before something is sent, and for as long as it takes after an answer.

What an answer said is kept in memory until it is on disk. Should the process end before, the outbox still says
EXECUTING or EXECUTED, and nothing is lost but the knowledge of the outcome.
"""

import logging
import math
from collections.abc import Callable

from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.errors import InvalidInput, NotNow, ParapheError

from .machine import Step
from .ports import Clock, Outbox, Watcher

_log = logging.getLogger("paraphe.sync")
_RETRY_S = (1.0, 5.0, 15.0, 60.0)


class Ledger:
    """One outbox as the sender writes it. `trouble` is why it could not be written the last time, or None."""

    def __init__(self, outbox: Outbox, clock: Clock, watcher: Watcher) -> None:
        self.trouble: ParapheError | None = None
        self.notices: list[str] = []  # what a person should know, as codes
        self.patience_s = math.inf  # how long an answer is held that cannot be written down
        self._outbox, self._clock, self._watcher = outbox, clock, watcher

    def apply(self, step: Step) -> Delivery | None:
        """Writes a step; None where somebody else decided about this delivery meanwhile.

        Raises EnvironmentFault, or NotNow `outbox_busy`: nothing was written then.
        """
        try:
            written = self._outbox.apply(step.delivery, step.event, url=step.url, words=step.words)
        except NotNow as error:
            if error.code != "changed_meanwhile":
                raise
            return None
        except InvalidInput:  # discarded or amended
            return None
        self.trouble = None
        self._watcher.delivery_changed(written)
        return written

    async def insist(self, delivery: Delivery, make: Callable[[Delivery], Step]) -> Delivery | None:
        """Writes what an answer to `delivery` means, until it is written; None where a person decided meanwhile.

        A person may have touched the stored one while the request was under way (another session, a retry): as long
        as it is still in the state it was sent in, the answer is about it.
        """
        tries, since_s = 0, self._clock.monotonic()
        current = delivery
        while True:
            try:
                written = self.apply(make(current))
                if written is not None:
                    return written
                current = self._outbox.get(delivery.id)
                if (current.state, current.tally.patches) != (delivery.state, delivery.tally.patches):
                    return current if current.state in (State.WAITING, State.EXECUTING) else None
            except InvalidInput:  # it is gone
                return None
            except ParapheError as error:
                self.fault(error)
                if self._clock.monotonic() - since_s >= self.patience_s:
                    raise
                await self._clock.sleep(_RETRY_S[min(tries, len(_RETRY_S) - 1)])
                tries += 1

    def fault(self, error: ParapheError) -> None:
        """The outbox could not be read or written: said, and mended where it is damaged."""
        _log.error("the outbox: %s", error.code)
        self.trouble = error
        if error.code == "outbox_damaged":
            try:
                self.notices.extend(self._outbox.repair())
            except ParapheError as again:
                _log.error("the outbox could not be repaired: %s", again.code)
                self.trouble = again
            else:
                self.trouble = None
