"""The one background thread with its asyncio loop, where the outbox, the vault and the sender live.

The window hands in functions and goes on; answers come back as queued Qt signals in the window's thread. Nothing
here waits for the network or the disk but `stop`, for at most 2 s.

    window's thread                    background thread
    call(function) ------------------> function(parts)
    on_done(value), on_error(error) <- queued signal
    deliveryChanged, engineChanged  <- the engine's watcher
    noticed                         <- the outbox was damaged, and mended

Once after the start a thread of its own looks through the outbox. What it finds, and damage that a call meets, is
mended in the background thread.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ParapheError

from .parts import email_rule

if TYPE_CHECKING:
    import asyncio

    from desktop_app.domain.delivery import Counts, Delivery
    from desktop_app.sync.ports import Watcher

    from .ports import Parts
    from .sending import Sending

STOP_WITHIN_S: Final = 2.0
SWITCH_S: Final = 0.001  # Python's own is 5 ms: ink came 12 ms late (p99) beside a signature that was encoded, now 5
_WARM_UP_AFTER_S: Final = 0.3
CHECK_AFTER_S: Final = 3.0  # the window is at work by then
CHECK_AGAIN_S: Final = 60.0  # after another process was in the way of mending it
_Value = TypeVar("_Value")
_log = logging.getLogger("paraphe.bridge")


class _Job(NamedTuple):
    """One call: what to run there and whom to answer here."""

    function: Callable[[Parts], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]


class Bridge(QObject):
    """Owns the thread. `ready` comes once parts are made, `failed` (an Exception) where they could not be."""

    ready = Signal(object)  # Parts
    failed = Signal(object)  # Exception
    deliveryChanged = Signal(object)  # Delivery
    engineChanged = Signal(object, object)  # Counts, code of why the network does not answer or None
    unexpected = Signal(object)  # Exception: a bug of ours that a call or the engine met
    noticed = Signal(object)  # codes of what a person should know of the outbox
    _posted = Signal(object)  # the only one emitted in the background: (function, values) to call in the window

    def __init__(
        self,
        make: Callable[[Watcher], Parts],
        parent: QObject | None = None,
        *,
        check_after_s: float = CHECK_AFTER_S,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._check_after_s = check_after_s
        self._noticed = 0  # how many of the sender's notices were passed on
        self._jobs: deque[_Job] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._stopping = threading.Event()
        self._again = threading.Event()
        self._parts: Parts | None = None
        self._sending: Sending | None = None
        self._failure: Exception | None = None
        self._posted.connect(self._deliver)  # queued, since it is emitted in another thread than this lives in
        self._thread = threading.Thread(target=self._run, name="paraphe-background", daemon=True)

    def start(self) -> None:
        """Starts the thread. From here on neither of the two works on for long while the other has something to do."""
        sys.setswitchinterval(SWITCH_S)
        self._thread.start()

    def call(
        self,
        function: Callable[[Parts], _Value],
        on_done: Callable[[_Value], None] = lambda _: None,
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        """Runs `function` in the background and answers in this thread; calls keep their order.

        Without `on_error`, an error goes to `unexpected`.
        """
        self._jobs.append(_Job(function, on_done, on_error or self.unexpected.emit))
        self._nudge()

    def wake(self, reason: str) -> None:
        """Has the sender look at once."""
        sending = self._sending
        if sending is not None:
            sending.wake(reason)

    def reopen(self) -> None:
        """Closes the parts and makes them anew, since settings have changed; calls wait for the new ones."""
        self._again.set()
        self._nudge()

    def stop(self, timeout_s: float = STOP_WITHIN_S) -> bool:
        """Ends the sender and the thread, leaving every record resumable; whether it ended in time."""
        self._stopping.set()
        self._nudge()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        ended = not self._thread.is_alive()
        if not ended:
            _log.warning("the background thread did not end in time")
        return ended

    def _nudge(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            try:
                loop.call_soon_threadsafe(self._work)
            except RuntimeError:  # closed between the question and the call
                _log.debug("the background loop has ended")

    @Slot(object)
    def _deliver(self, post: tuple[Callable[..., Any], tuple[Any, ...]]) -> None:
        if self._stopping.is_set():
            return  # whoever asked may be gone
        listen, values = post
        listen(*values)

    # In the background thread

    def _run(self) -> None:
        import asyncio  # noqa: PLC0415 - 30 ms that the first paint does without

        try:
            asyncio.run(self._live())
        except Exception as error:  # noqa: BLE001 - a bug of ours: said in the window, not only in a dead thread
            _log.exception("the background thread ended")
            self._tell(self.unexpected.emit, error)
        finally:
            self._loop = None

    async def _live(self) -> None:
        import asyncio  # noqa: PLC0415 - as above

        self._loop = asyncio.get_running_loop()
        self._loop.call_later(_WARM_UP_AFTER_S, email_rule.warm_up)
        while not self._stopping.is_set():
            self._again.clear()
            self._stop = asyncio.Event()
            await self._serve(self._stop)

    async def _serve(self, stop: asyncio.Event) -> None:
        """One life of the parts: until the window ends or they are to be made anew."""
        self._failure = None
        try:
            parts = self._make(_Watch(self))
        except Exception as error:  # noqa: BLE001 - whatever it is, the window says it
            self._failure = error
            self._tell(self.failed.emit, error)
            self._work()
            await stop.wait()
            return
        import asyncio  # noqa: PLC0415 - as above

        from .sending import Sending  # noqa: PLC0415 - imports asyncio

        sending = Sending(parts, lambda error: self._tell(self.unexpected.emit, error))
        engine = asyncio.create_task(sending.run(stop))
        check = asyncio.get_running_loop().call_later(self._check_after_s, self._check, parts)
        try:
            self._parts, self._sending, self._noticed = parts, sending, 0
            self._tell(self.ready.emit, parts)
            self._work()
            await stop.wait()
            await engine
        finally:
            self._parts = self._sending = None
            check.cancel()
            engine.cancel()
            parts.close()

    def _work(self) -> None:
        """Runs what was handed in, then ends if that was asked for."""
        while self._jobs and (self._parts is not None or self._failure is not None):
            job = self._jobs.popleft()
            try:
                value = self._outcome(job)
            except Exception as error:  # noqa: BLE001 - belongs to who called
                _log.info("a call failed: %s", type(error).__name__)
                self._tell(job.on_error, error)
                if isinstance(error, ParapheError) and error.code == "outbox_damaged":
                    self._mend(self._parts)
            else:
                self._tell(job.on_done, value)
        if (self._stopping.is_set() or self._again.is_set()) and self._stop is not None:
            self._stop.set()

    def _check(self, parts: Parts) -> None:
        """Has the outbox looked through, in a thread that holds nothing up."""
        if parts is self._parts:
            threading.Thread(target=self._look_through, args=(parts,), name="paraphe-check", daemon=True).start()

    def _look_through(self, parts: Parts) -> None:
        try:
            healthy = parts.outbox_is_healthy()
        except ParapheError as error:
            _log.warning("the outbox could not be checked: %s", error.code)
            return
        loop = self._loop
        if not healthy and loop is not None:
            with suppress(RuntimeError):  # it has just ended: the next start looks again
                loop.call_soon_threadsafe(self._mend, parts)

    def _mend(self, parts: Parts | None) -> None:
        if parts is None or parts is not self._parts:  # they were made anew meanwhile
            return
        try:
            notices = tuple(parts.mend_outbox())
        except ParapheError as error:
            _log.error("the damaged outbox could not be mended: %s", error.code)
            self._tell(self.noticed.emit, ("outbox_damaged", error.code))
            if self._loop is not None:
                self._loop.call_later(CHECK_AGAIN_S, self._check, parts)
            return
        except Exception as error:  # noqa: BLE001 - a bug of ours: said in the window; calls and sending go on
            _log.exception("mending the outbox ended")
            self._tell(self.unexpected.emit, error)
            return
        self._notice(notices)
        self.wake("person")

    def _notice(self, notices: tuple[str, ...]) -> None:
        if notices:
            _log.error("the outbox was damaged: %s", ", ".join(notices))
            self._tell(self.noticed.emit, notices)

    def _pass_on(self) -> None:
        """Notices of what the sender has met and mended itself."""
        if self._parts is not None:
            notices = tuple(self._parts.engine.notices)
            self._notice(notices[self._noticed :])
            self._noticed = len(notices)

    def _outcome(self, job: _Job) -> object:
        if self._parts is None:
            raise self._failure or RuntimeError("the background has ended")
        return job.function(self._parts)

    def _tell(self, listen: Callable[..., Any], *values: object) -> None:
        """Has `listen` called in the window's thread."""
        try:
            self._posted.emit((listen, values))
        except RuntimeError:  # the window is gone already
            _log.debug("nobody is left to hear of it")


class _Watch:
    """Fulfils `sync.ports.Watcher`."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge

    def delivery_changed(self, delivery: Delivery) -> None:
        """After a committed change."""
        self._bridge._tell(self._bridge.deliveryChanged.emit, delivery)  # noqa: SLF001 - a part of the bridge

    def engine_changed(self, counts: Counts, offline: str | None) -> None:
        """After a pass."""
        self._bridge._pass_on()  # noqa: SLF001 - a part of the bridge
        self._bridge._tell(self._bridge.engineChanged.emit, counts, offline)  # noqa: SLF001 - a part of the bridge
