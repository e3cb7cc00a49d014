"""The real window on a screen, driven by mouse and keyboard alone, against the practice server."""

import hashlib
import math
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.practice.server import PracticeServer
from tests.e2e.program import ACTION, COMMENT, FIRST_NAME, LAST_NAME, Program
from tests.e2e.screen import Screen, virtual_screen

pytestmark = [pytest.mark.peer, pytest.mark.timeout(180)]
STOPS_WITHIN_S = 4.0  # the background's 2 s, and the end of an interpreter on a busy machine


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A virtual screen."""
    with virtual_screen() as shown:
        yield shown


def wait_for(what: str, happened: Callable[[], bool], within_s: float = 30.0) -> None:
    end = time.monotonic() + within_s
    while not happened():
        assert time.monotonic() < end, f"{what} did not happen"
        time.sleep(0.1)


def test_a_person_signs_off_in_the_window_and_it_arrives(
    program: Program, practice: PracticeServer, screen: Screen, tmp_path: Path
) -> None:
    session = practice.session_tokens[0]
    program.json("config", "set", "api_url", practice.api_url)
    program.json("config", "set", "language", "en")
    program.json("token", "set", "account", stdin=practice.account_token)
    process = program.start(**screen.environment)
    try:
        window = screen.window("Paraphe")
        wait_for("the outbox to open", (program.profile / "outbox.sqlite3").exists)
        time.sleep(1.0)
        program.called.append(Path(f"/proc/{process.pid}/cmdline").read_text("utf-8").replace("\0", " "))

        screen.type(session, gap_ms=4)  # as a scanner types it: fast, and with Enter
        screen.key("Return")
        time.sleep(1.0)
        for text in (FIRST_NAME, LAST_NAME, "aurelienne@example.org", ACTION):
            screen.type(text)
            screen.key("Tab")
        screen.type(COMMENT)
        width, height = (int(line.partition("=")[2]) for line in _geometry(screen, window))
        screen.draw(window, _flourish(width, height))
        screen.draw(window, [(width * 7 // 10 + step, height * 6 // 10) for step in range(0, 120, 6)])
        screen.shot(tmp_path / "signed.png")
        screen.key("ctrl+Return")
        wait_for("the delivery", lambda: bool(practice.objects))
        screen.shot(tmp_path / "saved.png")
        wait_for("the receipt", lambda: program.json("outbox", "list")[0]["state"] == "sent")

        screen.key("alt+F4")
        began_s = time.monotonic()
        out, errors = process.communicate(timeout=20)
        assert time.monotonic() - began_s < STOPS_WITHIN_S
        assert process.returncode == 0, errors
        program.printed += [out, errors]
        assert "Traceback" not in errors
    finally:
        if process.poll() is None:
            screen.shot(tmp_path / "failed.png")
            process.kill()
            process.communicate()
    (execution,) = practice.executions
    assert execution.session_token == session
    body = execution.body
    assert (body["firstName"], body["lastName"], body["email"]) == (FIRST_NAME, LAST_NAME, "aurelienne@example.org")
    assert (body["providerActionComment"], body["comment"]) == (ACTION, COMMENT)
    (row,) = program.json("outbox", "list")
    shown = program.json("outbox", "show", row["id"])
    stored = practice.objects[execution.name].data
    assert (len(stored), hashlib.sha256(stored).hexdigest()) == (shown["size"], shown["sha256"])
    assert len(stored) == execution.size_bytes
    assert stored[:2] == b"\xff\xd8"
    program.assert_nothing_leaked([session, practice.account_token, "aurelienne@example.org"])


def test_without_a_screen_that_is_said(program: Program) -> None:
    environment = {
        name: text for name, text in program.environment.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    program.environment = environment
    ran = program.run()
    assert ran.returncode == 2
    assert ran.stderr == "There is no screen to show the window on.\n"


def test_settings_that_cannot_be_used_are_told_where_there_is_no_terminal(program: Program, screen: Screen) -> None:
    program.profile.mkdir(parents=True)
    (program.profile / "settings.toml").write_text('langage = "fr"\n')
    process = program.start(**screen.environment)
    try:
        screen.window("Paraphe")
        screen.key("Return")
        _, errors = process.communicate(timeout=20)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    assert process.returncode == 2
    assert errors.endswith("settings.toml, line 1: There is no setting langage. Did you mean language?\n")


def _geometry(screen: Screen, window: str) -> list[str]:
    lines = screen.do("getwindowgeometry", "--shell", window).splitlines()
    return [line for name in ("WIDTH", "HEIGHT") for line in lines if line.startswith(name)]


def _flourish(width: int, height: int) -> list[tuple[int, int]]:
    """A looping line across the right column, where the pad is."""
    left, middle, reach = width * 55 // 100, height * 45 // 100, width * 30 // 100
    steps = [number / 40 for number in range(41)]
    return [
        (round(left + reach * at), round(middle + height * 0.1 * math.sin(at * 6 * math.pi) * (1 - at / 2)))
        for at in steps
    ]
