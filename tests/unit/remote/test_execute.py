"""What the PATCH carries, and what is read from its answers."""

import json
from datetime import UTC, datetime

import pytest

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.limits import SERVER_WORDS_MAX
from desktop_app.domain.outcomes import Lost, PatchAnswer
from desktop_app.domain.signoff import Form
from desktop_app.remote.client import RawAnswer
from desktop_app.remote.execute import execute_body, execute_target, patch_answer

from .samples import ACCOUNT, ID, JPEG, SESSION, signoff

JSON = {b"content-type": b"application/json"}


def read(body: bytes, status: int = 200, **headers: bytes) -> PatchAnswer | Lost:
    named = {name.replace("_", "-").encode(): text for name, text in headers.items()}
    return patch_answer(RawAnswer(status, JSON | named, body), SESSION, ACCOUNT)


def test_the_body_is_the_contracts_and_leaves_out_empty_optional_fields() -> None:
    assert json.loads(execute_body(signoff("https://api.example"))) == {
        "firstName": "Zoë",
        "lastName": "Martin",
        "signature": {"name": f"signature-{ID}.jpg", "mimeType": "image/jpeg", "size": len(JPEG)},
    }


def test_every_field_of_the_form_has_its_place_in_the_body() -> None:
    form = Form("A", "B", "a@b.example", "action\nline", "comment")
    body = json.loads(execute_body(signoff("https://api.example", form)))
    assert (body["email"], body["providerActionComment"], body["comment"]) == ("a@b.example", "action\nline", "comment")


def test_the_path_follows_the_stage_of_the_api_url() -> None:
    target = execute_target("https://API.example:8443/main")
    assert target.path_and_query == b"/main/interventions/v2/mb/execute"
    assert target.authority == b"api.example:8443"


@pytest.mark.parametrize("url", ["http://api.example/main", "https://u:p@api.example", "ftp://x", "https://"])
def test_tokens_are_not_sent_to_a_url_that_could_leak_them(url: str) -> None:
    with pytest.raises(InvalidInput, match="api_url_invalid"):
        execute_target(url)


def test_a_success_hands_out_the_url_and_the_servers_time() -> None:
    answer = read(b'{"presignedUrl":"https://b.example/1"}', date=b"Mon, 23 Nov 2026 10:00:00 GMT")
    assert isinstance(answer, PatchAnswer)
    assert (answer.status, answer.is_json, answer.presigned_url) == (200, True, "https://b.example/1")
    assert answer.server_time == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_the_url_does_not_stand_in_the_answers_repr() -> None:
    assert "b.example" not in repr(read(b'{"presignedUrl":"https://b.example/1"}'))


@pytest.mark.parametrize("value", [b"7", b"null", b"[]", b"{}", b'{"a":1}', b"true"])
def test_a_url_of_a_wrong_type_is_none(value: bytes) -> None:
    answer = read(b'{"presignedUrl":' + value + b"}")
    assert isinstance(answer, PatchAnswer)
    assert (answer.is_json, answer.presigned_url) == (True, None)


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"7"])
def test_json_that_is_no_object_has_no_url(body: bytes) -> None:
    answer = read(body)
    assert isinstance(answer, PatchAnswer)
    assert (answer.is_json, answer.presigned_url) == (True, None)


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"presignedUrl":"\xff"}', b"[" * 100_000, b"9" * 5_000, b"\xef\xbb\xbf{}"]
)
def test_a_success_that_says_json_and_is_not_readable_may_have_been_executed(body: bytes) -> None:
    assert read(body) == Lost("answer_garbled", "success with unreadable JSON")


def test_a_compressed_success_that_nobody_asked_for_may_have_been_executed() -> None:
    answer = read(b'{"presignedUrl":"https://b.example"}', content_encoding=b"gzip")
    assert isinstance(answer, Lost)


@pytest.mark.parametrize("value", [SESSION.value, ACCOUNT.value, SESSION.value.replace("-", "%2D")])
def test_a_url_that_would_carry_a_token_elsewhere_is_none(value: str) -> None:
    answer = read(json.dumps({"presignedUrl": f"https://elsewhere.example/?t={value}"}).encode())
    assert isinstance(answer, PatchAnswer)
    assert answer.presigned_url is None


def test_a_page_in_place_of_the_service_is_not_json() -> None:
    answer = patch_answer(RawAnswer(200, {b"content-type": b"text/html"}, b"<html>"), SESSION, ACCOUNT)
    assert isinstance(answer, PatchAnswer)
    assert (answer.is_json, answer.presigned_url) == (False, None)


@pytest.mark.parametrize("member", ["message", "Message"])
def test_the_servers_words_are_kept_for_a_refusal(member: str) -> None:
    answer = read(json.dumps({member: "Forbidden  here\nnow"}).encode(), 403)
    assert isinstance(answer, PatchAnswer)
    assert answer.message == "Forbidden here now"


def test_words_are_cut_and_freed_of_tokens_controls_and_direction_marks() -> None:
    said = f"\u202eBearer {ACCOUNT.value} {SESSION.value}\x00\ud800" + "x" * 10_000
    answer = read(json.dumps({"message": said}).encode(), 400)
    assert isinstance(answer, PatchAnswer)
    assert answer.message.startswith("Bearer […] […] x")
    assert len(answer.message) == SERVER_WORDS_MAX


@pytest.mark.parametrize("body", [b"", b"\xff", b"{", b'{"message":7}', b"<html>", b"[" * 100_000])
def test_a_refusal_with_any_body_is_still_a_refusal(body: bytes) -> None:
    answer = read(body, 403)
    assert isinstance(answer, PatchAnswer)
    assert (answer.status, answer.message) == (403, "")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120.0),
        (b" 7 ", 7.0),
        (b"Mon, 23 Nov 2026 10:01:30 GMT", 90.0),
        (b"Mon, 23 Nov 2026 09:00:00 GMT", 0.0),
        (b"-5", None),
        (b"1e9", None),
        (b"9" * 400, None),
        (b"soon", None),
        (b"", None),
        (b"\xb2", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_by_the_servers_own_clock(value: bytes, seconds: float | None) -> None:
    answer = read(b"{}", 503, retry_after=value, date=b"Mon, 23 Nov 2026 10:00:00 GMT")
    assert isinstance(answer, PatchAnswer)
    assert answer.retry_after_s == seconds


@pytest.mark.parametrize("value", [b"", b"yesterday", b"Mon, 99 Nov 2026 10:00:00 GMT", b"\xff\xfe", b"x" * 500, b"0"])
def test_a_date_that_is_none_is_none(value: bytes) -> None:
    answer = read(b"{}", 503, date=value)
    assert isinstance(answer, PatchAnswer)
    assert answer.server_time is None
