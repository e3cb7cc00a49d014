"""Opening connections: names with several addresses, dead resolvers, and stopping in the middle of it."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial

import httpcore
import pytest

from desktop_app.remote.apart import apart
from desktop_app.remote.backend import STAGGER_S, _first


class Line(httpcore.AsyncNetworkStream):
    """A connection that knows whether it was closed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = False

    async def aclose(self) -> None:
        self.closed = True


Attempt = Callable[[], Awaitable[httpcore.AsyncNetworkStream]]


def attempt(line: Line | Exception, after_s: float, begun: list[float]) -> Attempt:
    async def connect() -> httpcore.AsyncNetworkStream:
        begun.append(time.monotonic())
        await asyncio.sleep(after_s)
        if isinstance(line, Exception):
            raise line
        return line

    return connect


def raced(*attempts: Attempt) -> httpcore.AsyncNetworkStream:
    async def run() -> httpcore.AsyncNetworkStream:
        return await _first(attempts)

    return asyncio.run(run())


def test_an_address_that_does_not_answer_holds_up_the_next_one_only_shortly() -> None:
    begun: list[float] = []
    slow, quick = Line("slow"), Line("quick")
    assert raced(attempt(slow, 30, begun), attempt(quick, 0, begun)) is quick
    assert STAGGER_S * 0.9 < begun[1] - begun[0] < 5


def test_an_address_that_refuses_gives_way_at_once() -> None:
    begun: list[float] = []
    good = Line("good")
    assert raced(attempt(OSError("refused"), 0, begun), attempt(good, 0, begun)) is good
    assert begun[1] - begun[0] < STAGGER_S


def test_where_all_fail_the_first_failure_is_told() -> None:
    begun: list[float] = []
    with pytest.raises(OSError, match="first"):
        raced(attempt(OSError("first"), 0, begun), attempt(OSError("second"), 0, begun))


def test_of_two_that_succeed_together_one_is_closed() -> None:
    lines = [Line("a"), Line("b")]

    async def run() -> httpcore.AsyncNetworkStream:
        both = asyncio.Event()
        asyncio.get_running_loop().call_later(STAGGER_S + 0.2, both.set)

        async def connect(line: Line) -> httpcore.AsyncNetworkStream:
            await both.wait()
            return line

        return await _first([partial(connect, line) for line in lines])

    won = asyncio.run(run())
    assert [line for line in lines if not line.closed] == [won]


def test_what_a_call_apart_returns_or_raises_comes_back() -> None:
    async def run() -> tuple[int, str]:
        with pytest.raises(ValueError, match="invalid literal"):
            await apart(int, "x")
        return await apart(int, "7"), await apart("{}{a}".format, 1, a=2)

    assert asyncio.run(run()) == (7, "12")


HANGING = """
import asyncio, socket, sys, time
sys.path.insert(0, ".")
from tests.unit.remote.samples import ACCOUNT, signoff
from desktop_app.remote.network import Network
from desktop_app.remote.service import Service

def hang(*_, **__):
    time.sleep(600)

socket.getaddrinfo = hang

async def run(remote):
    task = asyncio.ensure_future(remote.execute(signoff("https://api.example/main"), ACCOUNT))
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await remote.close()
    print("stopped", time.monotonic() - began)

began = time.monotonic()
asyncio.run(run(Service(Network("9.9", proxy_for={proxy_for}))))
"""


@pytest.mark.parametrize("proxy_for", ["None", "hang"], ids=["resolver", "proxy script"])
def test_a_resolver_or_proxy_script_that_hangs_does_not_hold_up_the_end_of_the_program(proxy_for: str) -> None:
    program = HANGING.replace("{proxy_for}", proxy_for)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=100, check=False)
    assert ran.stdout.startswith("stopped"), ran.stderr
