"""`python -m tests.benchmarks [NAME ...]`: measures, writes build/benchmarks/table.md and table.json.

Exits 1 and names every budget that is missed or could not be measured. `--list` names the benchmarks, `--long` takes
100,000 sign-offs where 10,000 would do, `--install-peers` fetches what pip and apt do not bring and measures nothing.
Without `--long` everything takes under 20 minutes on 2 cores.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence

from .report import write
from .runner import ALL, ROOT, Benchmark, chosen, measure_all, missed

FOLDER = ROOT / "build" / "benchmarks"


def main(arguments: Sequence[str] | None = None, benchmarks: Sequence[Benchmark] = ALL) -> int:
    """0 where every budget is met, 1 where one is not or was not measured, 2 for a name that is none."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Measures Paraphe beside its peers."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these; all where none is given")
    parser.add_argument("--long", action="store_true", help="an outbox of 100,000")
    parser.add_argument("--list", action="store_true", help="name the benchmarks and end")
    parser.add_argument("--install-peers", action="store_true", help="fetch the peers from npm and end")
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(benchmark.name for benchmark in benchmarks))  # noqa: T201 - a command's answer
        return 0
    if options.install_peers:
        from .ink_peer import install  # noqa: PLC0415 - imports what only this needs

        return 0 if install() else 1
    try:
        wanted = chosen(options.names, benchmarks)
    except ValueError as error:
        parser.error(str(error))
    load_before = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    began_s = time.monotonic()
    measured = measure_all(wanted, ["--long"] if options.long else [], _tell)
    complaints = missed(measured)
    took_s = time.monotonic() - began_s
    print(write(FOLDER, measured, complaints, load_before, took_s), end="")  # noqa: T201 - a command's answer
    return 1 if complaints else 0


def _tell(benchmark: Benchmark) -> None:
    print(f"-- {benchmark.name}", file=sys.stderr, flush=True)  # noqa: T201 - progress


if __name__ == "__main__":
    sys.exit(main())
