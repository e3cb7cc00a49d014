"""Keeps the sender at work while its parts live: where a bug of ours ends it, that is told, and it begins again."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from .ports import Parts

AGAIN_S: Final = 60.0  # rest after a bug; a wake ends it
_log = logging.getLogger("paraphe.bridge")


class Sending:
    """The sender of one life of the parts. Made and run in the background's loop."""

    def __init__(self, parts: Parts, tell: Callable[[Exception], None]) -> None:
        self._parts, self._tell = parts, tell
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. What the sender had under way is as resumable as after a crash."""
        while not stop.is_set():
            try:
                await self._parts.engine.run(stop)
            except Exception as error:  # noqa: BLE001 - a bug of ours: said in the window; calls still work
                _log.exception("the sender ended")
                self._tell(error)
                await self._rest(stop)
            else:
                return

    def wake(self, reason: str) -> None:
        """Has the sender look at once; from any thread."""
        self._parts.engine.wake(reason)
        with suppress(RuntimeError):  # the loop has just ended
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _rest(self, stop: asyncio.Event) -> None:
        self._woken.clear()  # what came before did not keep it from ending
        ends = {asyncio.ensure_future(event.wait()) for event in (self._woken, stop)}
        try:
            await asyncio.wait(ends, timeout=AGAIN_S, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for end in ends:
                end.cancel()
