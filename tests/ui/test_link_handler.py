"""`paraphe:` links are this program's only while the setting allows them."""

import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.config.layers import load, nobody
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.ui.link_handler import DESKTOP_FILE, DesktopFile, program_command
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.workstation.links import register_links
from tests.ui.conftest import MakeWindow


@pytest.fixture
def ran() -> list[Sequence[str]]:
    return []


def test_it_is_registered_and_taken_back(tmp_path: Path, ran: list[Sequence[str]]) -> None:
    folder = tmp_path / "applications"
    handler = DesktopFile(folder, ["/opt/paraphe"], ran.append)
    handler.follow(allowed=False)
    assert not folder.exists()
    assert ran == []
    handler.follow(allowed=True)
    lines = (folder / DESKTOP_FILE).read_text().splitlines()
    assert "Exec=/opt/paraphe %u" in lines
    assert "MimeType=x-scheme-handler/paraphe;" in lines
    assert "NoDisplay=true" in lines
    assert ran == [
        ["update-desktop-database", str(folder)],
        ["xdg-mime", "default", DESKTOP_FILE, "x-scheme-handler/paraphe"],
    ]
    handler.follow(allowed=True)
    assert len(ran) == 2, "nothing has changed"
    handler.follow(allowed=False)
    assert not (folder / DESKTOP_FILE).exists()


def test_another_place_of_the_program_is_written_anew(tmp_path: Path, ran: list[Sequence[str]]) -> None:
    DesktopFile(tmp_path, ["/old/paraphe"], ran.append).follow(allowed=True)
    DesktopFile(tmp_path, ["/new/paraphe"], ran.append).follow(allowed=True)
    assert "Exec=/new/paraphe %u" in (tmp_path / DESKTOP_FILE).read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="a desktop entry is Linux' own")
@pytest.mark.parametrize("part", ["/home/Anne Marie/paraphe", '/a"b', "/a$b", "/a`b", "/a\\b", "/100%"])
def test_a_path_with_signs_is_one_argument(tmp_path: Path, ran: list[Sequence[str]], part: str) -> None:
    DesktopFile(tmp_path, [part, "--profile", "x"], ran.append).follow(allowed=True)
    [line] = [each for each in (tmp_path / DESKTOP_FILE).read_text().splitlines() if each.startswith("Exec=")]
    value = line.removeprefix("Exec=").replace("\\\\", "\\")  # a string's escapes come off first, then the quotes'
    shell = subprocess.run(["/bin/sh", "-c", f"printf '%s\\n' {value}"], capture_output=True, text=True, check=True)
    assert [each.replace("%%", "%") for each in shell.stdout.splitlines()] == [part, "--profile", "x", "%u"]


def test_the_command_names_a_profile_that_is_not_the_default_one(tmp_path: Path) -> None:
    assert program_command(tmp_path)[-2:] == ["--profile", str(tmp_path)]
    assert "--profile" not in program_command(None)


def test_switching_the_setting_registers_and_takes_back(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PATH", "")
    file = tmp_path / "data" / "applications" / DESKTOP_FILE
    paths = Paths(tmp_path / "profile")
    window = make_window(Settings())
    window.preferences = Preferences(paths, nobody)
    register_links(window)
    for allowed in (True, False):
        window.preferences.write({"links.enabled": allowed})
        window.errands.apply(load(paths, nobody))
        qtbot.waitUntil(partial(_is, file, allowed))


def _is(file: Path, there: bool) -> bool:  # noqa: FBT001 - two words for one question
    return _registered(file) is there


if sys.platform == "win32":
    import winreg

    def _registered(_: Path) -> bool:
        """Windows keeps it in the registry; a Paraphe installed for who runs this registers itself again."""
        command = r"Software\Classes\paraphe\shell\open\command"
        try:
            return winreg.QueryValue(winreg.HKEY_CURRENT_USER, command).endswith(' "%1"')
        except OSError:
            return False

else:

    def _registered(file: Path) -> bool:
        return file.exists()
