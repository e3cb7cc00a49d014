"""The installer for people: one exe, per user by default, its switches described in ``windows/paraphe.nsi``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from release.freeze import size_bytes
from release.product import BUILD, ICON, ONE_DIR, WINDOWS, four_numbers, version
from release.runtime import BuildFailed, run_tool

LARGEST_BYTES = 28_000_000  # the budget of what people download


def build(number: str | None = None, folder: Path = BUILD, *, quick: bool = False) -> Path:
    """Compile ``Paraphe-VERSION-Setup.exe`` from the one-dir; tests ask for another number, packed quickly.

    Raises:
        BuildFailed: makensis is absent or refuses, or the installer is larger than the budget.
    """
    number = number or version()
    target = folder / f"Paraphe-{number}-Setup.exe"
    target.unlink(missing_ok=True)
    sign = "/" if sys.platform == "win32" else "-"
    values = {
        "VERSION": number,
        "FILE_VERSION": ".".join(map(str, four_numbers(number))),
        "SOURCE": ONE_DIR,
        "OUTPUT": target,
        "ICON": ICON,
        "SIZE_KIB": size_bytes(ONE_DIR) // 1024,
        **({"QUICK": "1"} if quick else {}),
    }
    defines = [f"{sign}D{name}={value}" for name, value in values.items()]
    charset = [f"{sign}INPUTCHARSET", "UTF8"]
    run_tool([_makensis(), f"{sign}V2", *charset, *defines, WINDOWS / "paraphe.nsi"], why="Compiling the installer")
    if not quick and target.stat().st_size > LARGEST_BYTES:
        raise BuildFailed(f"{target.name} has {target.stat().st_size:,} bytes; {LARGEST_BYTES:,} are allowed")
    return target


def _makensis() -> str:
    """On the PATH, or where NSIS puts itself on Windows."""
    return shutil.which("makensis") or "C:/Program Files (x86)/NSIS/makensis.exe"
