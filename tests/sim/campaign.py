"""Many seeds, on every core: a fixed set, and fresh ones for as long as there is time."""

import os
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing import get_context
from secrets import randbits

from tests.sim.story import Report, run_seed

BATCH = 20


@dataclass
class Tally:
    """What a campaign came to."""

    seeds: int = 0
    signed: int = 0
    sent: int = 0
    attention: int = 0
    patches: int = 0
    repeats: int = 0
    crashes: int = 0
    failures: dict[int, str] = field(default_factory=dict)  # the first complaint of each seed that failed
    took_s: float = 0.0

    def take(self, report: Report) -> None:
        self.seeds += 1
        self.signed += report.signed
        self.sent += report.sent
        self.attention += report.attention
        self.patches += report.arrivals
        self.repeats += report.repeats
        self.crashes += report.crashes
        if report.complaints:
            self.failures[report.seed] = report.complaints[0]

    def __str__(self) -> str:
        each_ms = 1000 * self.took_s / max(1, self.seeds)
        told = (
            f"{self.seeds} seeds in {self.took_s:.0f} s ({each_ms:.0f} ms each): {self.signed} signed, "
            f"{self.sent} sent, {self.attention} for a person, {self.patches} PATCHes arrived, {self.repeats} repeats, "
            f"{self.crashes} crashes, {len(self.failures)} failures"
        )
        lines = [f"  python -m tests.sim --seed {seed}   # {said}" for seed, said in self.failures.items()]
        return "\n".join([told, *lines])


def fixed(seeds: Iterable[int]) -> Tally:
    """Runs exactly these."""
    return _campaign(iter(seeds), None)


def fresh(seconds: float) -> Tally:
    """Runs seeds that were never run before, for this long."""
    return _campaign(count(1_000_000 + randbits(48)), seconds)


def _run(seeds: list[int]) -> list[Report]:
    reports = [run_seed(seed) for seed in seeds]
    for report in reports:
        report.log.clear()
    return reports


def _campaign(seeds: "Iterable[int]", seconds: float | None) -> Tally:
    tally, begun_s = Tally(), time.monotonic()
    cores = os.cpu_count() or 1
    left = iter(seeds)
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        running: set[Future[list[Report]]] = set()
        while True:
            over = seconds is not None and time.monotonic() - begun_s >= seconds
            while not over and len(running) < 2 * cores and (batch := list(islice(left, BATCH))):
                running.add(pool.submit(_run, batch))
            if not running:
                break
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                for report in future.result():
                    tally.take(report)
    tally.took_s = time.monotonic() - begun_s
    return tally
