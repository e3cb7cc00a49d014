"""What run.py looks for on a machine, and what it says about what is missing."""

from pathlib import Path

import pytest
from steps import machine
from steps.say import StepFailed


def test_a_need_is_met_by_what_is_used_of_it(tmp_path: Path) -> None:
    assert machine.Need("libc.so.6", "libc6").met()
    assert machine.Need("sh", "dash").met()
    assert machine.Need(str(tmp_path), "any").met()
    assert not machine.Need("libnothing-of-this-name.so.9", "none").met()
    assert not machine.Need("no-program-of-this-name", "none").met()
    assert not machine.Need(str(tmp_path / "absent"), "none").met()


@pytest.fixture
def no_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)


@pytest.mark.usefixtures("no_root")
def test_without_root_the_exact_command_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(StepFailed, match=r"sudo apt-get install -y --no-install-recommends first second$"):
        machine.provide([machine.Need("absent-2", "second"), machine.Need("absent-1", "first")], essential=True)


@pytest.mark.usefixtures("no_root")
def test_what_only_tests_need_is_said_and_left(capsys: pytest.CaptureFixture[str]) -> None:
    machine.provide([machine.Need("absent-program", "its-package")], essential=False)
    said = capsys.readouterr().out
    assert "its-package" in said
    assert "skipped by name" in said


def test_what_is_there_is_not_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "run", lambda *_a, **_k: pytest.fail("apt-get was called"))
    machine.provide([machine.Need("sh", "dash")], essential=True)


def test_a_display_whose_server_is_gone_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":987")
    assert not machine.has_screen()
    monkeypatch.delenv("DISPLAY")
    assert not machine.has_screen()
    monkeypatch.setenv("DISPLAY", "elsewhere:0")
    assert machine.has_screen()
