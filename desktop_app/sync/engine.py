"""The loop: what is due leaves, FIFO within a session and several sessions at once; otherwise it rests.

    run     until told to stop: work while something can leave, then rest without the lock
    drain   `paraphe sync`: the same work under one lock, until nothing is left that can leave

Nothing here decides what an answer means (`policy`) or what follows from it (`machine`).
"""

import asyncio
import logging
import math
from contextlib import suppress

from desktop_app.domain.delivery import Delivery, Pause
from desktop_app.domain.errors import NotNow, ParapheError

from .gates import Gates
from .house import House
from .ledger import Ledger
from .pauses import Pauses
from .permit import Permit
from .ports import Accounts, Clock, Outbox, Remote, SenderLock, Watcher
from .sender import Sender
from .settings import EngineSettings, Summary
from .wakes import Stop, Wakes
from .work import Work

__all__ = ["Engine", "EngineSettings", "Summary"]

_log = logging.getLogger("paraphe.sync")

POLL_S = 10.0  # looks for what other processes did; nothing polls faster
TROUBLE_S = 15.0  # rest after the outbox or the credential store failed
STOP_S = 1.5  # what is under way may end within this after a stop
REGAINED_S = 2.0  # spread of the first attempts after a regained network: a whole site gets it back at once
RESET_EVERY_S = 10.0  # a flapping network resets back-offs no faster
TELL_EVERY_S = 0.2  # the counts, in the middle of a round
JUMP_S = 20.0  # wall clock against monotonic clock within one rest: a sleep of the machine, or a clock that was set


class Engine:
    """The sender of one outbox. Lives in one thread's event loop; `wake` alone may be called from any thread."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        remote: Remote,
        accounts: Accounts,
        lock: SenderLock,
        clock: Clock,
        watcher: Watcher,
        settings: EngineSettings,
    ) -> None:
        self._outbox, self._remote, self._lock, self._clock, self._watcher = outbox, remote, lock, clock, watcher
        self._settings = settings
        self._gates = Gates(clock)
        self._ledger = Ledger(outbox, clock, watcher)
        pauses = Pauses(outbox, watcher)
        self._permit = Permit(outbox, accounts, pauses, clock)
        self._sender = Sender(
            outbox=outbox, ledger=self._ledger, remote=remote, permit=self._permit, clock=clock, gates=self._gates,
            pauses=pauses, settings=settings,
        )  # fmt: skip
        self._work = Work(outbox, self._sender, self._gates, clock, self._after)
        self._sender.answered = self._answered
        self._wakes = Wakes()
        self._house = House(outbox, clock)
        self._rests_until_s = -math.inf  # monotonic: nothing is started before, after trouble
        self._reset_at_s = -math.inf
        self._told_at_s = -math.inf

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know of the outbox since the engine runs, as codes."""
        return tuple(self._ledger.notices)

    def configure(self, settings: EngineSettings) -> None:
        """Changed settings, in the engine's thread; in force from the next request on."""
        self._settings = self._sender.settings = settings
        self.wake("settings")

    def wake(self, reason: str) -> None:
        """Has the engine look at once; from any thread.

        `network` and `resume` (from sleep) also make everything due that only waits for its back-off. Others
        (`signed`, `retry`, `token`, `settings`, `person`) have outbox, account token and pause looked at anew.
        """
        self._wakes.wake(reason)

    async def run(self, stop: asyncio.Event) -> None:
        """Sends until `stop`; then whatever is under way gets STOP_S, and every record stays resumable."""
        self._begin(math.inf)
        stopped = asyncio.ensure_future(stop.wait())
        try:
            while not stopped.done():
                left_s: float | None = POLL_S
                self._heed()
                try:
                    with self._lock.hold():
                        left_s = await self._round(stopped)
                        self._house.keep(self._settings.receipt_days)
                except NotNow as error:
                    if error.code != "another_sender":
                        self._trouble(error)
                    self._house.keep_meanwhile()  # what was erased here is not known there
                except ParapheError as error:
                    self._trouble(error)
                self._tell()
                await self._rest(left_s, stopped)
        finally:
            stopped.cancel()
            await self._end()

    async def drain(self, wait_s: float = 30.0, *, once: bool = False) -> Summary:
        """Sends until nothing is left that can leave without a person, or there was no network for `wait_s`.

        `once`: one pass over what is due. What meets a bug of ours is left for later, and the others go on. Raises
        EnvironmentFault where the outbox cannot be used.
        """
        self._begin(wait_s)
        self._work.tried = set() if once else None
        self._work.waits_after_bugs, self._work.bug = False, None
        never: Stop = asyncio.get_running_loop().create_future()
        before = self._sender.sent
        try:
            with self._lock.hold():
                if not once:
                    self._outbox.reset_backoff()
                left_s: float | None = 0.0
                while left_s is not None:
                    left_s = await self._round(never)
                    if self._ledger.trouble is not None:
                        raise self._ledger.trouble
                    left_s = None if once else self._before_giving_up(left_s, wait_s)
                    if left_s is not None:
                        self._house.keep_meanwhile()
                        await self._wakes.wait(self._house.within_s(left_s), never)
                self._house.keep(self._settings.receipt_days)
                self._tell()
        except NotNow as error:
            if error.code != "another_sender":
                raise
            return self._summary(self._sender.sent - before, busy=True)
        finally:
            self._work.tried, self._work.waits_after_bugs = None, True
            await self._end()
        return self._summary(self._sender.sent - before, busy=False)

    def _begin(self, patience_s: float) -> None:
        self._wakes.begin()
        self._ledger.patience_s = patience_s
        self._permit.forget()

    async def _end(self) -> None:
        self._wakes.end()
        await self._remote.close()

    # Work

    async def _round(self, stopped: Stop) -> float | None:
        """Until nothing is under way and nothing may start; seconds until something may, None: nothing will.

        Whatever ends it, nothing is under way afterwards.
        """
        try:
            while not stopped.done():
                self._heed()
                left_s = self._start()
                if not self._work.tasks:
                    return left_s
                await self._wakes.wait(self._house.within_s(left_s), stopped, *self._work.tasks)
                self._work.reap()
                self._house.keep_meanwhile()
        finally:
            await self._work.end(STOP_S)
        return None

    def _answered(self, delivery: Delivery) -> None:
        """The next one starts while this one is written down, unless there is something to be heeded before."""
        self._work.make_room(delivery)
        if self._sender.stopping or self._wakes.pending:
            return
        try:
            self._start()
        except Exception:  # noqa: BLE001 - a bug of ours; the answer to this one is written down all the same
            _log.exception("unexpected, in starting the next")

    def _start(self) -> float | None:
        for error in self._work.faults:
            self._trouble(error)
        self._work.faults.clear()
        rests_s = self._rests_until_s - self._clock.monotonic()
        if rests_s > 0:
            return rests_s
        try:
            account = self._permit.token(self._settings.api_url)
            return None if account is None else self._work.start(account, self._settings.max_in_flight)
        except ParapheError as error:
            self._trouble(error)
            return TROUBLE_S

    def _trouble(self, error: ParapheError) -> None:
        """The outbox or the credential store does not work: nothing is started for a while."""
        self._ledger.fault(error)
        self._rests_until_s = self._clock.monotonic() + TROUBLE_S

    def _before_giving_up(self, left_s: float | None, wait_s: float) -> float | None:
        """Of a drain: seconds to wait for the next attempt; None where waiting is over, or for nothing."""
        if left_s is None or self._permit.blocked is not None:
            return None
        if self._gates.since_s is None:
            return left_s
        patience_s = wait_s - (self._clock.monotonic() - self._gates.since_s)
        return None if patience_s <= 0 else min(left_s, patience_s)

    # Between the rounds

    def _heed(self) -> None:
        """Does what the reasons of the last wakes ask for."""
        reasons = self._wakes.take()
        if not reasons:
            return
        self._permit.forget()
        self._rests_until_s = -math.inf
        if reasons & {"resume", "clock"}:
            self._sender.server_time.forget()
        if reasons & {"network", "resume"}:
            self._network_regained()

    def _network_regained(self) -> None:
        now_s = self._clock.monotonic()
        if now_s - self._reset_at_s < RESET_EVERY_S:
            return
        self._reset_at_s = now_s
        self._remote.network_changed()
        self._gates.open_all()
        try:
            self._outbox.reset_backoff()
        except ParapheError as error:
            self._trouble(error)
        else:
            self._rests_until_s = now_s + self._clock.uniform(0.0, REGAINED_S)

    async def _rest(self, left_s: float | None, stopped: Stop) -> None:
        """Until something may start, somebody wakes the engine, or another process changed the outbox."""
        until_s = math.inf if left_s is None else self._clock.monotonic() + left_s
        counter = self._counter()
        self._house.hear(counter)
        while not stopped.done() and not self._wakes.pending and self._clock.monotonic() < until_s:
            before, before_s = self._clock.now(), self._clock.monotonic()
            await self._wakes.wait(min(POLL_S, until_s - before_s), stopped)
            jump_s = (self._clock.now() - before).total_seconds() - (self._clock.monotonic() - before_s)
            if abs(jump_s) > JUMP_S:
                self.wake("resume" if jump_s > 0 else "clock")
            now_at = self._counter()
            self._house.hear(now_at)
            if now_at != counter:
                self._permit.forget()
                return
            if self._house.due():
                return
            if left_s is None and self._something_changed():
                return

    def _something_changed(self) -> bool:
        """A look at the account token, or at what a face forgot to wake the engine for."""
        with suppress(ParapheError):
            if self._permit.blocked is not None:
                return self._permit.token(self._settings.api_url) is not None
            return self._outbox.next_due_at(busy_groups=()) is not None
        return False

    def _counter(self) -> int:
        with suppress(ParapheError):
            return self._outbox.change_counter()
        return -1

    # Reports

    def _after(self, _: Delivery | None) -> None:
        """A delivery went as far as it could."""
        now_s = self._clock.monotonic()
        if now_s - self._told_at_s >= TELL_EVERY_S:
            self._told_at_s = now_s
            self._tell()

    def _tell(self) -> None:
        with suppress(ParapheError):  # it is in trouble: that was said
            self._watcher.engine_changed(self._outbox.counts(), self._why_not())

    def _why_not(self) -> str | None:
        """The code of why nothing gets through at the moment."""
        if self._ledger.trouble is not None:
            return self._ledger.trouble.code
        blocked = self._permit.blocked
        if blocked in (Pause.API_URL_MISSING, Pause.ACCOUNT_TOKEN_MISSING):
            return blocked.value
        return self._gates.offline

    def _summary(self, sent: int, *, busy: bool) -> Summary:
        counts = self._outbox.counts()
        return Summary(
            sent=sent,
            waiting=counts.waiting,
            needs_attention=counts.needs_attention,
            paused=counts.pause or self._permit.blocked,
            offline=None if self._gates.since_s is None else self._gates.offline or "broken",
            busy=busy,
            bug=self._work.bug,
        )
