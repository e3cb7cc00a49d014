"""The window's thread and the background share one interpreter."""

import sys
from collections.abc import Iterator

import pytest

from desktop_app.ui.bridge import Bridge
from tests.ui.pretend import PretendParts


@pytest.fixture
def pythons_own_turns() -> Iterator[float]:
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    yield 0.005
    sys.setswitchinterval(before_s)


@pytest.mark.usefixtures("qapp")
def test_the_window_gets_its_turn_sooner_than_python_would_give_it(pythons_own_turns: float) -> None:
    bridge = Bridge(PretendParts().make)
    bridge.start()
    try:
        assert sys.getswitchinterval() < pythons_own_turns
    finally:
        assert bridge.stop()
