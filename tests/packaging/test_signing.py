"""What signs: the command's words, the tool that Windows' SDK hides, and the choice handed on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from release import nsis, signing
from release.runtime import BuildFailed
from release.signing import Signing, signtool, words

REPLACES = "import sys; open(sys.argv[1], 'w').write('signed')"


@pytest.mark.parametrize(
    ("command", "parts"),
    [
        (r'"C:\Program Files\Sign It\sign.exe" -q {file}', [r"C:\Program Files\Sign It\sign.exe", "-q", "{file}"]),
        (r'tool /key:"a b" "{file}"', ["tool", "/key:a b", "{file}"]),
        (r"C:\tools\sign.exe {file}", [r"C:\tools\sign.exe", "{file}"]),
    ],
)
def test_a_command_for_windows_keeps_backslashes_and_loses_quotes(command: str, parts: list[str]) -> None:
    assert words(command, windows=True) == parts


def test_a_command_elsewhere_is_read_as_a_shell_does() -> None:
    assert words("'/opt/sign it/sign' a\\ b {file}", windows=False) == ["/opt/sign it/sign", "a b", "{file}"]


def test_the_newest_signtool_is_found(tmp_path: Path) -> None:
    assert signtool(tmp_path) == "signtool", "then whoever starts it says that it is absent"
    for version in ("10.0.9200.0", "10.0.22621.0", "10.0.19041.0"):
        for machine in ("arm64", "x64"):
            (tmp_path / version / machine).mkdir(parents=True)
            (tmp_path / version / machine / "signtool.exe").touch()
    assert signtool(tmp_path) == str(tmp_path / "10.0.22621.0" / "x64" / "signtool.exe")


def test_who_signs_for_the_build_has_its_choice_from_the_environment(tmp_path: Path) -> None:
    tool, file = tmp_path / "a tool.py", tmp_path / "un install"
    tool.write_text(REPLACES)
    file.write_text("plain")
    chosen = Signing(command=f"'{sys.executable}' '{tool}' {{file}}")
    variables = {**os.environ, **chosen.handed_over()}
    assert subprocess.run([sys.executable, nsis.SIGN_ONE, file], env=variables, check=False).returncode == 0
    assert file.read_text() == "signed"

    variables[signing.HANDED_OVER] = Signing(command="no-such-tool {file}").handed_over()[signing.HANDED_OVER]
    assert subprocess.run([sys.executable, nsis.SIGN_ONE, file], env=variables, check=False).returncode == 1


def test_the_choice_comes_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for chosen in (
        Signing(certificate=tmp_path / "c.pfx", password_file=tmp_path / "p", timestamp_url="http://stamp.example"),
        Signing(command="x {file}"),
    ):
        monkeypatch.setenv(signing.HANDED_OVER, chosen.handed_over()[signing.HANDED_OVER])
        assert Signing.taken_over() == chosen


def test_a_command_that_names_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed):
        Signing(command="sign").sign([tmp_path / "x"])
