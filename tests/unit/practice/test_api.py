"""The practice server's API: what it lets through, what it refuses, and in whose words."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop_app.domain.session import Token
from desktop_app.practice.server import PracticeServer

from .calling import PATH, body, call, patch, put, tokens, url_for


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    with PracticeServer() as made:
        yield made


def test_an_execution_answers_a_url_and_is_kept(server: PracticeServer) -> None:
    answer = patch(server, body("kept.jpg", comment="x"))
    assert answer.status == 200
    assert list(answer.json) == ["presignedUrl"]
    kept = [execution for execution in server.executions if execution.name == "kept.jpg"]
    assert [(one.body["comment"], one.session_token) for one in kept] == [("x", server.session_tokens[0])]
    assert server.patches["kept.jpg"] == 1


@pytest.mark.parametrize(
    ("missing", "status", "words"),
    [
        ("Authorization", 401, "Unauthorized"),
        ("X-Session-Token", 400, "Missing required request parameters: [X-Session-Token]"),
    ],
)
def test_both_tokens_are_needed(server: PracticeServer, missing: str, status: int, words: str) -> None:
    headers = {name: text for name, text in tokens(server).items() if name != missing}
    answer = patch(server, body("refused.jpg"), headers)
    assert (answer.status, answer.json) == (status, {"message": words})
    assert all(execution.name != "refused.jpg" for execution in server.executions)


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Authorization", "Bearer other", 401),
        ("Authorization", "Basic eDp5", 401),
        ("X-Session-Token", "other", 403),
    ],
)
def test_a_wrong_token_is_refused(server: PracticeServer, name: str, value: str, status: int) -> None:
    assert patch(server, body(), tokens(server) | {name: value}).status == status


def test_an_expired_or_revoked_session_is_refused(server: PracticeServer) -> None:
    expired = server.issue_session("u", "s", timedelta(seconds=-1))
    assert patch(server, body(), tokens(server) | {"X-Session-Token": expired}).status == 403
    fresh = server.issue_session("u", "s")
    assert patch(server, body(), tokens(server) | {"X-Session-Token": fresh}).status == 200
    server.revoke(fresh)
    assert patch(server, body(), tokens(server) | {"X-Session-Token": fresh}).status == 403


def test_an_expired_account_is_refused(server: PracticeServer) -> None:
    expired = server.issue_account(timedelta(seconds=-1))
    assert patch(server, body(), tokens(server) | {"Authorization": f"Bearer {expired}"}).status == 401


@pytest.mark.parametrize(("method", "path"), [("POST", PATH), ("GET", PATH), ("PATCH", "/interventions/v2/mb/execute")])
def test_another_path_or_method_is_refused_in_api_gateways_words(
    server: PracticeServer, method: str, path: str
) -> None:
    answer = call(server, method, path, tokens(server))
    assert (answer.status, answer.json) == (403, {"message": "Missing Authentication Token"})


def test_a_body_of_another_type_is_refused(server: PracticeServer) -> None:
    headers = tokens(server) | {"Content-Type": "text/plain"}
    assert patch(server, body(), headers).status == 415


def without(name: str) -> dict[str, object]:
    return {key: value for key, value in body().items() if key != name}


BROKEN: list[object] = [
    b"", b"{", b"[]", b"\xff", b'{"firstName":NaN}', b"[" * 50_000,
    without("firstName"), without("lastName"), without("signature"),
    body(firstName=7), body(firstName=None), body(lastName="x" * 251), body(email="x" * 251), body(email=None),
    body(comment="x" * 2_501), body(providerActionComment="é" * 2_501), body(providerActionComment=[]),
    {**body(), "signature": "x"}, {**body(), "signature": {"name": "n", "mimeType": "image/jpeg"}},
    {**body(), "signature": {"name": "n", "size": 1}}, {**body(), "signature": {"mimeType": "m", "size": 1}},
    body(size=0), {**body(), "signature": {"name": "n", "mimeType": "m", "size": 1.5}},
    {**body(), "signature": {"name": "n", "mimeType": "m", "size": True}},
    {**body(), "signature": {"name": "n", "mimeType": "m", "size": "7"}},
    {**body(), "signature": {"name": 1, "mimeType": "m", "size": 7}},
    body(firstName="\ud800"),
]  # fmt: skip


@pytest.mark.parametrize("value", BROKEN, ids=range(len(BROKEN)))
def test_a_body_that_breaks_the_contract_is_refused(server: PracticeServer, value: object) -> None:
    before = len(server.executions)
    answer = patch(server, value)
    assert answer.status == 400
    assert str(answer.json["message"]).startswith("Invalid request body: ")
    assert len(server.executions) == before


@pytest.mark.parametrize(
    "value",
    [
        body(
            firstName="é" * 250, lastName="", email="", comment="x" * 2_500, providerActionComment="\U0001f600" * 2_500
        ),
        body(unknown=1),
        {**body(), "signature": {"name": "", "mimeType": "", "size": 7.0, "more": None}},
    ],
)
def test_what_the_contract_allows_is_taken(server: PracticeServer, value: object) -> None:
    assert patch(server, value).status == 200


@pytest.mark.parametrize("name", ["..", "a/b c?.jpg", "", "é.jpg", "x" * 5_000])
def test_a_file_of_any_name_can_be_stored(server: PracticeServer, name: str) -> None:
    assert put(server, url_for(server, name=name)).status == 200
    assert name in server.objects


def test_errors_are_json_in_utf8(server: PracticeServer) -> None:
    answer = patch(server, body(), {"X": "y"})
    assert answer.headers["content-type"] == "application/json"
    assert set(json.loads(answer.body.decode())) == {"message"}


def test_it_stops_and_starts_again_with_port_tokens_and_objects_kept() -> None:
    server = PracticeServer()
    with server:
        url, first = server.api_url, url_for(server, name="a.jpg")
        assert put(server, first).status == 200
    with pytest.raises(OSError, match="refused"):
        patch(server, body())
    with server:
        assert server.api_url == url
        assert put(server, first).status == 200
        assert patch(server, body("a.jpg")).status == 200
        assert (server.patches["a.jpg"], server.puts["a.jpg"], len(server.objects)) == (2, 2, 1)


def test_a_port_that_is_taken_is_said() -> None:
    with PracticeServer() as first:
        port = int(first.api_url.rpartition(":")[2].partition("/")[0])
        with pytest.raises(OSError, match=r"in use|10048"):
            PracticeServer(port).start()


def test_its_ten_sessions_are_of_ten_people() -> None:
    claims = [Token(token).claims for token in PracticeServer().session_tokens]
    assert len({(claim.user_id, claim.session_id) for claim in claims}) == 10
    assert all(claim.expires_at is not None for claim in claims)
