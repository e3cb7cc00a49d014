"""The licence texts of everything that is shipped, in the one-dir's folder ``licences``."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from release.product import ROOT
from release.runtime import BuildFailed
from release.shipped import Package

TEXTS = ROOT / "packaging" / "licences"
# The Qt packages carry only the commercial terms' name; LGPL-3.0.txt and GPL-3.0.txt among the texts are theirs.
COVERED_BY_OUR_TEXTS = ("pyside6", "shiboken6")


def collect(packages: Iterable[Package], folder: Path) -> None:
    """Fill ``folder`` with our texts and each package's own files.

    Raises:
        BuildFailed: a shipped package has no licence file and is not covered by our texts.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEXTS, folder)
    for package in packages:
        if package.name.lower().startswith(COVERED_BY_OUR_TEXTS):
            continue
        if not package.licence_files:
            raise BuildFailed(f"{package.name} {package.version} ships no licence file; add its text to {TEXTS}")
        target = folder / package.name
        target.mkdir()
        for file in package.licence_files:
            shutil.copy(file, target / file.name)
    fonts = ROOT / "resources" / "fonts"
    for file in fonts.glob("*OFL*"):
        shutil.copy(file, folder / file.name)
