"""The parts fit together; nothing heavy comes before the window; a request's secrets are struck out of the logs."""

import asyncio
import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.config.layers import load, nobody
from desktop_app.config.paths import Paths, default_profile, profile_paths, resource
from desktop_app.domain.ids import uuid7
from desktop_app.domain.outcomes import PatchAnswer, PatchOutcome, PutAnswer, PutOutcome
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.logs import Redactor
from desktop_app.practice.server import PracticeServer
from desktop_app.vault import memory_vault
from desktop_app.wiring import DiscreetRemote, build

HEAVY = ("httpx", "httpcore", "PIL", "cryptography", "keyring", "email_validator", "sqlite3", "tomlkit", "truststore")
URL = PresignedUrl("https://bucket.example/x?sig=1", None, ())


def signoff(api_url: str) -> SignOff:
    form = Form("Zoé", "Lefèvre", comment="Kesselrevision")
    return SignOff(uuid7(0, bytes(10)), datetime.now(UTC), form, b"\xff\xd8", Token("session-token-1"), api_url)


def test_parts_are_built_around_an_empty_profile_and_send(tmp_path: Path) -> None:
    paths, vault = Paths(tmp_path / "profile"), memory_vault()
    with PracticeServer() as server:
        paths.make()
        paths.settings_file.write_text(f'api_url = "{server.api_url}"\n')
        vault.set_account(server.api_url.removesuffix("/main"), Token(server.account_token))
        with build(paths, organisation=nobody, vault=vault) as parts:
            session = Token(server.session_tokens[0])
            parts.desk.sign(Form("Ann", "Bo"), b"\xff\xd8jpeg", session, parts.settings.api_url)
            assert asyncio.run(parts.engine.drain()).sent == 1
            assert parts.notices == ()
        assert len(server.objects) == 1


def test_what_is_not_handed_in_is_this_machines(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    with build(paths, configuration=load(paths), vault=memory_vault()) as parts:
        assert parts.network().user_agent.startswith(b"Paraphe/")


def test_a_request_is_known_to_the_redactor_while_it_lasts() -> None:
    redactor, seen = Redactor(), []

    class Chatty:
        async def execute(self, signoff: SignOff, account: Token) -> PatchOutcome:
            seen.append(redactor.clean(f"{signoff.form} {account.value} {signoff.session.value}"))
            return PatchAnswer(200, is_json=True)

        async def upload(self, url: PresignedUrl, jpeg: bytes) -> PutOutcome:
            seen.append(redactor.clean(f"{url.value} {len(jpeg)}"))
            return PutAnswer(200)

        def network_changed(self) -> None:
            logging.getLogger("paraphe.test").debug("network changed")

        async def close(self) -> None:
            logging.getLogger("paraphe.test").debug("closed")

    remote = DiscreetRemote(Chatty(), redactor)
    asyncio.run(remote.execute(signoff("https://api.example"), Token("account-token-1")))
    asyncio.run(remote.upload(URL, b"x"))
    remote.network_changed()
    asyncio.run(remote.close())
    for secret in ("Zoé", "Lefèvre", "Kesselrevision", "session-token-1", "account-token-1", "sig=1"):
        assert all(secret not in text for text in seen)
    assert redactor.clean("Kesselrevision") == "Kesselrevision"


def test_nothing_heavy_is_imported_before_the_window() -> None:
    code = (
        "import sys\n"
        "from desktop_app.cli.parser import parse\n"
        "parse([])\n"
        "import desktop_app.cli.main, desktop_app.cli.window, desktop_app.ui.start, desktop_app.ui.preferences\n"
        "from desktop_app.config.organisation import machine_organisation\n"
        "from desktop_app.logs import CrashReports, set_up\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_resources_are_found() -> None:
    assert resource("ink").joinpath("tablet-1.json").is_file()


def test_a_profile_is_the_one_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARAPHE_PROFILE", raising=False)
    assert profile_paths(None).profile == default_profile()
    monkeypatch.setenv("PARAPHE_PROFILE", str(tmp_path / "environment"))
    assert profile_paths(None).profile == tmp_path / "environment"
    monkeypatch.chdir(tmp_path)
    assert profile_paths("here").profile == tmp_path / "here"
