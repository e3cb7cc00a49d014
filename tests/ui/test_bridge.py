"""The window's thread and the background share one interpreter; what ends the sender there does not end sending."""

import asyncio
import logging
import sys
from collections.abc import Iterator
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.ports import Parts
from desktop_app.ui.sending import AGAIN_S, Sending
from tests.sim.loop import VirtualLoop
from tests.ui.pretend import PretendEngine, PretendParts


@pytest.fixture
def pythons_own_turns() -> Iterator[float]:
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    yield 0.005
    sys.setswitchinterval(before_s)


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    made = VirtualLoop()
    yield made
    made.close()


class Failing(PretendEngine):
    """A bug ends each of its first runs, as they begin."""

    def __init__(self, bugs: int) -> None:
        super().__init__()
        self.bugs = bugs
        self.begun_at_s: list[float] = []

    async def run(self, stop: asyncio.Event) -> None:
        self.begun_at_s.append(asyncio.get_running_loop().time())
        if len(self.begun_at_s) <= self.bugs:
            raise ZeroDivisionError
        await super().run(stop)


@pytest.mark.usefixtures("qapp")
def test_the_window_gets_its_turn_sooner_than_python_would_give_it(pythons_own_turns: float) -> None:
    bridge = Bridge(PretendParts().make)
    bridge.start()
    try:
        assert sys.getswitchinterval() < pythons_own_turns
    finally:
        assert bridge.stop()


def test_a_sender_that_a_bug_has_ended_is_told_and_sends_again_when_it_is_woken(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Failing(1)
    bridge = Bridge(PretendParts(engine=engine).make)
    begun: list[int] = []
    try:
        with caplog.at_level(logging.ERROR), qtbot.waitSignal(bridge.unexpected) as told:
            bridge.start()
        assert [type(error) for error in told.args or ()] == [ZeroDivisionError]
        assert "the sender ended" in caplog.text
        bridge.call(lambda _: len(engine.begun_at_s), begun.append)
        qtbot.waitUntil(lambda: begun == [1])  # it rests; calls are answered meanwhile
        bridge.wake("signed")
        qtbot.waitUntil(lambda: len(engine.begun_at_s) == 2)
    finally:
        assert bridge.stop()
    assert (engine.woken, engine.ended) == (["signed"], True)


def test_a_sender_that_rests_after_a_bug_keeps_nobody_from_leaving(qtbot: QtBot) -> None:
    bridge = Bridge(PretendParts(engine=Failing(99)).make)
    with qtbot.waitSignal(bridge.unexpected):
        bridge.start()
    assert bridge.stop()


def test_without_a_wake_it_sends_again_after_a_minute(loop: VirtualLoop) -> None:
    engine, told = Failing(2), list[Exception]()

    async def story() -> None:
        stop = asyncio.Event()
        running = asyncio.ensure_future(Sending(cast("Parts", PretendParts(engine=engine)), told.append).run(stop))
        await asyncio.sleep(10 * AGAIN_S)
        stop.set()
        await running

    loop.run_until_complete(story())
    assert engine.begun_at_s == pytest.approx([0.0, AGAIN_S, 2 * AGAIN_S], abs=0.1)
    assert len(told) == 2
    assert engine.ended


def test_a_wake_from_before_the_bug_is_no_reason_to_meet_it_again_at_once(loop: VirtualLoop) -> None:
    engine = Failing(1)

    async def story() -> None:
        stop = asyncio.Event()
        sending = Sending(cast("Parts", PretendParts(engine=engine)), lambda _: None)
        sending.wake("signed")
        await asyncio.sleep(0)
        running = asyncio.ensure_future(sending.run(stop))
        await asyncio.sleep(AGAIN_S / 2)
        assert len(engine.begun_at_s) == 1
        stop.set()
        await running

    loop.run_until_complete(story())


def test_a_bug_in_mending_stops_no_call_and_is_told(qtbot: QtBot) -> None:
    class Unmendable(PretendParts):
        def mend_outbox(self) -> tuple[str, ...]:
            raise ZeroDivisionError

    def damaged(_: object) -> None:
        raise EnvironmentFault("outbox_damaged")

    bridge, heard = Bridge(Unmendable().make), list[object]()
    bridge.unexpected.connect(lambda error: heard.append(type(error)))
    bridge.call(damaged, on_error=lambda _: None)
    bridge.call(lambda _: "answered", heard.append)
    bridge.start()
    try:
        qtbot.waitUntil(lambda: len(heard) == 2)
    finally:
        assert bridge.stop()
    assert heard == [ZeroDivisionError, "answered"]
