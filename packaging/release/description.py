"""What the MSI holds and does, in plain WiX 3: per machine, silent, upgrades itself and refuses to go back.

``ADDLOCAL=Paraphe,Autostart`` or ``ADDLOCAL=Paraphe,Kiosk`` on msiexec's command line does what the other installer's
switches do; an upgrade keeps the choice.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from release.product import NAME, PUBLISHER, UPGRADE_CODE

ICON_NAME = "msi.ico"  # the compilers want it beside the description
_NAMESPACE = "http://schemas.microsoft.com/wix/2006/wi"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
# where windows/paraphe.nsi leaves its entry; Windows Installer's own is named for the package's code
_SETUPS_ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Paraphe"

# InstallInitialize has 1500, the folder is made at 3700, and InstallFinalize, behind which nothing can be done, 6600.
_LATE = 6510


def description(number: str, one_dir: Path) -> ET.Element:
    """The whole document; files are named as seen from the folder that holds the one-dir."""
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
    _add(product, "Icon", Id="paraphe.ico", SourceFile=ICON_NAME)
    _add(product, "Property", Id="ARPPRODUCTICON", Value="paraphe.ico")
    _add(product, "Property", Id="ARPNOMODIFY", Value="1")
    # a silent one would else start the machine anew where files are in use; 3010 says that it wants to be
    _add(product, "Property", Id="REBOOT", Value="ReallySuppress")
    _refuse_beside_setup(product)

    target = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = _add(target, "Directory", Id="ProgramFiles64Folder")
    folder = _add(programs, "Directory", Id="INSTALLDIR", Name=NAME)
    features = {
        # name: (level, components); Windows Installer takes level 1 by itself and the others when they are asked for
        NAME: ("1", [*_files(folder, one_dir, one_dir), *_shortcut(target, number), _settings_folder(target)]),
        "Autostart": ("1000", [_at_log_on(folder, "Autostart", " --tray")]),
        "Kiosk": ("1000", [_at_log_on(folder, "Kiosk", " --kiosk")]),
    }
    for name, (level, components) in features.items():
        feature = _add(product, "Feature", Id=name, Title=name, Level=level)
        for component in components:
            _add(feature, "ComponentRef", Id=component)
    _protect_settings(product)
    return wix


def _refuse_beside_setup(product: ET.Element) -> None:
    """What the other installer has put there for everybody has to go first: one folder would have two owners."""
    found = _add(product, "Property", Id="SETUPINSTALLED")
    _add(
        found,
        "RegistrySearch",
        Id="setupInstalled",
        Root="HKLM",
        Key=_SETUPS_ENTRY,
        Name="UninstallString",
        Type="raw",
        Win64="yes",
    )
    message = "Paraphe-Setup.exe has installed Paraphe on this computer. Remove that first."
    _add(product, "Condition", Message=message).text = "Installed OR NOT SETUPINSTALLED"


def _files(parent: ET.Element, folder: Path, one_dir: Path) -> Iterator[str]:
    """One component a file, as Windows Installer wants it for repair; yields their identifiers."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(one_dir).as_posix()
        key = hashlib.sha256(name.encode()).hexdigest()[:24]
        if path.is_dir():
            yield from _files(_add(parent, "Directory", Id=f"d{key}", Name=path.name), path, one_dir)
            continue
        guid = _guid(name)
        component = _add(parent, "Component", Id=f"c{key}", Guid=guid, Win64="yes")
        source = path.relative_to(one_dir.parent).as_posix()
        _add(component, "File", Id=f"f{key}", Name=path.name, Source=source, KeyPath="yes")
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
    """The folder of the settings for every user; it stays when the program goes, unless it is empty."""
    data = _add(_add(target, "Directory", Id="CommonAppDataFolder"), "Directory", Id="SETTINGSDIR", Name=NAME)
    component = _add(data, "Component", Id="settingsFolder", Guid=_guid("settingsFolder"), Win64="yes")
    _add(component, "CreateFolder")
    _registry(component, r"Software\Paraphe", "SettingsFolder", "[SETTINGSDIR]", key_path=True)
    return "settingsFolder"


def _protect_settings(product: ET.Element) -> None:
    """Administrators write there, everybody reads: ProgramData lets every user add files to a folder otherwise."""
    folder = f'"[CommonAppDataFolder]{NAME}"'
    rights = "*S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX"
    # as in paraphe.nsi: a junction goes, and whoever made the folder before has no say over it
    steps = (
        ("RenewSettings", "cmd", f'/d /c "rmdir {folder} & mkdir {folder}"'),
        ("OwnSettings", "icacls", f"{folder} /setowner *S-1-5-32-544 /L"),
        ("ResetSettings", "icacls", f"{folder} /reset /L"),
        ("ProtectSettings", "icacls", f"{folder} /inheritance:r /grant {rights} /L"),
    )
    sequence = _add(product, "InstallExecuteSequence")
    actions = [name for name, _, _ in steps]
    for name, program, command in steps:
        # by a property: wixl knows neither a folder nor a path here
        action = _add(product, "CustomAction", Id=name, Property=f"{program}Path", ExeCommand=command)
        action.attrib.update(Execute="deferred", Impersonate="no", Return="ignore")
    for program in ("cmd", "icacls"):
        path = f"[System64Folder]{program}.exe"
        _add(product, "CustomAction", Id=f"Find_{program}", Property=f"{program}Path", Value=path, Impersonate="yes")
        actions.insert(0, f"Find_{program}")
    # by numbers: wixl puts what comes "before" or "after" another action there, or somewhere else, as it happens
    for place, name in enumerate(actions, _LATE):
        _add(sequence, "Custom", Action=name, Sequence=str(place)).text = "NOT REMOVE"


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
