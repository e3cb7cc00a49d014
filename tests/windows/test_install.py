"""Both installers under wine, silently: install, run, upgrade with a sign-off waiting, deliver it, uninstall.

Files and registry are looked at after every step. The tests of this file share one machine and run in their order.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from release import msi, nsis
from release.product import version
from release.runtime import Runtime

from desktop_app.practice.server import PracticeServer
from tests.windows.machine import POLICIES, RUN, UNINSTALL, Machine
from tests.windows.tables import rows

ROOT = Path(__file__).resolve().parents[2]
INK = ROOT / "resources" / "ink" / "tablet-1.json"
OLDER = "0.0.1"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]


@pytest.fixture(scope="module")
def machine(runtime: Runtime, screen: str) -> Machine:
    made = Machine(runtime, screen)
    made.forget()
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


def test_one_file_sets_it_up_and_is_erased(machine: Machine, service: PracticeServer, tmp_path: Path) -> None:
    file = tmp_path / "provision.toml"
    file.write_text(f'api_url = "{service.api_url}"\naccount_token = "{service.account_token}"\nink.typed = "no"\n')
    assert machine.run(machine.own / "paraphe.exe", "provision", file).returncode == 2
    assert json.loads(machine.paraphe("--json", "config", "get", "api_url"))["value"] == ""

    file.write_text(f'api_url = "{service.api_url}"\naccount_token = "{service.account_token}"\n')
    done = json.loads(machine.paraphe("--json", "provision", file))
    assert done == {"settings": ["api_url"], "account_token": True, "erased": True}
    assert not file.exists()
    assert json.loads(machine.paraphe("--json", "config", "get", "api_url"))["value"] == service.api_url


def test_a_policy_in_the_registry_rules_and_is_locked(machine: Machine) -> None:
    machine.run("reg", "add", f"HKLM\\{POLICIES}", "/v", "notice", "/d", "ours", "/f", "/reg:64")
    machine.run("reg", "add", f"HKCU\\{POLICIES}", "/v", "notice", "/d", "theirs", "/f", "/reg:64")
    notice = json.loads(machine.paraphe("--json", "config", "get", "notice"))
    assert (notice["value"], notice["managed"]) == ("ours", True)
    refused = machine.run(machine.own / "paraphe.exe", "config", "set", "notice", "mine")
    assert refused.returncode == 2
    assert "organisation" in refused.stderr
    for hive in ("HKLM", "HKCU"):
        machine.run("reg", "delete", f"{hive}\\{POLICIES}", "/f", "/reg:64")
    assert json.loads(machine.paraphe("--json", "config", "get", "notice"))["managed"] is False


def test_the_doctor_and_the_report_work_as_installed(machine: Machine, service: PracticeServer, tmp_path: Path) -> None:
    done = machine.run(machine.own / "paraphe.exe", "--json", "doctor")
    found = {(finding["check"], finding["verdict"]) for finding in json.loads(done.stdout)["findings"]}
    assert done.returncode in {0, 3}, done.stderr
    assert {("version", "fine"), ("policy", "fine"), ("credential store", "fine"), ("disk", "fine")} <= found
    machine.paraphe("diagnostics", tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as report:
        texts = b"".join(report.read(name) for name in report.namelist())
    assert service.account_token.encode() not in texts


def test_an_upgrade_keeps_a_waiting_sign_off_and_delivers_it(
    machine: Machine, service: PracticeServer, installer: Path, tmp_path: Path
) -> None:
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


def test_one_for_everybody_starts_nothing_and_is_updated_for_everybody(
    machine: Machine, older_installer: Path, installer: Path
) -> None:
    assert machine.setup(older_installer, "/AllUsers") == 0
    assert installed_version(machine, "HKLM") == OLDER
    assert machine.registry("HKLM", RUN, "Paraphe") is None
    assert (machine.runtime.prefix / "ProgramData" / "Paraphe").is_dir()
    assert machine.setup(installer) == 0
    assert installed_version(machine, "HKLM") == version()
    assert installed_version(machine, "HKCU") is None
    assert not machine.own.exists()
    machine.uninstall(machine.everybodys)
    assert installed_version(machine, "HKLM") is None


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


def test_the_msi_asks_windows_to_keep_what_was_chosen(machine: Machine, built: Path) -> None:
    """That it does so only a real Windows Installer can show: wine's knows no MigrateFeatureStates."""
    package = next(built.glob("Paraphe-*.msi"))

    migrate, only_detect = 0x1, 0x2
    attributes = [int(text) for (text,) in rows(machine.runtime, package, "SELECT `Attributes` FROM `Upgrade`")]
    assert any(flags & migrate and not flags & only_detect for flags in attributes), attributes
    actions = rows(machine.runtime, package, "SELECT `Action` FROM `InstallExecuteSequence`")
    assert ("MigrateFeatureStates",) in actions


def test_the_msi_installs_upgrades_and_leaves(machine: Machine, built: Path, installer: Path, tmp_path: Path) -> None:
    older = msi.build(OLDER, tmp_path)
    newer = next(built.glob("Paraphe-*.msi"))
    log = tmp_path / "msi.log"
    machine.windows_installer(log, "/i", older, "ADDLOCAL=Paraphe,Kiosk")
    assert (machine.everybodys / "paraphew.exe").is_file()
    assert machine.registry("HKLM", r"Software\Paraphe", "Version") == OLDER
    assert (machine.registry("HKLM", RUN, "Paraphe") or "").endswith('paraphew.exe" --kiosk')
    assert machine.setup(installer) == 13, "the other installer would leave two owners of one folder"
    assert machine.registry("HKLM", r"Software\Paraphe", "Version") == OLDER

    machine.windows_installer(log, "/i", newer)
    assert machine.registry("HKLM", r"Software\Paraphe", "Version") == version()
    assert machine.paraphe("--version", folder=machine.everybodys).split() == ["Paraphe", version()]

    machine.windows_installer(log, "/x", newer)
    assert not (machine.everybodys / "paraphe.exe").exists()
    assert machine.registry("HKLM", r"Software\Paraphe", "Version") is None
    assert machine.registry("HKLM", RUN, "Paraphe") is None
