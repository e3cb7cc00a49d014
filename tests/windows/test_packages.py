"""What both installers do beside the program's files, on a one-dir of a few bytes: rights, refusals, signatures."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pefile
import pytest
from release import msi, nsis
from release.product import WINDOWS
from release.runtime import Runtime
from release.signing import Signing

from tests.windows.machine import UNINSTALL, Machine
from tests.windows.tables import rows

NUMBER = "0.0.2"
REFUSED = 1603 % 256  # Windows Installer's code for every refusal, as much of it as a process may end with here

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def one_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "Paraphe"
    for name in ("paraphe.exe", "paraphew.exe", "bom.cdx.json", "_internal/python.dll", "licences/README.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


@pytest.fixture
def machine(runtime: Runtime, screen: str) -> Iterator[Machine]:
    """A Windows with nothing of Paraphe, before and after."""
    made = Machine(runtime, screen)
    made.forget()
    yield made
    made.forget()


@pytest.fixture
def settings_folder(runtime: Runtime) -> Path:
    return runtime.prefix / "ProgramData" / "Paraphe"


@pytest.fixture(scope="module")
def package(one_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return msi.build(NUMBER, tmp_path_factory.mktemp("msi"), one_dir)


def test_the_usual_stub_compiles_as_published_nsis_has_it(one_dir: Path, tmp_path: Path) -> None:
    program = pefile.PE(nsis.build(NUMBER, tmp_path, one_dir, quick=True, stub=None))
    assert program.FILE_HEADER.Machine == pefile.MACHINE_TYPE["IMAGE_FILE_MACHINE_I386"]


def test_the_uninstaller_is_signed_before_it_is_packed(
    machine: Machine, one_dir: Path, certificate: Path, tmp_path: Path
) -> None:
    signing = Signing(certificate=certificate, password_file=certificate.parent / "password")
    assert machine.setup(nsis.build(NUMBER, tmp_path, one_dir, quick=True, signing=signing)) == 0
    issuer = str(certificate.with_name("certificate.pem"))
    verify = ["osslsigncode", "verify", "-CAfile", issuer, "-in", str(machine.own / "uninstall.exe")]
    done = subprocess.run(verify, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    machine.uninstall(machine.own)


def test_the_msi_is_refused_where_the_other_installer_was(
    machine: Machine, one_dir: Path, package: Path, tmp_path: Path
) -> None:
    assert machine.setup(nsis.build(NUMBER, tmp_path, one_dir, quick=True), "/AllUsers") == 0
    (machine.everybodys / "licences" / "README.txt").write_text("theirs")

    assert machine.run("msiexec", "/i", package, "/qn").returncode == REFUSED
    assert (machine.everybodys / "licences" / "README.txt").read_text() == "theirs"
    assert machine.registry("HKLM", UNINSTALL, "DisplayVersion") == NUMBER

    machine.uninstall(machine.everybodys)
    machine.windows_installer(tmp_path / "msi.log", "/i", package)
    assert (machine.everybodys / "licences" / "README.txt").read_text() == "licences/README.txt"
    machine.windows_installer(tmp_path / "msi.log", "/x", package)
    assert not (machine.everybodys / "paraphe.exe").exists()


def test_the_msi_never_starts_the_machine_anew(runtime: Runtime, package: Path) -> None:
    assert ("REBOOT", "ReallySuppress") in rows(runtime, package, "SELECT `Property`, `Value` FROM `Property`")


def test_both_installers_take_the_same_steps_to_protect_the_settings(runtime: Runtime, package: Path) -> None:
    """That icacls does them only a real Windows can show: wine has none."""
    actions = {name: rest for name, *rest in rows(runtime, package, "SELECT * FROM `CustomAction`")}
    sequence = rows(runtime, package, "SELECT `Sequence`, `Action` FROM `InstallExecuteSequence`")
    ordered = [name for _, name in sorted((int(place), name) for place, name in sequence)]
    within = ordered[ordered.index("InstallFiles") : ordered.index("InstallFinalize")]
    names = ["RenewSettings", "OwnSettings", "ResetSettings", "ProtectSettings"]
    assert [name for name in ordered if name.endswith("Settings")] == names
    assert set(names) < set(within), "elsewhere Windows Installer gives up"
    steps = [actions[name] for name in names]

    in_script, as_system, going_on, program_of_a_property = 0x400, 0x800, 0x40, 50
    for kind, program, *_ in steps:
        assert int(kind) == in_script + as_system + going_on + program_of_a_property
        assert within.index(f"Find_{program.removesuffix('Path')}") < within.index("RenewSettings")

    script = (WINDOWS / "paraphe.nsi").read_text(encoding="utf-8")
    others = re.findall(r'icacls\.exe" "\$APPDATA\\Paraphe" (.*)\'', script)
    assert "rmdir" in steps[0][2]
    assert [command.partition('Paraphe" ')[2] for _, _, command, *_ in steps[1:]] == others
    assert len(others) == 3
    assert all(command.endswith(" /L") for command in others), "of a junction, its target stays as it is"


@pytest.mark.parametrize("installer", ["msi", "setup"])
def test_settings_that_are_there_stay_and_a_missing_folder_is_made(
    machine: Machine, one_dir: Path, package: Path, settings_folder: Path, installer: str, tmp_path: Path
) -> None:
    shutil.rmtree(settings_folder, ignore_errors=True)
    steps: list[list[str | Path]] = [["msiexec", "/i", package, "/qn"], ["msiexec", "/x", package, "/qn"]]
    if installer == "setup":
        setup = nsis.build(NUMBER, tmp_path, one_dir, quick=True)
        steps = [[setup, "/S", "/AllUsers"], [setup, "/S", "/AllUsers"]]
    assert machine.run(*steps[0]).returncode == 0
    assert settings_folder.is_dir()
    (settings_folder / "settings.toml").write_text("# ours")
    assert machine.run(*steps[1]).returncode == 0
    assert machine.run(*steps[0]).returncode == 0
    assert (settings_folder / "settings.toml").read_text() == "# ours"
    if installer == "msi":
        assert machine.run(*steps[1]).returncode == 0
    else:
        machine.uninstall(machine.everybodys)
    assert (settings_folder / "settings.toml").read_text() == "# ours"
    shutil.rmtree(settings_folder)
