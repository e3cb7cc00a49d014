"""Tokens, settings, provisioning on the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.config.organisation import MachineOrganisation
from desktop_app.domain.session import Token

from .line import INK, Line

ROOT = Path(__file__).parents[3]
AT_A_TERMINAL = """
import sys
from desktop_app.cli.context import Machine
from desktop_app.cli.main import main
from desktop_app.config.layers import nobody
from desktop_app.vault import memory_vault

vault = memory_vault()
code = main(["--profile", sys.argv[1], "token", "set", "session"], machine=Machine(nobody, lambda _: vault))
print("kept", len(vault.session().value) if vault.session() else 0)
sys.exit(code)
"""
PROVISION = """
api_url = "https://api.example.org/main"
account_token = "the-account-token"
notice = "Nur fuer den Dienst."

[sync]
upload_hosts = ["*.s3.eu-west-3.amazonaws.com"]
"""


def test_a_token_is_kept_and_never_shown(line: Line) -> None:
    line.json("config", "set", "api_url", "https://api.example.org/main")
    status = line.json("token", "set", "account", stdin="the-account-token\n")
    assert status["account"] == {"origin": "https://api.example.org", "expires_at": None}
    assert status["session"] is None
    for ran in (line.run("token", "status"), line.run("token", "status", "--json")):
        assert "the-account-token" not in ran.out + ran.errors
    assert line.json("token", "clear", "account")["account"] is None
    assert line.json("token", "clear", "account")["account"] is None


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        (b"", "token_empty"),
        (b"a\nb", "token_line_break"),
        ("ü".encode(), "token_not_ascii"),
        (b"\xff", "input_not_text"),
    ],
)
@pytest.mark.parametrize("which", ["account", "session"])
def test_a_bad_token_changes_nothing(line: Line, which: str, stdin: bytes, code: str) -> None:
    line.json("config", "set", "api_url", "https://api.example.org/main")
    line.json("token", "set", which, stdin="good")
    before = line.json("token", "status")
    assert line.refused("token", "set", which, stdin=stdin)[0] == code
    assert line.json("token", "status") == before


def test_a_session_that_names_half_a_character_is_as_good_as_an_opaque_one(line: Line) -> None:
    token = "e30.eyJ1c2VySWQiOiJcdWQ4MDAiLCJzZXNzaW9uSWQiOiJzIn0.c2ln"  # {"userId":"\ud800","sessionId":"s"}
    line.sign()
    line.vault.set_session(Token(token))  # as an earlier version has kept it
    assert line.json("token", "status")["session"] == {"expires_at": None}
    assert line.run("token", "set", "session", stdin=token).code == 0
    signed = line.sign(session=token)
    assert line.run("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK)).code == 0
    assert line.json("outbox", "attach-session", signed["id"], stdin=token) == {"attached": [signed["id"]]}


def test_one_trailing_newline_is_dropped(line: Line) -> None:
    line.json("token", "set", "session", stdin=b"good\r\n")
    assert line.vault.session().value == "good"  # type: ignore[union-attr]  # it was just set


@pytest.mark.parametrize(("length", "code"), [(40, 0), (4_095, 2), (5_000, 2)])
@pytest.mark.skipif(sys.platform != "linux", reason="a pseudo-terminal, and how long Linux lets its lines be")
def test_a_terminal_is_asked_and_does_not_show_the_token(tmp_path: Path, length: int, code: int) -> None:
    import pty  # noqa: PLC0415 - POSIX has it

    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-c", AT_A_TERMINAL, str(tmp_path)], cwd=ROOT, start_new_session=True,
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stderr is not None
    asked = b""
    while not asked.endswith(b": "):  # from now on nothing is shown
        asked += running.stderr.read(1) or pytest.fail(asked.decode())
    assert asked == b"Paste the session token, which is not shown, and press Enter: "
    os.write(ours, b"x" * length + b"\n")
    out, errors = running.communicate(timeout=60)
    assert (running.returncode, out.decode().endswith(f"kept {length}\n")) == (code, code == 0)
    assert (b"from a file" in errors) == (code == 2)
    os.write(theirs, b"all")
    assert b"x" not in os.read(ours, 1 << 16).removesuffix(b"all")
    os.close(ours)
    os.close(theirs)


def test_an_account_token_needs_a_service(line: Line) -> None:
    code, sentence = line.refused("token", "set", "account", stdin="t")
    assert code == "account_needs_api_url"
    assert "paraphe config set api_url" in sentence


def test_settings_come_and_go(line: Line) -> None:
    assert line.json("config", "get", "ink.colour")["value"] == "black"
    assert line.json("config", "set", "ink.colour", "blue") == {
        "key": "ink.colour",
        "value": "blue",
        "origin": "user",
        "managed": False,
    }
    assert line.run("config", "get", "ink.colour").out == "blue\n"
    assert line.run("config", "set", "ink.colour", "blue").out == "ink.colour = blue  (user)\n"
    assert line.json("config", "set", "ink.colour")["origin"] == "default"
    assert line.run("config", "set", "api_url").out == "api_url = (default)\n"
    assert line.run("config", "get", "api_url").out == "\n"  # its value alone, for scripts
    assert {row["key"] for row in line.json("config", "get")} >= {"api_url", "notice"}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("ink.color", "blue", "setting_unknown"),
        ("ink.colour", "green", "setting_choice"),
        ("api_url", "http://api.example.org", "api_url_invalid"),
        ("api_url", "https://api.example.org/main?x=1", "api_url_invalid"),
        ("sync.proxy", "proxy.example.org:99999", "proxy_invalid"),
        ("sync.max_in_flight", "many", "setting_type"),
        ("sync.max_in_flight", "17", "setting_range"),
        ("outbox.recovery_key", "AAAA", "setting_for_organisation"),
    ],
)
def test_a_bad_setting_changes_nothing(line: Line, key: str, value: str, code: str) -> None:
    line.json("config", "set", "language", "fr")
    before = line.files
    assert line.refused("config", "set", key, value)[0] == code
    assert line.files == before


@pytest.mark.parametrize("key", ["api_url", "sync.proxy"])
@pytest.mark.parametrize("port", ["99999", "x"])
def test_a_port_that_is_none_is_not_called_a_character(line: Line, key: str, port: str) -> None:
    _, sentence = line.refused("config", "set", key, f"https://h.example.org:{port}/main")
    assert sentence.endswith(" has a port that is none.")


def test_settings_that_cannot_be_read_are_told_by_every_command(line: Line) -> None:
    line.profile.mkdir()
    (line.profile / "settings.toml").write_text('language = "fr"\nlanguage = "en"\n')
    for command in (["sync"], ["config", "get"], ["outbox", "retry", "--all"], ["config", "set", "language", "fr"]):
        code, sentence = line.refused(*command)
        assert (code, "settings.toml, line 2" in sentence) == ("settings_syntax", True)


def test_managed_settings_are_locked(line: Line, tmp_path: Path) -> None:
    machine_file = tmp_path / "machine.toml"
    machine_file.write_text('notice = "ours"\n')
    line.organisation = MachineOrganisation(None, machine_file, lambda _: True)
    row = line.json("config", "get", "notice")
    assert (row["value"], row["origin"], row["managed"]) == ("ours", "machine_file", True)
    code, sentence = line.refused("config", "set", "notice", "mine")
    assert (code, sentence) == ("setting_managed", "notice is managed by your organisation.")


def test_provisioning_sets_everything_and_erases_the_file(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(PROVISION)
    told = line.json("provision", str(file))
    assert told == {"settings": ["api_url", "notice", "sync.upload_hosts"], "account_token": True, "erased": True}
    assert not file.exists()
    assert line.json("config", "get", "api_url")["value"] == "https://api.example.org/main"
    assert line.json("token", "status")["account"]["origin"] == "https://api.example.org"
    assert b"the-account-token" not in b"".join(line.files.values())


def test_provisioning_keeps_the_file_when_told_so(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(PROVISION)
    assert line.json("provision", str(file), "--keep")["erased"] is False
    assert file.read_text() == PROVISION


@pytest.mark.parametrize("account", ["S-1-5-18", "S-1-5-19", "S-1-5-20"])
def test_an_account_that_nobody_logs_on_to_is_not_provisioned(line: Line, tmp_path: Path, account: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(PROVISION)
    line.account_sid = lambda: account
    code, sentence = line.refused("provision", str(file))
    assert (code, "credentials of the person" in sentence) == ("provision_as_service", True)
    assert file.read_text() == PROVISION
    assert (line.files, line.vault.account_origin()) == ({}, None)
    line.account_sid = lambda: "S-1-5-21-1-2-3-1001"
    assert line.json("provision", str(file))["erased"] is True


def test_provisioning_from_standard_input(line: Line) -> None:
    assert line.json("provision", "-", stdin=PROVISION)["erased"] is False
    assert line.json("config", "get", "notice")["value"] == "Nur fuer den Dienst."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PROVISION + 'nonsense = "x"\n', "setting_unknown"),
        (PROVISION + "max_in_flight = 99\n", "setting_range"),
        (PROVISION.replace("the-account-token", "the account token"), "token_not_ascii"),
        (PROVISION.replace("https://api", "ftp://api"), "api_url_invalid"),
        ("", "provision_empty"),
        ('account_token = "t"\n', "provision_account_needs_url"),
        ("\xff", "setting_unknown"),
    ],
)
def test_a_bad_provisioning_file_changes_nothing_and_stays(line: Line, tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    found, sentence = line.refused("provision", str(file))
    assert found in {code, "settings_syntax"}
    assert "the account token" not in sentence
    assert file.read_text(encoding="utf-8") == text
    assert line.files == {}
    assert line.json("token", "status")["account"] is None


def test_a_provisioning_file_that_is_not_there(line: Line, tmp_path: Path) -> None:
    assert line.refused("provision", str(tmp_path / "absent"))[0] == "file_not_found"
