"""The tests in groups, each in its own pytest, and one closing line for all of them.

A group runs on two workers where its tests share nothing but the processor; where they start servers, own a screen or
measure time, they run one after the other.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from steps.environment import Environment
from steps.say import ROOT, say

# Folders of tests/ that may share the machine with themselves; every other one runs alone.
PARALLEL = ("unit", "contract", "ui", "disk", "sim", "fuzz", "gallery")
# What shares the machine with itself in lanes that its own conftest makes; it takes the longest and comes last.
LANES = ("windows",)
# Measured by `python -m tests.benchmarks`, not by pytest.
NOT_PYTEST = ("benchmarks",)
NOTHING_COLLECTED = 5
REPORTS = ROOT / "build" / "test-reports"


@dataclass(frozen=True)
class Tally:
    """What one or more runs of pytest came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass(frozen=True)
class Group:
    """One run of pytest."""

    name: str
    folder: Path
    environment: Environment
    parallel: bool

    def run(self, *, full: bool) -> Tally:
        """Run it and count; a pytest that could not run counts as one failure."""
        report = REPORTS / f"{self.name}.xml"
        report.unlink(missing_ok=True)
        command = [str(self.environment.python), "-m", "pytest", str(self.folder.relative_to(ROOT)), "-q"]
        command += [f"--junitxml={report}", "-o", "junit_family=xunit1"]
        command += ["-n", "2", "--dist", "loadfile"] if self.parallel else ["-p", "no:xdist"]
        command += [] if full else ["-m", "not slow"]
        say(f"{self.name}: {self.folder.relative_to(ROOT)}")
        started_s = time.monotonic()
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
        code = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
        tally = _counted(report) if code != NOTHING_COLLECTED else Tally()
        if code not in {0, NOTHING_COLLECTED} and not tally.failed:
            tally += Tally(failed=1)
        say(f"{self.name}: {tally} in {time.monotonic() - started_s:.0f} s")
        return tally


def groups(own: Environment, others: Iterable[Environment]) -> list[Group]:
    """The quick ones first; then the same unit tests on the other interpreters; then what takes servers and screens."""
    tests = ROOT / "tests"
    folders = [path for path in sorted(tests.iterdir()) if path.is_dir() and any(path.rglob("test_*.py"))]
    folders = [path for path in folders if path.name not in NOT_PYTEST]
    order = {name: place for place, name in enumerate((*PARALLEL, "", *LANES))}
    folders.sort(key=lambda path: order.get(path.name, order[""]))
    found = [Group(path.name, path, own, parallel=path.name in (*PARALLEL, *LANES)) for path in folders]
    again = [
        Group(f"unit-{environment.folder.name.removeprefix('.venv-')}", tests / "unit", environment, parallel=True)
        for environment in others
    ]
    quick = [group for group in found if group.name in PARALLEL]
    return quick + again + [group for group in found if group.name not in PARALLEL]


def run_all(wanted: Iterable[Group], *, full: bool) -> Tally:
    """Run every group, whatever the ones before it came to, and print the closing line."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    total = Tally()
    failed = []
    for group in wanted:
        tally = group.run(full=full)
        total += tally
        if tally.failed:
            failed.append(group.name)
    if failed:
        say(f"failed in: {', '.join(failed)}")
    print(f"\n{total}", flush=True)
    return total


def _counted(report: Path) -> Tally:
    """The counts of a JUnit report; none where pytest could not write one."""
    if not report.is_file():
        return Tally()
    root = ET.parse(report).getroot()  # noqa: S314 -- pytest wrote it a moment ago
    total = Tally()
    for suite in root.iter("testsuite"):
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        total += Tally(tests - failed - skipped, failed, skipped)
    return total
