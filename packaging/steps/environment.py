"""The virtual environments: pinned, hashed, and left alone while their lock files have not changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from steps.say import ROOT, run, say

REQUIREMENTS = ROOT / "packaging" / "requirements"
# What a lock file brings beyond the others; the richer one holds everything of the poorer.
RICHER = {"app": "dev"}


@dataclass(frozen=True)
class Environment:
    """A virtual environment of this checkout: ``.venv``, or ``.venv-3.12`` for another interpreter."""

    folder: Path
    interpreter: tuple[str, ...]

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def _stamp_file(self, lock: str) -> Path:
        return self.folder / f"installed-{lock}.sha256"

    def _current(self, lock: str) -> bool:
        """Whether this lock file, or a richer one, is installed just as it stands."""
        if not self.python.exists():
            return False
        for name in (lock, RICHER.get(lock)):
            if name is not None:
                stamp = self._stamp_file(name)
                if stamp.is_file() and stamp.read_text() == _stamp(name):
                    return True
        return False

    def install(self, lock: str) -> None:
        """Make it hold ``requirements/LOCK.txt`` and Paraphe itself; nothing at all when it does already.

        Raises:
            StepFailed: no environment could be made, or a package is not to be had or has another hash.
        """
        if self._current(lock):
            return
        say(f"preparing {self.folder.name} (once; {lock}.txt)")
        if not self.python.exists() or not self._has_pip():
            if self.folder.exists():
                shutil.rmtree(self.folder)
            run([*self.interpreter, "-m", "venv", str(self.folder)], why="Making the virtual environment")
        pip = [str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input"]
        requirements = str(REQUIREMENTS / f"{lock}.txt")
        run([*pip, "install", "-q", "--require-hashes", "-r", requirements], why="Installing the pinned packages")
        run([*pip, "install", "-q", "--no-deps", "--no-build-isolation", "-e", "."], why="Installing Paraphe itself")
        self._stamp_file(lock).write_text(_stamp(lock))

    def _has_pip(self) -> bool:
        """False for an environment that was interrupted while it was made."""
        return _answers([str(self.python), "-m", "pip", "--version"])


def _stamp(lock: str) -> str:
    """Changes whenever what would be installed changes."""
    digest = hashlib.sha256()
    # the translations are compiled when Paraphe is installed
    texts = sorted((ROOT / "resources" / "translations").glob("*.ts"))
    for path in (REQUIREMENTS / f"{lock}.txt", ROOT / "pyproject.toml", *texts):
        digest.update(path.read_bytes())
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def own() -> Environment:
    """The checkout's ``.venv``, made by the Python that runs this."""
    return Environment(ROOT / ".venv", (sys.executable,))


def others() -> list[Environment]:
    """One for each further Python that Paraphe supports and that is on this machine."""
    found = []
    for minor in (12, 13):
        if sys.version_info[:2] == (3, minor):
            continue
        interpreter = _find(minor)
        if interpreter is not None:
            found.append(Environment(ROOT / f".venv-3.{minor}", interpreter))
    return found


def _find(minor: int) -> tuple[str, ...] | None:
    """The command of Python 3.``minor``: on the PATH, the launcher's, or among pyenv's."""
    name = f"python3.{minor}"
    commands: list[tuple[str, ...]] = [("py", f"-3.{minor}")] if sys.platform == "win32" else [(name,)]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    commands += [(str(path),) for path in sorted(pyenv.glob(f"3.{minor}.*/bin/{name}"), reverse=True)]
    check = f"import ensurepip, sys; sys.exit(sys.version_info[:2] != (3, {minor}))"
    return next((command for command in commands if _answers([*command, "-c", check])), None)


def _answers(command: list[str]) -> bool:
    """Whether a command can be started and ends with 0."""
    try:
        return subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False
