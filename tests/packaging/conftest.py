"""The packaging scripts import each other from their own folder; so do their tests.

The Windows side is exercised under wine where ``../shared/windows`` lies beside the checkout: one Windows Python, one
build and one virtual screen for the whole run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# behind everything installed: `build` there is a script of ours, elsewhere a package
sys.path.append(str(ROOT / "packaging"))

RECIPE = ROOT.parent / "shared" / "windows" / "wine-python.sh"
WINE_FOLDER = ROOT / "build" / "wine"
# Half an hour of wine: `packaging/run.py test --full --windows` asks for it.
collect_ignore_glob = [] if os.environ.get("PARAPHE_WINDOWS") == "1" else ["test_windows_*.py"]
TOOLS = ("makensis", "wixl", "osslsigncode", "x86_64-w64-mingw32-gcc")


@pytest.fixture(scope="session")
def runtime_folder() -> Path:
    """A Windows Python with what freezes and what tests; made once a checkout, in about half a minute."""
    if sys.platform == "win32" or not RECIPE.is_file():
        pytest.skip("no ../shared/windows beside the checkout")
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"packaging/run.py setup installs what is missing: {', '.join(missing)}")
    locks = [ROOT / "packaging" / "requirements" / f"{name}.txt" for name in ("freeze", "test")]
    stamp = WINE_FOLDER / "installed"
    wanted = "".join(lock.read_text() for lock in locks)
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(WINE_FOLDER, ignore_errors=True)
        requirements = [part for lock in locks for part in ("-r", str(lock))]
        command = ["bash", str(RECIPE), str(WINE_FOLDER), "--", *requirements]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=900)
        stamp.write_text(wanted)
    return WINE_FOLDER


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """A virtual screen of our own, so that Qt's real Windows platform has somewhere to draw."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for code, with its key, as PKCS 12; the password lies beside it."""
    folder = tmp_path_factory.mktemp("certificate")
    key, public, packed = folder / "key.pem", folder / "certificate.pem", folder / "certificate.pfx"
    (folder / "password").write_text("practice")
    request = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=Paraphe practice",
    ]
    usage = ["-addext", "extendedKeyUsage=codeSigning", "-keyout", str(key), "-out", str(public)]
    subprocess.run([*request, *usage], check=True, capture_output=True)
    export = ["openssl", "pkcs12", "-export", "-inkey", str(key), "-in", str(public), "-out", str(packed)]
    subprocess.run([*export, "-passout", f"file:{folder / 'password'}"], check=True, capture_output=True)
    return packed


@pytest.fixture(scope="session")
def built(runtime_folder: Path, certificate: Path) -> Path:
    """The folder with everything that build.py makes, signed by the practice certificate."""
    command = [sys.executable, str(ROOT / "packaging" / "build.py"), "--wine", str(runtime_folder)]
    command += ["--certificate", str(certificate), "--certificate-password-file", str(certificate.parent / "password")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=1500, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "build" / "windows"
