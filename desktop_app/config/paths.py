"""Where a profile keeps what, where the machine's settings are, and where the program's own resources lie."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

PROFILE_VARIABLE = "PARAPHE_PROFILE"
_PACKAGE = Path(__file__).resolve().parents[1]


class Paths(NamedTuple):
    """The files of one profile. Nothing is made by asking."""

    profile: Path

    @property
    def settings_file(self) -> Path:
        """The user's settings, TOML."""
        return self.profile / "settings.toml"

    @property
    def outbox_file(self) -> Path:
        """The sign-offs, SQLite."""
        return self.profile / "outbox.sqlite3"

    @property
    def lock_file(self) -> Path:
        """Held by the process that sends."""
        return self.profile / "sender.lock"

    @property
    def logs_dir(self) -> Path:
        """Rotating logs and crash reports."""
        return self.profile / "Logs"

    def make(self) -> None:
        """Makes the profile's folder, for its user only; raises OSError."""
        self.profile.mkdir(parents=True, exist_ok=True, mode=0o700)


def default_profile() -> Path:
    """The profile of this user: local data, since a roaming one would take the outbox to two machines."""
    import platformdirs  # noqa: PLC0415 - 5 ms that `--profile` does without

    if sys.platform == "win32":
        return platformdirs.user_data_path("Paraphe", appauthor=False, roaming=False)
    return platformdirs.user_data_path("paraphe", appauthor=False)


def profile_paths(chosen: str | None) -> Paths:
    """The profile of `--profile`, else of the environment's PARAPHE_PROFILE, else the default one; absolute."""
    named = chosen or os.environ.get(PROFILE_VARIABLE, "")
    return Paths(Path(named).expanduser().absolute() if named else default_profile())


def machine_settings_file() -> Path:
    """The settings that an administrator sets for every user of this machine."""
    if sys.platform == "win32":
        from .windows import program_data  # noqa: PLC0415 - there only

        return (program_data() or Path(r"C:\ProgramData")) / "Paraphe" / "settings.toml"
    return Path("/etc/paraphe/settings.toml")


def resource(name: str) -> Path:
    """A file or folder of `resources/`: inside the package where it is installed or frozen, beside it in a checkout."""
    # Frozen, the modules are in an archive and the files in a folder beside it.
    frozen = getattr(sys, "_MEIPASS", None)
    installed = (Path(frozen, _PACKAGE.name) if frozen else _PACKAGE) / "_resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name
