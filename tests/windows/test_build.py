"""What build.py makes: small, whole, described, licensed, signed."""

import json
import subprocess
from pathlib import Path

import pefile
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from release import freeze, nsis, trim
from release.product import version

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]


@pytest.fixture(scope="module")
def one_dir(built: Path) -> Path:
    return built / "Paraphe"


def strings(program: pefile.PE) -> dict[str, str]:
    """The version resource's words."""
    (information,) = program.FileInfo
    tables = [table for block in information if hasattr(block, "StringTable") for table in block.StringTable]
    return {key.decode(): value.decode() for table in tables for key, value in table.entries.items()}


def resource_types(program: pefile.PE) -> set[int]:
    return {entry.id for entry in program.DIRECTORY_ENTRY_RESOURCE.entries}


def test_the_one_dir_and_the_installer_stay_in_their_budgets(built: Path, one_dir: Path) -> None:
    assert freeze.size_bytes(one_dir) <= freeze.LARGEST_BYTES == 80 * 10**6
    assert (built / f"Paraphe-{version()}-Setup.exe").stat().st_size <= nsis.LARGEST_BYTES == 28 * 10**6


@pytest.mark.parametrize(("name", "subsystem"), [("paraphe", 3), ("paraphew", 2)])
def test_each_program_has_version_icon_and_manifest(one_dir: Path, name: str, subsystem: int) -> None:
    program = pefile.PE(one_dir / f"{name}.exe")
    assert program.OPTIONAL_HEADER.Subsystem == subsystem  # 3 has a console, 2 has none
    assert strings(program)["ProductName"] == "Paraphe"
    assert strings(program)["ProductVersion"] == version()
    icon, group, manifest = 3, 14, 24
    assert {icon, group, manifest} <= resource_types(program)
    assert b"PerMonitorV2" in (one_dir / f"{name}.exe").read_bytes()


def test_nothing_unused_is_shipped(one_dir: Path) -> None:
    names = [path.relative_to(one_dir).as_posix() for path in one_dir.rglob("*") if path.is_file()]
    assert not [name for name in names if trim.unused(name)]
    assert not [name for name in names if "qt6quick" in name.lower() or "opengl32sw" in name.lower()]
    assert not [name for name in names if name.endswith(".ts")]


def test_qt_stays_replaceable(one_dir: Path) -> None:
    for name in ("Qt6Core.dll", "Qt6Gui.dll", "Qt6Widgets.dll"):
        assert (one_dir / "_internal" / "PySide6" / name).is_file()


def test_the_bill_of_materials_is_valid_and_names_what_is_inside(one_dir: Path) -> None:
    text = (one_dir / "bom.cdx.json").read_text()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    components = json.loads(text)["components"]
    names = {component["name"].lower() for component in components}
    assert {"cpython", "pyside6_essentials", "shiboken6", "httpx", "keyring", "cryptography", "pillow"} <= names
    assert not names & {"pytest", "hypothesis", "boto3", "apsw", "jsonschema"}
    assert {"openssl", "sqlite", "expat", "zlib", "libffi", "qt", "libjpeg-turbo", "dancing-script"} <= names
    assert len([each for each in components if each["name"] == "openssl"]) == 2, "Python's, and cryptography's"
    (cryptography,) = [component for component in components if component["name"] == "cryptography"]
    assert "openssl-sys" in {crate["name"] for crate in cryptography["components"]}
    untold = {
        component["name"] for component in components if component["type"] != "file" and "version" not in component
    }
    assert untold == {"libffi"}
    files = {component["name"] for component in components if component["type"] == "file"}
    libraries = {p.relative_to(one_dir).as_posix() for p in one_dir.rglob("*") if p.suffix in {".dll", ".pyd", ".exe"}}
    assert files == libraries


def test_every_shipped_package_brings_its_licence(one_dir: Path) -> None:
    components = json.loads((one_dir / "bom.cdx.json").read_text())["components"]
    folder = one_dir / "licences"
    ours = {"LGPL-3.0.txt", "GPL-3.0.txt", "Apache-2.0.txt", "Python.txt", "libffi.txt", "expat.txt", "zlib.txt"}
    assert ours | {"DancingScript-OFL.txt"} <= {path.name for path in folder.iterdir()}
    for component in components:
        name, purl = component["name"], component.get("purl", "")
        if purl.startswith("pkg:pypi/") and not name.lower().startswith(("pyside6", "shiboken6")):
            assert list((folder / name).iterdir()), name


def test_the_files_for_kiosks_lie_beside_the_installers(built: Path) -> None:
    for name in ("kiosk/shell-launcher.xml", "kiosk/apply-shell-launcher.ps1", "kiosk/after-hours.xml"):
        assert (built / name).is_file(), name
    for name in ("linux/paraphe-kiosk.service", "linux/paraphe.desktop", "policies/Paraphe.admx"):
        assert (built / name).is_file(), name


def test_programs_and_installers_are_signed(built: Path, one_dir: Path, certificate: Path) -> None:
    issuer = str(certificate.with_name("certificate.pem"))
    signed = [one_dir / "paraphe.exe", one_dir / "paraphew.exe", *built.glob("Paraphe-*.exe"), *built.glob("*.msi")]
    assert len(signed) == 4
    for file in signed:
        done = subprocess.run(
            ["osslsigncode", "verify", "-CAfile", issuer, "-in", str(file)], check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout
    changed = bytearray(signed[0].read_bytes())
    changed[len(changed) // 2] ^= 1
    broken = certificate.parent / "changed.exe"
    broken.write_bytes(changed)
    done = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", issuer, "-in", str(broken)], check=False, capture_output=True, text=True
    )
    assert done.returncode
