"""The test command's counting, and the rule that no absent peer passes unseen in CI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from steps import environment, suites
from steps.say import ROOT

PASSES = "def test_passes():\n    pass\n"
FAILS = "def test_fails():\n    raise AssertionError\n"
SKIPS = "import pytest\n\n@pytest.mark.skip('absent')\ndef test_skips():\n    pass\n"
BREAKS = "import nothing_of_this_name\n"
SLOW = "import pytest\n\n@pytest.mark.slow\ndef test_slow():\n    pass\n"


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> suites.Group:
    monkeypatch.setattr(suites, "ROOT", tmp_path)
    monkeypatch.setattr(suites, "REPORTS", tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = slow\n")
    tests = tmp_path / "tests"
    tests.mkdir()
    return suites.Group("made-up", tests, environment.Environment(Path(sys.prefix), (sys.executable,)), parallel=False)


def test_each_outcome_is_counted(group: suites.Group) -> None:
    for name, text in {"passes": PASSES, "fails": FAILS, "skips": SKIPS}.items():
        (group.folder / f"test_{name}.py").write_text(text)
    assert group.run(full=True) == suites.Tally(passed=1, failed=1, skipped=1)


def test_a_file_that_cannot_be_imported_is_a_failure(group: suites.Group) -> None:
    (group.folder / "test_breaks.py").write_text(BREAKS)
    assert group.run(full=True).failed


def test_a_group_without_tests_is_nothing(group: suites.Group) -> None:
    assert group.run(full=True) == suites.Tally()


def test_long_tests_run_only_when_asked_for(group: suites.Group) -> None:
    (group.folder / "test_slow.py").write_text(PASSES + SLOW)
    assert group.run(full=False).passed == 1
    assert group.run(full=True).passed == 2


def test_the_closing_line_counts_everything(group: suites.Group, capsys: pytest.CaptureFixture[str]) -> None:
    (group.folder / "test_passes.py").write_text(PASSES)
    suites.run_all([group, group], full=False)
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 0 failed, 0 skipped"


def test_every_folder_with_tests_belongs_to_a_group() -> None:
    names = {wanted.folder.name for wanted in suites.groups(environment.own(), [])}
    with_tests = {path.relative_to(ROOT / "tests").parts[0] for path in (ROOT / "tests").rglob("test_*.py")}
    assert names == with_tests - set(suites.NOT_PYTEST)


@pytest.mark.parametrize(("variables", "code"), [({"CI": "true"}, 1), ({"CI": "true", "PARAPHE_PEERS": "optional"}, 0)])
def test_an_absent_peer_fails_where_every_peer_is_required(
    tmp_path: Path, variables: dict[str, str], code: int
) -> None:
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text())
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = peer\n")
    (tmp_path / "test_peer.py").write_text(SKIPS.replace("@pytest.mark.skip", "@pytest.mark.peer\n@pytest.mark.skip"))
    environment_variables = {key: value for key, value in os.environ.items() if key not in {"CI", "PARAPHE_PEERS"}}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(tmp_path)],
        cwd=tmp_path,
        env=environment_variables | variables,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == code, done.stdout
