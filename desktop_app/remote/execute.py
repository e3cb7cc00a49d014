"""The PATCH: a sign-off as the contract's JSON, and the facts of its answer."""

import json
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import unquote

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.limits import JPEG_MIME
from desktop_app.domain.origin import checked_api_url
from desktop_app.domain.outcomes import Lost, PatchAnswer
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff

from .client import Header, RawAnswer
from .headers import SECRET_MIN, retry_after_s, server_time, words
from .target import Target

EXECUTE_PATH = "/interventions/v2/mb/execute"
_OPTIONAL = (("email", "email"), ("providerActionComment", "action_comment"), ("comment", "comment"))


@lru_cache(maxsize=8)
def execute_target(api_url: str) -> Target:
    """Where the PATCH goes. Raises InvalidInput `api_url_invalid` for a URL that tokens must not be sent to."""
    try:
        return Target.parse(checked_api_url(api_url) + EXECUTE_PATH)
    except ValueError as error:
        raise InvalidInput("api_url_invalid", why="host") from error


def execute_headers(session: Token, account: Token) -> list[Header]:
    """The API's headers, both tokens among them."""
    return [
        (b"Authorization", b"Bearer " + account.value.encode("ascii")),
        (b"X-Session-Token", session.value.encode("ascii")),
        (b"Content-Type", b"application/json"),
    ]


def execute_body(signoff: SignOff) -> bytes:
    """The contract's Execution in UTF-8; empty optional fields are left out."""
    form = signoff.form
    body: dict[str, object] = {"firstName": form.first_name, "lastName": form.last_name}
    for name, attribute in _OPTIONAL:
        text = getattr(form, attribute)
        if text:
            body[name] = text
    body["signature"] = {"name": signoff.name, "mimeType": JPEG_MIME, "size": signoff.size_bytes}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def patch_answer(raw: RawAnswer, session: Token, account: Token) -> PatchAnswer | Lost:
    """The facts of an answer.

    A success that says it is JSON and cannot be read comes from the service, not from a portal: it may have been
    executed, so it is Lost `answer_garbled`.
    """
    kind = raw.headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    says_json = kind == b"application/json" or kind.endswith(b"+json")
    encoded = raw.headers.get(b"content-encoding", b"identity").strip().lower() not in (b"identity", b"")
    is_json, value = (False, None) if encoded else _json(raw.body)
    if HTTPStatus.OK <= raw.status < HTTPStatus.MULTIPLE_CHOICES and says_json and not is_json:
        return Lost("answer_garbled", "success with unreadable JSON")
    members = value if isinstance(value, dict) else {}
    url = members.get("presignedUrl")
    said = members.get("message", members.get("Message"))  # Lambda authorizers spell it with a capital
    return PatchAnswer(
        raw.status,
        is_json,
        url if isinstance(url, str) and not _holds(url, session, account) else None,
        words(said, (session.value, account.value)) if isinstance(said, str) else "",
        retry_after_s(raw.headers),
        server_time(raw.headers),
    )


def _holds(url: str, *tokens: Token) -> bool:
    """Whether a URL would carry one of our tokens to wherever it points: no service makes such a one."""
    plain = unquote(url)
    return any(len(token.value) >= SECRET_MIN and token.value in plain for token in tokens)


def _json(body: bytes) -> tuple[bool, object]:
    try:
        return True, json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return False, None
