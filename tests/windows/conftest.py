"""The Windows side under wine, where ``../shared/windows`` lies beside the checkout.

Two lanes run at once, each with a Windows and a virtual screen of its own: "program" builds, installs, runs and
removes; "tests" runs the unit tests and the window's.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parents[2]
# behind everything installed: `build` there is a script of ours, elsewhere a package
sys.path.append(str(ROOT / "packaging"))
if sys.platform == "win32":  # there, the workflow builds and installs, and run.py runs the tests
    collect_ignore_glob = ["test_*.py"]
else:
    from release.runtime import Runtime

    from tests.windows import wine

TOOLS = ("makensis", "wixl", "osslsigncode", "x86_64-w64-mingw32-gcc", "Xvfb", "xdotool")


class Lanes(LoadScopeScheduling):  # type: ignore[misc]
    """Who shares a Windows stays with one worker; pytest-xdist's own loadgroup does nothing with pytest 9.2."""

    def _split_scope(self, nodeid: str) -> str:
        return "tests" if "/test_suite.py::" in nodeid else "program"


@pytest.hookimpl(optionalhook=True)  # without the plugin there is one lane
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Lanes:
    return Lanes(config, log)


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """A virtual screen of our own, so that Qt's real Windows platform has somewhere to draw."""
    if not wine.RECIPE.is_file():
        pytest.skip("no ../shared/windows beside the checkout")
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"packaging/run.py setup installs what is missing: {', '.join(missing)}")
    with wine.virtual_screen() as name:
        yield name


@pytest.fixture(scope="session")
def runtime(screen: str) -> Iterator[Runtime]:
    """The Windows that builds and installs."""
    wine.provide()
    with wine.running(wine.BUILDS, screen) as up:
        yield up


@pytest.fixture(scope="session")
def test_runtime(screen: str) -> Iterator[Runtime]:
    """The Windows that runs tests."""
    wine.provide()
    with wine.running(wine.TESTS, screen) as up:
        yield up


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
def built(runtime: Runtime, screen: str, certificate: Path) -> Path:
    """The folder with everything that build.py makes, signed by the practice certificate."""
    assert runtime
    command = [sys.executable, str(ROOT / "packaging" / "build.py"), "--wine", str(wine.BUILDS)]
    command += ["--certificate", str(certificate), "--certificate-password-file", str(certificate.parent / "password")]
    variables = {**os.environ, "DISPLAY": screen}
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=1500, cwd=ROOT, env=variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "build" / "windows"
