"""The package for Intune and group policy: per machine, silent, upgrades itself and refuses to go back.

The description is plain WiX 3: wixl compiles it on Debian, candle and light on Windows.
``AUTOSTART=1`` and ``KIOSK=1`` on msiexec's command line do what the other installer's switches do.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from release.product import BUILD, ICON, NAME, ONE_DIR, PUBLISHER, UPGRADE_CODE, version
from release.runtime import run_tool

_NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


def build() -> Path:
    """Compile ``Paraphe-VERSION-x64.msi`` from the one-dir.

    Raises:
        BuildFailed: the compiler is absent or refuses.
    """
    target = BUILD / f"{NAME}-{version()}-x64.msi"
    target.unlink(missing_ok=True)
    source = BUILD / "work" / "paraphe.wxs"
    ET.ElementTree(_description()).write(source, encoding="utf-8", xml_declaration=True)
    if shutil.which("wixl"):
        run_tool(["wixl", "-a", "x64", "-o", target, source], why="Compiling the MSI")
    else:
        object_file = source.with_suffix(".wixobj")
        run_tool([_wix("candle"), "-nologo", "-arch", "x64", "-o", object_file, source], why="Compiling the MSI")
        # the checks for per-user profiles do not fit a per-machine package's Start menu entry
        light = [_wix("light"), "-nologo", "-sice:ICE38", "-sice:ICE43", "-sice:ICE57", "-spdb"]
        run_tool([*light, "-o", target, object_file], why="Linking the MSI")
    return target


def _wix(tool: str) -> str:
    """WiX 3 on Windows: on the PATH, or where its own variable says."""
    return shutil.which(tool) or str(next(Path("C:/Program Files (x86)").glob(f"WiX Toolset v3*/bin/{tool}.exe"), tool))


def _description() -> ET.Element:
    wix = ET.Element("Wix", xmlns=_NAMESPACE)
    product = _add(
        wix,
        "Product",
        Id="*",
        Name=NAME,
        Language="1033",
        Version=version(),
        Manufacturer=PUBLISHER,
        UpgradeCode=UPGRADE_CODE,
    )
    _add(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        InstallPrivileges="elevated",
        Description=f"{NAME} {version()}",
        Manufacturer=PUBLISHER,
    )
    _add(product, "MediaTemplate", EmbedCab="yes", CompressionLevel="high")
    _add(product, "MajorUpgrade", DowngradeErrorMessage="A newer Paraphe is installed already. Remove it first.")
    _add(product, "Icon", Id="paraphe.ico", SourceFile=str(ICON))
    _add(product, "Property", Id="ARPPRODUCTICON", Value="paraphe.ico")
    _add(product, "Property", Id="ARPNOMODIFY", Value="1")
    _add(product, "Property", Id="AUTOSTART", Secure="yes")
    _add(product, "Property", Id="KIOSK", Secure="yes")

    target = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = _add(target, "Directory", Id="ProgramFiles64Folder")
    folder = _add(programs, "Directory", Id="INSTALLDIR", Name=NAME)
    components = [*_files(folder, ONE_DIR), *_shortcut(target), *_autostart(folder)]
    feature = _add(product, "Feature", Id="Everything", Title=NAME, Level="1")
    for component in components:
        _add(feature, "ComponentRef", Id=component)
    return wix


def _files(parent: ET.Element, folder: Path) -> Iterator[str]:
    """One component a file, as Windows Installer wants it for repair; yields their identifiers."""
    for path in sorted(folder.iterdir()):
        key = hashlib.sha256(path.relative_to(ONE_DIR).as_posix().encode()).hexdigest()[:24]
        if path.is_dir():
            yield from _files(_add(parent, "Directory", Id=f"d{key}", Name=path.name), path)
            continue
        # the same file keeps its component through all versions
        guid = str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), path.relative_to(ONE_DIR).as_posix())).upper()
        component = _add(parent, "Component", Id=f"c{key}", Guid=guid, Win64="yes")
        _add(component, "File", Id=f"f{key}", Name=path.name, Source=str(path), KeyPath="yes")
        yield f"c{key}"


def _shortcut(target: ET.Element) -> Iterator[str]:
    menu = _add(target, "Directory", Id="ProgramMenuFolder")
    guid = str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), "shortcut")).upper()
    component = _add(menu, "Component", Id="shortcut", Guid=guid, Win64="yes")
    _add(
        component,
        "Shortcut",
        Id="startMenu",
        Name=NAME,
        Target="[INSTALLDIR]paraphew.exe",
        WorkingDirectory="INSTALLDIR",
        Icon="paraphe.ico",
    )
    _registry(component, r"Software\Paraphe", "Version", version(), key_path=True)
    _registry(component, r"Software\Paraphe", "Folder", "[INSTALLDIR]")
    yield "shortcut"


def _autostart(folder: ET.Element) -> Iterator[str]:
    """The window or the kiosk at everybody's log-on, where the command line asks for it."""
    choices = {
        "autostart": ('AUTOSTART="1" AND NOT KIOSK="1"', '"[INSTALLDIR]paraphew.exe"'),
        "kiosk": ('KIOSK="1"', '"[INSTALLDIR]paraphew.exe" --kiosk'),
    }
    for name, (condition, command) in choices.items():
        guid = str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), name)).upper()
        component = _add(folder, "Component", Id=name, Guid=guid, Win64="yes")
        _add(component, "Condition").text = condition
        _registry(component, _RUN, "Paraphe", command, key_path=True)
        yield name


def _registry(component: ET.Element, key: str, name: str, value: str, *, key_path: bool = False) -> None:
    attributes = {"Root": "HKLM", "Key": key, "Name": name, "Type": "string", "Value": value}
    _add(component, "RegistryValue", **attributes, **({"KeyPath": "yes"} if key_path else {}))


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)
