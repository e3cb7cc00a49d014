"""The two Windows under wine that the tests of this folder share: how they are made, started and ended."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from release.runtime import Runtime

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT.parent / "shared" / "windows" / "wine-python.sh"
BUILDS = ROOT / "build" / "wine"  # freezes, installs, runs what was installed
TESTS = ROOT / "build" / "wine-tests"  # runs the tests, at the same time
LOCKS = [ROOT / "packaging" / "requirements" / f"{name}.txt" for name in ("freeze", "test")]
# Asking wine's network list for a word never comes back, and holds the interpreter while it does not.
HANGS_UNDER_WINE = "Lib/site-packages/PySide6/plugins/networkinformation"


def provide() -> None:
    """Both Pythons with what freezes and what tests; made once a checkout, in about a minute, by who comes first."""
    BUILDS.parent.mkdir(exist_ok=True)
    with BUILDS.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = BUILDS / "installed"
        wanted = RECIPE.read_text() + "".join(path.read_text() for path in LOCKS)
        if stamp.is_file() and stamp.read_text() == wanted:
            return
        for folder in (BUILDS, TESTS):
            shutil.rmtree(folder, ignore_errors=True)
        requirements = [part for path in LOCKS for part in ("-r", str(path))]
        command = ["bash", str(RECIPE), str(BUILDS), "--", *requirements]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, timeout=900)
        _end(Runtime.under_wine(BUILDS))
        TESTS.mkdir()
        subprocess.run(["cp", "-a", BUILDS / "prefix", TESTS / "prefix"], check=True)
        subprocess.run(["cp", "-al", BUILDS / "python", TESTS / "python"], check=True)
        shutil.rmtree(TESTS / "python" / HANGS_UNDER_WINE)
        (TESTS / "run").write_text((BUILDS / "run").read_text().replace(str(BUILDS), str(TESTS)))
        stamp.write_text(wanted)


@contextmanager
def virtual_screen() -> Iterator[str]:
    """A screen of our own, so that Qt's real Windows platform has somewhere to draw; its name for X."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def running(folder: Path, screen: str) -> Iterator[Runtime]:
    """A Windows that is up and on this screen for as long as the block lasts.

    Its services stay with whoever starts them first, screen and open pipes included: so nobody of the tests does.
    """
    runtime = Runtime.under_wine(folder)
    _end(runtime)
    nothing = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), **runtime.environment, "DISPLAY": screen}
    subprocess.run([_server(runtime), "-p600"], env=variables, check=True, **nothing)  # type: ignore[call-overload]
    desktop = [
        *runtime.wine,
        runtime.path(runtime.python),
        "-c",
        "import ctypes; ctypes.windll.user32.GetDesktopWindow()",
    ]
    subprocess.run(desktop, env=variables, check=True, timeout=120, **nothing)  # type: ignore[call-overload]
    try:
        yield runtime
    finally:
        _end(runtime)


def _end(runtime: Runtime) -> None:
    """Everything of this Windows ends, and nothing of another."""
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), **runtime.environment}
    for option in ("-k", "-w"):
        subprocess.run([_server(runtime), option], env=variables, check=False, capture_output=True, timeout=60)


def _server(runtime: Runtime) -> str:
    """Debian keeps wineserver beside wine64, and off the PATH."""
    beside = Path(runtime.wine[0]).with_name("wineserver64")
    return str(beside) if beside.is_file() else "wineserver"
