"""The unit and the window's tests in a Windows Python under wine, on Qt's own Windows platform and offscreen."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="wine stands in for Windows")]

# What wine or the Windows of a test does otherwise than a real one, with the reason; everything else has to pass.
NOT_HERE = {
    "tests/unit/outbox/test_opening.py::test_many_that_open_a_new_outbox_at_once_agree_on_one_key[apsw]": (
        "wine's file locks are too slow for six processes at once; the same with Python's own sqlite3 runs"
    ),
    "tests/ui/test_ink_soak.py": "counts references with numpy, which the Windows Python here has not",
}

# Qt's environment variables have to be set inside: wine does not hand on those of the shell.
START = """
import os, sys
platform, *arguments = sys.argv[1:]
os.environ["QT_QPA_PLATFORM"] = platform
import pytest
sys.exit(pytest.main(arguments))
"""


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    ("folder", "platform"), [("unit", "offscreen"), ("ui", "offscreen"), ("ui", "windows")], ids="-".join
)
def test_the_tests_pass_on_windows(
    folder: str, platform: str, runtime_folder: Path, screen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    script = tmp_path / "start.py"
    script.write_text(START)
    arguments = ["-q", "-p", "no:cacheprovider", "--tb=short", "--maxfail=20", f"tests/{folder}"]
    arguments += [part for test in NOT_HERE for part in ("--deselect" if "::" in test else "--ignore", test)]
    command = ["nice", "-n", "5", str(runtime_folder / "run"), f"Z:{script}", platform, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True, errors="replace")
    assert done.returncode == 0, done.stdout[-6000:]
    assert " passed" in done.stdout
