"""The virtual environment: made once, left alone after that, and never from a package with another hash."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from steps import environment
from steps.say import ROOT, StepFailed

REQUIREMENTS = ROOT / "packaging" / "requirements"


def prepared(folder: Path, lock: str) -> environment.Environment:
    """An environment that says it holds this lock file, without the minute that installing takes."""
    made = environment.Environment(folder, (sys.executable,))
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    (folder / f"installed-{lock}.sha256").write_text(environment._stamp(lock))
    return made


def test_a_prepared_environment_is_left_alone_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "run", lambda *_a, **_k: pytest.fail("something was installed"))
    ready = prepared(tmp_path / "venv", "app")
    started_s = time.monotonic()
    ready.install("app")
    assert time.monotonic() - started_s < 0.5


def test_what_the_tests_need_is_enough_for_the_demo_but_not_the_other_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, why: str, **_more: object) -> None:
        raise StepFailed(why)

    monkeypatch.setattr(environment, "run", refuse)
    prepared(tmp_path / "rich", "dev").install("app")
    with pytest.raises(StepFailed):
        prepared(tmp_path / "poor", "app").install("dev")


def test_a_changed_lock_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = prepared(tmp_path / "venv", "app")
    locks = tmp_path / "requirements"
    locks.mkdir()
    for path in REQUIREMENTS.iterdir():
        (locks / path.name).write_text(path.read_text() + "# moved\n")
    monkeypatch.setattr(environment, "REQUIREMENTS", locks)
    assert not ready._current("app")


def test_a_package_with_another_hash_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("idna==3.10 --hash=sha256:" + "0" * 64 + "\n")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes", "-d", str(tmp_path)]
    done = subprocess.run([*command, "-r", str(wrong)], capture_output=True, text=True, check=False)
    assert done.returncode
    assert not list(tmp_path.glob("*.whl"))


@pytest.mark.parametrize("lock", ["app", "test", "dev", "freeze"])
def test_every_pinned_package_carries_hashes(lock: str) -> None:
    lines = (REQUIREMENTS / f"{lock}.txt").read_text().splitlines()
    for number, line in enumerate(lines):
        if "==" in line:
            assert line.endswith("\\"), line
            assert lines[number + 1].strip().startswith("--hash=sha256:"), line


@pytest.mark.parametrize("lock", ["app", "test", "freeze"])
def test_every_lock_file_pins_what_the_richest_pins(lock: str) -> None:
    richest = set(_pins("dev")) | set(_pins("freeze"))
    assert set(_pins(lock)) <= richest


def test_the_program_pins_what_it_names() -> None:
    text = (ROOT / "pyproject.toml").read_text().lower()
    for line in _pins("app"):
        name, version = line.split(" ;")[0].split("==")
        if f'"{name}==' in text:
            assert re.search(rf'"{re.escape(name)}=={re.escape(version.strip())}[";]', text), name


def test_windows_has_its_own_packages_pinned() -> None:
    assert any("pywin32-ctypes" in line and "win32" in line for line in _pins("app"))


def _pins(lock: str) -> list[str]:
    lines = (REQUIREMENTS / f"{lock}.txt").read_text().splitlines()
    return [line.removesuffix("\\").strip() for line in lines if "==" in line]
