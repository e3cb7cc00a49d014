"""The vault: secrets of any length, kept whole through crashes, bound to their origin, in a trusted store only."""

import sys
import types
from datetime import UTC, datetime

import pytest

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.session import Token
from desktop_app.vault import MemoryBackend, Vault, backends, memory_vault, open_vault
from desktop_app.vault.entries import PART_CHARACTERS, Entries

ORIGIN = "https://api.example"
WINDOWS_MAX_BYTES = 2_560


class Crash(BaseException):
    """The process ends here."""


class WindowsLike(MemoryBackend):
    """Refuses what Windows refuses, keeps a copy when a service is written again, and ends at the n-th change."""

    def __init__(self) -> None:
        super().__init__()
        self.changes_left = 10**9

    def set_password(self, service: str, username: str, password: str) -> None:
        self._change()
        if len(password.encode("utf-16-le")) > WINDOWS_MAX_BYTES:
            raise OSError(1783, "The stub received bad data")
        if (old := self.secrets.get((service, username))) is not None:
            self.secrets[f"{username}@{service}", username] = old
        super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._change()
        super().delete_password(service, username)
        self.secrets.pop((f"{username}@{service}", username), None)

    def _change(self) -> None:
        if self.changes_left == 0:
            raise Crash
        self.changes_left -= 1


def long_token(letter: str) -> str:
    return letter * 5_000


def test_an_account_token_is_given_for_its_own_origin_alone() -> None:
    vault = memory_vault()
    vault.set_account(ORIGIN, Token("secret"))
    assert vault.account(ORIGIN) == Token("secret")
    assert vault.account("https://api.example:8443") is None
    assert vault.account_origin() == ORIGIN
    vault.clear_account()
    assert vault.account(ORIGIN) is None
    assert vault.account_origin() is None


def test_tokens_of_any_length_fit_what_windows_takes() -> None:
    vault = Vault(WindowsLike(), "p")
    for length in (1, PART_CHARACTERS, PART_CHARACTERS + 1, 16_384):
        vault.set_session(Token("x" * length))
        assert vault.session() == Token("x" * length)


@pytest.mark.parametrize(("before", "after"), [("a", "b"), ("a", "")])
def test_a_crash_at_any_change_leaves_the_old_secret_or_the_new_one(before: str, after: str) -> None:
    for changes in range(40):
        backend = WindowsLike()
        entries = Entries(backend)
        entries.write("n", long_token(before))
        backend.changes_left = changes
        try:
            entries.write("n", long_token(after)) if after else entries.delete("n")
        except Crash:
            finished = False
        else:
            finished = True
        backend.changes_left = 10**9
        new = long_token(after) if after else None
        assert entries.read("n") in ((new,) if finished else (long_token(before), new))
        # Whatever was left behind goes with the next write.
        entries.write("n", "short")
        assert entries.read("n") == "short"
        kept = "".join(backend.secrets.values())
        assert long_token(before)[:100] not in kept
        if finished:
            return
    pytest.fail("never finished")


def test_what_was_cleared_is_nowhere() -> None:
    backend = WindowsLike()
    vault = Vault(backend, "p")
    vault.set_session(Token(long_token("s")))
    vault.set_session(Token(long_token("t")))
    vault.clear_session()
    assert vault.session() is None
    assert not [secret for secret in backend.secrets.values() if "ssss" in secret or "tttt" in secret]


def test_writing_the_same_secret_again_changes_nothing() -> None:
    backend = WindowsLike()
    vault = Vault(backend, "p")
    vault.set_session(Token("same"))
    backend.changes_left = 0
    vault.set_session(Token("same"))


def test_a_store_that_forgets_is_noticed() -> None:
    class Forgetful(MemoryBackend):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    with pytest.raises(EnvironmentFault, match="vault_not_kept"):
        Vault(Forgetful(), "p").set_session(Token("x"))


def test_a_manifest_or_part_that_somebody_changed_is_said_and_can_be_replaced() -> None:
    backend = MemoryBackend()
    vault = Vault(backend, "p")
    vault.set_session(Token(long_token("s")))
    for service, user in list(backend.secrets):
        broken = MemoryBackend()
        broken.secrets = {**backend.secrets, (service, user): "{}"}
        vault_of_broken = Vault(broken, "p")
        with pytest.raises(EnvironmentFault, match="vault_entry_damaged"):
            vault_of_broken.session()
        vault_of_broken.set_session(Token("new"))
        assert vault_of_broken.session() == Token("new")


def test_profiles_do_not_see_each_other_but_a_moved_profile_keeps_its_outbox_key() -> None:
    backend = MemoryBackend()
    here, there = Vault(backend, "one"), Vault(backend, "two")
    here.set_session(Token("mine"))
    here.store_outbox_key("ab", b"k" * 32)
    assert there.session() is None
    assert there.outbox_key("ab") == b"k" * 32
    assert there.outbox_key("cd") is None
    here.clear_outbox_key("ab")
    assert here.outbox_key("ab") is None


def test_status_names_no_secret() -> None:
    vault = memory_vault()
    token = "e30.eyJleHAiOjE3MDAwMDAwMDB9.sig"
    vault.set_session(Token(token))
    status = vault.status()
    assert status.session_expires_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert status.has_session
    assert status.account_origin is None
    assert token not in repr(status)


def backend_named(module: str, name: str) -> MemoryBackend:
    kind = type(name, (MemoryBackend,), {"__module__": module, "__qualname__": name})
    made = kind()
    assert isinstance(made, MemoryBackend)
    return made


PLAINTEXT = ("keyrings.alt.file", "PlaintextKeyring")


@pytest.mark.parametrize("name", [PLAINTEXT, ("keyring.backends.null", "Keyring"), ("elsewhere", "WinVaultKeyring")])
def test_another_backend_is_refused_by_name(name: tuple[str, str]) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        backends.trusted(backend_named(*name))
    assert caught.value.code == "vault_refused"
    assert caught.value.facts["name"] == ".".join(name)


def test_of_a_chain_only_the_trusted_member_is_used() -> None:
    good = backend_named("keyring.backends.SecretService", "Keyring")
    chain = backend_named("keyring.backends.chainer", "ChainerBackend")
    chain.backends = [backend_named(*PLAINTEXT), good]  # type: ignore[attr-defined]  # a chain has members
    assert backends.trusted(chain) is good
    chain.backends = [backend_named(*PLAINTEXT)]  # type: ignore[attr-defined]  # a chain has members
    with pytest.raises(EnvironmentFault, match="vault_refused"):
        backends.trusted(chain)
    chain.backends = []  # type: ignore[attr-defined]  # a chain has members
    with pytest.raises(EnvironmentFault, match="vault_missing"):
        backends.trusted(chain)


def test_the_windows_store_is_told_not_to_roam() -> None:
    backend = backend_named("keyring.backends.Windows", "WinVaultKeyring")
    backends.trusted(backend)
    assert backend.persist == "local machine"  # type: ignore[attr-defined]  # set by `trusted`


def test_no_store_at_all_is_vault_missing() -> None:
    with pytest.raises(EnvironmentFault, match="vault_missing"):
        backends.trusted(backend_named("keyring.backends.fail", "Keyring"))


@pytest.mark.parametrize(
    ("module", "name", "code"),
    [
        ("keyring.errors", "NoKeyringError", "vault_missing"),
        ("keyring.errors", "KeyringLocked", "vault_locked"),
        ("keyring.errors", "InitError", "vault_locked"),
        ("pywintypes", "error", "vault_failed"),
    ],
)
def test_the_stores_errors_are_told_apart_and_never_quoted(module: str, name: str, code: str) -> None:
    kind = type(name, (Exception,), {"__module__": module, "__qualname__": name})

    class Failing(MemoryBackend):
        def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002 - the interface
            raise kind(password)

    with pytest.raises(EnvironmentFault, match=code) as caught:
        Vault(Failing(), "p").set_session(Token("hidden"))
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(("winerror", "code", "kind"), [(1312, "vault_locked", None), (8, "vault_failed", "error 8")])
def test_windows_says_by_a_number_that_nobody_is_logged_on(winerror: int, code: str, kind: str | None) -> None:
    class error(Exception):  # noqa: N801 - pywintypes' name
        def __init__(self, *facts: object) -> None:
            super().__init__(*facts)
            self.winerror = facts[0]

    class Unattended(MemoryBackend):
        def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002 - the interface
            raise error(winerror, "CredRead", "A specified logon session does not exist.")

    with pytest.raises(EnvironmentFault, match=code) as caught:
        Vault(Unattended(), "p").session()
    assert caught.value.facts.get("kind") == kind


def test_opening_asks_keyring_for_the_machines_store(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = types.ModuleType("keyring")
    fake.get_keyring = lambda: backend_named(*PLAINTEXT)  # type: ignore[attr-defined]  # a stand-in module
    monkeypatch.setitem(sys.modules, "keyring", fake)
    with pytest.raises(EnvironmentFault, match="vault_refused"):
        open_vault("id")
