"""Qt's binding, loaded without what it costs every program and gives this one nothing.

Three things, measured on a start of 0.3 s. PySide6 carries a part of its Python as text and compiles it anew each
time: 21 ms. That part makes three long patterns, for the signatures that an error tells: 18 ms. And it reads the whole
source of each module that is imported after it, to know who may ask for its other names (`from __feature__ import
snake_case`), for which nothing here asks: 15 ms.
"""

import builtins
import importlib
import marshal
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any, Final

from desktop_app.config.paths import resource

Kept = dict[str, tuple[int, CodeType]]  # by the text's name: its checksum, and what was made of it
_PART_OF: Final = "shibokensupport/"
_NAME: Final = "shibokensupport.pyc"
_LONG: Final = 500  # characters of a pattern; Python's own have fewer


def load() -> None:
    """Imports PySide6; from then on no module is looked through."""
    shipped = resource(_NAME)
    own = Path(cache_from_source(str(Path(__file__).with_name("shibokensupport.py"))))
    file = shipped if shipped.is_file() else own
    before = read(file)
    now = _import(before)
    if now != before and file is not shipped:
        write(file, now)
    plain = getattr(builtins, "__orig_import__", None)  # where PySide6 keeps the one without its look
    if plain is not None:
        builtins.__import__ = plain


def ship(folder: Path) -> Path:
    """For a build: leaves among the resources in `folder` what this Python makes of PySide6's texts."""
    file = folder / _NAME
    file.write_bytes(marshal.dumps(_import({})))
    return file


def _import(kept: Kept) -> Kept:
    with compiling_once(kept) as met, long_patterns_later():
        importlib.import_module("PySide6")
    return met


@contextmanager
def compiling_once(kept: Mapping[str, tuple[int, CodeType]]) -> Iterator[Kept]:
    """While the block runs, `compile` takes PySide6's texts from `kept` where they are the same; hands out all met."""
    met: Kept = {}
    plain = builtins.compile

    def known(source: Any, filename: Any, mode: str, *more: Any, **options: Any) -> Any:
        if not (isinstance(source, bytes) and isinstance(filename, str) and filename.startswith(_PART_OF)):
            return plain(source, filename, mode, *more, **options)
        checksum = zlib.crc32(source)
        before, code = kept.get(filename, (None, None))
        if code is None or before != checksum:
            code = plain(source, filename, mode, *more, **options)
        met[filename] = (checksum, code)
        return code

    builtins.compile = known
    try:
        yield met
    finally:
        builtins.compile = plain


class PatternLater:
    """A pattern that is made when it is used for the first time."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """A method of the pattern."""

        def method(*arguments: Any, **options: Any) -> Any:
            return getattr(re.compile(self._text, self._flags), name)(*arguments, **options)

        return method


@contextmanager
def long_patterns_later() -> Iterator[None]:
    """While the block runs, `re.compile` puts long patterns off."""
    plain = re.compile

    def later(pattern: Any, flags: Any = 0) -> Any:
        if isinstance(pattern, str) and len(pattern) > _LONG:
            return PatternLater(pattern, flags)
        return plain(pattern, flags)

    re.compile = later
    try:
        yield
    finally:
        re.compile = plain


def read(file: Path) -> Kept:
    """What an earlier start has left; nothing where it is not there or of no use."""
    with suppress(OSError, EOFError, ValueError, TypeError):
        found = marshal.loads(file.read_bytes())  # noqa: S302 - beside the program's own bytecode, and like it
        if isinstance(found, dict):
            return found
    return {}


def write(file: Path, kept: Kept) -> None:
    """Leaves it for the next start, where Python may leave bytecode, too."""
    if sys.dont_write_bytecode:
        return
    whole = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        whole.write_bytes(marshal.dumps(kept))
        whole.replace(file)
