"""Which benchmarks there are, and how they are run: each in a process of its own, so that none disturbs the next.

What measures no time (memory that is kept, a simulated fleet) runs side by side, or the whole would take half as long
again. Then those that measure time have the machine for themselves, one after the other.

A benchmark is modules whose `run()` answers with rows. One that crashes, hangs or finds its peer absent leaves a row
that was not measured: it is named, and does not count as met.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from .table import Row

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """`modules` lie beside this file; after `timeout_s` the process is ended.

    `timed`: its figures are times, so nothing else may run meanwhile.
    """

    name: str
    modules: tuple[str, ...]
    timeout_s: float = 180.0
    timed: bool = True
    folder: str = "tests.benchmarks"


@dataclass(frozen=True, slots=True)
class Measured:
    """One benchmark's rows, and what it took."""

    benchmark: str
    took_s: float
    rows: tuple[Row, ...]


ALL = (
    Benchmark("window-start", ("window_start",)),
    Benchmark("window-idle", ("window_idle",), 240.0),
    Benchmark("signing", ("signing",), 300.0),
    Benchmark("outbox-commit", ("outbox_commit",)),
    Benchmark("outbox-growth", ("outbox_growth",), 600.0),
    Benchmark("drain", ("drain",), 300.0),
    Benchmark("wire", ("wire",)),
    Benchmark("fleet", ("fleet",), 300.0, timed=False),
    Benchmark("endurance", ("endurance",), 900.0, timed=False),
    Benchmark("ink", ("ink_fidelity", "ink_latency", "ink_jpeg"), 420.0),
    Benchmark("ink-soak", ("ink_soak",), 300.0, timed=False),
    Benchmark("one-dir", ("one_dir",), 400.0),
)


def chosen(names: Sequence[str], benchmarks: Sequence[Benchmark] = ALL) -> tuple[Benchmark, ...]:
    """Those named, in the order of the table; all where none is. Raises ValueError for a name that is none."""
    unknown = set(names) - {benchmark.name for benchmark in benchmarks}
    if unknown:
        raise ValueError(f"no such benchmark: {', '.join(sorted(unknown))}")
    return tuple(benchmark for benchmark in benchmarks if not names or benchmark.name in names)


def measure_all(
    wanted: Sequence[Benchmark], flags: Sequence[str] = (), begun: Callable[[Benchmark], object] = lambda _: None
) -> list[Measured]:
    """All of `wanted`, in their order; `begun` is told of each as it begins."""

    def measured(benchmark: Benchmark) -> Measured:
        begun(benchmark)
        return measure(benchmark, flags)

    side_by_side = [benchmark for benchmark in wanted if not benchmark.timed]
    with ThreadPoolExecutor(max(2, os.cpu_count() or 1)) as threads:
        done = {one.benchmark: one for one in threads.map(measured, side_by_side)}
    done |= {benchmark.name: measured(benchmark) for benchmark in wanted if benchmark.timed}
    return [done[benchmark.name] for benchmark in wanted]


def measure(benchmark: Benchmark, flags: Sequence[str] = ()) -> Measured:
    """Runs it in a process of its own; `flags` (such as `--long`) are handed on."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder, "rows.json")
        modules = [f"{benchmark.folder}.{module}" for module in benchmark.modules]
        command = [sys.executable, "-m", "tests.benchmarks.runner", str(into), *modules, *flags]
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                timeout=benchmark.timeout_s,
                check=False,
            )
            why = "" if done.returncode == 0 else _last_line(done.stderr) or f"ended with {done.returncode}"
        except subprocess.TimeoutExpired:
            why = f"not done within {benchmark.timeout_s:.0f} s"
        rows = [Row(**row) for row in json.loads(into.read_text("utf-8"))] if into.exists() else []
    if why or not rows:
        rows.append(Row(benchmark.name, None, "", "", "-", None, None, why or "it measured nothing"))
    return Measured(benchmark.name, time.monotonic() - begin, tuple(rows))


def missed(measured: Iterable[Measured]) -> list[str]:
    """A line for each budget that is missed or was not measured."""
    lines = []
    for one in measured:
        for row in one.rows:
            if row.met is None:
                lines.append(f"not measured: {one.benchmark}: {row.name}{f' ({row.note})' if row.note else ''}")
            elif not row.met:
                lines.append(f"missed: {one.benchmark}: {row.name} {row.budget} beside {row.beside_name}")
    return lines


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def _write_rows(into: Path, modules: Sequence[str]) -> None:
    """In the process of its own: what is measured so far is kept, should a later module fail."""
    rows: list[Row] = []
    for module in modules:
        rows += importlib.import_module(module).run()
        into.write_text(json.dumps([asdict(row) for row in rows]), "utf-8")


if __name__ == "__main__":
    _write_rows(Path(sys.argv[1]), [argument for argument in sys.argv[2:] if not argument.startswith("--")])
