"""What stands inside the sealed blobs of a sign-off (blob format 1).

payload  4 bytes big endian: length n of the head | n bytes of JSON: form, signing time (microseconds since 1970 UTC),
         amends, session | the JPEG
session  JSON: the session's token, the API URL it was signed for; only once another was attached: until then it stands
         in the payload, so that signing seals and writes one blob
url      JSON: the presigned URL, its expiry, its signed headers
words    UTF-8: what the server said when it refused
"""

import json
import json.encoder
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff

from .rows import from_us, to_us

_LENGTH_BYTES = 4
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # made once: half the time of json.dumps
_AS_THEY_ARE = bytes(byte for byte in range(0x20, 0x7F) if byte not in b'"\\')  # what JSON leaves unescaped
_TEXT = json.encoder.encode_basestring  # one string; a head put together of them takes a third of an encoder's time


class Kind(IntEnum):
    """The kinds of blob; the number is the low two bits of a slot, the name stands in the AAD."""

    PAYLOAD = 0
    SESSION = 1
    URL = 2
    WORDS = 3

    @property
    def label(self) -> str:
        """As bound into the AAD."""
        return _LABELS[self]

    def slot(self, seq: int) -> int:
        """The blob's row id."""
        return seq * 4 + self.value


_LABELS = tuple(kind.name.lower() for kind in Kind)
PAYLOAD_LABEL = Kind.PAYLOAD.label


@dataclass(frozen=True, slots=True)
class Binding:
    """Under which session, and for which API, it was signed."""

    token: Token
    api_url: str


@dataclass(frozen=True, slots=True)
class Payload:
    """What was signed: erased when it is sent."""

    form: Form
    jpeg: bytes
    signed_at: datetime
    amends: str | None
    binding: Binding | None  # None: it has been replaced, and stands in a blob of its own


def pack_signoff(signoff: SignOff) -> bytes:
    """The payload's bytes of one that is signed now: it stands together with its session."""
    session = f',"session":{{"token":{_quoted(signoff.session.value)},"api_url":{_TEXT(signoff.api_url)}}}'
    return _packed(signoff.form, signoff.jpeg, signoff.signed_at, signoff.amends, session)


def pack_unbound(payload: Payload) -> bytes:
    """The payload's bytes without a session: that stands in a blob of its own from now on."""
    return _packed(payload.form, payload.jpeg, payload.signed_at, payload.amends, "")


def _packed(form: Form, jpeg: bytes, signed_at: datetime, amends: str | None, session: str) -> bytes:
    typed = (
        f'"first_name":{_TEXT(form.first_name)},"last_name":{_TEXT(form.last_name)},"email":{_TEXT(form.email)},'
        f'"action_comment":{_TEXT(form.action_comment)},"comment":{_TEXT(form.comment)}'
    )
    amended = "null" if amends is None else _TEXT(amends)
    head = f'{{"form":{{{typed}}},"signed_us":{to_us(signed_at)},"amends":{amended}'.encode()
    tail = f"{session}}}".encode()  # apart: ASCII alone is copied, beside accents each character would be looked at
    return b"".join(((len(head) + len(tail)).to_bytes(_LENGTH_BYTES, "big"), head, tail, jpeg))


def _quoted(text: str) -> str:
    """As a JSON string; one that needs no escapes, as a long token does not, in a fifth of the time."""
    return _TEXT(text) if text.encode().translate(None, _AS_THEY_ARE) else f'"{text}"'


def unpack_payload(data: bytes) -> Payload:
    """The inverse of `pack_payload`; raises EnvironmentFault `blob_damaged`."""
    length = int.from_bytes(data[:_LENGTH_BYTES], "big")
    head = _object(data[_LENGTH_BYTES : _LENGTH_BYTES + length], "payload")
    try:
        signed_at = from_us(head["signed_us"])
        bound = head.get("session")
        binding = None if bound is None else Binding(Token(bound["token"]), bound["api_url"])
        return Payload(Form(**head["form"]), data[_LENGTH_BYTES + length :], signed_at, head["amends"], binding)
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise EnvironmentFault("blob_damaged", kind="payload") from error


def pack_binding(binding: Binding) -> bytes:
    """The session blob's bytes."""
    return _json({"token": binding.token.value, "api_url": binding.api_url})


def unpack_binding(data: bytes) -> Binding:
    """The inverse of `pack_binding`; raises EnvironmentFault `blob_damaged`."""
    content = _object(data, "session")
    try:
        return Binding(Token(content["token"]), content["api_url"])
    except KeyError as error:
        raise EnvironmentFault("blob_damaged", kind="session") from error


def pack_url(url: PresignedUrl) -> bytes:
    """The URL blob's bytes."""
    expires_at = url.expires_at.isoformat() if url.expires_at else None
    return _json({"value": url.value, "expires_at": expires_at, "signed_headers": url.signed_headers})


def unpack_url(data: bytes) -> PresignedUrl:
    """The inverse of `pack_url`; raises EnvironmentFault `blob_damaged`."""
    content = _object(data, "url")
    try:
        expires_at = datetime.fromisoformat(content["expires_at"]) if content["expires_at"] else None
        return PresignedUrl(content["value"], expires_at, tuple(content["signed_headers"]))
    except (KeyError, TypeError, ValueError) as error:
        raise EnvironmentFault("blob_damaged", kind="url") from error


def _json(content: dict[str, Any]) -> bytes:
    return _JSON.encode(content).encode()


def _object(data: bytes, kind: str) -> dict[str, Any]:
    try:
        content = json.loads(data)
    except ValueError as error:
        raise EnvironmentFault("blob_damaged", kind=kind) from error
    if not isinstance(content, dict):
        raise EnvironmentFault("blob_damaged", kind=kind)
    return content
