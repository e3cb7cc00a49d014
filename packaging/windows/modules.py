"""Runs in the frozen program before everything else: modules come from one file, by groups that are read at once.

Otherwise each of the 400 modules of a start would open an archive, look into it and unpack a little. The other half of
this, `release/library.py`, tells the file's format.
"""

import marshal
import os
import sys
import zlib
from _frozen_importlib import ModuleSpec  # importlib itself is in the file
from types import ModuleType

FOLDER = sys._MEIPASS  # type: ignore[attr-defined]  # noqa: SLF001 -- where PyInstaller says the program lies


class Modules:
    """Finds and loads what is in the file; everything else is left to who comes after it."""

    def __init__(self, file: str) -> None:
        self._file = file
        with open(file, "rb") as opened:
            size = int.from_bytes(opened.read(8), "little")
            self._modules, self._groups = marshal.loads(opened.read(size))
        self._begin = 8 + size
        self._held: dict[str, bytes] = {}  # read, and not yet asked for

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """As importlib wants it."""
        found = self._modules.get(name)
        if found is None:
            return None
        is_package = found[1]
        place = os.path.join(FOLDER, *name.split("."))
        origin = os.path.join(place, "__init__.pyc") if is_package else f"{place}.pyc"
        spec = ModuleSpec(name, self, origin=origin, is_package=is_package)  # type: ignore[arg-type]  # a loader, too
        spec.has_location = True
        if is_package:  # libraries among its modules do lie there
            spec.submodule_search_locations = [place]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """As Python itself does."""

    def exec_module(self, module: ModuleType) -> None:
        """Runs a module; one that fails can be tried again."""
        name = module.__name__
        if name not in self._held:
            self._read(self._modules[name][0])
        exec(marshal.loads(self._held[name]), module.__dict__)
        self._held.pop(name, None)

    def _read(self, group: str) -> None:
        offset, size = self._groups[group]
        with open(self._file, "rb") as opened:
            opened.seek(self._begin + offset)
            self._held.update(marshal.loads(zlib.decompress(opened.read(size))))


# what is built into the interpreter stays before it; files and archives come after
sys.meta_path.insert(2, Modules(os.path.join(FOLDER, "modules.bin")))
# PyInstaller's own hook sets this too, but loads Qt for every command: no plugins of another Qt
os.environ["QT_PLUGIN_PATH"] = os.path.join(FOLDER, "PySide6", "plugins")
