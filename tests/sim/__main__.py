"""`python -m tests.sim`: replays a seed, runs many, or holds the deliberate mutants against them."""

import argparse
import sys

from tests.sim.campaign import fixed, fresh
from tests.sim.mutants import MUTANTS, catalogue, hunt
from tests.sim.story import run_seed


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.sim", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--seed", type=int, help="replay one seed, event by event")
    what.add_argument("--seeds", type=int, metavar="N", help="run seeds 0 to N-1")
    what.add_argument("--fresh", type=float, metavar="MINUTES", help="run new seeds for this long")
    what.add_argument("--mutants", action="store_true", help="each deliberate mistake must be caught")
    options = parser.parse_args()
    if options.mutants:
        caught = {mutant.name: hunt(mutant) for mutant in MUTANTS}
        sys.stdout.write(catalogue(caught) + "\n")
        return int(None in caught.values())
    if options.seed is not None:
        report = run_seed(options.seed)
        sys.stdout.write("\n".join([*report.log, *(f"BROKEN {text}" for text in report.complaints)]) + "\n")
        return int(bool(report.complaints))
    tally = fixed(range(options.seeds)) if options.seeds is not None else fresh(options.fresh * 60)
    sys.stdout.write(f"{tally}\n")
    return int(bool(tally.failures))


if __name__ == "__main__":
    sys.exit(main())
