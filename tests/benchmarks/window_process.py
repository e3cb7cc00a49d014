"""Windows as processes of their own, and the screen they appear on."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
END_S = 20.0


class WindowProcess:
    """One window, from the command on; use as a context manager."""

    def __init__(self, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.window_probe", *arguments]
        given = {**(os.environ if environment is None else environment), "PYTHONPATH": str(ROOT)}
        given.pop("PYTHONDONTWRITEBYTECODE", None)  # else the program alone would be compiled at every start
        self.began_s = time.monotonic()
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=given,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.first: dict[str, Any] = self._read()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def painted_ms(self) -> float:
        """From the command to the first paint."""
        return float(self.first["painted_s"] - self.began_s) * 1_000

    @property
    def cpu_to_paint_ms(self) -> float:
        """CPU time of all its threads until then, which a busy machine changes less."""
        return float(self.first["cpu_s"]) * 1_000

    def fired(self) -> dict[str, int]:
        """How often timers of each owner have fired since this was asked the last time."""
        assert self._process.stdin is not None
        self._process.stdin.write("?\n")
        self._process.stdin.flush()
        answer: dict[str, int] = self._read()["fired"]
        return answer

    def cpu_s(self) -> float:
        """Of all its threads, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def pss_mb(self) -> float:
        """Its own memory, and its share of what others map too."""
        return memory_mb(self.pid, "Pss")

    def switches(self) -> dict[str, int]:
        """How often each of its threads has gone to sleep, by the thread's name and id."""
        found = {}
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            status = dict(line.split(":", 1) for line in (task / "status").read_text("utf-8").splitlines())
            found[f"{status['Name'].strip()} {task.name}"] = int(status["voluntary_ctxt_switches"])
        return found

    def _read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the window ended with {self._process.wait(END_S)} before it answered")
        return json.loads(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(END_S)
        self._process.stdout.close()


def memory_mb(pid: int | str, kind: str) -> float:
    """`Pss`, or `Private_Dirty` and the like, from the kernel's account of a process."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines():
        name, _, amount = line.partition(":")
        if name == kind:
            return int(amount.split()[0]) / 1_024
    raise LookupError(kind)


@contextmanager
def xvfb() -> Iterator[dict[str, str]]:
    """The environment of a virtual screen without a window manager; Qt's own memory where there is no Xvfb."""
    try:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
    except FileNotFoundError:
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    try:
        assert server.stdout is not None
        yield {"DISPLAY": f":{server.stdout.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(END_S)
        assert server.stdout is not None
        server.stdout.close()


def make_profile(folder: Path, api_url: str) -> Path:
    """A profile that is not a first run's."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "settings.toml").write_text(f'api_url = "{api_url}"\n\n[sync]\nproxy = "direct"\n', "utf-8")
    return folder
