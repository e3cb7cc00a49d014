"""Tokens: the session a sign-off belongs to, and the account's bearer token.

Claims of a JWT are read without checking its signature: they are shown and compared, never trusted.
"""

import base64
import binascii
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .errors import InvalidInput

TOKEN_MAX_BYTES = 16_384  # above what servers take as one header line


def clean_token(raw: str) -> str:
    """The token in `raw` without one trailing newline; refuses what cannot stand in an HTTP header.

    Raises InvalidInput: `token_empty`, `token_line_break`, `token_not_ascii`, `token_too_long`.
    """
    value = raw.removesuffix("\n").removesuffix("\r")
    if not value.strip():
        raise InvalidInput("token_empty")
    if "\n" in value or "\r" in value:
        raise InvalidInput("token_line_break")
    if not all("!" <= character <= "~" for character in value):
        raise InvalidInput("token_not_ascii")
    if len(value) > TOKEN_MAX_BYTES:
        raise InvalidInput("token_too_long", limit=TOKEN_MAX_BYTES)
    return value


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says of itself; None where it says nothing usable."""

    user_id: str | None = None
    session_id: str | None = None
    issued_at: datetime | None = None
    expires_at: datetime | None = None

    def expired(self, now: datetime) -> bool:
        """Whether `exp` has passed; a token without `exp` never has."""
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Token:
    """A session or account token: visible ASCII, opaque or a JWT. Its value never appears in a repr."""

    value: str = field(repr=False)

    @classmethod
    def parse(cls, raw: str) -> "Token":
        """See `clean_token` for what is refused."""
        return cls(clean_token(raw))

    @property
    def claims(self) -> Claims:
        """The claims of a JWT's payload; all None for an opaque token."""
        return _claims(self.value)

    @property
    def group(self) -> str:
        """What orders sign-offs: the same for all tokens of one user and session, else the token itself.

        As secret as the token: the outbox stores a keyed hash of it.
        """
        claims = _claims(self.value)
        if claims.user_id is None or claims.session_id is None:
            return f"token {self.value}"
        return f"session {len(claims.user_id)}:{claims.user_id}:{claims.session_id}"


_NO_CLAIMS = Claims()


def _claims(value: str) -> Claims:
    if value.count(".") != 2:  # noqa: PLR2004 - what a JWT has
        return _NO_CLAIMS
    _, body, _ = value.split(".")
    try:
        padded = body + "=" * (-len(body) % 4)
        payload = json.loads(base64.urlsafe_b64decode(padded))
    except (binascii.Error, ValueError, RecursionError):
        return Claims()
    if not isinstance(payload, dict):
        return Claims()
    return Claims(
        _identifier(payload.get("userId")),
        _identifier(payload.get("sessionId")),
        _instant(payload.get("iat")),
        _instant(payload.get("exp")),
    )


def _identifier(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        return None
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, which JSON can write and nothing else
        return None
    return text


def _instant(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None
