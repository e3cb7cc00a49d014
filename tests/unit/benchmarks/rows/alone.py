import os
from pathlib import Path

from tests.benchmarks.table import Row


def run() -> list[Row]:
    """Met once both have met."""
    met = len(list(Path(os.environ["BENCHMARKS_MEET"]).iterdir()))
    return [Row("processes that have met", met, "", "= 2", "-", None, met == 2)]
