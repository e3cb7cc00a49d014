"""What is under way: starts what may start, one delivery of a group at a time, and looks after how each ends."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.errors import InvalidInput, ParapheError
from desktop_app.domain.session import Token

from .gates import Gates, Side
from .ports import Clock, Outbox
from .sender import Sender

_log = logging.getLogger("paraphe.sync")

OUR_BUG_S = 900.0  # rest of a delivery, and of its session, whose handling raised something unexpected
AGAIN_S = 0.25
STUCK_S = 10.0  # until the next look at what is due and, for no known reason, cannot start
_MANY = 200  # deliveries looked through for one that may start while a gate is shut
_UNDER_WAY = (State.WAITING, State.EXECUTING, State.EXECUTED)

Task = asyncio.Task[Delivery | None]


class Work:
    """The tasks of one engine."""

    def __init__(
        self, outbox: Outbox, sender: Sender, gates: Gates, clock: Clock, ended: Callable[[Delivery | None], None]
    ) -> None:
        """`ended` is called after each delivery's task, with what became of it."""
        self.tasks: dict[Task, Delivery] = {}
        self.faults: list[ParapheError] = []  # raised by tasks, for the engine to take
        self.tried: set[str] | None = None  # in a single pass: ids that did not get through
        self.waits_after_bugs = True  # whether time left of a rest after a bug of ours counts as something to wait for
        self.bug: BaseException | None = None  # the last that a task met
        self._outbox, self._sender, self._gates, self._clock, self._on_end = outbox, sender, gates, clock, ended
        self._set_aside: dict[str, float] = {}  # after a bug: ids not to be started before a monotonic time
        self._written_down: set[str] = set()  # ids under way whose last answer has come: nothing of them is in flight

    def start(self, account: Token, max_in_flight: int) -> float | None:
        """Starts what may start; seconds until more may, None where only an end or a wake can change that.

        Raises ParapheError where the outbox cannot be read.
        """
        room = max_in_flight - len(self.tasks) + len(self._written_down)
        if room <= 0:
            return None
        busy = {delivery.group for delivery in self.tasks.values()} | self._groups_set_aside()
        ids = {delivery.id for delivery in self.tasks.values()}
        held_back = False
        for delivery in self._candidates(busy, room):
            if delivery.group in busy or delivery.id in ids:
                continue
            if not self._may_start(delivery):
                held_back = True
                continue
            self._gates.started(_side(delivery))
            self.tasks[asyncio.ensure_future(self._sender.deliver(delivery, account))] = delivery
            busy.add(delivery.group)
            room -= 1
            if room == 0:
                return None
        return self._seconds_until_more(busy, held_back=held_back)

    def make_room(self, answered: Delivery) -> None:
        """Another may start: the last answer to this one has come, and its task only writes it down."""
        self._written_down.add(answered.id)

    def reap(self) -> None:
        """Takes note of the tasks that have ended."""
        for task in [task for task in self.tasks if task.done()]:
            self._ended(task)

    async def end(self, within_s: float) -> None:
        """What is under way may end within this; what does not is cut off and stays as it stands on disk."""
        if not self.tasks:
            return
        self._sender.stopping = True
        try:
            await asyncio.wait(self.tasks, timeout=within_s)
        finally:
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)
            self._sender.stopping = False
            self.reap()

    def _candidates(self, busy: set[str], room: int) -> Iterable[Delivery]:
        now = self._clock.now()
        if self._gates.offline is None and not self.tried:
            return self._outbox.due(now, busy_groups=busy, limit=room)
        found = [row for row in self._waiting_uploads() if row.next_attempt_at is None or row.next_attempt_at <= now]
        return [*found, *self._outbox.due(now, busy_groups=busy, limit=room + _MANY + len(self.tried or ()))]

    def _waiting_uploads(self) -> Iterable[Delivery]:
        """Those that could not reach the storage: they try it again before any new PATCH does."""
        for signoff_id in tuple(self._sender.unreachable_uploads):
            delivery = None
            with suppress(InvalidInput):
                delivery = self._outbox.get(signoff_id)
            if delivery is not None and delivery.state is State.EXECUTED:
                yield delivery
            else:  # a person or another process has decided about it
                self._sender.unreachable_uploads.pop(signoff_id, None)

    def _groups_set_aside(self) -> set[str]:
        """Of what rests after a bug, unless a person has decided about it meanwhile."""
        groups, now_s = set(), self._clock.monotonic()
        for signoff_id, until_s in tuple(self._set_aside.items()):
            delivery = None
            with suppress(InvalidInput):
                delivery = self._outbox.get(signoff_id)
            if until_s > now_s and delivery is not None and delivery.state in _UNDER_WAY:
                groups.add(delivery.group)
            else:
                self._set_aside.pop(signoff_id)
        return groups

    def _may_start(self, delivery: Delivery) -> bool:
        if delivery.id in (self.tried or ()):
            return False
        return self._gates.may_start(_side(delivery), uploads_wait=bool(self._sender.unreachable_uploads))

    def _seconds_until_more(self, busy: set[str], *, held_back: bool) -> float | None:
        now_s = self._clock.monotonic()
        waits = []
        if held_back:
            gate_s = self._gates.next_try_s() - now_s
            waits.append(gate_s if gate_s > 0 else STUCK_S)
        if self.waits_after_bugs:
            waits += [until_s - now_s for until_s in self._set_aside.values()]
        due_at = self._outbox.next_due_at(busy_groups=busy)
        if due_at is not None:
            due_s = (due_at - self._clock.now()).total_seconds()
            if due_s > 0 or not held_back:  # what is due by now became so since it was looked for
                waits.append(due_s if due_s > 0 else AGAIN_S)
        return min(waits, default=None)

    def _ended(self, task: Task) -> None:
        delivery = self.tasks.pop(task)
        self._written_down.discard(delivery.id)
        self._gates.ended(_side(delivery))
        after: Delivery | None = None
        error = None if task.cancelled() else task.exception()
        if isinstance(error, ParapheError):
            self.faults.append(error)
        elif error is not None:
            _log.error("unexpected, in sending", exc_info=error, extra={"delivery": delivery.id})
            self._set_aside[delivery.id] = self._clock.monotonic() + OUR_BUG_S
            self.bug = error
        elif not task.cancelled():
            after = task.result()
        if self.tried is not None and (after is None or after.state in _UNDER_WAY):
            self.tried.add(delivery.id)
        self._on_end(after)


def _side(delivery: Delivery) -> Side:
    return "put" if delivery.state is State.EXECUTED else "patch"
