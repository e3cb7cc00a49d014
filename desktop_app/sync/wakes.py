"""What wakes the engine: reasons from any thread, a stop, the time."""

import asyncio
from contextlib import suppress
from typing import Any, Literal

Stop = asyncio.Future[Literal[True]]


class Wakes:
    """Reasons that nobody has looked at yet. `wake` alone may be called from another thread than the loop's."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._reasons: list[str] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def begin(self) -> None:
        """A loop runs from now on."""
        self._loop = asyncio.get_running_loop()

    def end(self) -> None:
        """It ends: what comes from now on is heeded by the next."""
        self._loop = None

    def wake(self, reason: str) -> None:
        """From any thread."""
        self._reasons.append(reason)
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # it has just ended
                loop.call_soon_threadsafe(self._event.set)

    @property
    def pending(self) -> bool:
        """Whether `take` has something to give, or a wait would end at once."""
        return bool(self._reasons) or self._event.is_set()

    def take(self) -> set[str]:
        """The reasons since the last time."""
        self._event.clear()
        reasons, self._reasons = self._reasons, []
        return set(reasons)

    async def wait(self, timeout_s: float | None, stopped: Stop, *others: "asyncio.Future[Any]") -> None:
        """Until a wake, the stop, the end of one of the others, or the time-out; None waits without one."""
        woken = asyncio.ensure_future(self._event.wait())
        ends: set[asyncio.Future[Any]] = {woken, stopped, *others}
        timeout_s = None if timeout_s is None else max(0.0, timeout_s)
        try:
            await asyncio.wait(ends, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        finally:
            woken.cancel()
