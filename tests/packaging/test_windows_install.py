"""Both installers under wine, silently: install, run, upgrade with a sign-off waiting, deliver it, uninstall.

Files and registry are looked at after every step. The tests of this file share one machine and run in their order.
"""

import hashlib
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from release import msi, nsis
from release.product import version
from release.runtime import Runtime

from desktop_app.practice.server import PracticeServer

ROOT = Path(__file__).resolve().parents[2]
INK = ROOT / "resources" / "ink" / "tablet-1.json"
OLDER = "0.0.1"
RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Paraphe"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@dataclass(frozen=True)
class Machine:
    """A Windows on which Paraphe is installed, used and removed."""

    runtime: Runtime
    screen: str

    @property
    def home(self) -> Path:
        return self.runtime.prefix / "users" / "root" / "AppData" / "Local"

    @property
    def own(self) -> Path:
        """Where one user's Paraphe goes."""
        return self.home / "Programs" / "Paraphe"

    @property
    def everybodys(self) -> Path:
        return self.runtime.prefix / "Program Files" / "Paraphe"

    @property
    def profile(self) -> Path:
        return self.home / "Paraphe"

    def run(self, *command: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
        return self.runtime.execute(command, environment={"DISPLAY": self.screen}, input_text=text, timeout_s=300)

    def setup(self, installer: Path, *switches: str) -> int:
        return self.run(installer, "/S", *switches).returncode

    def paraphe(self, *arguments: str | Path, folder: Path | None = None, text: str = "") -> str:
        """The installed program's standard output; it has to end with 0."""
        done = self.run((folder or self.own) / "paraphe.exe", *arguments, text=text)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def registry(self, root: str, key: str, name: str | None = None) -> str | None:
        """A value's text, or None where it is absent."""
        query = ["/v", name] if name else ["/ve"]
        done = self.run("reg", "query", f"{root}\\{key}", *query, "/reg:64")
        lines = [line for line in done.stdout.splitlines() if "REG_" in line]
        return lines[0].split("REG_", 1)[1].split(None, 1)[1].strip() if done.returncode == 0 and lines else None

    def uninstall(self, folder: Path) -> None:
        """The uninstaller goes on from a copy of itself; it is done when it has removed itself."""
        assert self.run(folder / "uninstall.exe", "/S").returncode == 0
        deadline_s = time.monotonic() + 60
        while folder.exists():
            assert time.monotonic() < deadline_s, "the uninstaller left its files"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def machine(runtime_folder: Path, screen: str) -> Machine:
    made = Machine(Runtime.under_wine(runtime_folder), screen)
    for folder in (made.own, made.everybodys, made.profile):
        shutil.rmtree(folder, ignore_errors=True)
    for root in ("HKCU", "HKLM"):
        for key in (UNINSTALL, r"Software\Paraphe"):
            made.run("reg", "delete", f"{root}\\{key}", "/f", "/reg:64")
        made.run("reg", "delete", f"{root}\\{RUN}", "/v", "Paraphe", "/f", "/reg:64")
    return made


@pytest.fixture(scope="module")
def installer(built: Path) -> Path:
    return built / f"Paraphe-{version()}-Setup.exe"


@pytest.fixture(scope="module")
def older_installer(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same program under an earlier version's number, packed quickly."""
    assert built
    return nsis.build(OLDER, tmp_path_factory.mktemp("older"), quick=True)


@pytest.fixture(scope="module")
def service() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


def installed_version(machine: Machine, root: str = "HKCU") -> str | None:
    return machine.registry(root, UNINSTALL, "DisplayVersion")


def test_it_installs_for_one_user_without_asking(machine: Machine, older_installer: Path) -> None:
    assert machine.setup(older_installer, "/AUTOSTART") == 0
    for name in ("paraphe.exe", "paraphew.exe", "uninstall.exe", "bom.cdx.json", "licences/README.txt"):
        assert (machine.own / name).is_file(), name
    assert installed_version(machine) == OLDER
    assert (machine.registry("HKCU", RUN, "Paraphe") or "").endswith('paraphew.exe" --tray')
    assert machine.registry("HKCU", r"Software\Classes\paraphe\shell\open\command") is None, (
        "until a setting asks for it"
    )
    assert not machine.everybodys.exists()
    assert machine.registry("HKLM", UNINSTALL, "DisplayVersion") is None
    assert machine.paraphe("--version").split() == ["Paraphe", version()]


def test_the_installed_program_plays_the_whole_way(machine: Machine, tmp_path: Path) -> None:
    output = machine.paraphe("demo", "--scripted", "--shots", tmp_path / "shots")
    assert "Traceback" not in output
    assert list((tmp_path / "shots").glob("*.png"))


def test_an_upgrade_keeps_a_waiting_sign_off_and_delivers_it(
    machine: Machine, service: PracticeServer, installer: Path, tmp_path: Path
) -> None:
    machine.paraphe("config", "set", "api_url", service.api_url)
    machine.paraphe("token", "set", "account", text=service.account_token)
    session = tmp_path / "session"
    session.write_text(service.session_tokens[0])
    names = ("--first-name", "Ada", "--last-name", "Lovelace")
    signed = json.loads(machine.paraphe("--json", "sign", *names, "--signature", INK, "--session-token-file", session))
    (machine.own / "_internal" / "left over from the older version.txt").touch()

    assert machine.setup(installer) == 0

    assert installed_version(machine) == version()
    assert not (machine.own / "_internal" / "left over from the older version.txt").exists()
    (waiting,) = json.loads(machine.paraphe("--json", "outbox", "list"))
    assert (waiting["id"], waiting["state"]) == (signed["id"], "waiting")
    assert json.loads(machine.paraphe("--json", "sync"))["sent"] == 1
    ((_, stored),) = service.objects.items()
    assert len(stored.data) == signed["size"]
    assert hashlib.sha256(stored.data).hexdigest() == signed["sha256"]


def test_an_older_version_is_refused_and_changes_nothing(machine: Machine, older_installer: Path) -> None:
    assert machine.setup(older_installer) == 10
    assert installed_version(machine) == version()


def test_removing_it_leaves_the_profile(machine: Machine) -> None:
    machine.uninstall(machine.own)
    assert not machine.own.exists()
    assert installed_version(machine) is None
    assert machine.registry("HKCU", RUN, "Paraphe") is None
    assert machine.registry("HKCU", r"Software\Paraphe", "Version") is None
    assert machine.registry("HKCU", r"Software\Classes\paraphe\shell\open\command") is None
    assert not list(machine.runtime.prefix.glob("users/root/**/Start Menu/**/Paraphe.lnk"))
    assert any(path.suffix.startswith((".sqlite", ".db")) for path in machine.profile.iterdir())


def test_a_kiosk_is_installed_for_everybody(machine: Machine, installer: Path) -> None:
    assert machine.setup(installer, "/KIOSK") == 0
    assert (machine.everybodys / "paraphew.exe").is_file()
    assert not machine.own.exists()
    assert installed_version(machine, "HKLM") == version()
    assert (machine.registry("HKLM", RUN, "Paraphe") or "").endswith('paraphew.exe" --kiosk')
    assert machine.registry("HKLM", r"Software\Classes\paraphe\shell\open\command") is None
    assert (machine.runtime.prefix / "ProgramData" / "Paraphe").is_dir()
    machine.uninstall(machine.everybodys)
    assert not machine.everybodys.exists()
    assert machine.registry("HKLM", RUN, "Paraphe") is None


def test_the_msi_installs_upgrades_and_leaves(machine: Machine, built: Path, tmp_path: Path) -> None:
    older = msi.build(OLDER, tmp_path)
    newer = next(built.glob("Paraphe-*.msi"))
    assert machine.run("msiexec", "/i", older, "/qn", "ADDLOCAL=Paraphe,Kiosk").returncode == 0
    assert (machine.everybodys / "paraphew.exe").is_file()
    assert machine.registry("HKLM", r"Software\Paraphe", "Version") == OLDER
    assert (machine.registry("HKLM", RUN, "Paraphe") or "").endswith('paraphew.exe" --kiosk')

    assert machine.run("msiexec", "/i", newer, "/qn").returncode == 0
    assert machine.registry("HKLM", r"Software\Paraphe", "Version") == version()
    assert machine.paraphe("--version", folder=machine.everybodys).split() == ["Paraphe", version()]

    assert machine.run("msiexec", "/x", newer, "/qn").returncode == 0
    assert not (machine.everybodys / "paraphe.exe").exists()
    assert machine.registry("HKLM", r"Software\Paraphe", "Version") is None
    assert machine.registry("HKLM", RUN, "Paraphe") is None
