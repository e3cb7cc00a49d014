"""`pip install` gives a working program: the wheel carries everything it needs, and needs nothing of the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("paraphe-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts' folder of an environment that holds the wheel and what it depends on, nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "-q"]
    requirements = str(ROOT / "packaging" / "requirements" / "app.txt")
    subprocess.run([*pip, "--require-hashes", "-r", requirements], cwd=folder, check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], cwd=folder, check=True)
    return scripts


def test_the_wheel_carries_the_resources_and_the_practice_server_but_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "desktop_app/practice/server.py" in names
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            assert f"desktop_app/_resources/{path.relative_to(ROOT / 'resources').as_posix()}" in names
    assert not [name for name in names if name.startswith(("tests/", "packaging/")) or "__pycache__" in name]


@pytest.mark.timeout(300)
def test_the_wheel_runs_the_whole_way_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PARAPHE"))}
    variables["QT_QPA_PLATFORM"] = "offscreen"
    shots = tmp_path / "shots"
    done = subprocess.run(
        [str(installed / "paraphe"), "demo", "--scripted", "--shots", str(shots)],
        cwd=tmp_path,
        env=variables,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert list(shots.glob("*.png"))
    assert "Traceback" not in done.stderr
