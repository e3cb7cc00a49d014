"""The installer for people: one exe, per user by default, its switches described in ``windows/paraphe.nsi``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from release.freeze import size_bytes
from release.product import BUILD, ICON, ONE_DIR, WINDOWS, four_numbers, version
from release.runtime import BuildFailed, run_tool
from release.signing import Signing

LARGEST_BYTES = 28_000_000  # the budget of what people download


# Off Windows: the stub that a wine of 64 bits runs, which only Debian's NSIS has.
STUB = None if sys.platform == "win32" else "amd64-unicode"
SIGN_ONE = Path(__file__).with_name("sign_one.py")


def build(
    number: str | None = None,
    folder: Path = BUILD,
    one_dir: Path = ONE_DIR,
    *,
    quick: bool = False,
    signing: Signing | None = None,
    stub: str | None = STUB,
) -> Path:
    """Compile ``Paraphe-VERSION-Setup.exe`` from the one-dir; tests ask for another number, packed quickly.

    The uninstaller inside is signed here; the installer itself is not yet. ``stub`` None is NSIS's usual one.

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
        "SOURCE": one_dir,
        "OUTPUT": target,
        "ICON": ICON,
        "SIZE_KIB": size_bytes(one_dir) // 1024,
        **({"QUICK": "1"} if quick else {}),
        **({"SIGN": f'"{sys.executable}" "{SIGN_ONE}"'} if signing else {}),
        **({"TARGET": stub} if stub else {}),
    }
    defines = [f"{sign}D{name}={value}" for name, value in values.items()]
    charset = [f"{sign}INPUTCHARSET", "UTF8"]
    command: list[str | Path] = [_makensis(), f"{sign}V2", *charset, *defines, WINDOWS / "paraphe.nsi"]
    run_tool(command, why="Compiling the installer", environment=signing.handed_over() if signing else None)
    if not quick and target.stat().st_size > LARGEST_BYTES:
        raise BuildFailed(f"{target.name} has {target.stat().st_size:,} bytes; {LARGEST_BYTES:,} are allowed")
    return target


def _makensis() -> str:
    """On the PATH, or where NSIS puts itself on Windows."""
    return shutil.which("makensis") or "C:/Program Files (x86)/NSIS/makensis.exe"
