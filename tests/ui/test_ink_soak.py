"""The window survives a day: what PySide6 6.12.0 does below Python 3.12 would end it after a few thousand calls."""

import pytest

from tests.benchmarks import ink_soak


@pytest.mark.timeout(300)
def test_100_000_paint_and_event_calls_drift_neither_none_nor_memory() -> None:
    assert ink_soak.CALLS >= 100_000
    missed = [row for row in ink_soak.run() if not row.met]
    assert not missed
