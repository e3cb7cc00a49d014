"""Writes ``packaging/requirements/*.txt``: every package pinned to one version, with the hashes of all its files.

    python3 packaging/lock.py            after a change of pyproject.toml
    python3 packaging/lock.py --upgrade  to move what the pinned packages bring along

The files hold for Linux, Windows and macOS and for Python 3.11 and newer at once. Needs a network and about a minute.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "packaging" / "requirements"
UV = "uv==0.13.9"
# Each lock file and the dependency groups it holds beside the program's own dependencies. "everything" comes first and
# is what the others agree with, so that no two of them name different versions; it is not kept.
LOCKS = {
    "everything": ("build", "test", "check", "bench", "freeze"),
    "app": ("build",),
    "test": ("build", "test"),
    "dev": ("build", "test", "check", "bench"),
    "freeze": ("build", "freeze"),
}


def compile_locks(uv: Path, folder: Path, *, upgrade: bool) -> None:
    """Resolve every lock file; ``folder`` takes the one that is not kept."""
    everything = folder / "everything.txt"
    if not upgrade:
        everything.write_text("\n".join(path.read_text() for path in sorted(REQUIREMENTS.glob("dev.txt"))))
    for name, groups in LOCKS.items():
        target = everything if name == "everything" else REQUIREMENTS / f"{name}.txt"
        command = [str(uv), "pip", "compile", "-q", "pyproject.toml", "-o", str(target)]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
        for group in groups:
            command += ["--group", group]
        if target != everything:
            command += ["-c", str(everything)]
        if upgrade:
            command.append("--upgrade")
        subprocess.run(command, cwd=ROOT, check=True)
        print(f"{name}: {sum('==' in line for line in target.read_text().splitlines())} packages")


def main() -> int:
    """Make a throw-away environment with uv and compile with it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        venv.create(folder / "venv", with_pip=True)
        scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([scripts / "python", "-m", "pip", "install", "-q", UV], check=True)
        compile_locks(scripts / "uv", folder, upgrade=chosen.upgrade)
    return 0


if __name__ == "__main__":
    sys.exit(main())
