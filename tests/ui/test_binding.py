"""The binding is loaded without its waste, and is the same binding."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.ui.binding import PatternLater, compiling_once, long_patterns_later, read, write

TEXT = b"value = 1\n"
NAME = "shibokensupport/value.py"
LONG = "|".join(f"word{number}" for number in range(200))
WRONG = """
import builtins
from desktop_app.ui import binding
binding.load()
from PySide6.QtCore import QSize
try:
    QSize("wide")
except TypeError as error:
    print(str(error))
print(builtins.__import__.__name__)
"""


SHIP = """
import sys
from pathlib import Path
from desktop_app.ui import binding
binding.ship(Path(sys.argv[1]))
"""
FROZEN = """
import builtins, sys
sys._MEIPASS = sys.argv[1]
plain, compiled = builtins.compile, []
def counted(source, filename, *more, **options):
    compiled.append(str(filename))
    return plain(source, filename, *more, **options)
builtins.compile = counted
from desktop_app.ui import binding
binding.load()
print(len([name for name in compiled if name.startswith("shibokensupport/")]))
"""


def test_a_text_is_compiled_once_and_anew_when_it_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    with compiling_once({}) as met:
        code = compile(TEXT, NAME, "exec")
    file = tmp_path / "new" / "kept.pyc"
    write(file, met)
    kept = read(file)
    assert kept == met
    with compiling_once(kept):
        assert compile(TEXT, NAME, "exec") is kept[NAME][1]
        assert compile(b"value = 2\n", NAME, "exec") != code
        assert compile(TEXT, "other.py", "exec") is not kept[NAME][1]
    assert compile(TEXT, NAME, "exec") is not kept[NAME][1]


def test_nothing_is_left_where_python_may_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    write(tmp_path / "kept.pyc", {})
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_start_left_may_be_damaged(tmp_path: Path) -> None:
    file = tmp_path / "kept.pyc"
    assert read(file) == {}
    for damaged in (b"", b"\xff\x00nonsense", b"i\x01\x00\x00\x00"):
        file.write_bytes(damaged)
        assert read(file) == {}


def test_long_patterns_are_made_when_they_are_used() -> None:
    with long_patterns_later():
        later, short = re.compile(LONG), re.compile("a+")
    assert [type(made) for made in (later, short, re.compile(LONG))] == [PatternLater, re.Pattern, re.Pattern]
    assert later.fullmatch("word7")
    assert not later.fullmatch("word")


def test_errors_still_name_what_would_be_right_and_no_import_is_looked_through() -> None:
    for _ in range(2):  # the second start takes what the first has left
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
        told = subprocess.run(
            [sys.executable, "-c", WRONG], capture_output=True, text=True, check=True, env=environment
        ).stdout  # fmt: skip
        assert "QSize.__init__(w: int, h: int" in told
        assert told.splitlines()[-1] != "__feature_import__"


def test_the_frozen_program_brings_the_texts_compiled(tmp_path: Path) -> None:
    resources = tmp_path / "desktop_app" / "_resources"
    resources.mkdir(parents=True)

    def compiled(*script: str) -> str:
        done = subprocess.run([sys.executable, "-c", *script], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    compiled(SHIP, str(resources))
    (shipped,) = resources.iterdir()
    assert compiled(FROZEN, str(tmp_path)) == "0"
    shipped.write_bytes(b"")
    assert int(compiled(FROZEN, str(tmp_path))) > 5
    assert shipped.read_bytes() == b"", "what is installed is not written to"
