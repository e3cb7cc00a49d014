"""Twenty visits to the real kiosk on a virtual screen, by mouse, keyboard and a scanner that types.

The places are where a hand would go: Next and Sign off in the upper right corner, Back in the upper left one, the
attendant's sign in the lower right one.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.practice.server import PracticeServer
from desktop_app.ui.kiosk.pin import pin_hash
from tests.e2e.program import Program
from tests.e2e.screen import Screen, virtual_screen

VISITS = 20
PIN = "908172"
MIDDLE, BACK, NEXT = (700, 330), (90, 60), (1_310, 60)
STAFF, LEAVE = (1_340, 840), (350, 840)
STROKE = [(350 + step * 12, 420 + (70 if step % 2 else 0)) for step in range(40)]


def wait_for(what: str, happened: Callable[[], bool], within_s: float = 30.0) -> None:
    end = time.monotonic() + within_s
    while not happened():
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.05)


class Hand:
    """What a visitor does."""

    def __init__(self, screen: Screen, window: str) -> None:
        self.screen, self.window = screen, window

    def click(self, place: tuple[int, int]) -> None:
        self.screen.do("mousemove", str(place[0]), str(place[1]))
        time.sleep(0.05)
        self.screen.do("click", "1")
        time.sleep(0.15)

    def scan(self, code: str) -> None:
        self.screen.type(code, gap_ms=4)
        self.screen.key("Return")
        time.sleep(0.4)

    def fill(self, number: int) -> None:
        self.screen.type(f"Robot{number}")
        self.screen.key("Tab")
        self.screen.type("Visitor")
        self.click(NEXT)
        self.screen.type("Filter changed.")
        self.click(NEXT)

    def try_to_get_out(self) -> None:
        self.screen.key("alt+F4", "Escape", "ctrl+q", "F1", "ctrl+p", "alt+space")
        self.screen.do("mousemove", "700", "400", "click", "3")


@pytest.mark.peer
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_twenty_visits_by_mouse_keyboard_and_scanner(
    program: Program, practice: PracticeServer, tmp_path: Path
) -> None:
    for key, value in (
        ("api_url", practice.api_url),
        ("language", "en"),
        ("session_reuse", "allow"),
        ("kiosk.idle_s", "15"),
        ("kiosk.touch_keyboard", "own"),
        ("kiosk.pin_hash", pin_hash(PIN)),
    ):
        program.json("config", "set", key, value)
    program.json("token", "set", "account", stdin=practice.account_token)
    chance = random.Random(20)
    with virtual_screen() as screen:
        process = program.start("--kiosk", **screen.environment)
        try:
            hand = Hand(screen, screen.window("Paraphe"))
            wait_for("the outbox to open", (program.profile / "outbox.sqlite3").exists)
            time.sleep(1.0)
            signed = 0
            for number in range(VISITS):
                hand.try_to_get_out()
                assert process.poll() is None
                if chance.random() < 0.5:
                    hand.click(MIDDLE)
                hand.scan(practice.session_tokens[number % len(practice.session_tokens)])
                hand.fill(number)
                way = "idle" if number == VISITS // 2 else chance.choice(("signs", "signs", "signs", "goes back"))
                screen.draw(hand.window, STROKE)
                if way == "signs":
                    hand.click(NEXT)
                    signed += 1
                    wait_for("the delivery", lambda: len(practice.executions) == signed)  # noqa: B023 - called at once
                    screen.key("Return")  # the button that closes the page has the focus
                elif way == "goes back":
                    for _ in range(4):
                        hand.click(BACK)
                else:
                    time.sleep(32.0)  # 15 s without a touch, 15 s of countdown
                time.sleep(0.3)
            assert signed >= VISITS // 2
            assert len(practice.executions) == signed
            assert all(str(execution.body["firstName"]).startswith("Robot") for execution in practice.executions)
            hand.click(STAFF)
            for pin in ("111222", PIN):
                screen.type(pin)
                screen.key("Return")
                time.sleep(1.5)
            hand.click(LEAVE)
            out, errors = process.communicate(timeout=20)
            assert process.returncode == 0, errors
            assert "Traceback" not in errors
            program.printed += [out, errors]
        finally:
            if process.poll() is None:
                screen.shot(tmp_path / "last.png")
                process.kill()
                process.communicate()
    program.assert_nothing_leaked([*practice.session_tokens, practice.account_token, PIN])
