"""The idle window: its memory, its CPU time over 60 s and what fires in it, online and offline, beside a bare window.

Four processes at once, so that all map the same libraries with the same neighbours: bare; online with everything sent;
offline with sign-offs waiting; and one that was only opened. The program is the real one, its keys are in a real
Secret Service.
"""

import json
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.e2e.program import Program
from tests.e2e.session_bus import unlocked_keyring

from .practice_process import PracticeProcess
from .table import Row
from .window_process import WindowProcess, xvfb

SETTLE_S = 25.0  # tray, warming up, the first back-offs
IDLE_S = 60.0
MEMORY_BUDGET_MB = 50.0
CPU_BUDGET_PERCENT = 0.2
POLL_MIN_S = 10.0
WAITING = 3
NOWHERE = "http://127.0.0.1:9/main"


def run() -> list[Row]:
    """PSS in MB, CPU in percent of a core, the shortest mean time between two timers of one owner in s."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        screen = stack.enter_context(xvfb())
        bus = {**stack.enter_context(unlocked_keyring(folder / "home")), **screen}
        server = stack.enter_context(PracticeProcess())
        online, offline = Program(folder / "online", bus), Program(folder / "offline", bus)
        for program, api_url in ((online, server.api_url), (offline, NOWHERE)):
            program.set_up(api_url, server.account_token, server.session_tokens[0])
            program.json("config", "set", "sync.proxy", "direct")
            for _ in range(WAITING):
                program.sign()
        windows = {
            label: stack.enter_context(WindowProcess("paraphe", "--profile", str(program.profile), environment=bus))
            for label, program in (("online", online), ("offline", offline))
        }
        plain = json.dumps(windows["online"].first["classes"])
        windows["bare"] = stack.enter_context(WindowProcess("bare", plain, environment=bus))
        time.sleep(SETTLE_S)
        assert server.report().objects == WAITING, "the online window has not sent what waited"
        for window in windows.values():
            window.fired()
        cpu_before = {label: window.cpu_s() for label, window in windows.items()}
        slept_before = {label: window.switches() for label, window in windows.items()}
        time.sleep(IDLE_S)
        cpu = {label: 100 * (window.cpu_s() - cpu_before[label]) / IDLE_S for label, window in windows.items()}
        slept = {label: window.switches() for label, window in windows.items()}
        fired = {label: window.fired() for label, window in windows.items()}
        pss = {label: window.pss_mb() for label, window in windows.items()}
    rows = [
        Row(
            f"memory (PSS) of the idle window, {label}", pss[label], "MB", f"<= bare + {MEMORY_BUDGET_MB:.0f} MB",
            "bare window", pss["bare"], pss[label] - pss["bare"] <= MEMORY_BUDGET_MB,
        )
        for label in ("online", "offline")
    ]  # fmt: skip
    for label in ("online", "offline"):
        rows.append(
            Row(
                f"CPU over {IDLE_S:.0f} s, {label}", cpu[label], "% of a core", f"<= {CPU_BUDGET_PERCENT}",
                "bare window", cpu["bare"], cpu[label] <= CPU_BUDGET_PERCENT,
            )
        )  # fmt: skip
        woken = {who: count - slept_before[label].get(who, 0) for who, count in slept[label].items()}
        rows.append(_timers(label, fired[label], woken, sum(fired["bare"].values())))
    return rows


def _timers(label: str, fired: dict[str, int], woken: dict[str, int], bare: int) -> Row:
    """Timers of the window's loop by their owner; the background's thread, whose loop is not Qt's, by its wake-ups."""
    background = sum(count for who, count in woken.items() if who.startswith("paraphe-backgro"))
    busiest, most = max([*fired.items(), ("background thread", background)], key=lambda found: found[1])
    interval_s = IDLE_S / most if most else IDLE_S
    return Row(
        f"seconds between two ticks of the busiest timer, {label}", interval_s, "s", f">= {POLL_MIN_S:.0f}",
        "bare window", IDLE_S / bare if bare else None, interval_s >= POLL_MIN_S * 0.99,
        f"{busiest}, {most} in {IDLE_S:.0f} s",
    )  # fmt: skip
