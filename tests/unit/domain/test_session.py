import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.session import TOKEN_MAX_BYTES, Claims, Token


def jwt(payload: object) -> Token:
    body = base64.urlsafe_b64encode(json.dumps(payload).encode()).rstrip(b"=").decode()
    return Token.parse(f"e30.{body}.c2ln")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "token_empty"),
        ("\n", "token_empty"),
        ("   ", "token_empty"),
        ("abc\ndef", "token_line_break"),
        ("abc\n\n", "token_line_break"),
        ("abc\rdef", "token_line_break"),
        ("abc def", "token_not_ascii"),
        ("abcé", "token_not_ascii"),
        ("abc\0", "token_not_ascii"),
        ("a" * (TOKEN_MAX_BYTES + 1), "token_too_long"),
    ],
)
def test_a_token_that_cannot_stand_in_a_header_is_refused(raw: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Token.parse(raw)
    assert caught.value.code == code


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_one_trailing_newline_is_dropped(end: str) -> None:
    assert Token.parse("opaque" + end).value == "opaque"


def test_claims_of_a_jwt_are_read() -> None:
    claims = jwt({"userId": 7, "sessionId": "s", "iat": 0, "exp": 86_400}).claims
    assert claims == Claims("7", "s", datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 2, tzinfo=UTC))
    assert claims.expired(datetime(1970, 1, 2, tzinfo=UTC))
    assert not claims.expired(datetime(1970, 1, 1, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    "payload",
    [
        [],
        3,
        None,
        {"exp": "soon"},
        {"exp": 1e300},
        {"exp": True, "userId": ["x"]},
        {"userId": ""},
        {"userId": "\ud800", "sessionId": "s\udfff"},
    ],
)
def test_a_strange_payload_says_nothing(payload: object) -> None:
    assert jwt(payload).claims == Claims()


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1))
def test_any_visible_ascii_is_a_token_and_never_shows_itself(value: str) -> None:
    token = Token.parse(value)
    assert token.value == value
    assert repr(token) == "Token()"
    assert token.claims.expires_at is None or isinstance(token.claims.expires_at, datetime)


def test_a_renewed_token_keeps_its_place_in_line() -> None:
    old, new = jwt({"userId": "u", "sessionId": "s", "exp": 1}), jwt({"userId": "u", "sessionId": "s", "exp": 2})
    other = jwt({"userId": "u", "sessionId": "t", "exp": 2})
    assert old.group == new.group != other.group


def test_two_opaque_tokens_are_never_the_same_session() -> None:
    assert Token.parse("one").group != Token.parse("two").group


@pytest.mark.parametrize("half", ["userId", "sessionId"])
def test_a_token_that_names_half_a_character_has_a_line_of_its_own(half: str) -> None:
    token = jwt({"userId": "u", "sessionId": "s", half: "\ud800"})
    assert token.group == f"token {token.value}"
