"""Times in an answer's headers: Date and Retry-After (RFC 9110, 5.6.7 and 10.2.3), and texts made safe to keep."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from desktop_app.domain.limits import SERVER_WORDS_MAX

_DATE_MAX = 64
_SECONDS_DIGITS_MAX = 9
SECRET_MIN = 8  # a shorter token stands in words and URLs by chance
_HIDDEN = "[…]"


def server_time(headers: Mapping[bytes, bytes]) -> datetime | None:
    """The answer's Date in UTC, or None."""
    return _http_date(headers.get(b"date", b""))


def retry_after_s(headers: Mapping[bytes, bytes]) -> float | None:
    """Seconds to wait, never negative; a date counts from the answer's own Date, else from now."""
    value = headers.get(b"retry-after", b"").strip()
    if value.isdigit() and len(value) <= _SECONDS_DIGITS_MAX:
        return float(value)
    at = _http_date(value)
    if at is None:
        return None
    return max(0.0, (at - (server_time(headers) or datetime.now(UTC))).total_seconds())


def words(text: str, secrets: Iterable[str] = ()) -> str:
    """A server's words as one line, cut to SERVER_WORDS_MAX; controls, direction marks and secrets are taken out."""
    for secret in secrets:
        if len(secret) >= SECRET_MIN:
            text = text.replace(secret, _HIDDEN)
    text = text[: 4 * SERVER_WORDS_MAX]
    plain = "".join(
        " " if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character for character in text
    )
    return " ".join(plain.split())[:SERVER_WORDS_MAX]


@lru_cache(maxsize=16)
def _http_date(value: bytes) -> datetime | None:
    if not value or len(value) > _DATE_MAX:
        return None
    try:
        parsed = parsedate_to_datetime(value.decode("ascii"))
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
