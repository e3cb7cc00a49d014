"""The frozen window comes, and the bare one beside it; `python -m tests.benchmarks one-dir` has the times."""

from collections.abc import Callable
from pathlib import Path

import pytest
from release.runtime import Runtime

from tests.windows.start import freeze_bare, measure

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def test_both_windows_come(
    runtime: Runtime, screen: str, built: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    bare = freeze_bare(runtime, tmp_path / "bare")
    started = measure(runtime, screen, bare, built / "Paraphe" / "paraphew.exe", tmp_path / "profile", rounds=2)
    record_property("ratio", started.ratio)
