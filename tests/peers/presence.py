"""The one rule for a peer that is not there: a skip that names it, and on CI a failure."""

import os
import shutil

import pytest


def on_ci() -> bool:
    """Whether an absent peer is a failure."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def absent(peer: str, why: str = "not installed") -> None:
    """Ends the test: skipped by the peer's name, failed on CI."""
    message = f"peer absent: {peer} ({why})"
    if on_ci():
        pytest.fail(message)
    pytest.skip(message)


def need_programs(peer: str, *programs: str) -> None:
    """Ends the test as `absent` does where one of these is not on the PATH."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        absent(peer, f"without {', '.join(missing)}")
