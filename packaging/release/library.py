"""One file with the modules of both programs, and a small zip of what Python needs before it can read that file.

PyInstaller puts every module into the archive inside each exe, packed by itself; with two programs everything would be
there twice, and a start would unpack some 400 times. So the modules move into ``modules.bin``, which
``windows/modules.py`` reads: 8 bytes (little-endian) with the size of an index, the index, the groups. The index is
``({module: (group, is a package)}, {group: (offset, size)})``, a group ``{module: code}`` packed as a whole; all by
marshal. One group, "start", holds what each start of the window needs.
"""

from __future__ import annotations

import marshal
import zipfile
import zlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

START = "start"
# Python has them built in, and never looks for them.
FROZEN = ("importlib._bootstrap", "importlib._bootstrap_external", "zipimport")
Entry = tuple[str, str, str]  # PyInstaller's (name, source, kind)


def pack(pure: Sequence[Entry], target: Path, *, at_start: Collection[str], optimize: int) -> list[Entry]:
    """Write every module that has a source to ``target``; returns the rest (packages without one)."""
    stay = [entry for entry in pure if not entry[1].endswith(".py")]
    packages = {name.rpartition(".")[0] for name, _, _ in pure}
    modules: dict[str, tuple[str, bool]] = {}
    groups: dict[str, dict[str, bytes]] = {}
    for name, source, _ in sorted(pure):
        if not source.endswith(".py") or name in FROZEN:
            continue
        is_package = source.endswith("__init__.py")
        group = START if name in at_start else _group(name, packages)
        modules[name] = (group, is_package)
        place = name.replace(".", "/") + ("/__init__.py" if is_package else ".py")
        groups.setdefault(group, {})[name] = _compiled(Path(source), place, optimize)
    parts = {group: zlib.compress(marshal.dumps(content), 9) for group, content in groups.items()}
    offsets, offset = {}, 0
    for group, part in parts.items():
        offsets[group] = (offset, len(part))
        offset += len(part)
    index = marshal.dumps((modules, offsets))
    target.write_bytes(b"".join((len(index).to_bytes(8, "little"), index, *parts.values())))
    return stay


def _group(name: str, packages: Collection[str]) -> str:
    """Modules that are likely to be wanted together."""
    first, _, rest = name.partition(".")
    if first == "desktop_app":
        return f"{first}.{rest.partition('.')[0]}"
    return first if rest or first in packages else "library"


def _compiled(source: Path, place: str, optimize: int) -> bytes:
    code = compile(source.read_bytes(), place, "exec", dont_inherit=True, optimize=optimize)
    return marshal.dumps(code)


def slimmed(archive: Path, target: Path, *, without: Iterable[str]) -> None:
    """PyInstaller's ``base_library.zip`` without these modules; the same sources give the same bytes."""
    dropped = {name.replace(".", "/") + ".pyc" for name in without}
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            if info.filename in dropped:
                continue
            stamped = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            stamped.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(stamped, old.read(info), compresslevel=9)
