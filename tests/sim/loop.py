"""An asyncio loop whose time is virtual: where nothing can run, the clock moves on to the next timer."""

import asyncio
import selectors
from collections.abc import Mapping
from typing import Any

_TURN_S = 1e-7  # what one turn of the loop takes
_LAST_TURNS = 50
_TURNS_MAX = 20_000  # in one virtual second: above this something spins


class NothingLeft(AssertionError):
    """Everything waits for something that no timer will bring."""


class Spinning(AssertionError):
    """The loop turned without time passing, far too often."""


class _Timers(selectors.BaseSelector):
    """Waits for no file; sleeping is moving the clock."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._turns = 0
        self._at_s = -1.0

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, 0, None)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise NothingLeft
        self.now_s += max(timeout, _TURN_S)
        self._turns += 1
        if self.now_s - self._at_s > 1.0:
            self._turns, self._at_s = 0, self.now_s
        if self._turns > _TURNS_MAX:
            raise Spinning(f"at {self.now_s} s")
        return []

    def reset(self) -> None:
        self._turns = 0

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return {}


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop in virtual time, from 0 s."""

    def __init__(self) -> None:
        self._timers = _Timers()
        super().__init__(self._timers)
        # the loop runs what is due within one tick of the real clock; that is 16 ms on Windows, and this clock has none
        self._clock_resolution = _TURN_S

    def time(self) -> float:
        return self._timers.now_s

    def _make_self_pipe(self) -> None:
        """Nothing outside wakes this loop."""

    def _close_self_pipe(self) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def end_all(self) -> None:
        """Tears down whatever still runs, without time passing."""
        for _ in range(_LAST_TURNS):
            tasks = asyncio.all_tasks(self)
            for task in tasks:
                task.cancel()
            self._timers.reset()
            self.call_soon(self.stop)
            self.run_forever()
            for task in tasks:
                if task.done() and not task.cancelled():
                    task.exception()
