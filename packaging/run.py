"""Two commands for a fresh machine: ``python3 packaging/run.py demo`` and ``python3 packaging/run.py test``.

Standard library only, on Debian, Ubuntu and Windows. ``setup`` prepares everything and runs nothing.
This file only finds a Python that is new enough; ``steps/`` beside it does the work.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def newer_interpreter() -> list[str] | None:
    """The command of a Python of at least 3.11 on this machine, or None."""
    candidates = [["python3.{}".format(minor)] for minor in (13, 12, 11)]  # noqa: UP032 -- read by old Pythons too
    if os.name == "nt":
        candidates = [["py", "-3.{}".format(minor)] for minor in (13, 12, 11)]  # noqa: UP032
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    candidates += [[str(path)] for path in sorted(pyenv.glob("3.1[1-3].*/bin/python3"), reverse=True)]
    for command in candidates:
        try:
            subprocess.check_output([*command, "-c", "import ensurepip"], stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            continue
        return command
    return None


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        found = newer_interpreter()
        if found is None:
            sys.exit(
                "Paraphe needs Python 3.11 or newer, and this machine has none.\n"
                "Debian 12, Ubuntu 24.04 and later: apt-get install python3 python3-venv\n"
                "Windows: winget install Python.Python.3.12"
            )
        sys.exit(subprocess.call([*found, __file__, *sys.argv[1:]]))
    from steps.commands import main

    sys.exit(main(sys.argv[1:]))
