"""What a person decides about sign-offs."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from desktop_app.config.organisation import MachineOrganisation
from desktop_app.practice.faults import Faults, read_faults
from desktop_app.practice.server import PracticeServer
from desktop_app.vault import memory_vault

from .line import Line

REFUSING = b'{"faults": [{"on": "patch", "do": "status", "status": 422, "message": "no"}]}'
UNKNOWN = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def refused(ready: Line, practice: PracticeServer) -> str:
    """The id of a sign-off that the service refused; from now on it refuses nothing."""
    signed = ready.sign("--comment", "before", session=practice.session_tokens[0])
    practice.faults = read_faults(REFUSING)
    assert ready.run("sync").code == 3
    practice.faults = Faults()
    return str(signed["id"])


def test_retry_sends_it_again_and_twice_is_the_same(ready: Line, refused: str) -> None:
    assert ready.run("outbox", "retry", refused).out == "1 will be sent. paraphe sync does it now.\n"
    before = ready.json("outbox", "list")
    assert ready.json("outbox", "retry", refused, refused) == {"retried": [refused]}
    assert [row["state"] for row in ready.json("outbox", "list")] == [row["state"] for row in before] == ["waiting"]
    assert ready.json("sync")["sent"] == 1


def test_retry_all_takes_those_that_need_attention(ready: Line, refused: str) -> None:
    assert ready.json("outbox", "retry", "--all") == {"retried": [refused]}
    assert ready.json("outbox", "retry", "--all") == {"retried": []}
    assert ready.json("sync")["sent"] == 1


def test_the_short_reference_will_do(ready: Line, refused: str) -> None:
    reference = refused.replace("-", "")[-8:].upper()
    assert ready.json("outbox", "show", reference)["id"] == refused
    assert ready.json("outbox", "retry", reference.lower()) == {"retried": [refused]}


def test_retry_needs_to_know_which(ready: Line, refused: str) -> None:
    assert ready.refused("outbox", "retry")[0] == "nothing_chosen"
    assert ready.refused("outbox", "retry", refused, "--all")[0] == "nothing_chosen"
    assert ready.refused("outbox", "retry", refused, UNKNOWN)[0] == "unknown_id"
    assert ready.json("outbox", "list")[0]["state"] == "needs_attention"


def test_amending_makes_a_new_one_that_names_the_old(ready: Line, practice: PracticeServer, refused: str) -> None:
    changes = {"email": "ann@example.org", "comment": "after", "actionComment": None}
    new = ready.json("outbox", "amend", refused, stdin=json.dumps(changes))
    assert new["amends"] == refused
    (row,) = ready.json("outbox", "list")
    assert (row["id"], row["state"]) == (new["id"], "waiting")
    assert ready.json("outbox", "show", refused)["history"][-1]["facts"]["by"] == new["id"]
    assert ready.json("sync")["sent"] == 1
    body = practice.executions[-1].body
    assert (body["comment"], body["email"], "providerActionComment" in body) == ("after", "ann@example.org", False)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ('{"firstName": "Eve"}', "amend_member"),
        ('{"comment": 3}', "form_wrong_type"),
        ('{"email": "nobody"}', "invalid_form"),
        (json.dumps({"comment": "x" * 2_501}), "invalid_form"),
        ("no json", "form_not_json"),
    ],
)
def test_a_bad_amendment_changes_nothing(ready: Line, refused: str, changes: str, code: str) -> None:
    before = ready.json("outbox", "show", refused)
    assert ready.refused("outbox", "amend", refused, stdin=changes)[0] == code
    assert ready.json("outbox", "show", refused) == before


def test_exporting_warns_and_overwrites_nothing(ready: Line, refused: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    ran = ready.run("outbox", "export", refused, str(folder))
    assert ran.code == 0
    assert "not encrypted" in ran.errors
    assert sorted(file.suffix for file in folder.iterdir()) == [".jpg", ".json"]
    before = {file: file.read_bytes() for file in folder.iterdir()}
    again = ready.run("outbox", "export", refused, str(folder))
    assert (again.code, "not encrypted" in again.errors) == (2, False)  # nothing was exported
    assert ready.refused("outbox", "export", refused, str(folder))[0] == "file_exists"
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_discarding_needs_a_yes(ready: Line, refused: str) -> None:
    assert ready.refused("outbox", "discard", refused)[0] == "not_confirmed"
    assert ready.json("outbox", "discard", refused, "--yes") == {"discarded": refused}
    assert ready.json("outbox", "list") == []
    assert ready.refused("outbox", "discard", refused, "--yes")[0] == "unknown_id"


def test_what_was_discarded_leaves_its_history(ready: Line, refused: str) -> None:
    before = ready.json("outbox", "show", refused)["history"]
    ready.run("outbox", "discard", refused, "--yes")
    told = ready.json("outbox", "show", refused)
    assert told.keys() == {"id", "history"}
    assert told["id"] == refused
    assert [entry["event"] for entry in told["history"]][-1] == "discarded"
    assert told["history"][:-1] == [entry for entry in before if entry["event"] != "signed"]
    ran = ready.run("outbox", "show", refused.replace("-", "")[-8:].upper())
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"id: {refused}")
    assert "  discarded  " in ran.out
    assert ready.refused("outbox", "show", UNKNOWN)[0] == "unknown_id"
    assert ready.refused("outbox", "show", UNKNOWN[-8:])[0] == "unknown_id"


@pytest.mark.parametrize("member", ["actionComment", "action_comment"])
def test_a_bad_amendment_is_told_under_the_name_it_came_with(ready: Line, refused: str, member: str) -> None:
    ran = ready.run("outbox", "amend", refused, "--json", stdin=json.dumps({member: "x" * 2_501}))
    assert (ran.code, ran.json["error"]["fields"]) == (2, {member: "too_long"})


def test_what_was_sent_is_only_a_receipt(ready: Line, practice: PracticeServer, tmp_path: Path) -> None:
    signed = ready.sign(session=practice.session_tokens[0])
    ready.json("sync")
    for command in (["discard", signed["id"], "--yes"], ["retry", signed["id"]]):
        assert ready.refused("outbox", *command)[0] == "already_sent"
    assert ready.refused("outbox", "export", signed["id"], str(tmp_path))[0] == "payload_gone"
    assert ready.refused("outbox", "attach-session", signed["id"], stdin="t")[0] == "already_sent"


def test_an_attached_session_is_checked_like_every_token(ready: Line, refused: str) -> None:
    assert ready.refused("outbox", "attach-session", refused, stdin="two\nlines")[0] == "token_line_break"
    assert ready.refused("outbox", "attach-session", refused, UNKNOWN, stdin="token")[0] == "unknown_id"
    assert ready.json("outbox", "list")[0]["state"] == "needs_attention"


def test_the_recovery_key_opens_what_lost_its_own(line: Line, tmp_path: Path) -> None:
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_file, machine_file = tmp_path / "recovery.pem", tmp_path / "machine.toml"
    key_file.write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    machine_file.write_text(f'outbox.recovery_key = "{base64.b64encode(public).decode()}"\n')
    line.organisation = MachineOrganisation(None, machine_file, lambda _: True)
    signed = line.sign()
    line.vault = memory_vault()  # an administrator has reset the credential store
    ran = line.run("outbox", "retry", "--all")
    assert "no longer in the credential store" in ran.errors
    assert line.json("outbox", "list") == []
    wrong = tmp_path / "wrong.pem"
    wrong.write_bytes(X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert line.refused("outbox", "recover", "--private-key", str(wrong))[0] == "recovery_key_does_not_fit"
    assert line.json("outbox", "recover", "--private-key", str(key_file))["recovered"] == 1
    assert [row["id"] for row in line.json("outbox", "list")] == [signed["id"]]
    assert line.refused("outbox", "recover", "--private-key", str(machine_file))[0] == "recovery_private_key_invalid"
