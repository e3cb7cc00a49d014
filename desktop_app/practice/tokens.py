"""The tokens the practice server hands out and accepts: JWTs signed with HS256 (RFC 7515, RFC 7519)."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

SESSION_LIFETIME = timedelta(hours=24)  # exp - iat of the contract's example
ACCOUNT_LIFETIME = timedelta(days=365)


def signed_token(claims: Mapping[str, object], secret: bytes) -> str:
    """A JWT of these claims."""
    head = _segment({"alg": "HS256", "typ": "JWT"})
    body = _segment(claims)
    signature = hmac.new(secret, f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{_base64url(signature)}"


def times(issued_at: datetime, lifetime: timedelta) -> dict[str, int]:
    """The claims `iat` and `exp`, in seconds since the epoch."""
    return {"iat": int(issued_at.timestamp()), "exp": int((issued_at + lifetime).timestamp())}


def _segment(claims: Mapping[str, object]) -> str:
    return _base64url(json.dumps(claims, separators=(",", ":")).encode())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
