"""A virtual screen with a window manager, and a hand on its mouse and keyboard.

Debian: `xvfb openbox xdotool`. xdotool types accents wrongly, so only ASCII is typed; between two moves of the mouse
lie 15 ms, or Qt folds them together.
"""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.peers.presence import need_programs

MOVE_GAP_S = 0.015
START_S = 20.0


@dataclass(frozen=True)
class Screen:
    """One virtual screen; windows are found by their title."""

    display: str

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program that is to appear here needs."""
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def do(self, *arguments: str, typed: str | None = None, check: bool = True) -> str:
        """One call of xdotool; what is typed comes on standard input, so that it stands in no argument."""
        environment = {**os.environ, "DISPLAY": self.display}
        ran = subprocess.run(
            ["xdotool", *arguments], input=typed, env=environment, capture_output=True, text=True, check=False
        )
        assert not check or ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    def await_manager(self) -> None:
        """Until a window manager answers: before that no window can be brought to the front."""
        end = time.monotonic() + START_S
        while self.do("get_num_desktops", check=False) in {"", "0"}:
            assert time.monotonic() < end, "no window manager answers"
            time.sleep(0.05)

    def window(self, title: str) -> str:
        """The visible window of this title, in front, once it is there."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            found = self.do("search", "--onlyvisible", "--name", f"^{title}$", check=False).split()
            if found:
                self.do("windowactivate", "--sync", found[-1])
                return found[-1]
            time.sleep(0.1)
        raise AssertionError(f"no window {title} appeared")

    def type(self, text: str, gap_ms: int = 15) -> None:
        """ASCII, key by key, to whatever has the focus."""
        assert text.isascii()
        self.do("type", "--delay", str(gap_ms), "--file", "-", typed=text)

    def key(self, *names: str) -> None:
        """Keys, one after the other."""
        for name in names:
            self.do("key", name)

    def draw(self, window: str, points: Sequence[tuple[int, int]]) -> None:
        """One stroke with the mouse's left button, in the window's coordinates."""
        self.do("mousemove", "--window", window, *map(str, points[0]))
        self.do("mousedown", "1")
        for point in points[1:]:
            self.do("mousemove", "--window", window, *map(str, point))
            time.sleep(MOVE_GAP_S)
        self.do("mouseup", "1")

    def shot(self, file: Path) -> None:
        """A picture of the screen, for whoever looks at a failure."""
        environment = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["import", "-window", "root", str(file)], env=environment, capture_output=True, check=False)


@contextmanager
def virtual_screen() -> Iterator[Screen]:
    """A screen of 1,400 x 900 that ends with the block."""
    need_programs("virtual screen (Xvfb, openbox, xdotool)", "Xvfb", "openbox", "xdotool")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    started = [server]
    try:
        assert server.stdout is not None
        screen = Screen(f":{server.stdout.readline().strip()}")
        environment = {**os.environ, "DISPLAY": screen.display}
        nowhere = subprocess.DEVNULL
        started.append(subprocess.Popen(["openbox"], env=environment, text=True, stdout=nowhere, stderr=nowhere))
        screen.await_manager()
        yield screen
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(START_S)
        if server.stdout is not None:
            server.stdout.close()
