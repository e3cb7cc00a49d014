r"""Where a setting's value comes from, strongest first, and the values in force.

    machine policy   HKLM\Software\Policies\Paraphe
    user policy      HKCU\Software\Policies\Paraphe
    machine file     %ProgramData%\Paraphe\settings.toml, where only administrators can write it
    user             settings.toml of the profile
    default          the table

The first three are managed: the window shows them locked, and `config set` refuses them.
"""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from desktop_app.domain.errors import InvalidInput

from .paths import Paths
from .setting import Setting, Value, nearest
from .settings import TABLE, Settings
from .toml_file import read_document, values_of, with_values, write_atomically


class Layer(StrEnum):
    """Strongest first."""

    MACHINE_POLICY = "machine_policy"
    USER_POLICY = "user_policy"
    MACHINE_FILE = "machine_file"
    USER = "user"
    DEFAULT = "default"


MANAGED = frozenset({Layer.MACHINE_POLICY, Layer.USER_POLICY, Layer.MACHINE_FILE})


class Managed(NamedTuple):
    """What the organisation sets on this machine: values by layer, and what could not be taken over, as codes."""

    values: Mapping[Layer, Mapping[str, Value]] = MappingProxyType({})
    notices: tuple[tuple[str, Mapping[str, object]], ...] = ()


class Organisation(Protocol):
    """Reads what the organisation sets. The demonstration and tests hand in one that reads nothing."""

    def __call__(self) -> Managed:
        """Raises InvalidInput or EnvironmentFault for values that break a rule."""


def nobody() -> Managed:
    """No organisation sets anything."""
    return Managed()


class Configuration(NamedTuple):
    """The settings in force and where each comes from."""

    settings: Settings
    origins: Mapping[str, Layer]
    notices: tuple[tuple[str, Mapping[str, object]], ...] = ()

    def origin(self, key: str) -> Layer:
        """Where a key's value comes from."""
        return self.origins[known(key).key]

    def managed(self, key: str) -> bool:
        """Whether the organisation has set it."""
        return self.origin(key) in MANAGED

    def value(self, key: str) -> Value:
        """The value in force. Raises InvalidInput `setting_unknown`."""
        found: Value = getattr(self.settings, known(key).field)
        return found


def known(key: str) -> Setting:
    """The table's row. Raises InvalidInput `setting_unknown` (with `meant`)."""
    if key not in TABLE:
        raise InvalidInput("setting_unknown", key=key[:100], meant=nearest(key, TABLE))
    return TABLE[key]


def load(paths: Paths, organisation: Organisation = nobody) -> Configuration:
    """The settings in force. Raises InvalidInput and EnvironmentFault as the files and policies deserve."""
    managed = organisation()
    layers = dict(managed.values)
    layers[Layer.USER] = user_values(paths.settings_file)
    values: dict[str, Value] = {}
    origins: dict[str, Layer] = {}
    for key, setting in TABLE.items():
        origins[key] = next((layer for layer in Layer if key in layers.get(layer, {})), Layer.DEFAULT)
        if origins[key] is not Layer.DEFAULT:
            values[setting.field] = layers[origins[key]][key]
    return Configuration(Settings(**values), origins, managed.notices)  # type: ignore[arg-type]  # each was checked by its row


def user_values(file: Path) -> dict[str, Value]:
    """The settings of a TOML file, checked; none where there is no file."""
    return values_of(read_document(file), str(file), TABLE)


def set_values(paths: Paths, changes: Mapping[str, Value | None], configuration: Configuration) -> None:
    """Writes values, all or none, to the user's settings (None: back to the default).

    Raises InvalidInput `setting_managed`, and what reading, checking and writing raise.
    """
    checked: dict[str, Value | None] = {}
    for key, value in changes.items():
        setting = known(key)
        if configuration.managed(key):
            raise InvalidInput("setting_managed", key=key)
        checked[key] = None if value is None else setting.parsed(value)
    file = paths.settings_file
    write_atomically(file, with_values(read_document(file), checked, str(file)))
