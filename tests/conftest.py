"""What holds for every test.

A real server or tool that is absent is a skip with its name on a person's machine. Where CI runs on Linux it is a
failure: there, setup has installed every one of them, and a skip would hide that the test never ran. Elsewhere
(GitHub's Windows machines) `PARAPHE_PEERS=optional` keeps it a skip.
"""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

PEERS_REQUIRED = os.environ.get("CI") == "true" and os.environ.get("PARAPHE_PEERS") != "optional"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped peer into a failure where every peer has to be there."""
    report = yield
    if PEERS_REQUIRED and report.skipped and item.get_closest_marker("peer"):
        report.outcome = "failed"
        report.longrepr = f"required here, but skipped: {report.longrepr}"
    return report
