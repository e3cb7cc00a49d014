"""The Secret Service over one connection for as long as this process lives, and an end to every wait for it.

keyring connects anew for each read and write, and waits for ever. gnome-keyring sometimes loses a request of a client
that came a moment ago, and sometimes dies of it (its tracker: "gkd_secret_service_get_pkcs11_session: assertion
'client' failed"): the fewer connections, the rarer; and a request that stays unanswered is made once more.
"""

import threading
import weakref
from collections.abc import Callable
from typing import Any, Final

import secretstorage
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError
from secretstorage.util import open_session

CALL_S: Final = 15.0  # a store that the bus has to start first needs a few
PROMPT_S: Final = 120.0  # a person types the store's password


class SecretService:
    """keyring's backend of that name, `beneath`, with one connection. Fulfils `backends.Backend`; for any thread.

    Raises what the backend raises, and TimeoutError where the store answered neither of two requests in time.
    """

    def __init__(self, beneath: Any) -> None:
        self.beneath = beneath
        beneath.get_preferred_collection = self._unlocked
        self._lock = threading.Lock()
        self._collection: secretstorage.Collection | None = None
        self._hang_up: Callable[[], object] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, or None."""
        found: str | None = self._ask(self.beneath.get_password, service, username)
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps a secret."""
        self._ask(self.beneath.set_password, service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        """Forgets a secret."""
        self._ask(self.beneath.delete_password, service, username)

    def _ask(self, call: Callable[..., Any], *arguments: str) -> Any:
        """Each of the three can be asked twice: what was done the first time is done again, or was not there."""
        with self._lock:
            try:
                return call(*arguments)
            except Exception as error:
                self._disconnect()
                if _is_answer(error):
                    raise
            try:
                return call(*arguments)
            except PasswordDeleteError:  # the first time did it, and its answer was lost
                return None
            except Exception:
                self._disconnect()
                raise

    def _unlocked(self) -> secretstorage.Collection:
        """The collection that keyring asks for at each call."""
        if self._collection is None:
            connection = secretstorage.dbus_init()
            self._hang_up = weakref.finalize(self, connection.close)
            bounded: Any = _Bounded(connection)
            try:
                self._collection = secretstorage.get_default_collection(bounded)
            except secretstorage.PromptDismissedException:
                raise KeyringLocked("nobody made a collection") from None
            self._collection.session = open_session(bounded)  # its items share it
        if self._collection.is_locked():
            self._collection.unlock()
            if self._collection.is_locked():
                raise KeyringLocked("nobody unlocked it")
        return self._collection

    def _disconnect(self) -> None:
        self._hang_up()
        self._collection = None


class _Bounded:
    """A connection that waits so long and no longer, and that is not closed by who borrowed it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def send_and_get_reply(self, message: Any) -> Any:
        return self._connection.send_and_get_reply(message, timeout=CALL_S)

    def recv_until_filtered(self, queue: Any, *, timeout: float | None = None) -> Any:
        """What a prompt ends with."""
        try:
            return self._connection.recv_until_filtered(queue, timeout=timeout or PROMPT_S)
        except TimeoutError:
            raise KeyringLocked("nobody answered its question") from None

    def close(self) -> None:
        pass


def _is_answer(error: Exception) -> bool:
    """Whether the store itself said no: locked, or nothing to delete."""
    return isinstance(error, KeyringError | secretstorage.LockedException)
