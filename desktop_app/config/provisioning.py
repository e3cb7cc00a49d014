"""Setting a machine up from one TOML file: settings and the account token, validated first, all or nothing.

    api_url = "https://api.example.org/main"
    account_token = "…"

    [kiosk]
    enabled = true

Every key of the table of settings may stand there, those that only an organisation sets as well.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token

from .layers import Configuration, set_values
from .paths import Paths
from .setting import Value
from .settings import TABLE
from .toml_file import line_of, parsed_document, read_document, values_of, write_atomically

ACCOUNT_KEY = "account_token"
STANDARD_INPUT = "standard input"


class AccountVault(Protocol):
    """Where the account token goes; `vault.Vault` fulfils it."""

    def account_origin(self) -> str | None:
        """The origin of the stored token."""

    def account(self, origin: str) -> Token | None:
        """The stored token."""

    def set_account(self, origin: str, token: Token) -> None:
        """Keeps one."""

    def clear_account(self) -> None:
        """Forgets it."""


@dataclass(frozen=True, slots=True)
class Provision:
    """What a file sets, checked."""

    settings: Mapping[str, Value]
    account: Token | None = field(default=None, repr=False)


def read_provision(text: str, file: str) -> Provision:
    """The content of a provisioning file.

    Raises InvalidInput as settings do, all with `file` and `line`; those of `clean_token` for the token; and
    `provision_empty`.
    """
    document = parsed_document(text, file)
    raw = document.pop(ACCOUNT_KEY, None)
    account = None
    if raw is not None:
        try:
            account = Token.parse(raw) if isinstance(raw, str) else _no_text()
        except InvalidInput as error:
            raise InvalidInput(
                error.code, **{**error.facts, "file": file, "line": line_of(text, ACCOUNT_KEY)}
            ) from None
    settings = values_of(text, file, TABLE, besides={ACCOUNT_KEY})
    if not settings and account is None:
        raise InvalidInput("provision_empty", file=file)
    return Provision(settings, account)


def _no_text() -> Token:
    raise InvalidInput("setting_type", key=ACCOUNT_KEY, expected="text")


def apply(provision: Provision, paths: Paths, configuration: Configuration, vault: AccountVault) -> None:
    """Applies everything, or leaves everything as it was.

    The token goes first, since a credential store fails more often than a file; it is put back where the file fails.
    Raises InvalidInput `setting_managed`, `provision_account_needs_url`; EnvironmentFault of the store and the file.
    """
    for key in provision.settings:
        if configuration.managed(key):
            raise InvalidInput("setting_managed", key=key)
    api_url = provision.settings.get("api_url", configuration.settings.api_url)
    if provision.account is None:
        set_values(paths, dict(provision.settings), configuration)
        return
    if not api_url:
        raise InvalidInput("provision_account_needs_url")
    before_origin = vault.account_origin()
    before = vault.account(before_origin) if before_origin is not None else None
    settings_before = read_document(paths.settings_file) if paths.settings_file.exists() else None
    try:
        vault.set_account(origin(str(api_url)), provision.account)
        set_values(paths, dict(provision.settings), configuration)
    except BaseException:
        with suppress(EnvironmentFault):
            if before is None or before_origin is None:
                vault.clear_account()
            else:
                vault.set_account(before_origin, before)
        with suppress(EnvironmentFault):
            if settings_before is not None and read_document(paths.settings_file) != settings_before:
                write_atomically(paths.settings_file, settings_before)
        raise


def check_erasable(file: Path) -> None:
    """Raises EnvironmentFault `provision_cannot_be_erased` before anything is applied that could not be taken back."""
    try:
        with file.open("r+b"):
            pass
        allowed = os.access(file.parent, os.W_OK)
    except OSError as error:
        raise EnvironmentFault("provision_cannot_be_erased", file=str(file)) from error
    if not allowed:
        raise EnvironmentFault("provision_cannot_be_erased", file=str(file))


def erase(file: Path) -> None:
    """Overwrites a file and removes it; on flash media and copying file systems only the removal is certain.

    Raises EnvironmentFault `provision_not_erased`.
    """
    try:
        size_bytes = file.stat().st_size
        with file.open("r+b") as opened:
            opened.write(b"\0" * size_bytes)
            opened.flush()
            os.fsync(opened.fileno())
        file.unlink()
    except OSError as error:
        raise EnvironmentFault("provision_not_erased", file=str(file)) from error
