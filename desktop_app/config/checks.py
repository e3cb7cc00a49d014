"""What single settings must be beyond their type. Each check returns the value normalised or raises InvalidInput."""

import base64
import binascii
import re

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.origin import checked_api_url, split_fault, split_url

from .setting import Value

_HOST_PATTERN = re.compile(r"[a-z0-9*?\[\]_-]+(\.[a-z0-9*?\[\]_-]+)*\.?|\[[0-9a-f:*]+\]")
_KEY_BYTES = 32
_PIN_HASH = re.compile(r"\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")


def api_url(value: Value) -> Value:
    """The service's URL without a trailing slash. Raises `api_url_invalid`."""
    return checked_api_url(str(value))


def proxy(value: Value) -> Value:
    """'' (the system's), `direct`, or an HTTP proxy's URL without a password. Raises `proxy_invalid`.

    A password would stand readable in a file; a proxy that asks for one is answered by the operating system.
    """
    text = str(value)
    if text in ("", "direct"):
        return text
    url = text if "://" in text else f"http://{text}"
    parts = split_url(url)
    if parts is None:
        raise InvalidInput("proxy_invalid", why=split_fault(url))
    if parts.scheme not in ("http", "https"):
        raise InvalidInput("proxy_invalid", why="scheme")
    if not parts.hostname:
        raise InvalidInput("proxy_invalid", why="host")
    if "@" in parts.netloc:
        raise InvalidInput("proxy_invalid", why="credentials")
    return text


def host_patterns(value: Value) -> Value:
    """Host names, `*` and `?` allowed, lower case. Raises `upload_host_invalid` (with `host`)."""
    patterns = tuple(text.strip().lower() for text in value) if isinstance(value, tuple) else ()
    for pattern in patterns:
        if not _HOST_PATTERN.fullmatch(pattern):
            raise InvalidInput("upload_host_invalid", host=pattern[:100])
    return patterns


def recovery_key(value: Value) -> Value:
    """'' or an X25519 public key, 32 bytes in base64. Raises `recovery_key_invalid`."""
    text = str(value).strip()
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("recovery_key_invalid") from error
    if text and len(decoded) != _KEY_BYTES:
        raise InvalidInput("recovery_key_invalid")
    return text


def pin_hash(value: Value) -> Value:
    """'' or an Argon2id hash in the PHC string format. Raises `pin_hash_invalid`."""
    text = str(value)
    if text and not _PIN_HASH.fullmatch(text):
        raise InvalidInput("pin_hash_invalid")
    return text
