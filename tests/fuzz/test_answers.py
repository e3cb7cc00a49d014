"""Hostile answers: whatever comes back over the wire, nothing crashes, no token gets out, no success is made up.

Each example is a conversation over a real socket. `HYPOTHESIS_EXAMPLES` raises their number.
"""

import asyncio
import hashlib
import json
import os
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.outcomes import Lost, PatchAnswer, PutAnswer, PutOutcome, Unreachable
from desktop_app.domain.presigned import PresignedUrl, judge
from desktop_app.domain.session import Claims
from desktop_app.remote.service import Service
from desktop_app.sync.policy import Credentials, Patched, Put, judge_patch, judge_put
from tests.unit.remote.samples import ACCOUNT, JPEG, SESSION, service, signoff, upload_url
from tests.unit.remote.scripted import CLOSE, Say, Scripted, http, scripted

T = TypeVar("T")
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "250"))
hostile = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

MD5 = hashlib.md5(JPEG).hexdigest()
NOBODY = Credentials(Claims(), Claims(), datetime(2026, 11, 23, tzinfo=UTC))
LOST = {"broken", "timed_out", "answer_too_large", "answer_garbled"}
SECRETS = (ACCOUNT.value, SESSION.value)
ECHO = f"Bearer {ACCOUNT.value}; X-Session-Token: {SESSION.value}"

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(ECHO),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("presignedUrl"), inner, max_size=3),
    max_leaves=6,
)
json_bodies = st.builds(
    lambda url, words, more: json.dumps({"presignedUrl": url, "message": words, **more}).encode(),
    json_values,
    json_values,
    st.dictionaries(st.text(), json_values, max_size=2),
)
any_json = json_values.map(lambda value: json.dumps(value).encode())
bodies = json_bodies | any_json | st.binary(max_size=200) | st.sampled_from(
    [
        b"", b"<html></html>", b"<Error><Code>SlowDown</Code><Message>" + ECHO.encode() + b"</Message></Error>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><Error><Code>&b;</Code></Error>", b"\xff\xfe", b"[" * 5_000,
    ]
)  # fmt: skip
header_names = st.sampled_from(
    ["Date", "Retry-After", "ETag", "Content-Type", "Content-Encoding", "Set-Cookie", "Location", "Transfer-Encoding",
     "Connection", "Upgrade", "Content-Length", "x-amz-server-side-encryption", "X"]
)  # fmt: skip
header_values = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40) | st.sampled_from(
    ["application/json", "text/html", "gzip", "chunked", "close", "upgrade", "99999999999999999999", "-1", "0", ECHO,
     "Mon, 23 Nov 2026 10:00:00 GMT", "Mon, 23 Nov 99999 10:00:00 GMT", "http://elsewhere.invalid/"]
)  # fmt: skip
statuses = st.integers(0, 999) | st.sampled_from(
    [100, 101, 103, 200, 201, 204, 206, 301, 304, 307, 400, 401, 403, 407, 500]
)


@st.composite
def well_formed(draw: st.DrawFn) -> bytes:
    """An answer with a status line, headers and a body, however strange."""
    body = draw(bodies)
    lines = [f"HTTP/1.{draw(st.sampled_from('011119'))} {draw(statuses):03d} {draw(st.sampled_from(['', 'OK', 'é']))}"]
    lines += [f"{name}: {text}" for name, text in draw(st.lists(st.tuples(header_names, header_values), max_size=5))]
    if draw(st.booleans()):
        lines.append(f"Content-Length: {len(body) + draw(st.sampled_from([0, 0, 0, 1, -1]))}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """An answer with bytes changed, put in or taken out."""
    data = bytearray(draw(well_formed()))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(data)


answers = well_formed() | damaged() | st.binary(max_size=300)


def converse(script: list[Say], act: Callable[[Service, Scripted], Awaitable[T]]) -> tuple[T, Scripted]:
    async def run() -> tuple[T, Scripted]:
        async with scripted(script) as server, service(read_s=1.0, whole_s=2.0) as remote:
            return await act(remote, server), server

    return asyncio.run(run())


def said_status(data: bytes) -> int | None:
    """The last status before a body, as a reader that forgives nothing would take it."""
    found = None
    while match := re.match(rb"\r*\n*HTTP/1\.\d (\d{3})[ \r\n]", data):
        found = int(match[1])
        head, separator, rest = re.split(rb"(\r?\n\r?\n)", data, maxsplit=1) if b"\n" in data else (data, b"", b"")
        if not separator or not 100 <= found < 200 or found == 101:
            break
        assert head
        data = rest
    return found


@hostile
@given(answers)
def test_no_answer_to_the_patch_crashes_leaks_or_counts_wrongly(data: bytes) -> None:
    async def act(remote: Service, server: Scripted) -> object:
        return await remote.execute(signoff(server.url), ACCOUNT)

    outcome, server = converse([data, CLOSE], act)
    assert all(secret not in repr(outcome) for secret in SECRETS)
    assert server.connections == 1
    if isinstance(outcome, PatchAnswer):
        assert outcome.status == said_status(data)
        assert all(secret not in (outcome.presigned_url or "") for secret in SECRETS)
        verdict = judge_patch(outcome, NOBODY, server.url)
        if verdict.meaning is Patched.EXECUTED:
            assert said_status(data) in range(200, 300)
            assert verdict.url is not None
        assert outcome.retry_after_s is None or 0 <= outcome.retry_after_s < float("inf")
    else:
        assert isinstance(outcome, Lost)
        assert outcome.code in LOST


@hostile
@given(answers)
def test_no_answer_to_the_put_crashes_leaks_or_counts_wrongly(data: bytes) -> None:
    async def act(remote: Service, server: Scripted) -> PutOutcome:
        return await remote.upload(upload_url(server.url), JPEG)

    outcome, server = converse([data, CLOSE], act)
    assert server.connections == 1
    if judge_put(outcome, MD5).meaning is Put.SENT:
        assert said_status(data) in range(200, 300)
        assert b"<html" not in data.partition(b"\r\n\r\n")[2]
    if isinstance(outcome, PutAnswer):
        assert outcome.status == said_status(data)
    else:
        assert isinstance(outcome, Lost)
        assert outcome.code in LOST


@hostile
@given(st.lists(answers, min_size=2, max_size=4), st.booleans())
def test_an_answer_never_spoils_the_next_request(scripts: list[bytes], closes: bool) -> None:  # noqa: FBT001
    """What follows an answer on its connection is not taken for the answer to the next request."""

    async def run() -> object:
        told: list[list[Say]] = [[data, CLOSE] if closes else [data] for data in scripts]
        async with scripted(*told, [http(418, b"the last one"), CLOSE]) as server, service(read_s=0.1) as remote:
            for _ in scripts:
                await remote.execute(signoff(server.url), ACCOUNT)
            for _ in range(2):  # a connection that broke in between may cost one
                outcome = await remote.execute(signoff(server.url), ACCOUNT)
            return outcome

    outcome = asyncio.run(run())
    if isinstance(outcome, PatchAnswer):
        assert outcome.status == 418


@hostile
@given(answers)
def test_no_answer_to_the_put_is_taken_for_the_upload_of_other_bytes(data: bytes) -> None:
    """An ETag that looks like an MD5 and is not ours never ends a delivery."""
    wrong = data.replace(b"\r\n\r\n", b'\r\nETag: "%s"\r\n\r\n' % (b"0" * 32), 1)

    async def act(remote: Service, server: Scripted) -> PutOutcome:
        return await remote.upload(upload_url(server.url), JPEG)

    outcome, _ = converse([wrong, CLOSE], act)
    if isinstance(outcome, PutAnswer) and outcome.etag == "0" * 32 and not outcome.encryption.startswith("aws:kms"):
        assert judge_put(outcome, MD5).meaning is not Put.SENT


FORBIDDEN = ("authorization", "x-session-token", "cookie", "proxy-authorization", "x-amz-security-token")
query_parts = st.text(min_size=1, max_size=20).map(lambda text: quote(text, safe="", errors="replace"))


@hostile
@given(
    path=st.lists(query_parts, max_size=4).map("/".join),
    query=st.lists(st.tuples(query_parts | st.just("X-Amz-SignedHeaders"), query_parts | st.just("host")), max_size=5),
    answer=well_formed(),
)
def test_an_upload_to_any_url_sends_no_token_no_cookie_and_the_whole_file(
    path: str, query: list[tuple[str, str]], answer: bytes
) -> None:
    async def run() -> tuple[Scripted, str] | None:
        cookie = http(200, b"{}", Set_Cookie="session=abc", Content_Type="application/json")
        async with scripted([cookie], [answer, CLOSE]) as server, service(read_s=1.0) as remote:
            await remote.execute(signoff(server.url), ACCOUNT)  # so that there are tokens and a cookie to leak
            wanted = f"/{path}" + ("?" + "&".join(f"{name}={text}" for name, text in query) if query else "")
            judged = judge(server.url + wanted, server.url)
            if not isinstance(judged, PresignedUrl):
                return None
            await remote.upload(judged, JPEG)
            return server, wanted

    met = asyncio.run(run())
    if met is None:
        return
    server, wanted = met
    request, head = server.requests[1], server.head(1)
    assert server.line(1) == f"PUT {wanted} HTTP/1.1"
    assert not set(FORBIDDEN) & set(head)
    assert all(secret.encode() not in request for secret in SECRETS)
    assert (head["content-type"], head["content-length"]) == ("image/jpeg", str(len(JPEG)))
    assert request.endswith(b"\r\n\r\n" + JPEG)


@hostile
@given(st.text(max_size=60) | st.builds(lambda host: f"https://{host}/k?x=y", st.text(max_size=30)))
def test_an_upload_url_of_any_text_never_crashes(text: str) -> None:
    """Names that nobody can look up are met without asking: nothing leaves the machine in a test."""
    judged = judge(text, "https://api.example/main")
    if not isinstance(judged, PresignedUrl):
        assert judged.startswith("url_")
        return

    async def run() -> object:
        async with service(proxy="http://127.0.0.1:9") as remote:
            return await remote.upload(judged, JPEG)

    assert isinstance(asyncio.run(run()), Unreachable)
