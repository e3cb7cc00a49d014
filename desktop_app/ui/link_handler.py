r"""Who opens `paraphe:` links: this program, for this user, for as long as the setting allows it; otherwise nobody.

Installers register nothing, so that no page on the web can bring up Paraphe where nobody has asked for that.

    Windows   HKEY_CURRENT_USER\Software\Classes\paraphe
    Linux     paraphe-links.desktop among the user's applications (x-scheme-handler/paraphe)
"""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from .session_link import SCHEME

DESKTOP_FILE: Final = "paraphe-links.desktop"
_MIME_TYPE: Final = f"x-scheme-handler/{SCHEME}"
_PATIENCE_S: Final = 10.0
_RESERVED: Final = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_log = logging.getLogger("paraphe.links")


def program_command(profile: Path | None) -> list[str]:
    """What starts this program again; `profile` where it is not the default one."""
    if getattr(sys, "frozen", False):
        window = Path(sys.executable).with_name("paraphew.exe")
        command = [str(window if window.exists() else sys.executable)]
    else:
        installed = shutil.which("paraphe")
        command = [installed] if installed else [sys.executable, "-m", "desktop_app"]
    return command if profile is None else [*command, "--profile", str(profile)]


def follow_setting(command: Sequence[str], *, allowed: bool) -> None:
    """Registers `command`, or takes back what was registered. May wait for the system's tools: not for the window."""
    if sys.platform == "win32":
        _Registry(command).follow(allowed=allowed)
    else:
        import platformdirs  # noqa: PLC0415 - not for the first paint

        DesktopFile(platformdirs.user_data_path() / "applications", command).follow(allowed=allowed)


def _run(command: Sequence[str]) -> None:
    """A tool of the desktop; one that is missing or fails leaves the file to be found by the desktop itself."""
    if shutil.which(command[0]) is None:
        return
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=_PATIENCE_S)  # noqa: S603 - of our own making
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.info("%s did not work: %s", command[0], type(error).__name__)


class DesktopFile:
    """The handler as a freedesktop.org desktop entry that no menu shows."""

    def __init__(self, folder: Path, command: Sequence[str], run: Callable[[Sequence[str]], None] = _run) -> None:
        self._folder, self._run = folder, run
        self._text = (
            "[Desktop Entry]\nType=Application\nName=Paraphe\nIcon=paraphe\nNoDisplay=true\nTerminal=false\n"
            f"Exec={' '.join(_quoted(part) for part in command)} %u\nMimeType={_MIME_TYPE};\n"
        )

    def follow(self, *, allowed: bool) -> None:
        """Writes or removes it, where that changes something."""
        file = self._folder / DESKTOP_FILE
        there = file.read_text(encoding="utf-8") if file.exists() else None
        if there == (self._text if allowed else None):
            return
        if allowed:
            self._folder.mkdir(parents=True, exist_ok=True)
            file.write_text(self._text, encoding="utf-8")
        else:
            file.unlink()
        self._run(["update-desktop-database", str(self._folder)])
        if allowed:
            self._run(["xdg-mime", "default", DESKTOP_FILE, _MIME_TYPE])
        _log.info("links are %s", "opened by this program" if allowed else "opened by nobody")


def _quoted(argument: str) -> str:
    """An argument of an Exec line, after the Desktop Entry Specification."""
    plain = argument.replace("%", "%%")
    if not _RESERVED & set(plain):
        return plain
    for character in ("\\", '"', "`", "$"):
        plain = plain.replace(character, "\\" + character)
    return '"' + plain.replace("\\", "\\\\") + '"'  # once more: the value itself is a string with escapes


if sys.platform == "win32":
    import winreg

    _KEY: Final = rf"Software\Classes\{SCHEME}"
    _COMMAND: Final = _KEY + r"\shell\open\command"

    class _Registry:
        """The handler as Windows keeps it for one user."""

        def __init__(self, command: Sequence[str]) -> None:
            self._line = subprocess.list2cmdline(command) + ' "%1"'

        def follow(self, *, allowed: bool) -> None:
            """Writes or removes it."""
            if allowed:
                self._set(_KEY, "", "URL:Paraphe")
                self._set(_KEY, "URL Protocol", "")
                self._set(_COMMAND, "", self._line)
                return
            for key in (_COMMAND, _KEY + r"\shell\open", _KEY + r"\shell", _KEY):
                try:
                    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
                except OSError:  # there is none, or it holds what is not ours
                    _log.debug("nothing to remove at %s", key)

        @staticmethod
        def _set(key: str, name: str, text: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)
