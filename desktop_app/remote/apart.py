"""Calls of the system that may hang (a resolver, a proxy script), in threads that a program's end does not wait for.

asyncio's own executor would: it is joined when a loop ends, and again when Python does.
"""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def apart(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What `function` returns or raises. Given up, it runs to its end and nobody hears of it."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        try:
            result = function(*arguments, **named)
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits
            _tell(loop, partial(_fail, answer, error))
        else:
            _tell(loop, partial(_succeed, answer, result))

    threading.Thread(target=run, name="paraphe-apart", daemon=True).start()
    return await answer


def _tell(loop: asyncio.AbstractEventLoop, tell: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(tell)
    except RuntimeError:
        return  # the loop has ended meanwhile


def _succeed(answer: "asyncio.Future[T]", result: T) -> None:
    if not answer.done():
        answer.set_result(result)


def _fail(answer: "asyncio.Future[T]", error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
