"""The frozen program's way to its window, beside a frozen bare window, on the same screen and in turns."""

import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from release.runtime import Runtime

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

WORST_RATIO = 1.3
ROUNDS = 5
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


@pytest.fixture(scope="module")
def bare(runtime_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A frozen window with nothing behind it."""
    folder = tmp_path_factory.mktemp("bare")
    script = folder / "bare.py"
    script.write_text(BARE)
    runtime = Runtime.under_wine(runtime_folder)
    where = ["--distpath", runtime.path(folder / "dist"), "--workpath", runtime.path(folder / "work")]
    where += ["--specpath", runtime.path(folder)]
    runtime.run_python("-m", "PyInstaller", "--log-level=WARN", "--noconfirm", "--windowed", *where, script)
    return folder / "dist" / "bare" / "bare.exe"


def seconds_to_window(runtime: Runtime, screen: str, title: str, *command: str | Path) -> float:
    """From starting the program to its window being there for X; the program is ended then."""
    search = ["xdotool", "search", "--onlyvisible", "--name", title]
    environment = {"DISPLAY": screen}
    whole = [*runtime.wine, *(runtime.path(part) if isinstance(part, Path) else part for part in command)]
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), **runtime.environment, **environment}
    began_s = time.perf_counter()
    program = subprocess.Popen(
        whole, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        while subprocess.run(search, env=variables, capture_output=True, check=False).returncode:
            assert program.poll() is None, f"{title} ended without a window"
            assert time.perf_counter() - began_s < 60, f"{title} showed no window"
            time.sleep(0.01)
        return time.perf_counter() - began_s
    finally:
        program.kill()
        program.communicate()
        time.sleep(0.5)


def test_the_window_comes_nearly_as_fast_as_a_bare_one(
    runtime_folder: Path,
    built: Path,
    bare: Path,
    screen: str,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    runtime = Runtime.under_wine(runtime_folder)
    ours = built / "Paraphe" / "paraphew.exe"
    profile = runtime.path(tmp_path / "profile")
    # once each without counting: wine starts its services, the files come into memory
    seconds_to_window(runtime, screen, "^Bare$", bare)
    seconds_to_window(runtime, screen, "Paraphe", ours, "--profile", profile)
    bare_s, ours_s = [], []
    for _ in range(ROUNDS):
        bare_s.append(seconds_to_window(runtime, screen, "^Bare$", bare))
        ours_s.append(seconds_to_window(runtime, screen, "Paraphe", ours, "--profile", profile))
    record_property("bare_s", statistics.median(bare_s))
    record_property("paraphe_s", statistics.median(ours_s))
    assert statistics.median(ours_s) / statistics.median(bare_s) <= WORST_RATIO, (bare_s, ours_s)
