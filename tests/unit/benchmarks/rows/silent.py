from tests.benchmarks.table import Row


def run() -> list[Row]:
    return []
