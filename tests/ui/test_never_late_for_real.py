"""The window's thread never waits, with the real background and the slowest service: no later than without a service.

Each day is a process of its own, so that the first time of everything (modules, connections) counts. A machine with
other work is late at random, in both kinds of day; what the program does is late in every one. So the best of some days
with the service is held against the best of as many without, each as long as the other, one after the other. What the
thread worked and what it waited are held apart: waiting is what a busy machine adds most to.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED_S = 0.05
DAYS = 4
SLOW = {
    "faults": [
        {"on": "both", "do": "slow", "delay_s": 0.5},
        {"on": "patch", "every": 2, "do": "trickle", "delay_s": 0.005},
    ]
}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[str]:
    """What a practice server says of itself, in a process of its own: its work holds up no window."""
    faults = tmp_path / "faults.json"
    faults.write_text(json.dumps(SLOW))
    command = [sys.executable, "-m", "desktop_app", "practice", "--faults", str(faults)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline()
        process.terminate()


def a_day(profile: Path, lasts_s: float, *service: str) -> dict[str, float]:
    """What was worked and waited at worst, and how long it lasted."""
    command = [sys.executable, "-m", "tests.ui.working_day", str(profile), str(lasts_s), *service]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return told


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_day_with_the_slowest_service_is_as_smooth_as_one_without(tmp_path: Path, service: str) -> None:
    served, alone = [], []
    for day in range(DAYS):
        served.append(a_day(tmp_path / f"served-{day}", 0.0, service))
        alone.append(a_day(tmp_path / f"alone-{day}", served[-1]["lasted_s"]))
    for what in ("worked_s", "waited_s"):
        best, bar = (min(day[what] for day in days) for days in (served, alone))
        assert best <= bar + ALLOWED_S, f"{what}: {served} with the service, {alone} without"
