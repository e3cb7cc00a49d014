"""Where a request goes: an absolute URL taken apart once, its path and query kept byte for byte."""

from dataclasses import dataclass, field

import httpcore

from desktop_app.domain.origin import split_url

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Target:
    """A URL as httpcore takes it; `authority` is its Host header."""

    scheme: str
    host: str
    port: int
    authority: bytes
    url: httpcore.URL = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "Target":
        """Raises ValueError where it is no absolute http(s) URL without credentials."""
        parts = split_url(text)
        if parts is None or parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
            raise ValueError("no absolute http(s) URL without credentials")
        default = _PORTS[parts.scheme]
        port = default if parts.port is None else parts.port
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        authority = host if port == default else f"{host}:{port}"
        wanted = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        url = httpcore.URL(
            scheme=parts.scheme.encode(), host=parts.hostname.encode(), port=port, target=wanted.encode()
        )
        return cls(parts.scheme, parts.hostname, port, authority.encode(), url)
