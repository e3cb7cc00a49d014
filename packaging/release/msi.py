"""The package for Intune and group policy, from its description: wixl compiles it on Debian, WiX 3 on Windows."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

from release.description import ICON_NAME, description
from release.product import BUILD, ICON, NAME, ONE_DIR, version
from release.runtime import BuildFailed, run_tool


def build(number: str | None = None, folder: Path = BUILD, one_dir: Path = ONE_DIR) -> Path:
    """Compile ``Paraphe-VERSION-x64.msi`` from the one-dir; tests ask for another number, and give a small one-dir.

    Raises:
        BuildFailed: the compiler is absent, refuses, or leaves something out.
    """
    number = number or version()
    target = folder / f"{NAME}-{number}-x64.msi"
    target.unlink(missing_ok=True)
    # wixl takes names from the folder of the description only, and no absolute ones
    beside = one_dir.parent
    source = beside / "paraphe.wxs"
    shutil.copy(ICON, beside / ICON_NAME)
    ET.ElementTree(description(number, one_dir)).write(source, encoding="utf-8", xml_declaration=True)
    if shutil.which("wixl"):
        said = run_tool(["wixl", "-a", "x64", "-o", target, source], why="Compiling the MSI", folder=beside)
        if said.strip():  # it leaves out what it does not know, says so, and ends with 0
            raise BuildFailed(f"Compiling the MSI:\n{said}")
    else:
        object_file = source.with_suffix(".wixobj")
        run_tool([_wix("candle"), "-nologo", "-arch", "x64", "-o", object_file, source], why="Compiling the MSI")
        # the checks for per-user profiles do not fit a per-machine package's Start menu entry
        light: list[str | Path] = [
            _wix("light"),
            "-nologo",
            "-sice:ICE38",
            "-sice:ICE43",
            "-sice:ICE57",
            "-spdb",
            "-b",
            beside,
        ]
        run_tool([*light, "-o", target, object_file], why="Linking the MSI")
    return target


def _wix(tool: str) -> str:
    """WiX 3 on Windows: on the PATH, or where its own variable says."""
    return shutil.which(tool) or str(next(Path("C:/Program Files (x86)").glob(f"WiX Toolset v3*/bin/{tool}.exe"), tool))
