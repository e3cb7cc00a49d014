"""What a presigned S3 URL says of itself (Signature V4 in the query), and whether it may be uploaded to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from urllib.parse import parse_qs

from .origin import is_loopback, split_url

_AMZ_DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z")
SUPPLIED_HEADERS = frozenset({"host", "content-type", "content-length"})  # what an upload can always send


@dataclass(frozen=True, slots=True)
class PresignedUrl:
    """A URL that passed `judge`. `expires_at` is in the server's time; None where the URL does not say."""

    value: str = field(repr=False)
    expires_at: datetime | None
    signed_headers: tuple[str, ...]


def judge(text: str, api_url: str, allowed_hosts: Sequence[str] = ()) -> PresignedUrl | str:
    """The URL, or the code of why it is not uploaded to.

    Unusable (a new URL may help): `url_invalid`, `url_scheme`, `url_credentials`, `url_host`.
    For a person: `url_host_not_allowed`, `url_for_reading` (x-id=GetObject), `url_signed_header`.
    """
    parts = split_url(text)
    if parts is None or not parts.scheme:
        return "url_invalid"
    host = parts.hostname or ""
    api = split_url(api_url)
    loopback_api = api is not None and is_loopback(api.hostname or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host) and loopback_api):
        return "url_scheme"
    if not host:
        return "url_host"
    if "@" in parts.netloc:
        return "url_credentials"
    if allowed_hosts and not any(fnmatchcase(host, pattern.lower()) for pattern in allowed_hosts):
        return "url_host_not_allowed"
    query = parse_qs(parts.query, keep_blank_values=True)
    if query.get("x-id") == ["GetObject"]:
        return "url_for_reading"
    signed = tuple(query.get("X-Amz-SignedHeaders", [""])[-1].lower().split(";"))
    signed = tuple(name for name in signed if name)
    if not set(signed) <= SUPPLIED_HEADERS:
        return "url_signed_header"
    return PresignedUrl(text, _expiry(query), signed)


def _expiry(query: dict[str, list[str]]) -> datetime | None:
    try:
        if "X-Amz-Date" in query:
            made = query["X-Amz-Date"][-1]
            if not _AMZ_DATE.fullmatch(made):
                return None
            made_at = datetime.fromisoformat(made)
            return made_at + timedelta(seconds=int(query["X-Amz-Expires"][-1]))
        if "Expires" in query and "Signature" in query:  # Signature V2
            return datetime.fromtimestamp(int(query["Expires"][-1]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None
    return None
