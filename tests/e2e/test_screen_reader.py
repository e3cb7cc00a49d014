"""Workstation and kiosk as a screen reader meets them on Linux: over AT-SPI, pressing buttons by their names.

Debian: `at-spi2-core python3-gi gir1.2-atspi-2.0`; the bindings belong to the system's own Python.
"""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.practice.server import PracticeServer
from desktop_app.ui.kiosk.pin import pin_hash
from tests.e2e.program import Program
from tests.e2e.screen import Screen, virtual_screen
from tests.peers.presence import need_programs

pytestmark = [pytest.mark.peer, pytest.mark.timeout(240)]
READER = Path(__file__).with_name("atspi_reader.py")
PYTHON = "/usr/bin/python3"
SHAPELESS = {"filler", "unknown", "invalid", "redundant object", ""}
PIN = "908172"


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A virtual screen."""
    need_programs("AT-SPI", PYTHON, "/usr/libexec/at-spi-bus-launcher")
    with virtual_screen() as shown:
        yield shown


@dataclass
class Reader:
    """A screen reader of one program."""

    process: "subprocess.Popen[str]"
    environment: Mapping[str, str]

    def run(self, *arguments: str) -> str:
        command = [PYTHON, str(READER), str(self.process.pid), *arguments]
        ran = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def sees(self) -> list[dict[str, Any]]:
        """All that is shown."""
        told: list[dict[str, Any]] = json.loads(self.run())
        return told

    def press(self, name: str) -> None:
        self.run("press", name)

    def until(self, name: str) -> list[dict[str, Any]]:
        """What is shown once something of this name is."""
        end = time.monotonic() + 20.0
        while time.monotonic() < end:
            seen = self.sees()
            if any(each["name"] == name for each in seen):
                return seen
            time.sleep(0.2)
        raise AssertionError(f"{name} did not appear: {[each['name'] for each in seen]}")


def judge(seen: list[dict[str, Any]], least: int) -> None:
    """Everything that the keyboard reaches has a role and a name."""
    reached = [each for each in seen if each["focusable"]]
    assert len(reached) >= least, reached
    assert [each for each in reached if not each["name"].strip() or each["role"] in SHAPELESS] == []


def started(program: Program, screen: Screen, *arguments: str) -> Reader:
    """The program where a screen reader runs."""
    environment = {**program.environment, **screen.environment}
    subprocess.run(["dbus-update-activation-environment", f"DISPLAY={screen.display}"], env=environment, check=True)
    process = program.start(*arguments, **screen.environment, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    return Reader(process, environment)


@pytest.fixture
def ready(program: Program, practice: PracticeServer) -> Program:
    for key, value in (
        ("api_url", practice.api_url),
        ("language", "en"),
        ("kiosk.touch_keyboard", "own"),
        ("kiosk.pin_hash", pin_hash(PIN)),
    ):
        program.json("config", "set", key, value)
    program.json("token", "set", "account", stdin=practice.account_token)
    return program


def test_the_workstation(ready: Program, screen: Screen) -> None:
    reader = started(ready, screen)
    try:
        window = screen.window("Paraphe")
        seen = reader.until("Sign off")
        judge(seen, 12)
        [pad] = [each for each in seen if each["name"] == "Signature" and each["focusable"]]
        assert (pad["role"], pad["description"]) == ("image", "empty")
        screen.draw(window, [(800 + step * 9, 350 + (40 if step % 2 else 0)) for step in range(20)])
        [pad] = [each for each in reader.sees() if each["name"] == "Signature" and each["focusable"]]
        assert pad["description"] == "signed, 1 stroke"
        for button, appears, least in (
            ("Outbox", "Search", 8),
            ("Settings", "Service URL", 12),
            ("Help", "Set up this computer", 5),
        ):
            reader.press(button)
            judge(reader.until(appears), least)
    finally:
        reader.process.kill()
        reader.process.communicate()


def test_the_kiosk(ready: Program, screen: Screen, practice: PracticeServer) -> None:
    reader = started(ready, screen, "--kiosk")
    try:
        screen.window("Paraphe")
        judge(reader.until("Begin"), 3)
        reader.press("Begin")
        judge(reader.until("Which session is it?"), 3)
        screen.type(practice.session_tokens[0])
        screen.key("Return")
        seen = reader.until("Who are you?")
        judge(seen, 5)
        assert {"First name", "Last name", "E-mail", "Space", "Backspace"} <= {each["name"] for each in seen}
        screen.type("Marie")
        screen.key("Tab")
        screen.type("Duval")
        reader.press("Next")
        judge(reader.until("What did you do?"), 4)
        reader.press("Next")
        seen = reader.until("Please sign")
        judge(seen, 2)
        [pad] = [each for each in seen if each["name"] == "Signature" and each["focusable"]]
        assert (pad["role"], pad["description"]) == ("image", "empty")
        for _ in range(4):
            reader.press("Back")
        reader.until("Begin")
        reader.press(next(each["name"] for each in reader.sees() if each["name"].startswith("For the attendant")))
        seen = reader.until("The attendant's PIN")
        judge(seen, 1)
        screen.type(PIN)
        screen.key("Return")
        judge(reader.until("Leave Paraphe"), 7)
    finally:
        reader.process.kill()
        reader.process.communicate()
