import os
from pathlib import Path

from tests.benchmarks.table import Row


def run() -> list[Row]:
    """Met where nobody has begun yet to wait for a companion."""
    begun = len(list(Path(os.environ["BENCHMARKS_MEET"]).iterdir()))
    return [Row("companions", begun, "", "= 0", "-", None, begun == 0)]
