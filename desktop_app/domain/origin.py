"""The API's URL and the origin tokens are bound to (RFC 6454)."""

import ipaddress
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from .errors import InvalidInput

_DEFAULT_PORTS = {"https": 443, "http": 80}


def checked_api_url(text: str) -> str:
    """`text` as an API URL without a trailing slash; '' stays ''.

    https, or http to a loopback address; no credentials, query or fragment. Raises InvalidInput: `api_url_invalid`
    (with `why`: scheme, host, credentials, query, port, characters).
    """
    if text == "":
        return ""
    url = split_url(text)
    if url is None:
        raise InvalidInput("api_url_invalid", why=split_fault(text))
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url.hostname or "")):
        raise InvalidInput("api_url_invalid", why="scheme")
    if not url.hostname:
        raise InvalidInput("api_url_invalid", why="host")
    if "@" in url.netloc:
        raise InvalidInput("api_url_invalid", why="credentials")
    if url.query or url.fragment or text.endswith(("?", "#")):
        raise InvalidInput("api_url_invalid", why="query")
    return text.rstrip("/")


def origin(url: str) -> str:
    """Scheme, host and port of an absolute URL, lower case, the default port left out; '' for ''."""
    parts = urlsplit(url)
    if not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = parts.port
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, _DEFAULT_PORTS.get(parts.scheme)) else "")


def split_url(text: str) -> SplitResult | None:
    """`text` split, or None where it holds anything but visible ASCII, or a port that is none."""
    parts = _split(text)
    return parts if parts is not None and _has_usable_port(parts) else None


def split_fault(text: str) -> str:
    """Why `split_url` does not split `text`: `port` or `characters`."""
    return "characters" if _split(text) is None else "port"


def _split(text: str) -> SplitResult | None:
    if not (text.isascii() and text.isprintable()) or " " in text or "\\" in text:
        return None
    try:
        parts = urlsplit(text)
        _ = parts.hostname
    except ValueError:
        return None
    return parts


def _has_usable_port(parts: SplitResult) -> bool:
    try:
        _ = parts.port
    except ValueError:
        return False
    return True


@lru_cache(maxsize=32)
def is_loopback(host: str) -> bool:
    """Whether `host` is `localhost` or a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
