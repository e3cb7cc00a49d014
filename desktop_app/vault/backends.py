"""Which credential stores are trusted, and what their errors mean.

Only stores of the operating system or of the desktop, each encrypted under the user's log-in, are used. keyring may
offer others (a plaintext file, `keyrings.alt`): each is refused by its class's name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from desktop_app.domain.errors import EnvironmentFault, ParapheError

_WINDOWS = "keyring.backends.Windows.WinVaultKeyring"
_FREEDESKTOP = "keyring.backends.SecretService.Keyring"
_TRUSTED = frozenset(
    {
        _WINDOWS,
        _FREEDESKTOP,
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
    }
)
_CHAIN = "keyring.backends.chainer.ChainerBackend"
_NONE = "keyring.backends.fail.Keyring"
# ERROR_NO_SUCH_LOGON_SESSION: Windows has no credentials for who is logged on without a password, as a task may be.
_NO_LOGON_SESSION = 1312


class Backend(Protocol):
    """What is used of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps a secret."""

    def delete_password(self, service: str, username: str) -> None:
        """Forgets a secret."""


def name_of(backend: object) -> str:
    """The full name of a backend's class; of one that is wrapped, its own."""
    backend = getattr(backend, "beneath", backend)
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def trusted(backend: Any) -> Backend:
    """`backend`, or the first trusted member of a chain.

    A chain is never used as such: it would also ask its members that are not trusted. Raises EnvironmentFault
    `vault_missing` where there is no store, `vault_refused` (with `name`) where there are only others.
    """
    members = list(backend.backends) if name_of(backend) == _CHAIN else [backend]
    members = [member for member in members if name_of(member) != _NONE]
    if not members:
        raise EnvironmentFault("vault_missing")
    for member in members:
        if name_of(member) in _TRUSTED:
            if name_of(member) == _WINDOWS:
                member.persist = "local machine"  # keyring's default roams to other machines
            return member  # type: ignore[no-any-return]  # keyring's classes are told by name
    raise EnvironmentFault("vault_refused", name=", ".join(name_of(member) for member in members))


def system_backend() -> Backend:
    """The store that keyring picks for this machine; raises as `trusted` does."""
    import keyring  # noqa: PLC0415 - 20 ms that the first window does not need

    with faults():
        backend = trusted(keyring.get_keyring())
    if name_of(backend) == _FREEDESKTOP:
        from .secret_service import SecretService  # noqa: PLC0415 - its libraries are on Linux alone

        return SecretService(backend)
    return backend


@contextmanager
def faults() -> Iterator[None]:
    """Turns a store's errors into EnvironmentFault: `vault_missing`, `_locked`, `_silent`, `_failed` (with `kind`).

    Their own words are dropped: they may quote what was being stored.
    """
    try:
        yield
    except ParapheError:
        raise
    except Exception as error:  # noqa: BLE001 - each store raises its own kinds, and ours is raised instead
        raise _fault(error) from None


def _fault(error: Exception) -> EnvironmentFault:
    lineage = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]
    if "keyring.errors.NoKeyringError" in lineage:
        return EnvironmentFault("vault_missing")
    if "secretstorage.exceptions.SecretServiceNotAvailableException" in lineage:
        return EnvironmentFault("vault_missing")
    if isinstance(error, TimeoutError):
        return EnvironmentFault("vault_silent")
    # A KWallet that cannot be opened says InitError: nobody has unlocked it.
    locked = {"keyring.errors.KeyringLocked", "keyring.errors.InitError", "secretstorage.exceptions.LockedException"}
    number = getattr(error, "winerror", None)
    if locked.intersection(lineage) or number == _NO_LOGON_SESSION:
        return EnvironmentFault("vault_locked")
    return EnvironmentFault("vault_failed", kind=f"{type(error).__name__} {number or ''}".rstrip())
