"""What the doctor is handed: the profile, and ways to build the parts that are looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from desktop_app.config.layers import Configuration
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.domain.errors import ParapheError
from desktop_app.remote.network import Network
from desktop_app.vault import Vault

from .place import Place, place_of


@dataclass
class Checkup:
    """One examination. Parts are built when a check asks; one that cannot be built is that check's finding."""

    paths: Paths
    load_configuration: Callable[[], Configuration]
    open_vault: Callable[[], Vault]
    make_network: Callable[[Settings], Network]
    now: Callable[[], datetime]
    place: Callable[[Paths], Place] = place_of
    timeout_s: float = 10.0

    @cached_property
    def configuration(self) -> Configuration:
        """Raises ParapheError where the settings cannot be used."""
        return self.load_configuration()

    @cached_property
    def settings(self) -> Settings:
        """The settings in force; the defaults where they cannot be used, so that the other checks still run."""
        try:
            return self.configuration.settings
        except ParapheError:
            return Settings()

    @cached_property
    def vault(self) -> Vault:
        """Raises EnvironmentFault where there is no credential store."""
        return self.open_vault()
