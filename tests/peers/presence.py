"""A peer that is absent is a skip that names it; `tests/conftest.py` makes a failure of it where CI installed all.

That rule goes by the marker `peer`, which every test that uses this carries.
"""

import shutil

import pytest


def need_programs(peer: str, *programs: str) -> None:
    """Ends the test where one of these is not on the PATH."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"peer absent: {peer} (without {', '.join(missing)})")
