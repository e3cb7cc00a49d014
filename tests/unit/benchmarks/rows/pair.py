import os
import time
from pathlib import Path

from tests.benchmarks.table import Row


def run() -> list[Row]:
    """Met once another process does the same, in the folder they share."""
    folder = Path(os.environ["BENCHMARKS_MEET"])
    (folder / str(os.getpid())).touch()
    end_s = time.monotonic() + 20
    while (met := len(list(folder.iterdir()))) < 2 and time.monotonic() < end_s:
        time.sleep(0.02)
    return [Row("processes that met", met, "", "= 2", "-", None, met == 2)]
