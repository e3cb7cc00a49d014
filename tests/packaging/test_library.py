"""The file that the frozen program's modules come from: written by the build, read by the program's first hook."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from release import library

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
SOURCES = {
    "first": "import shop.till\nimport shop.cellar\nimport plain\n",
    "shop": "names = __path__, __file__\n",
    "shop.till": '"""Said by nobody."""\nassert False, "optimised away"\nvalue = 1\n',
    "shop.cellar": "from . import till\nvalue = till.value + 1\n",
    "plain": "value = 3\n",
    "broken": "value = 1 / 0\n",
}
# What PyInstaller's bootloader has set when the hook runs.
RUN = """
import sys
sys._MEIPASS = sys.argv[1]
exec(open(sys.argv[2], encoding="utf-8").read())
finder = sys.meta_path[2]
opened = []
plain_read = finder._read
finder._read = lambda group: (opened.append(group), plain_read(group))
"""


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A folder with `modules.bin`, as the program's has one."""
    pure = []
    for name, text in SOURCES.items():
        file = tmp_path / "sources" / name.replace(".", "/") / "__init__.py" if name == "shop" else None
        file = file or tmp_path / "sources" / f"{name.replace('.', '/')}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        pure.append((name, str(file), "PYMODULE"))
    pure.append(("spaces", "-", "PYMODULE"))  # a package without a file
    folder = tmp_path / "frozen"
    folder.mkdir()
    stay = library.pack(pure, folder / "modules.bin", at_start={"first", "shop", "shop.till"}, optimize=2)
    assert stay == [("spaces", "-", "PYMODULE")]
    return folder


def run(folder: Path, script: str) -> str:
    hook = PACKAGING / "windows" / "modules.py"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", RUN + script, folder, hook], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_a_start_needs_is_read_at_once_and_the_rest_when_it_is_wanted(frozen: Path) -> None:
    assert run(frozen, "import first; print(first.shop.cellar.value, opened)") == "2 ['start', 'shop', 'library']\n"


def test_modules_say_where_they_would_lie(frozen: Path) -> None:
    place = str(frozen / "shop")
    assert run(frozen, "import shop; print(*shop.names)") == f"[{place!r}] {place}/__init__.pyc\n"
    assert run(frozen, "import shop.till as till; print(till.__doc__, till.__file__)") == f"None {place}/till.pyc\n"


def test_a_module_that_fails_can_be_tried_again_and_one_that_is_forgotten_comes_back(frozen: Path) -> None:
    script = """
import traceback
for _ in range(2):
    try:
        import broken
    except ZeroDivisionError as error:
        print(traceback.extract_tb(error.__traceback__)[-1].filename)
import plain
del sys.modules["plain"]
import plain
print(plain.value)
"""
    assert run(frozen, script).split() == ["broken.py", "broken.py", "3"]


def test_other_modules_are_found_as_ever(frozen: Path) -> None:
    assert run(frozen, "import json; print(json.dumps([1]))") == "[1]\n"


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "plain.py"
    source.write_text(SOURCES["plain"])
    pure = [("plain", str(source), "PYMODULE")]
    for name in ("one", "two"):
        library.pack(pure, tmp_path / name, at_start=(), optimize=2)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_zip_loses_what_is_named_and_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as old:
        old.writestr("encodings/utf_8.pyc", b"kept")
        old.writestr("encodings/koi8_r.pyc", b"dropped")
    library.slimmed(tmp_path / "old.zip", tmp_path / "new.zip", without=["encodings.koi8_r"])
    with zipfile.ZipFile(tmp_path / "new.zip") as new:
        assert {name: new.read(name) for name in new.namelist()} == {"encodings/utf_8.pyc": b"kept"}
