"""One zip with Python's own library and the plain packages, shared by both programs.

PyInstaller puts every module into the archive inside each exe; with two of them everything would be there twice.
Python itself runs from a zip of its library (its embeddable Windows package does), so that part moves into
``base_library.zip``, which PyInstaller reads before anything else, together with Paraphe and the packages that are
nothing but modules. Each exe keeps the rest: packages with libraries among their modules, or files beside them.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

# Packages of Python modules only: no library, no data file, nobody who lists what is inside, and no namespace packages
# (a zip would have to name their folders).
PLAIN = (
    # Paraphe itself looks for its resources beside the archive where it is frozen
    "desktop_app",
    *("anyio", "email_validator", "h11", "httpcore", "httpx", "idna", "importlib_metadata", "lazy_importer"),
    *("more_itertools", "platformdirs", "tomlkit", "truststore", "typing_extensions", "zipp"),
)

Entry = tuple[str, str, str]  # PyInstaller's (name, source, kind)


def split(pure: Sequence[Entry], archive: Path, target: Path, *, optimize: int) -> list[Entry]:
    """Write ``archive`` and every module that can be shared to ``target``; returns the modules that stay."""
    library = os.path.normcase(sysconfig.get_path("stdlib"))
    site_packages = os.path.normcase(sysconfig.get_path("purelib"))
    stay: list[Entry] = []
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(_stamped(info.filename), old.read(info), compresslevel=9)
        there = set(old.namelist())
        for name, source, kind in pure:
            path = os.path.normcase(source)
            of_python = path.startswith(library) and not path.startswith(site_packages)
            if not path.endswith(".py") or not (of_python or name.split(".")[0] in PLAIN):
                stay.append((name, source, kind))
                continue
            inside = name.replace(".", "/") + ("/__init__.pyc" if path.endswith("__init__.py") else ".pyc")
            if inside not in there:
                new.writestr(_stamped(inside), _compiled(Path(source), optimize), compresslevel=9)
    return stay


def _stamped(name: str) -> zipfile.ZipInfo:
    """Always the same time, so that the same sources give the same bytes."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _compiled(source: Path, optimize: int) -> bytes:
    """The content of a .pyc that is never checked against its source (PEP 552)."""
    code = compile(source.read_bytes(), source.name, "exec", dont_inherit=True, optimize=optimize)
    unchecked_hash = b"\x01\x00\x00\x00" + b"\x00" * 8
    return importlib.util.MAGIC_NUMBER + unchecked_hash + marshal.dumps(code)
