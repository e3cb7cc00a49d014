"""The package for Intune and group policy: per machine, silent, upgrades itself and refuses to go back.

The description is plain WiX 3: wixl compiles it on Debian, candle and light on Windows.
``ADDLOCAL=Paraphe,Autostart`` or ``ADDLOCAL=Paraphe,Kiosk`` on msiexec's command line does what the other installer's
switches do; an upgrade keeps the choice.
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
_ICON = "msi.ico"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"


def build(number: str | None = None, folder: Path = BUILD) -> Path:
    """Compile ``Paraphe-VERSION-x64.msi`` from the one-dir; tests ask for another number.

    Raises:
        BuildFailed: the compiler is absent or refuses.
    """
    number = number or version()
    target = folder / f"{NAME}-{number}-x64.msi"
    target.unlink(missing_ok=True)
    # wixl takes names from the folder of the description only, and no absolute ones
    source = BUILD / "paraphe.wxs"
    shutil.copy(ICON, BUILD / _ICON)
    ET.ElementTree(_description(number)).write(source, encoding="utf-8", xml_declaration=True)
    if shutil.which("wixl"):
        run_tool(["wixl", "-a", "x64", "-o", target, source], why="Compiling the MSI", folder=BUILD)
    else:
        object_file = source.with_suffix(".wixobj")
        run_tool([_wix("candle"), "-nologo", "-arch", "x64", "-o", object_file, source], why="Compiling the MSI")
        # the checks for per-user profiles do not fit a per-machine package's Start menu entry
        light: list[str | Path] = [
            _wix("light"),
            "-nologo",
            "-sice:ICE38",
            "-sice:ICE43",
            "-sice:ICE57",
            "-spdb",
            "-b",
            BUILD,
        ]
        run_tool([*light, "-o", target, object_file], why="Linking the MSI")
    return target


def _wix(tool: str) -> str:
    """WiX 3 on Windows: on the PATH, or where its own variable says."""
    return shutil.which(tool) or str(next(Path("C:/Program Files (x86)").glob(f"WiX Toolset v3*/bin/{tool}.exe"), tool))


def _description(number: str) -> ET.Element:
    wix = ET.Element("Wix", xmlns=_NAMESPACE)
    product = _add(
        wix,
        "Product",
        Id="*",
        Name=NAME,
        Language="1033",
        Version=number,
        Manufacturer=PUBLISHER,
        UpgradeCode=UPGRADE_CODE,
    )
    _add(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        Description=f"{NAME} {number}",
        Manufacturer=PUBLISHER,
    )
    _add(product, "Media", Id="1", Cabinet="paraphe.cab", EmbedCab="yes")
    _add(product, "MajorUpgrade", DowngradeErrorMessage="A newer Paraphe is installed already. Remove it first.")
    _add(product, "Icon", Id="paraphe.ico", SourceFile=_ICON)
    _add(product, "Property", Id="ARPPRODUCTICON", Value="paraphe.ico")
    _add(product, "Property", Id="ARPNOMODIFY", Value="1")

    target = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = _add(target, "Directory", Id="ProgramFiles64Folder")
    folder = _add(programs, "Directory", Id="INSTALLDIR", Name=NAME)
    features = {
        # name: (level, components); Windows Installer takes level 1 by itself and the others when they are asked for
        NAME: ("1", [*_files(folder, ONE_DIR), *_shortcut(target, number), _settings_folder(target)]),
        "Autostart": ("1000", [_at_log_on(folder, "Autostart", " --tray")]),
        "Kiosk": ("1000", [_at_log_on(folder, "Kiosk", " --kiosk")]),
    }
    for name, (level, components) in features.items():
        feature = _add(product, "Feature", Id=name, Title=name, Level=level)
        for component in components:
            _add(feature, "ComponentRef", Id=component)
    _protect_settings(product)
    return wix


def _files(parent: ET.Element, folder: Path) -> Iterator[str]:
    """One component a file, as Windows Installer wants it for repair; yields their identifiers."""
    for path in sorted(folder.iterdir()):
        key = hashlib.sha256(path.relative_to(ONE_DIR).as_posix().encode()).hexdigest()[:24]
        if path.is_dir():
            yield from _files(_add(parent, "Directory", Id=f"d{key}", Name=path.name), path)
            continue
        guid = _guid(path.relative_to(ONE_DIR).as_posix())
        component = _add(parent, "Component", Id=f"c{key}", Guid=guid, Win64="yes")
        _add(component, "File", Id=f"f{key}", Name=path.name, Source=path.relative_to(BUILD).as_posix(), KeyPath="yes")
        yield f"c{key}"


def _shortcut(target: ET.Element, number: str) -> Iterator[str]:
    menu = _add(target, "Directory", Id="ProgramMenuFolder")
    component = _add(menu, "Component", Id="shortcut", Guid=_guid("shortcut"), Win64="yes")
    _add(
        component,
        "Shortcut",
        Id="startMenu",
        Name=NAME,
        Target="[INSTALLDIR]paraphew.exe",
        WorkingDirectory="INSTALLDIR",
        Icon="paraphe.ico",
    )
    _registry(component, r"Software\Paraphe", "Version", number, key_path=True)
    _registry(component, r"Software\Paraphe", "Folder", "[INSTALLDIR]")
    yield "shortcut"


def _at_log_on(folder: ET.Element, name: str, arguments: str) -> str:
    """The component that starts the program at everybody's log-on."""
    component = _add(folder, "Component", Id=name.lower(), Guid=_guid(name.lower()), Win64="yes")
    _registry(component, _RUN, "Paraphe", f'"[INSTALLDIR]paraphew.exe"{arguments}', key_path=True)
    return name.lower()


def _settings_folder(target: ET.Element) -> str:
    """The folder of the settings for every user; it stays when the program goes."""
    data = _add(_add(target, "Directory", Id="CommonAppDataFolder"), "Directory", Id="SETTINGSDIR", Name=NAME)
    component = _add(data, "Component", Id="settingsFolder", Guid=_guid("settingsFolder"), Win64="yes", Permanent="yes")
    _add(component, "CreateFolder")
    _registry(component, r"Software\Paraphe", "SettingsFolder", "[SETTINGSDIR]", key_path=True)
    return "settingsFolder"


def _protect_settings(product: ET.Element) -> None:
    """Administrators write there, everybody reads: ProgramData lets every user add files to a folder otherwise."""
    rights = "*S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX"
    # as in paraphe.nsi: whoever made the folder before has no say over it
    steps = {"Own": "/setowner *S-1-5-32-544", "Reset": "/reset", "Protect": f"/inheritance:r /grant {rights}"}
    sequence = _add(product, "InstallExecuteSequence")
    before = "InstallFiles"
    for name, change in steps.items():
        action = f"{name}Settings"
        _add(
            product,
            "CustomAction",
            Id=action,
            Directory="SETTINGSDIR",
            ExeCommand=f'"[System64Folder]icacls.exe" "[CommonAppDataFolder]{NAME}" {change}',
            Execute="deferred",
            Impersonate="no",
            Return="ignore",
        )
        _add(sequence, "Custom", Action=action, After=before).text = "NOT REMOVE"
        before = action


def _guid(name: str) -> str:
    """The same for one component through all versions."""
    return str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), name)).upper()


def _registry(component: ET.Element, key: str, name: str, value: str, *, key_path: bool = False) -> None:
    attributes = {"Root": "HKLM", "Key": key, "Type": "string", "Value": value}
    if name:
        attributes["Name"] = name
    _add(component, "RegistryValue", **attributes, **({"KeyPath": "yes"} if key_path else {}))


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)
