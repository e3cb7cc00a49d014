"""The one-dir: PyInstaller run by the Windows Python, its result measured and its lists read back."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

from release.product import BUILD, ONE_DIR, WINDOWS
from release.runtime import BuildFailed, Runtime

# The budget of the unpacked program, 80 MB however one counts them; what grows beyond it has to be trimmed.
LARGEST_BYTES = 80_000_000
WORK = BUILD / "work"


def freeze(runtime: Runtime) -> None:
    """Build ``ONE_DIR`` from the checkout.

    Raises:
        BuildFailed: PyInstaller failed.
    """
    for folder in (ONE_DIR, WORK):
        shutil.rmtree(folder, ignore_errors=True)
    where = ["--distpath", runtime.path(BUILD), "--workpath", runtime.path(WORK)]
    runtime.run_python(
        "-m", "PyInstaller", "--clean", "--noconfirm", "--log-level=WARN", *where, WINDOWS / "paraphe.spec"
    )
    for program in ("paraphe.exe", "paraphew.exe"):
        if not (ONE_DIR / program).is_file():
            raise BuildFailed(f"PyInstaller made no {program}")


def weigh(one_dir: Path = ONE_DIR, largest_bytes: int = LARGEST_BYTES) -> int:
    """Its bytes, licences and bill of materials included.

    Raises:
        BuildFailed: they are more than the budget.
    """
    found = size_bytes(one_dir)
    if found > largest_bytes:
        raise BuildFailed(f"the one-dir has {found:,} bytes; {largest_bytes:,} are allowed")
    return found


def size_bytes(folder: Path) -> int:
    """What all files of a folder add up to."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def sources() -> Iterator[str]:
    """The file behind every module, library and data file that was frozen, as the Windows side names it.

    Raises:
        BuildFailed: PyInstaller's own lists are not where they were.
    """
    lists = [path for name in ("PYZ", "COLLECT", "Analysis") for path in WORK.rglob(f"{name}-*.toc")]
    if not lists:
        raise BuildFailed(f"no lists of PyInstaller in {WORK}")
    for path in lists:
        yield from _entries(ast.literal_eval(path.read_text(encoding="utf-8")))


def _entries(value: object) -> Iterator[str]:
    """Every second member of the three-tuples (name, source, kind) in a nest of tuples and lists."""
    match value:
        case (str(), str(source), str(kind)) if kind.isupper() or kind.startswith("PY"):
            yield source
        case tuple() | list():
            for member in value:
                yield from _entries(member)
