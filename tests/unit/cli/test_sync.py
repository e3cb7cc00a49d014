"""`paraphe sync`: what it says and its exit codes, against the practice server."""

import base64
import json
import os
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from desktop_app.domain.outcomes import PatchOutcome
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.practice.faults import Faults, read_faults
from desktop_app.practice.server import PracticeServer
from desktop_app.remote.service import Service
from desktop_app.sync.lock import FileLock

from .line import Line

NOTHING = {"sent": 0, "waiting": 0, "needs_attention": 0, "paused": None, "offline": None, "busy": False}


def test_nothing_to_send_is_done(ready: Line) -> None:
    assert ready.json("sync") == NOTHING


def test_everything_is_sent_byte_for_byte(ready: Line, practice: PracticeServer) -> None:
    signed = [ready.sign(session=token) for token in practice.session_tokens[:3]]
    assert ready.json("sync") == NOTHING | {"sent": 3}
    for one in signed:
        stored = practice.objects[one["name"]]
        assert len(stored.data) == one["size"]
    assert ready.json("sync") == NOTHING
    assert [row["state"] for row in ready.json("outbox", "list")] == ["sent"] * 3


def test_without_a_network_it_is_not_finished(ready: Line, practice: PracticeServer) -> None:
    ready.sign(session=practice.session_tokens[0])
    practice.stop()
    ran = ready.run("sync", "--wait", "0", "--json")
    assert (ran.code, ran.json) == (4, NOTHING | {"waiting": 1, "offline": "offline"})
    assert "safe on this computer" in ran.errors
    ran = ready.run("sync", "--once", "--json")
    assert ran.code == 4
    practice.start()
    assert ready.json("sync")["sent"] == 1


def test_a_refusal_needs_a_person(ready: Line, practice: PracticeServer) -> None:
    ready.sign(session=practice.session_tokens[0])
    practice.faults = read_faults(b'{"faults": [{"on": "patch", "do": "status", "status": 422, "message": "no"}]}')
    ran = ready.run("sync", "--json")
    assert (ran.code, ran.json["needs_attention"]) == (3, 1)
    (row,) = ready.json("outbox", "list")
    assert (row["state"], row["reason"]) == ("needs_attention", "rejected")
    shown = ready.json("outbox", "show", row["id"])
    assert shown["words"] == "no"
    assert shown["history"][0]["event"] == "signed"


def test_a_bug_of_ours_is_told_beside_what_became_of_the_others(
    ready: Line, practice: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = practice.session_tokens[:2]
    execute = Service.execute

    async def failing(service: Service, signoff: SignOff, account: Token) -> PatchOutcome:
        if signoff.session.value == bad:
            raise ZeroDivisionError
        return await execute(service, signoff, account)

    monkeypatch.setattr(Service, "execute", failing)
    for session in (bad, good):
        ready.sign(session=session)
    for how, sent in (("--wait=0", 1), ("--once", 0)):
        ran = ready.run("sync", how, "--json")
        assert (ran.code, ran.json) == (1, NOTHING | {"sent": sent, "waiting": 1})
        assert "Paraphe made a mistake" in ran.errors
    assert len(list((ready.profile / "Logs").glob("crash-*.txt"))) == 2


def test_without_an_account_token_it_is_paused(ready: Line, practice: PracticeServer) -> None:
    ready.run("token", "clear", "account")
    ready.sign(session=practice.session_tokens[0])
    ran = ready.run("sync", "--json")
    assert (ran.code, ran.json["paused"]) == (3, "account_token_missing")
    assert practice.executions == ()
    ready.json("token", "set", "account", stdin=practice.account_token)
    assert ready.json("sync")["sent"] == 1


def test_an_expired_account_token_pauses_and_a_new_one_resumes(ready: Line, practice: PracticeServer) -> None:
    ready.json("token", "set", "account", stdin=practice.issue_account(timedelta(seconds=-60)))
    ready.sign(session=practice.session_tokens[0])
    assert ready.run("sync", "--json").json["paused"] == "account_token"
    ready.json("token", "set", "account", stdin=practice.account_token)
    assert ready.run("sync", "--json").code == 0


def test_a_service_that_refuses_everything_pauses_and_a_changed_setting_resumes(
    ready: Line, practice: PracticeServer
) -> None:
    ready.sign(session=practice.session_tokens[0])
    refusal = {"on": "patch", "do": "status", "status": 403, "message": "Missing Authentication Token"}
    practice.faults = read_faults(json.dumps({"faults": [refusal]}).encode())
    ran = ready.run("sync", "--json")
    assert (ran.code, ran.json["paused"], ran.json["waiting"]) == (3, "api_refuses", 1)
    practice.faults = Faults()
    assert ready.run("sync", "--json").json["paused"] == "api_refuses"
    ready.json("config", "set", "api_url", practice.api_url)
    assert ready.json("sync")["sent"] == 1


def test_a_new_account_token_resumes_what_refused_everything(ready: Line, practice: PracticeServer) -> None:
    ready.sign(session=practice.session_tokens[0])
    refusal = {"on": "patch", "do": "status", "status": 403, "message": "Missing Authentication Token"}
    practice.faults = read_faults(json.dumps({"faults": [refusal]}).encode())
    assert ready.run("sync", "--json").json["paused"] == "api_refuses"
    practice.faults = Faults()
    assert "api_refuses" in ready.run("doctor", "--json").out
    ready.json("token", "set", "account", stdin=practice.issue_account(timedelta(days=1)))
    assert "api_refuses" not in ready.run("doctor", "--json").out  # at once, with no sender about
    assert ready.json("sync")["sent"] == 1


def test_another_sender_is_not_disturbed(ready: Line, practice: PracticeServer) -> None:
    ready.sign(session=practice.session_tokens[0])
    with FileLock(ready.profile / "sender.lock").hold():
        ran = ready.run("sync", "--json")
        assert (ran.code, ran.json["busy"]) == (4, True)
        assert [row["state"] for row in ready.json("outbox", "list")] == ["waiting"]
    assert practice.executions == ()


def test_a_person_wins_over_waiting(ready: Line, practice: PracticeServer) -> None:
    ready.sign(session=practice.session_tokens[0])
    practice.faults = read_faults(b'{"faults": [{"on": "patch", "do": "status", "status": 422}]}')
    ready.run("sync")
    ready.sign(session=practice.session_tokens[1])
    practice.stop()
    ran = ready.run("sync", "--wait", "0", "--json")
    assert (ran.code, ran.json["waiting"], ran.json["needs_attention"]) == (3, 1, 1)
    assert ready.run("outbox", "list").code == 0


def test_hostile_answers_end_in_a_sentence(ready: Line, practice: PracticeServer) -> None:
    for number, fault in enumerate(("huge", "invalid_utf8", "html", "body", "no_url", "garbled")):
        rule = {"on": "patch", "do": fault, "value": "[]"}
        practice.faults = read_faults(json.dumps({"faults": [rule]}).encode())
        ready.sign(session=practice.session_tokens[number])
        ran = ready.run("sync", "--once", "--json")
        assert ran.code in (3, 4), fault
        (row, *_) = ready.json("outbox", "list")
        assert row["reason"], fault
        assert " " in ready.run("outbox", "list").out.splitlines()[1].strip(), fault
        ready.json("outbox", "discard", row["id"], "--yes")


def test_upload_urls_that_must_not_be_followed_are_not(ready: Line, practice: PracticeServer) -> None:
    urls = ("http://example.org/x", "file:///etc/passwd", "https://me:pw@example.org/x", "https:///x", 7)
    for number, url in enumerate(urls):
        rule = {"on": "patch", "do": "url", "value": url}
        practice.faults = read_faults(json.dumps({"faults": [rule]}).encode())
        ready.sign(session=practice.session_tokens[number])
        ready.run("sync", "--once")
        (row, *_) = ready.json("outbox", "list")
        assert row["state"] in {"waiting", "executing", "needs_attention"}, url
        assert practice.puts == {}
        ready.json("outbox", "discard", row["id"], "--yes")


def test_a_new_token_of_a_waiting_session_is_offered(ready: Line, practice: PracticeServer) -> None:
    expired = practice.issue_session("u", "s", timedelta(seconds=-60))
    signed = ready.sign(session=expired)
    assert ready.run("sync", "--json").code == 3
    (row,) = ready.json("outbox", "list")
    assert row["reason"] == "session_expired"
    fresh = practice.issue_session("u", "s")
    ran = ready.run("token", "set", "session", stdin=fresh)
    assert f"paraphe outbox attach-session {signed['id']}" in ran.errors
    assert ready.json("outbox", "attach-session", signed["id"], stdin=fresh) == {"attached": [signed["id"]]}
    assert ready.json("sync")["sent"] == 1
    assert practice.executions[0].session_token == fresh


def test_no_token_stands_in_the_log(ready: Line, practice: PracticeServer) -> None:
    ready.sign("--comment", "Kesselrevision-Ost", session=practice.session_tokens[0])
    ready.json("sync")
    log = b"".join(path.read_bytes() for path in (ready.profile / "Logs").iterdir()).decode()
    assert '"delivery": "' in log
    for secret in (practice.account_token, practice.session_tokens[0], practice.api_url, "Kesselrevision", "X-Amz"):
        assert secret not in log
        assert base64.b64encode(secret.encode()).decode() not in log


def test_what_damage_has_cost_needs_a_person(ready: Line, practice: PracticeServer) -> None:
    for number in range(2):
        ready.sign(session=practice.session_tokens[number])
    (outbox,) = ready.profile.glob("outbox.sqlite3")
    with closing(sqlite3.connect(outbox)) as db, db:
        db.execute("DROP TRIGGER count_moved")
        db.execute("UPDATE deliveries SET state = 'wbiting' WHERE seq = 1")  # as a disk may turn over
        db.execute("UPDATE blobs SET sealed = zeroblob(length(sealed)) WHERE slot = 4")
    ran = ready.run("sync", "--json")
    assert (ran.code, ran.json["sent"]) == (3, 1)
    assert "could not be read. The file is kept" in ran.errors
    ran = ready.run("doctor", "--json")
    assert ran.code == 3
    assert "could not be read. The file is kept" in ran.out


def test_a_list_of_an_outbox_that_was_set_aside_says_so(ready: Line) -> None:
    (ready.profile / "outbox.sqlite3").write_bytes(os.urandom(5_000))
    ran = ready.run("outbox", "list", "--json")
    assert (ran.code, ran.json) == (0, [])
    assert "damaged" in ran.errors
