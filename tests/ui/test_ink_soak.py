"""The window survives a day: what PySide6 6.12.0 does below Python 3.12 would end it after a few thousand calls."""

import pytest

from tests.benchmarks import ink_soak
from tests.benchmarks.runner import Benchmark, measure


@pytest.mark.timeout(300)
def test_100_000_paint_and_event_calls_drift_neither_none_nor_memory() -> None:
    assert ink_soak.CALLS >= 100_000
    # in a process of its own: what other tests leave to the garbage collector holds references to None as well
    rows = measure(Benchmark("ink-soak", ("ink_soak",), 240.0)).rows
    assert len(rows) == 2
    assert not [row for row in rows if not row.met]
