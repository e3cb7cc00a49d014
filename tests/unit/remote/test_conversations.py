"""Whole conversations with a scripted server: what went over the wire, and what broken ones are called."""

import asyncio
import socket

import pytest

from desktop_app.domain.limits import ANSWER_MAX_BYTES
from desktop_app.domain.outcomes import Lost, PatchAnswer, PatchOutcome, PutAnswer, PutOutcome, Unreachable

from .samples import ACCOUNT, JPEG, SESSION, service, signoff, upload_url
from .scripted import CLOSE, RESET, WAIT, Say, Scripted, http, json_http, scripted

FINE = json_http(b'{"presignedUrl":"https://b.example/1"}')


def patch(*script: Say, **times: float) -> tuple[PatchOutcome, Scripted]:
    async def run() -> tuple[PatchOutcome, Scripted]:
        async with scripted(script) as server, service(**times) as remote:  # type: ignore[arg-type] # times alone
            return await remote.execute(signoff(server.url), ACCOUNT), server

    return asyncio.run(run())


def put(*script: Say, **times: float) -> tuple[PutOutcome, Scripted]:
    async def run() -> tuple[PutOutcome, Scripted]:
        async with scripted(script) as server, service(**times) as remote:  # type: ignore[arg-type] # times alone
            return await remote.upload(upload_url(server.url), JPEG), server

    return asyncio.run(run())


def test_the_patch_sends_the_contracts_headers_and_no_others() -> None:
    _, server = patch(FINE)
    assert server.line() == "PATCH /interventions/v2/mb/execute HTTP/1.1"
    assert server.head() == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": "Paraphe/9.9",
        "accept-encoding": "identity",
        "authorization": f"Bearer {ACCOUNT.value}",
        "x-session-token": SESSION.value,
        "content-type": "application/json",
        "content-length": str(len(server.requests[0].partition(b"\r\n\r\n")[2])),
    }


def test_the_put_sends_the_bytes_and_no_token() -> None:
    answer, server = put(http(200, ETag='"x"'))
    assert isinstance(answer, PutAnswer)
    assert server.line() == "PUT /bucket/key?X-Amz-Signature=abc HTTP/1.1"
    assert server.head() == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": "Paraphe/9.9",
        "accept-encoding": "identity",
        "content-type": "image/jpeg",
        "content-length": str(len(JPEG)),
    }
    assert server.requests[0].endswith(b"\r\n\r\n" + JPEG)


@pytest.mark.parametrize("path", ["/a/../b?q=%2f%2F", "/b/k%20y?x='(*)&y=a+b%2Bc", "?X-Amz-Date=1"])
def test_the_urls_path_and_query_leave_byte_for_byte(path: str) -> None:
    async def run() -> str:
        async with scripted([http()]) as server, service() as remote:
            await remote.upload(upload_url(server.url, path), JPEG)
            return server.line().split(" ")[1]

    assert asyncio.run(run()) == (path if path.startswith("/") else "/" + path)


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    async def run() -> tuple[PatchOutcome, PutOutcome, int]:
        async with scripted([http()]) as elsewhere:
            move = http(307, Location=elsewhere.url + "/")
            async with scripted([move]) as server, service() as remote:
                patched = await remote.execute(signoff(server.url), ACCOUNT)
                stored = await remote.upload(upload_url(server.url), JPEG)
            return patched, stored, elsewhere.connections

    patched, stored, connections = asyncio.run(run())
    assert isinstance(patched, PatchAnswer)
    assert isinstance(stored, PutAnswer)
    assert (patched.status, stored.status, connections) == (307, 307, 0)


@pytest.mark.parametrize("where", ["http://[", "\x01", "//", "https://x:99999999/", "é"])
def test_a_redirect_to_nowhere_is_an_answer_too(where: str) -> None:
    outcome, _ = put(http(307, Location=where))
    assert isinstance(outcome, PutAnswer)
    assert outcome.status == 307


def test_a_cookie_is_neither_kept_nor_sent_back() -> None:
    async def run() -> list[bytes]:
        async with scripted([http(200, Set_Cookie="a=b; Path=/")]) as server, service() as remote:
            for _ in range(2):
                await remote.execute(signoff(server.url), ACCOUNT)
                await remote.upload(upload_url(server.url), JPEG)
            for client in (remote._api, remote._storage):
                assert all(len(line.client.cookies.jar) == 0 for line in client._lines.values())
            return server.requests

    assert all(b"\r\ncookie:" not in request.lower() for request in asyncio.run(run()))


def test_the_environment_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    answer, _ = patch(FINE)
    assert isinstance(answer, PatchAnswer)


def test_requests_in_a_row_share_one_connection() -> None:
    async def run() -> tuple[int, int]:
        async with scripted([FINE]) as server, service() as remote:
            for _ in range(20):
                await remote.execute(signoff(server.url), ACCOUNT)
            return server.connections, len(server.requests)

    assert asyncio.run(run()) == (1, 20)


def test_a_connection_that_the_server_closed_between_two_requests_costs_nothing() -> None:
    async def run() -> PatchOutcome:
        async with scripted([FINE, CLOSE], [FINE]) as server, service() as remote:
            await remote.execute(signoff(server.url), ACCOUNT)
            await asyncio.sleep(0.05)
            return await remote.execute(signoff(server.url), ACCOUNT)

    assert isinstance(asyncio.run(run()), PatchAnswer)


def test_a_change_of_network_drops_idle_connections_and_keeps_busy_ones() -> None:
    async def run() -> tuple[int, bool]:
        async def slowly() -> None:
            await asyncio.sleep(0.2)

        async with scripted([FINE], [slowly, FINE], [FINE]) as server, service() as remote:
            await remote.execute(signoff(server.url), ACCOUNT)
            busy = asyncio.ensure_future(remote.execute(signoff(server.url), ACCOUNT))
            await asyncio.sleep(0.05)
            remote.network_changed()
            await remote.execute(signoff(server.url), ACCOUNT)
            return server.connections, isinstance(await busy, PatchAnswer)

    assert asyncio.run(run()) == (2, True)


BROKEN: list[tuple[str, list[Say], str]] = [
    ("closed without a word", [CLOSE], "broken"),
    ("reset without a word", [RESET], "broken"),
    ("closed within the headers", [FINE[:20], CLOSE], "broken"),
    ("closed within the body", [FINE[:-5], CLOSE], "broken"),
    ("reset within the body", [FINE[:-5], RESET], "broken"),
    ("no HTTP", [b"\x16\x03\x01\x00\x00 hello\r\n\r\n", CLOSE], "answer_garbled"),
    ("SSH", [b"SSH-2.0-OpenSSH_9.2\r\n\r\n"], "answer_garbled"),
    ("a header without a colon", [b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"], "answer_garbled"),
    ("two lengths", [b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"], "answer_garbled"),
    ("a length that is none", [b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"], "answer_garbled"),
    ("a broken chunk", [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"], "answer_garbled"),
    ("chunks that stop", [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", CLOSE], "broken"),
    ("headers without an end", [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 60_000, WAIT], "answer_too_large"),
    ("a declared huge body", [json_http(b" " * (ANSWER_MAX_BYTES + 1))], "answer_too_large"),
    (
        "a huge body without a length",
        [b"HTTP/1.1 200 OK\r\n\r\n", b" " * (ANSWER_MAX_BYTES + 1), WAIT],
        "answer_too_large",
    ),
    ("only 100s, then the end", [b"HTTP/1.1 100 Continue\r\n\r\n", CLOSE], "broken"),
]


@pytest.mark.parametrize(("name", "script", "code"), BROKEN, ids=[row[0] for row in BROKEN])
def test_a_conversation_that_breaks_after_the_request_left_is_lost(name: str, script: list[Say], code: str) -> None:
    for outcome in (patch(*script)[0], put(*script)[0]):
        assert isinstance(outcome, Lost), name
        assert outcome.code == code
        assert "token" not in outcome.detail


def test_silence_after_the_request_is_a_time_out_that_may_have_arrived() -> None:
    outcome, _ = patch(WAIT, read_s=0.1)
    assert isinstance(outcome, Lost)
    assert outcome.code == "timed_out"


def test_an_answer_that_trickles_ends_with_the_whole_requests_time() -> None:
    async def pause() -> None:
        await asyncio.sleep(0.05)

    drops: list[Say] = [part for byte in FINE for part in (bytes([byte]), pause)]
    outcome, _ = patch(*drops, whole_s=0.4)
    assert isinstance(outcome, Lost)
    assert outcome.code == "timed_out"


def test_an_answer_of_just_the_allowed_size_is_read() -> None:
    outcome, _ = patch(json_http(b" " * (ANSWER_MAX_BYTES - 2) + b"{}"))
    assert isinstance(outcome, PatchAnswer)
    assert outcome.is_json


def test_a_refusal_before_the_whole_body_was_read_is_heard() -> None:
    async def run() -> PutOutcome:
        async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(http(403, b"<Error><Code>AccessDenied</Code></Error>", Connection="close"))
            await writer.drain()
            try:
                await asyncio.sleep(0.2)
            finally:
                writer.close()

        listener = await asyncio.start_server(refuse, "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        async with listener, service() as remote:
            return await remote.upload(upload_url(f"http://127.0.0.1:{port}"), b"x" * 100_000)

    outcome = asyncio.run(run())
    assert isinstance(outcome, PutAnswer)
    assert (outcome.status, outcome.code) == (403, "AccessDenied")


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def execute_at(url: str, **times: float) -> PatchOutcome:
    async def run() -> PatchOutcome:
        async with service(**times) as remote:  # type: ignore[arg-type] # times alone
            return await remote.execute(signoff(url), ACCOUNT)

    return asyncio.run(run())


def test_nobody_listening_is_offline() -> None:
    outcome = execute_at(f"http://127.0.0.1:{unused_port()}")
    assert isinstance(outcome, Unreachable)
    assert outcome.code == "offline"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 64 + ".example"])
def test_a_name_that_nobody_knows_is_a_matter_of_dns(host: str) -> None:
    outcome = execute_at(f"https://{host}")
    assert isinstance(outcome, Unreachable)
    assert outcome.code == "dns"


def test_a_server_that_does_not_speak_tls_is_a_tls_failure_and_nothing_was_sent() -> None:
    async def run() -> tuple[PatchOutcome, list[bytes]]:
        async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            await writer.drain()
            writer.close()

        listener = await asyncio.start_server(hang_up, "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        async with listener, service() as remote:
            return await remote.execute(signoff(f"https://127.0.0.1:{port}"), ACCOUNT), []

    outcome, _ = asyncio.run(run())
    assert isinstance(outcome, Unreachable)
    assert outcome.code == "tls_failed"


def test_a_handshake_that_never_ends_is_offline_and_nothing_was_sent() -> None:
    async def run() -> PatchOutcome:
        async with scripted([WAIT]) as server, service(whole_s=0.3) as remote:
            return await remote.execute(signoff(f"https://127.0.0.1:{server.port}"), ACCOUNT)

    outcome = asyncio.run(run())
    assert isinstance(outcome, Unreachable)
    assert outcome.code == "offline"


def test_a_cancelled_request_leaves_nothing_open() -> None:
    async def run() -> None:
        async with scripted([WAIT]) as server, service() as remote:
            task = asyncio.ensure_future(remote.execute(signoff(server.url), ACCOUNT))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(run())


@pytest.mark.parametrize(
    "answer",
    [
        http(200, b"<html>Blocked</html>", Content_Type="text/html"),
        http(200, b"<html>Blocked</html>", Content_Type="text/html", ETag='"5f3-61c"'),
        http(200, b" <!DOCTYPE html><p>", ETag='"5f3-61c"'),
        http(201, b"Blocked"),
    ],
)
def test_a_page_in_the_storages_place_is_no_success(answer: bytes) -> None:
    outcome, _ = put(answer)
    assert isinstance(outcome, Lost)
    assert outcome.code == "answer_garbled"


def test_a_success_with_an_etag_and_a_body_is_one() -> None:
    outcome, _ = put(http(200, b"stored", ETag='"x"'))
    assert isinstance(outcome, PutAnswer)
