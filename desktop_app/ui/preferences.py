"""Settings as the window reads and writes them; files and policies are `config`'s."""

from collections.abc import Mapping
from typing import NamedTuple

from desktop_app.config.layers import Configuration, Organisation, load, set_values
from desktop_app.config.paths import Paths
from desktop_app.config.setting import Value


class Preferences(NamedTuple):
    """One profile's settings under one organisation."""

    paths: Paths
    organisation: Organisation

    def read(self) -> Configuration:
        """The settings in force. Raises InvalidInput and EnvironmentFault."""
        return load(self.paths, self.organisation)

    def write(self, changes: Mapping[str, Value | None]) -> Configuration:
        """Changes some and reads anew; all or none."""
        set_values(self.paths, changes, self.read())
        return self.read()
