"""What the frozen program carries beside its code (version resource, resources), and what its build has to know."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import translations

from release.product import NAME, PUBLISHER, ROOT, four_numbers, version
from release.runtime import BuildFailed, Runtime

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
# Run by the Python that is frozen, optimised as the programs are: compiles PySide6's own text (ui/binding.py).
_SHIP = """\
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from desktop_app.ui import binding
print(binding.ship(Path(sys.argv[2])))
"""
SMALLEST_TEXT_BYTES = 10_000
PROGRAMS = {"paraphe": "Paraphe (command line)", "paraphew": "Paraphe"}


def make(folder: Path, runtime: Runtime) -> None:
    """Write everything into ``folder``, afresh.

    Raises:
        BuildFailed: PySide6 could not be loaded, or keeps its own text elsewhere by now.
    """
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
    scripts = ROOT / "packaging" / "release"
    runtime.run_python(scripts / "drawings.py", ROOT, folder / "resources" / "icons")
    with tempfile.TemporaryDirectory(dir=folder) as profile:
        runtime.run_python(scripts / "start_list.py", ROOT, Path(profile), folder / "start.txt")
    runtime.run_python("-OO", "-c", _SHIP, ROOT, folder / "resources")
    compiled_text = folder / "resources" / "shibokensupport.pyc"
    if not compiled_text.is_file() or compiled_text.stat().st_size < SMALLEST_TEXT_BYTES:
        raise BuildFailed(f"{compiled_text.name} holds nothing of PySide6's own text")
