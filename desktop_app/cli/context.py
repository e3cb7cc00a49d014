"""What a command is given: its options, its console, its profile, and ways to build the program's parts on demand."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop_app.config.paths import Paths, profile_paths
from desktop_app.domain.errors import EnvironmentFault, InvalidInput

from .output import Console

if TYPE_CHECKING:
    from desktop_app.config.layers import Configuration, Organisation
    from desktop_app.logs import CrashReports, Redactor
    from desktop_app.outbox.reader import Reader
    from desktop_app.support.checkup import Checkup
    from desktop_app.sync.ports import Watcher
    from desktop_app.vault import Vault
    from desktop_app.wiring import Parts

FILE_MAX_BYTES = 128 << 20


class Machine(NamedTuple):
    """What of the machine a test hands in of its own: the organisation's settings, credential store, account."""

    organisation: "Organisation | None" = None
    open_vault: "Callable[[Path], Vault] | None" = None
    account_sid: "Callable[[], str | None] | None" = None


class Context:
    """One run of the command line."""

    def __init__(self, options: argparse.Namespace, console: Console, machine: Machine | None = None) -> None:
        self.options = options
        self.console = console
        self.machine = machine or Machine()

    @cached_property
    def paths(self) -> Paths:
        """The profile's files."""
        return profile_paths(self.options.profile)

    @cached_property
    def redactor(self) -> "Redactor":
        """Knows the secrets that this run has met."""
        from desktop_app.logs import Redactor  # noqa: PLC0415 - `--help` needs none

        return Redactor()

    @cached_property
    def crashes(self) -> "CrashReports":
        """The profile's crash reports."""
        from desktop_app.logs import CrashReports  # noqa: PLC0415 - as above

        return CrashReports(self.paths.logs_dir, self.redactor)

    @contextmanager
    def observed(self) -> Iterator[None]:
        """Logs and crash reports go to the profile while the block runs."""
        from desktop_app.logs import set_up, tear_down  # noqa: PLC0415 - as above

        with suppress(OSError):  # whoever needs the folder says so in better words
            self.paths.make()
        handler = set_up(self.paths.logs_dir, redactor=self.redactor)
        self.crashes.install()
        try:
            yield
        finally:
            self.crashes.uninstall()
            tear_down(handler)

    @cached_property
    def configuration(self) -> "Configuration":
        """The settings in force."""
        from desktop_app.config.layers import load  # noqa: PLC0415 - a window paints before

        return load(self.paths, self.organisation)

    @cached_property
    def organisation(self) -> "Organisation":
        """What the organisation sets on this machine."""
        from desktop_app.config.organisation import machine_organisation  # noqa: PLC0415 - a window paints before

        return self.machine.organisation or machine_organisation()

    @cached_property
    def vault(self) -> "Vault":
        """The profile's secrets."""
        from desktop_app.vault import open_vault  # noqa: PLC0415 - imports keyring

        return (self.machine.open_vault or open_vault)(self.paths.profile)

    def reader(self) -> "Reader":
        """The outbox for listings: it waits for nobody, and asks for the key only where a blob is opened."""
        from desktop_app.outbox.opening import open_for_reading  # noqa: PLC0415 - imports cryptography

        reader = open_for_reading(self.paths.outbox_file, _KeysOnDemand(self))
        for code in reader.notices:
            self.console.warns(code)
        return reader

    def build(self, watcher: "Watcher | None" = None) -> "Parts":
        """The program's parts around this profile; the caller closes them."""
        from desktop_app.wiring import build  # noqa: PLC0415 - imports the whole program

        parts = build(
            self.paths,
            configuration=self.configuration,
            vault=self.vault,
            watcher=watcher,
            redactor=self.redactor,
        )
        for code in parts.notices:
            self.console.warns(code)
        return parts

    def checkup(self) -> "Checkup":
        """What the doctor looks at."""
        from desktop_app.config.layers import load  # noqa: PLC0415 - as for the other commands
        from desktop_app.support.checkup import Checkup  # noqa: PLC0415 - imports httpx
        from desktop_app.wiring import make_network  # noqa: PLC0415 - as above

        return Checkup(
            paths=self.paths,
            load_configuration=lambda: load(self.paths, self.organisation),
            open_vault=lambda: self.vault,
            make_network=make_network,
            now=lambda: datetime.now(UTC),
        )


class _KeysOnDemand(NamedTuple):
    """Fulfils `outbox.keys.Keys`; the credential store is opened when a key is asked for."""

    context: Context

    def outbox_key(self, outbox_id: str) -> bytes | None:
        """As the vault's."""
        return self.context.vault.outbox_key(outbox_id)

    def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
        """As the vault's."""
        self.context.vault.store_outbox_key(outbox_id, key)


def read_file(name: str, limit_bytes: int = FILE_MAX_BYTES) -> bytes:
    """A file that was named on the command line.

    Raises InvalidInput `file_not_found`, `file_too_large`; EnvironmentFault `file_not_readable`.
    """
    try:
        with Path(name).expanduser().open("rb") as file:
            data = file.read(limit_bytes + 1)
    except FileNotFoundError as error:
        raise InvalidInput("file_not_found", file=name) from error
    except (OSError, ValueError) as error:
        raise EnvironmentFault("file_not_readable", file=name) from error
    if len(data) > limit_bytes:
        raise InvalidInput("file_too_large", file=name)
    return data


def read_text_file(name: str, limit_bytes: int) -> str:
    """A text file that was named on the command line; raises InvalidInput `file_not_text` beside `read_file`'s."""
    try:
        return read_file(name, limit_bytes).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("file_not_text", file=name) from error
