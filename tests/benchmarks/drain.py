"""Emptying an outbox: the real engine, store and remote against a practice server, beside plain httpx loops.

The loops make the same two requests with the same headers and bodies and keep nothing: no disk, no encryption, no
state. Server, loop and engine are processes of their own, so that none changes what another finds.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import httpx

from desktop_app import __version__
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.outbox.opening import open_outbox
from desktop_app.remote.execute import EXECUTE_PATH, execute_body
from desktop_app.remote.network import Network
from desktop_app.remote.service import Service
from desktop_app.sync.engine import Engine
from desktop_app.sync.lock import FileLock
from desktop_app.sync.settings import EngineSettings
from desktop_app.wiring import SystemClock, Unwatched
from tests.benchmarks.practice_process import PracticeProcess
from tests.benchmarks.table import Row
from tests.benchmarks.typical import JPEG_BYTES

COUNT = 500
SLOW_COUNT = 50  # of the loop that sends one after the other
IN_FLIGHT = 4
LATENCY_S = 0.05
REPEATS = 3
WARM_UP = 20


@dataclass(frozen=True)
class Spent:
    """Of a whole run."""

    wall_s: float
    cpu_s: float


class Keyring:
    """Keys in memory, the account token of one server."""

    def __init__(self, account: str) -> None:
        self._account = Token(account)
        self._keys: dict[str, bytes] = {}

    def outbox_key(self, outbox_id: str) -> bytes | None:
        """As the vault."""
        return self._keys.get(outbox_id)

    def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
        """As the vault."""
        self._keys[outbox_id] = key

    def account(self, origin: str) -> Token | None:
        """The one there is."""
        assert origin
        return self._account


def signoffs(server: PracticeProcess, count: int) -> list[SignOff]:
    """Signed by ten people in turn; no two images alike."""
    form = Form("Anne-Marie", "O'Neill", "am@example.org", "Filter replaced.", "All well.")
    tokens = [Token(token) for token in server.session_tokens]
    when = datetime.now(UTC)
    run = os.urandom(3).hex()
    return [
        SignOff(
            f"019aa0b1-0000-7000-8000-{run}{number:06x}",
            when,
            form,
            b"\xff\xd8" + os.urandom(JPEG_BYTES - 2),
            tokens[number % len(tokens)],
            server.api_url,
        )
        for number in range(count)
    ]


def engine(waiting: list[SignOff], account_token: str, in_flight: int) -> Spent:
    """The program: signed sign-offs are on disk, then all are sent."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Keyring(account_token)
        store = open_outbox(Path(folder, "outbox.db"), vault).store
        for signoff in waiting:
            store.add(signoff)

        async def run() -> Spent:
            sender = Engine(
                outbox=store,
                remote=Service(Network(__version__)),
                accounts=vault,
                lock=FileLock(Path(folder, "sender.lock")),
                clock=SystemClock(),
                watcher=Unwatched(),
                settings=EngineSettings(
                    max_in_flight=in_flight, receipt_days=30, api_url=waiting[0].api_url, upload_hosts=()
                ),
            )
            wall, cpu = time.perf_counter(), time.process_time()
            summary = await sender.drain(wait_s=5.0, once=False)
            spent = Spent(time.perf_counter() - wall, time.process_time() - cpu)
            assert summary.sent == len(waiting), summary
            return spent

        try:
            return asyncio.run(run())
        finally:
            store.close()


def loop(waiting: list[SignOff], account_token: str, in_flight: int) -> Spent:
    """A plain httpx AsyncClient; keeps nothing.

    It is spared what httpcore costs where sniffio is not installed: a search along the whole path at each of its locks,
    a quarter of the loop's CPU. None in `sys.modules` tells an import to fail at once.
    """
    if "sniffio" not in sys.modules and find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment] # documented, but not in the stubs
    execute_url = waiting[0].api_url + EXECUTE_PATH
    account = f"Bearer {account_token}"

    async def run() -> Spent:
        async with httpx.AsyncClient(trust_env=False) as client:
            left = list(waiting)

            async def worker() -> None:
                while left:
                    signoff = left.pop()
                    tokens = {"Authorization": account, "X-Session-Token": signoff.session.value}
                    answer = await client.patch(
                        execute_url,
                        headers={**tokens, "Content-Type": "application/json"},
                        content=execute_body(signoff),
                    )
                    url = answer.json()["presignedUrl"]
                    stored = await client.put(url, headers={"Content-Type": "image/jpeg"}, content=signoff.jpeg)
                    stored.raise_for_status()

            wall, cpu = time.perf_counter(), time.process_time()
            await asyncio.gather(*(worker() for _ in range(in_flight)))
            return Spent(time.perf_counter() - wall, time.process_time() - cpu)

    return asyncio.run(run())


def apart(function: Callable[..., Spent], *arguments: object) -> Spent:
    """What a fresh process spends on it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(function, *arguments).result()


def warmed(
    function: Callable[[list[SignOff], str, int], Spent],
    few: list[SignOff],
    many: list[SignOff],
    account_token: str,
    in_flight: int = IN_FLIGHT,
) -> Spent:
    """The second of two runs in one process."""
    function(few, account_token, in_flight)
    return function(many, account_token, in_flight)


def cpu_row() -> Row:
    """At no latency: CPU for each sign-off, in turn with the loop so that both meet the same machine."""
    ours, theirs = list[float](), list[float]()
    with PracticeProcess() as server:
        for _ in range(REPEATS):
            for sender, times in ((loop, theirs), (engine, ours)):
                few, many = signoffs(server, WARM_UP), signoffs(server, COUNT)
                times.append(apart(warmed, sender, few, many, server.account_token).cpu_s)
        report = server.report()
    assert report.objects == report.right_sizes == 2 * REPEATS * (COUNT + WARM_UP), report
    mine, other = (1_000 * statistics.median(times) / COUNT for times in (ours, theirs))
    return Row(
        "CPU per sign-off, no latency", mine, "ms", "<= 2 x", "httpx loop, no durability", other, mine <= 2 * other
    )


def latency_rows() -> list[Row]:
    """At 50 ms a request: beside the loop that waits for each answer, and the bound that latency sets."""
    with PracticeProcess(LATENCY_S) as server:

        def wall_s(sender: Callable[[list[SignOff], str, int], Spent], count: int, in_flight: int) -> float:
            few, many = signoffs(server, in_flight), signoffs(server, count)
            return apart(warmed, sender, few, many, server.account_token, in_flight).wall_s

        pairs = [(wall_s(loop, SLOW_COUNT, 1), wall_s(engine, COUNT, IN_FLIGHT)) for _ in range(REPEATS)]
        report = server.report()
    assert report.objects == report.right_sizes == REPEATS * (1 + SLOW_COUNT + IN_FLIGHT + COUNT), report
    alone, took = (statistics.median(times) for times in zip(*pairs, strict=True))
    alone *= COUNT / SLOW_COUNT
    bound = COUNT * 2 * LATENCY_S / IN_FLIGHT
    name = f"draining {COUNT} at {LATENCY_S * 1_000:.0f} ms a request, middle one of {REPEATS}"
    slow = f"httpx loop one after the other ({SLOW_COUNT}, scaled)"
    return [
        Row(name, took, "s", ">= 3.5 x faster", slow, alone, alone >= 3.5 * took),
        Row(name, took, "s", "<= 1.15 x", f"latency / {IN_FLIGHT} in flight", bound, took <= 1.15 * bound),
    ]


def connections_row() -> Row:
    """API and storage are one host here: each has its own client."""
    with PracticeProcess() as server:
        engine(signoffs(server, COUNT), server.account_token, IN_FLIGHT)
        report = server.report()
    assert report.objects == report.right_sizes == COUNT, report
    most = 2 * (IN_FLIGHT + 1)
    name = f"connections of the engine for {COUNT}, both hosts"
    return Row(
        name,
        report.connections,
        "connections",
        f"<= {most}",
        "2 hosts x (in flight + 1)",
        most,
        report.connections <= most,
    )


def run() -> list[Row]:
    """All of them, about a minute and a half."""
    return [cpu_row(), *latency_rows(), connections_row()]


if __name__ == "__main__":
    for row in run():
        print(row)  # noqa: T201 - run alone
