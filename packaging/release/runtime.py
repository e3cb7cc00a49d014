"""The Windows Python that builds, and the programs that run on its system: Windows itself, or wine on Debian.

Under wine the Windows side reads our paths as drive Z:, its standard input is closed, and its output is read through a
pipe (a redirect to a file fails there).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath


class BuildFailed(Exception):
    """A step of the build did not work; the text says which and shows what it printed."""


@dataclass(frozen=True)
class Runtime:
    """How Windows programs are started here: ``wine`` is the command before them, empty on Windows."""

    python: Path
    wine: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def native(cls) -> Runtime:
        """The Python that runs this, on Windows."""
        return cls(Path(sys.executable))

    @classmethod
    def under_wine(cls, folder: Path) -> Runtime:
        """The one that ``shared/windows/wine-python.sh FOLDER`` has made; its ``run`` script says how it starts.

        Raises:
            BuildFailed: the folder holds none.
        """
        try:
            script = (folder / "run").read_text()
        except OSError as error:
            raise BuildFailed(f"{folder} holds no Windows Python: {error.strerror}") from error
        variables = dict(re.findall(r"(WINE\w+)='?([^' \n]*)'?", script))
        command = re.search(r"^'([^']+)' '([^']+)'", script, re.MULTILINE)
        if command is None:
            raise BuildFailed(f"{folder}/run does not say how wine is started")
        # a program that crashes ends, instead of being held by wine's debugger together with the pipe we read
        variables["WINEDLLOVERRIDES"] = ";".join(filter(None, (variables.get("WINEDLLOVERRIDES"), "winedbg.exe=d")))
        return cls(Path(command[2]), (command[1],), variables)

    @property
    def prefix(self) -> Path:
        """The folder that stands for drive C:."""
        return Path(self.environment["WINEPREFIX"]) / "drive_c" if self.wine else Path("C:/")

    def path(self, path: Path) -> str:
        """The name of one of our files on the Windows side; one on drive C: is named so, as Windows itself would."""
        if not self.wine:
            return str(path)
        if path.is_relative_to(self.prefix):
            return str(PureWindowsPath("C:/", path.relative_to(self.prefix)))
        return str(PureWindowsPath(f"Z:{path.resolve()}"))

    def execute(
        self,
        command: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        input_text: str = "",
        timeout_s: float = 900,
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program and return its exit code and output, whatever they are."""
        whole = [*self.wine, *(self.path(part) if isinstance(part, Path) else part for part in command)]
        return subprocess.run(
            whole,
            env={**os.environ, **self.environment, **(environment or {})},
            input=input_text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
        )

    def run_python(self, *arguments: str | Path) -> str:
        """Run the Windows Python and return what it printed.

        Raises:
            BuildFailed: it did not end with 0.
        """
        done = self.execute([self.python, *arguments])
        if done.returncode:
            raise BuildFailed(f"python {' '.join(map(str, arguments))}\n{done.stdout}\n{done.stderr}")
        return done.stdout


def run_tool(
    command: Sequence[str | Path],
    *,
    why: str,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a tool of the machine that builds, with these variables more, and return what it printed.

    Raises:
        BuildFailed: it is absent, or did not end with 0.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildFailed(f"{why}: {command[0]} is not on this machine") from error
    if done.returncode:
        raise BuildFailed(f"{why} failed:\n{done.stdout}")
    return done.stdout
