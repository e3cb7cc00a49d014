"""The vault: the account token with its origin, the current session, the outboxes' keys."""

import base64
import binascii
import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.session import Token

from .backends import Backend, name_of, system_backend
from .entries import Entries

_PREFIX = "Paraphe"


@dataclass(frozen=True, slots=True)
class VaultStatus:
    """What is there, without any secret."""

    store: str  # the credential store's class
    account_origin: str | None  # None: no account token
    account_expires_at: datetime | None
    has_session: bool
    session_expires_at: datetime | None


class MemoryBackend:
    """A credential store that is forgotten with the process: for the demonstration and for tests."""

    def __init__(self) -> None:
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps a secret."""
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forgets a secret."""
        del self.secrets[service, username]


class Vault:
    """One profile's secrets. Fulfils `sync.ports.Accounts` and `outbox.opening.Keys`.

    Nothing is cached: what another process stores is seen at once. Every method raises EnvironmentFault
    `vault_missing`, `vault_locked`, `vault_silent`, `vault_failed`, `vault_entry_damaged`; those that store, also
    `vault_not_kept`.
    """

    def __init__(self, backend: Backend, profile_id: str) -> None:
        self._backend = backend
        self._entries = Entries(backend)
        self._account_name = f"{_PREFIX} {profile_id} account"
        self._session_name = f"{_PREFIX} {profile_id} session"

    def account(self, origin: str) -> Token | None:
        """The account token, where it was stored for exactly this origin."""
        stored = self._account()
        return stored[1] if stored and stored[0] == origin else None

    def account_origin(self) -> str | None:
        """The origin that the stored account token belongs to; None where there is no token."""
        stored = self._account()
        return stored[0] if stored else None

    def set_account(self, origin: str, token: Token) -> None:
        """Keeps the account token of an API's origin; it replaces that of another."""
        self._entries.write(self._account_name, json.dumps({"origin": origin, "token": token.value}))

    def clear_account(self) -> None:
        """Forgets the account token."""
        self._entries.delete(self._account_name)

    def session(self) -> Token | None:
        """The current session."""
        value = self._entries.read(self._session_name)
        return None if value is None else Token(value)

    def set_session(self, token: Token) -> None:
        """Makes `token` the current session."""
        self._entries.write(self._session_name, token.value)

    def clear_session(self) -> None:
        """Forgets the current session; sign-offs keep the one they were signed under."""
        self._entries.delete(self._session_name)

    def outbox_key(self, outbox_id: str) -> bytes | None:
        """The key of an outbox. It is named by the outbox alone, so that a profile that was moved keeps it."""
        text = self._entries.read(_outbox_name(outbox_id))
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error as error:
            raise EnvironmentFault("vault_entry_damaged") from error

    def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
        """Keeps the key of an outbox."""
        self._entries.write(_outbox_name(outbox_id), base64.b64encode(key).decode())

    def clear_outbox_key(self, outbox_id: str) -> None:
        """Forgets the key of an outbox that is gone."""
        self._entries.delete(_outbox_name(outbox_id))

    def status(self) -> VaultStatus:
        """What is there."""
        account, session = self._account(), self.session()
        return VaultStatus(
            store=name_of(self._backend),
            account_origin=account[0] if account else None,
            account_expires_at=account[1].claims.expires_at if account else None,
            has_session=session is not None,
            session_expires_at=session.claims.expires_at if session else None,
        )

    def _account(self) -> tuple[str, Token] | None:
        text = self._entries.read(self._account_name)
        if text is None:
            return None
        try:
            content = json.loads(text)
            return content["origin"], Token(content["token"])
        except (KeyError, TypeError, ValueError) as error:
            raise EnvironmentFault("vault_entry_damaged") from error


def open_vault(profile: Path | str) -> Vault:
    """The vault of a profile (its folder, or an id of its own) in this machine's credential store.

    Raises EnvironmentFault `vault_missing`, or `vault_refused` (with `name`) where only another kind of store exists.
    """
    return Vault(system_backend(), profile if isinstance(profile, str) else profile_id(profile))


def memory_vault() -> Vault:
    """A vault that is forgotten with the process."""
    return Vault(MemoryBackend(), "memory")


def profile_id(profile: Path) -> str:
    """12 hex digits that stand for a profile's folder in the names of its entries."""
    return hashlib.sha256(os.path.normcase(profile.resolve()).encode()).hexdigest()[:12]


def _outbox_name(outbox_id: str) -> str:
    return f"{_PREFIX} outbox {outbox_id}"
