"""Which packages are really inside the one-dir: every frozen file is looked up in the packages' RECORDs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path, PureWindowsPath

LICENCE_NAMES = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


@dataclass(frozen=True)
class Package:
    """One shipped package of the Windows Python, as its own metadata names it."""

    name: str
    version: str
    licence: str
    licence_files: tuple[Path, ...]
    crates: tuple[tuple[str, str], ...] = ()  # names and versions of the Rust libraries inside, where it tells of any

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name.lower().replace('_', '-')}@{self.version}"


def packages(site_packages: Path, sources: Iterable[str]) -> list[Package]:
    """The packages of ``site_packages`` to which any of these frozen files belongs, by name.

    PyInstaller's own start-up code travels in every frozen program, so that it always is among them.
    """
    frozen = {_tail(source) for source in sources}
    found = []
    for folder in sorted(site_packages.glob("*.dist-info")):
        record = (folder / "RECORD").read_text(encoding="utf-8").splitlines()
        installed = {line.rsplit(",", 2)[0].strip('"').lower() for line in record}
        modules = {name for name in installed if ".dist-info/" not in name}
        if modules & frozen or folder.name.startswith("pyinstaller-"):
            found.append(_described(folder))
    return sorted(found, key=lambda package: package.name.lower())


def _tail(source: str) -> str:
    """A frozen file's name as RECORD has it: below site-packages, lower case."""
    plain = PureWindowsPath(source).as_posix().lower()
    return plain.rsplit("/site-packages/", 1)[-1]


def _described(folder: Path) -> Package:
    metadata = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
    licence = metadata["License-Expression"] or metadata["License"] or ""
    if not licence or "\n" in licence:
        classifiers = metadata.get_all("Classifier", [])
        licence = next((text.rsplit(" :: ", 1)[-1] for text in classifiers if text.startswith("License ::")), "unknown")
    files = (path for path in folder.rglob("*") if path.is_file() and path.name.upper().startswith(LICENCE_NAMES))
    return Package(metadata["Name"], metadata["Version"], licence, tuple(sorted(files)), tuple(sorted(_crates(folder))))


def _crates(folder: Path) -> set[tuple[str, str]]:
    """What the package's own bills of materials (CycloneDX) name."""
    bills = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("sboms/*.json")]
    parts = [part for bill in bills for part in bill.get("components", ())]
    return {(part["name"], part["version"]) for part in parts if part.get("purl", "").startswith("pkg:cargo/")}
