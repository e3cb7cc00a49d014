r"""What the organisation sets: Group Policy in the registry, and the machine's settings file.

A policy stands under `Software\Policies\Paraphe` with its key as the value's name: text and choices as REG_SZ,
switches as REG_DWORD 0 or 1, numbers as REG_DWORD, lists as REG_MULTI_SZ. Only administrators can write there.
"""

import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from desktop_app.domain.errors import InvalidInput

from .layers import Layer, Managed, Organisation, nobody
from .paths import machine_settings_file
from .setting import Kind, Setting, Value
from .settings import TABLE
from .toml_file import read_document, values_of

POLICY_KEY = r"Software\Policies\Paraphe"
_ADMINISTRATORS = frozenset({"S-1-5-32-544", "S-1-5-18"})  # the group Administrators, the account SYSTEM
_SERVICES = frozenset({"S-1-5-18", "S-1-5-19", "S-1-5-20"})  # SYSTEM, LOCAL SERVICE, NETWORK SERVICE
_NAME_SURROGATE = 0x2000_0000  # of a reparse tag: the name stands for another place, as a junction's does
HIVES = {Layer.MACHINE_POLICY: "HKLM", Layer.USER_POLICY: "HKCU"}


class Registry(Protocol):
    """The two hives that policies stand in."""

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        """The values of `HKLM` or `HKCU` under a key, as Python has them; none where the key is absent."""


class MachineOrganisation:
    """Fulfils `layers.Organisation` for a real machine; each part is handed in, so that tests need no Windows."""

    def __init__(
        self, registry: Registry | None, machine_file: Path, belongs_to_administrators: Callable[[Path], bool]
    ) -> None:
        self._registry = registry
        self._machine_file = machine_file
        self._trusted = belongs_to_administrators

    def __call__(self) -> Managed:
        """Reads all three; raises InvalidInput for a value that breaks its row's rules."""
        notices: list[tuple[str, Mapping[str, object]]] = []
        values: dict[Layer, Mapping[str, Value]] = {}
        if self._registry is not None:
            for layer, hive in HIVES.items():
                values[layer] = _policies(self._registry, hive, notices)
        file = self._machine_file
        if file.exists():
            if self._trusted(file):
                values[Layer.MACHINE_FILE] = values_of(read_document(file), str(file), TABLE)
            else:
                notices.append(("machine_settings_ignored", {"file": str(file)}))
        return Managed(values, tuple(notices))


def _policies(registry: Registry, hive: str, notices: list[tuple[str, Mapping[str, object]]]) -> dict[str, Value]:
    """One hive's policies. Names that this version does not know are told, not refused: templates may be newer."""
    found: dict[str, Value] = {}
    names = {key.lower(): key for key in TABLE}  # the registry does not tell cases apart
    for name, raw in registry.values(hive, POLICY_KEY).items():
        key = names.get(name.lower())
        if key is None:
            notices.append(("policy_unknown", {"key": name[:100], "hive": hive}))
            continue
        try:
            found[key] = TABLE[key].parsed(_from_registry(TABLE[key], raw))
        except InvalidInput as error:
            place = f"{hive}\\{POLICY_KEY}"
            raise InvalidInput("policy_invalid", key=key, place=place, because=error.code) from error
    return found


def _from_registry(setting: Setting, raw: object) -> object:
    if setting.kind is Kind.SWITCH and raw in (0, 1) and not isinstance(raw, bool):
        return raw == 1
    return raw


def machine_organisation() -> Organisation:
    """What this machine's organisation sets."""
    if sys.platform == "win32":
        from .windows import WindowsRegistry, owner_sid  # noqa: PLC0415 - there only

        registry = WindowsRegistry()
        return MachineOrganisation(registry, machine_settings_file(), lambda file: is_administrators(file, owner_sid))
    return MachineOrganisation(None, machine_settings_file(), belongs_to_root)


def is_administrators(file: Path, owner_sid: Callable[[Path], str | None]) -> bool:
    """Whether file and folder are the Administrators group's or SYSTEM's on Windows.

    The folder too: its owner may let others write whatever an administrator puts into it afterwards. Neither may lead
    elsewhere: whoever made a junction may have it lead to another place tomorrow.
    """
    both = (file, file.parent)
    try:
        elsewhere = any(leads_elsewhere(path.lstat()) for path in both)
    except OSError:
        return False
    return not elsewhere and all(owner_sid(path) in _ADMINISTRATORS for path in both)


def leads_elsewhere(state: os.stat_result) -> bool:
    """Whether a name is a symbolic link or a junction, by its own state (`lstat`)."""
    return stat.S_ISLNK(state.st_mode) or bool(getattr(state, "st_reparse_tag", 0) & _NAME_SURROGATE)


def runs_as_service(account_sid: Callable[[], str | None] | None = None) -> bool:
    """Whether this process has one of Windows' own accounts, whose profile and credential store are nobody's."""
    if sys.platform == "win32":
        from .windows import own_sid  # noqa: PLC0415 - there only

        account_sid = account_sid or own_sid
    return account_sid is not None and account_sid() in _SERVICES


def belongs_to_root(file: Path) -> bool:
    """Whether only root can have written a file: it and its folder are root's, and nobody else may write them."""
    try:
        states = [file.stat(), file.parent.stat()]
    except OSError:
        return False
    return all(state.st_uid == 0 and not state.st_mode & 0o022 for state in states)


__all__ = [
    "MachineOrganisation",
    "Registry",
    "belongs_to_root",
    "is_administrators",
    "leads_elsewhere",
    "machine_organisation",
    "nobody",
    "runs_as_service",
]
