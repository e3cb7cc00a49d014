"""What the frozen program carries beside its code: version resource, compiled translations, resources."""

from __future__ import annotations

import shutil
from pathlib import Path

import translations

from release.product import NAME, PUBLISHER, ROOT, four_numbers, version

_VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1, subtype=0),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', {publisher!r}),
      StringStruct('FileDescription', {description!r}),
      StringStruct('FileVersion', {text!r}),
      StringStruct('InternalName', {name!r}),
      StringStruct('OriginalFilename', {name!r}),
      StringStruct('ProductName', {product!r}),
      StringStruct('ProductVersion', {text!r}),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),
  ],
)
"""
PROGRAMS = {"paraphe": "Paraphe (command line)", "paraphew": "Paraphe"}


def make(folder: Path) -> None:
    """Write everything into ``folder``, afresh."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, description in PROGRAMS.items():
        text = _VERSION_RESOURCE.format(
            numbers=four_numbers(version()),
            publisher=PUBLISHER,
            description=description,
            text=version(),
            name=f"{name}.exe",
            product=NAME,
        )
        (folder / f"{name}.version").write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "resources", folder / "resources", ignore=shutil.ignore_patterns("*.qm"))
    for compiled in translations.compile_all(folder / "resources" / "translations"):
        compiled.with_suffix(".ts").unlink()
