"""The files for kiosks and managed machines: well-formed, and naming what the installers really put there."""

import configparser
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
KIOSK = PACKAGING / "windows" / "kiosk"
INSTALLED = r"%ProgramFiles%\Paraphe"


def test_shell_launcher_starts_the_kiosk_again_unless_it_was_left_on_purpose() -> None:
    root = ET.parse(KIOSK / "shell-launcher.xml").getroot()
    names = {
        "s": "http://schemas.microsoft.com/ShellLauncher/2018/Configuration",
        "v": "http://schemas.microsoft.com/ShellLauncher/2019/Configuration",
    }
    shell = root.find("s:Profiles/s:Profile/s:Shell", names)
    assert shell is not None
    assert shell.get("Shell") == rf'"{INSTALLED}\paraphew.exe" --kiosk'
    assert shell.get(f"{{{names['v']}}}AppType") == "Desktop"
    actions = {item.get("ReturnCode"): item.get("Action") for item in shell.iterfind(".//s:ReturnCodeAction", names)}
    default = shell.find("s:DefaultAction", names)
    assert actions == {"0": "DoNothing"}
    assert default is not None
    assert default.get("Action") == "RestartShell"
    profile = root.find("s:Profiles/s:Profile", names)
    used = root.find("s:Configs/s:Config/s:Profile", names)
    assert profile is not None
    assert used is not None
    assert profile.get("Id") == used.get("Id")


def test_the_night_task_can_be_read_by_schtasks() -> None:
    """It has the text in UTF-16 by then, and refuses one that says it is anything else."""
    content = (KIOSK / "after-hours.xml").read_bytes()
    assert content.isascii()
    assert content.startswith(b'<?xml version="1.0"?>')


def test_the_night_task_runs_the_command_line_program() -> None:
    namespace = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    root = ET.parse(KIOSK / "after-hours.xml").getroot()
    assert root.findtext(".//t:Command", namespaces=namespace) == rf'"{INSTALLED}\paraphe.exe"'
    assert (root.findtext(".//t:Arguments", namespaces=namespace) or "").startswith("sync")


def test_the_linux_kiosk_comes_back_after_a_crash_only() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # systemd's keys have capitals
    unit.read(PACKAGING / "linux" / "paraphe-kiosk.service")
    assert unit["Service"]["Restart"] == "on-failure"
    assert unit["Service"]["ExecStart"].endswith("paraphe --kiosk")
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign] # so have the desktop's
    entry.read(PACKAGING / "linux" / "paraphe.desktop")
    assert entry["Desktop Entry"]["Exec"] == "paraphe"
    assert "MimeType" not in entry["Desktop Entry"], (
        "links are registered by the program, where its setting allows them"
    )


def test_the_installer_says_everything_in_both_languages() -> None:
    text = (PACKAGING / "windows" / "paraphe.nsi").read_text(encoding="utf-8")
    spoken = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", text, re.MULTILINE)
    names = {name for name, _ in spoken}
    assert set(spoken) == {(name, language) for name in names for language in ("ENGLISH", "FRENCH")}
    assert names == set(re.findall(r"\$\((\w+)\)", text))


@pytest.mark.parametrize("word", ["/S", "/AllUsers", "/KIOSK", "/AUTOSTART"])
def test_every_switch_of_the_installer_is_documented(word: str) -> None:
    readme = (PACKAGING / "README.md").read_text(encoding="utf-8")
    english, french = readme.split("## Français")
    assert word in english
    assert word in french


def test_every_exit_code_of_the_installer_is_documented() -> None:
    script = (PACKAGING / "windows" / "paraphe.nsi").read_text(encoding="utf-8")
    codes = set(re.findall(r"!insertmacro REFUSE (\d+)", script))
    assert codes >= {"10", "11", "12", "13", "14"}
    for language in (PACKAGING / "README.md").read_text(encoding="utf-8").split("## Français"):
        (sentence,) = re.findall(r"^(?:Setup's exit codes|Codes de sortie de Setup)[^.]*\.", language, re.MULTILINE)
        assert codes <= set(re.findall(r"\d+", sentence))


def test_the_person_at_the_screen_is_asked_before_an_administrator_comes() -> None:
    text = (PACKAGING / "windows" / "paraphe.nsi").read_text(encoding="utf-8")
    start = text[text.index("Function un.onInit") :]
    start = start[: start.index("FunctionEnd")]
    elevation = start.index('ExecShell "runas"')
    assert "un.askAboutWaiting" in start[:elevation]
    assert start[elevation:].splitlines()[0].endswith('"/ASKED"')
    assert "/ASKED" in start[elevation:].split("un.askAboutWaiting")[0].split("\n", 1)[1], "and nobody is asked twice"


def test_no_installer_makes_a_planted_file_the_administrators() -> None:
    for text in (
        (PACKAGING / name).read_text(encoding="utf-8") for name in ("windows/paraphe.nsi", "release/description.py")
    ):
        for command in re.findall(r"icacls.*", text):
            assert not re.search(r"/T\b", command)


def test_no_installer_names_a_profile() -> None:
    text = (PACKAGING / "windows" / "paraphe.nsi").read_text(encoding="utf-8")
    removing = [line.strip() for line in text.splitlines() if line.strip().startswith(("Delete", "RMDir"))]
    assert not [line for line in removing if "$LOCALAPPDATA" in line]
    # everybody's settings folder alone, and only where nothing is in it
    assert [line for line in removing if "$APPDATA" in line] == [r'RMDir "$APPDATA\Paraphe"']
    for_everybody = text[text.index("${If} $allUsers = 1\n    ; settings for every user") :]
    assert r'RMDir "$APPDATA\Paraphe"' in for_everybody[: for_everybody.index("${EndIf}")]
