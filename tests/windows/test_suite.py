"""The unit and the window's tests in a Windows Python under wine, on Qt's own Windows platform and offscreen."""

from pathlib import Path

import pytest
from release.runtime import Runtime

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

# What wine or the Windows Python here does otherwise than a real one, with the reason; everything else has to pass.
NOT_HERE = {
    "tests/unit/outbox/test_opening.py::test_many_that_open_a_new_outbox_at_once_agree_on_one_key[apsw]": (
        "wine's file locks are too slow for six processes at once; the same with Python's own sqlite3 runs"
    ),
    "tests/unit/benchmarks": "the benchmarks run on Linux",
    "tests/ui/test_ink_soak.py": "counts references with numpy, which the Windows Python here has not",
    "tests/ui/test_never_late.py": "measures milliseconds, and wine's are not Windows'",
    "tests/ui/test_translations.py::test_every_text_is_translated_and_none_is_left_over": "wants lupdate's script",
    "tests/ui/test_around_the_window.py::test_the_environments_proxy_is_found": "Windows has its own; wine has none",
    "tests/ui/test_around_the_window.py::test_a_second_start_brings_the_first_forward_with_its_link": (
        "wine's named pipes lose what a caller wrote who hangs up at once; packaging/README.md has it as unchecked"
    ),
    "tests/ui/test_around_the_window.py::test_a_second_start_waits_while_the_first_one_builds_its_window": (
        "the same named pipes"
    ),
}

# On the real platform a window takes some ten times as long under wine as offscreen, where everything runs. Not there:
# test_first_paint.py, for wine selects in black, which passes for a high contrast, and so Qt is asked before the paint.
REAL_WINDOWS = (
    "tests/ui/test_accessible.py",
    "tests/ui/test_demo.py",
    "tests/ui/test_dialogs.py",
    "tests/ui/test_one_window.py",
    "tests/ui/test_scanner.py",
    "tests/ui/test_signing_off.py",
    "tests/ui/test_starting.py",
    "tests/ui/test_theme.py",
    "tests/ui/kiosk/test_kiosk_start.py",
)

# Qt's environment variables have to be set inside: wine does not hand on those of the shell. Offscreen knows no fonts
# of Windows.
START = """
import os, sys
platform, *arguments = sys.argv[1:]
os.environ["QT_QPA_PLATFORM"] = platform
os.environ["QT_QPA_FONTDIR"] = "Z:/usr/share/fonts/truetype/dejavu"
import pytest
sys.exit(pytest.main(arguments))
"""
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=short", "--maxfail=20")
# A test that hangs says where before it is ended.
PATIENCE = ("-o", "timeout=300", "-o", "faulthandler_timeout=120")


@pytest.mark.parametrize(
    ("platform", "tests"),
    [("offscreen", ("tests/unit",)), ("offscreen", ("tests/ui",)), ("windows", REAL_WINDOWS)],
    ids=["unit", "window offscreen", "window"],
)
def test_the_tests_pass_on_windows(
    platform: str, tests: tuple[str, ...], test_runtime: Runtime, screen: str, tmp_path: Path
) -> None:
    script = tmp_path / "start.py"
    script.write_text(START)
    left_out = [part for test in NOT_HERE for part in ("--deselect" if "::" in test else "--ignore", test)]
    command: list[str | Path] = [test_runtime.python, script, platform, *OPTIONS, *PATIENCE, *tests, *left_out]
    done = test_runtime.execute(command, environment={"DISPLAY": screen}, timeout_s=1200)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
    assert " passed" in done.stdout


@pytest.mark.parametrize("test", NOT_HERE)
def test_what_is_left_out_is_there_and_is_counted(test: str) -> None:
    file, *names = test.split("::")
    assert (ROOT / file).exists(), "left out, and gone"
    for name in names:
        assert f"def {name.partition('[')[0]}(" in (ROOT / file).read_text(), "left out, and gone"
    pytest.skip(f"not under wine: {NOT_HERE[test]}")
