"""Signed with the server down, the process gone; later it is delivered, byte for byte, and nothing has leaked."""

import hashlib
import json
import signal
import time
from pathlib import Path

import pytest

from desktop_app.practice.faults import read_faults
from desktop_app.practice.server import PracticeServer
from tests.e2e.program import COMMENT, FIRST_NAME, INK, LAST_NAME, Program
from tests.peers.radosgw import Gateway

pytestmark = [pytest.mark.peer, pytest.mark.timeout(180)]


def test_what_was_signed_offline_survives_a_kill_and_is_delivered(program: Program, practice: PracticeServer) -> None:
    session = practice.session_tokens[0]
    program.set_up(practice.api_url, practice.account_token, session)
    practice.stop()
    signed = program.sign()

    sending = program.start("sync", "--wait", "60")
    time.sleep(2.0)
    assert sending.poll() is None, "it gave up before it was killed"
    sending.send_signal(signal.SIGKILL)
    program.printed += list(sending.communicate())
    (row,) = program.json("outbox", "list")
    assert row["state"] in {"waiting", "executing"}  # the latter is on disk before anything leaves

    practice.start()
    told = program.json("sync")
    assert told == {"sent": 1, "waiting": 0, "needs_attention": 0, "paused": None, "offline": None, "busy": False}
    stored = practice.objects[signed["name"]].data
    assert (len(stored), hashlib.sha256(stored).hexdigest()) == (signed["size"], signed["sha256"])
    (execution,) = practice.executions
    assert (execution.body["firstName"], execution.body["lastName"]) == (FIRST_NAME, LAST_NAME)
    assert execution.body["comment"] == COMMENT
    assert practice.patches[signed["name"]] == 1
    program.assert_nothing_leaked([session, practice.account_token])


def test_a_sign_off_is_safe_as_soon_as_it_is_said(program: Program, practice: PracticeServer) -> None:
    program.set_up(practice.api_url, practice.account_token, practice.session_tokens[0])
    form = {"firstName": FIRST_NAME, "lastName": LAST_NAME, "signature": str(INK)}
    process = program.start("sign", "--form", "-", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(form))
    process.stdin.close()
    signed = json.loads(process.stdout.readline())
    process.kill()
    process.wait()
    process.stdout.close()
    assert process.stderr is not None
    program.printed.append(process.stderr.read())
    process.stderr.close()
    assert program.json("sync")["sent"] == 1
    assert hashlib.sha256(practice.objects[signed["name"]].data).hexdigest() == signed["sha256"]
    program.assert_nothing_leaked([practice.session_tokens[0], practice.account_token])


def test_a_fatal_signal_while_sending_leaks_nothing_and_loses_nothing(
    program: Program, practice: PracticeServer
) -> None:
    session = practice.session_tokens[0]
    program.set_up(practice.api_url, practice.account_token, session)
    signed = program.sign()
    practice.faults = read_faults(b'{"faults": [{"on": "put", "do": "slow", "delay_s": 30, "times": 1}]}')
    sending = program.start("sync")
    end = time.monotonic() + 20
    while not practice.executions and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)
    sending.send_signal(signal.SIGSEGV)
    program.printed += list(sending.communicate())
    (fault,) = (program.profile / "Logs").glob("fault-*.log")
    assert "Fatal Python error" in fault.read_text()
    program.assert_nothing_leaked([session, practice.account_token])
    assert program.json("sync")["sent"] == 1
    assert practice.patches[signed["name"]] == 1, "the URL was on disk: no second PATCH"
    assert [path.name[:6] for path in (program.profile / "Logs").glob("*.txt")] == ["crash-"]
    program.assert_nothing_leaked([session, practice.account_token])


def test_a_listing_waits_for_nobody(program: Program, practice: PracticeServer) -> None:
    program.set_up(practice.api_url, practice.account_token, practice.session_tokens[0])
    practice.stop()
    program.sign()
    sending = program.start("sync", "--wait", "60")
    try:
        time.sleep(1.5)
        began_s = time.monotonic()
        assert len(program.json("outbox", "list")) == 1
        assert time.monotonic() - began_s < 5.0
        second = program.run("sync", "--once", "--json")
        assert (second.returncode, json.loads(second.stdout)["busy"]) == (4, True)
    finally:
        sending.kill()
        sending.communicate()


def test_a_real_s3_verifies_and_stores_what_was_signed(program: Program, gateway: Gateway) -> None:
    with PracticeServer(presign=gateway.presigned) as server:
        program.set_up(server.api_url, server.account_token, server.session_tokens[0])
        server.stop()
        signed = program.sign()
        assert program.run("sync", "--wait", "0").returncode == 4
        server.start()
        assert program.json("sync")["sent"] == 1
    stored = gateway.stored(signed["name"])
    assert stored is not None
    data, mime_type = stored
    assert (len(data), hashlib.sha256(data).hexdigest()) == (signed["size"], signed["sha256"])
    assert mime_type == "image/jpeg"
    program.assert_nothing_leaked([server.session_tokens[0], server.account_token])


def test_a_pipe_that_is_closed_early_is_no_crash(program: Program) -> None:
    for _ in range(3):
        process = program.start("config", "get")
        assert process.stdout is not None
        process.stdout.close()
        assert process.stdin is not None
        process.stdin.close()
        assert process.stderr is not None
        with process.stderr as errors:
            said = errors.read()
        assert process.wait() in (0, 1)
        assert "Traceback" not in said
    assert not list(Path(program.profile).rglob("crash-*"))


def test_without_a_credential_store_nothing_is_taken(program: Program) -> None:
    program.environment = {
        name: text for name, text in program.environment.items() if name != "DBUS_SESSION_BUS_ADDRESS"
    } | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
    arguments = ("sign", "--first-name", "A", "--last-name", "B", "--signature", str(INK))
    ran = program.run(*arguments, "--json")
    assert ran.returncode == 2
    assert json.loads(ran.stdout)["error"]["code"] in {"vault_missing", "vault_locked"}
    assert not (program.profile / "outbox.sqlite3").exists()
    assert "Traceback" not in ran.stderr
