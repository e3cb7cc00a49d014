"""Provisioning: validated first, all or nothing."""

import os
from pathlib import Path

import pytest

from desktop_app.config.layers import Configuration, load
from desktop_app.config.paths import Paths
from desktop_app.config.provisioning import Provision, apply, check_erasable, erase, read_provision
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.domain.session import Token
from desktop_app.vault import memory_vault

GOOD = """
api_url = "https://api.example.org/main"
account_token = "account-token-value"
outbox.recovery_key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
[kiosk]
enabled = true
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "profile")


def test_everything_is_applied_at_once(paths: Paths) -> None:
    vault = memory_vault()
    apply(read_provision(GOOD, "kiosk.toml"), paths, load(paths), vault)
    settings = load(paths).settings
    assert (settings.api_url, settings.kiosk_enabled) == ("https://api.example.org/main", True)
    assert settings.outbox_recovery_key
    token = vault.account("https://api.example.org")
    assert token is not None
    assert token.value == "account-token-value"
    assert "account-token-value" not in paths.settings_file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (GOOD + "idle_s = 1\n", "setting_range", 7),
        (GOOD + 'colour = "blue"\n', "setting_unknown", 7),
        ('api_url = "https://a.example"\naccount_token = "two\\nlines"\n', "token_line_break", 2),
        ("account_token = 5\n", "setting_type", 1),
        ("account_token = \n", "settings_syntax", 1),
    ],
)
def test_a_fault_anywhere_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_provision(text, "kiosk.toml")
    assert (caught.value.code, caught.value.facts["line"]) == (code, line)
    assert "two" not in str(caught.value.facts)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_provision("# nothing\n", "kiosk.toml")
    assert caught.value.code == "provision_empty"


def test_a_token_needs_a_service(paths: Paths) -> None:
    with pytest.raises(InvalidInput) as caught:
        apply(Provision({}, Token("t")), paths, load(paths), memory_vault())
    assert caught.value.code == "provision_account_needs_url"


def test_a_token_alone_is_for_the_service_that_is_set(paths: Paths) -> None:
    vault = memory_vault()
    apply(Provision({"api_url": "https://a.example"}, None), paths, load(paths), vault)
    apply(Provision({}, Token("t")), paths, load(paths), vault)
    assert vault.account("https://a.example") == Token("t")


def test_settings_that_cannot_be_written_leave_the_old_token(paths: Paths) -> None:
    vault = memory_vault()
    vault.set_account("https://old.example", Token("old"))
    paths.profile.write_text("a file where the profile should be")
    with pytest.raises(EnvironmentFault):
        apply(read_provision(GOOD, "kiosk.toml"), Paths(paths.profile / "below"), _defaults(paths), vault)
    assert vault.account("https://old.example") == Token("old")
    assert vault.account("https://api.example.org") is None


def test_a_store_that_does_not_keep_the_token_leaves_the_settings(paths: Paths) -> None:
    class Broken:
        def account_origin(self) -> str | None:
            return None

        def account(self, origin: str) -> Token | None:
            raise AssertionError(origin)

        def set_account(self, origin: str, token: Token) -> None:
            del origin, token
            raise EnvironmentFault("vault_not_kept")

        def clear_account(self) -> None:
            """Nothing was kept."""

    with pytest.raises(EnvironmentFault):
        apply(read_provision(GOOD, "kiosk.toml"), paths, load(paths), Broken())
    assert not paths.settings_file.exists()


def test_the_file_is_overwritten_and_gone(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(GOOD)
    twin = tmp_path / "twin"
    os.link(file, twin)
    check_erasable(file)
    erase(file)
    assert not file.exists()
    assert set(twin.read_bytes()) == {0}


def test_a_file_that_is_not_there_cannot_be_erased(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        check_erasable(tmp_path / "absent")
    with pytest.raises(EnvironmentFault):
        erase(tmp_path / "absent")


def _defaults(paths: Paths) -> Configuration:
    return load(Paths(paths.profile.parent / "empty"))
