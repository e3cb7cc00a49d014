"""The frozen program's way to its window, beside a frozen bare window: on the same screen and in turns."""

from __future__ import annotations

import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from release.runtime import Runtime

ROUNDS = 8
_PATIENCE_S = 60
# As many widgets as the workstation's window has; no word of Paraphe's.
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QMainWindow, QPlainTextEdit, QPushButton, QWidget

app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("Bare")
page = QWidget()
form = QFormLayout(page)
for number in range(20):
    form.addRow(str(number), QLineEdit())
for number in range(4):
    form.addRow(str(number), QPlainTextEdit())
for number in range(10):
    form.addRow(QPushButton(str(number)))
window.setCentralWidget(page)
window.resize(1100, 760)
window.show()
sys.exit(app.exec())
"""


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds from the start of the process to the window on screen, in the order they were measured."""

    bare_s: tuple[float, ...]
    paraphe_s: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Of the medians: each pair had the same machine."""
        return statistics.median(self.paraphe_s) / statistics.median(self.bare_s)


def freeze_bare(runtime: Runtime, folder: Path) -> Path:
    """A frozen window with nothing behind it."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "bare.py"
    script.write_text(BARE)
    where = ["--distpath", runtime.path(folder / "dist"), "--workpath", runtime.path(folder / "work")]
    where += ["--specpath", runtime.path(folder)]
    runtime.run_python("-m", "PyInstaller", "--log-level=WARN", "--noconfirm", "--windowed", *where, script)
    return folder / "dist" / "bare" / "bare.exe"


def measure(runtime: Runtime, screen: str, bare: Path, program: Path, profile: Path, rounds: int = ROUNDS) -> Started:
    """Both in turns; `program` with a profile whose first start is behind it."""
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "settings.toml").write_text('api_url = "http://127.0.0.1:9/main"\n')
    ours = (program, "--profile", runtime.path(profile))
    # once each without counting: the files come into memory
    seconds_to_window(runtime, screen, "^Bare$", bare)
    seconds_to_window(runtime, screen, "Paraphe", *ours)
    pairs = [
        (seconds_to_window(runtime, screen, "^Bare$", bare), seconds_to_window(runtime, screen, "Paraphe", *ours))
        for _ in range(rounds)
    ]
    return Started(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def seconds_to_window(runtime: Runtime, screen: str, title: str, *command: str | Path) -> float:
    """From starting the program to its window being there for X; the program is ended then."""
    search = ["xdotool", "search", "--onlyvisible", "--name", title]
    whole = [*runtime.wine, *(runtime.path(part) if isinstance(part, Path) else part for part in command)]
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), **runtime.environment, "DISPLAY": screen}
    began_s = time.perf_counter()
    # nothing inherited: where ours goes to a file, Python does not start under wine
    nowhere = subprocess.DEVNULL
    program = subprocess.Popen(whole, env=variables, stdin=nowhere, stdout=nowhere, stderr=nowhere)
    try:
        while subprocess.run(search, env=variables, capture_output=True, check=False).returncode:
            if program.poll() is not None:
                raise RuntimeError(f"{title} ended with {program.returncode} before it showed a window")
            if time.perf_counter() - began_s > _PATIENCE_S:
                raise RuntimeError(f"{title} showed no window within {_PATIENCE_S} s")
            time.sleep(0.01)
        return time.perf_counter() - began_s
    finally:
        program.kill()
        program.wait()
        while not subprocess.run(search, env=variables, capture_output=True, check=False).returncode:
            time.sleep(0.05)
