"""Where a request goes: an absolute URL taken apart once, its path and query kept byte for byte."""

from dataclasses import dataclass, field

import httpx

from desktop_app.domain.origin import split_url

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Target:
    """A URL in the parts that are sent; `authority` is its Host header."""

    scheme: str
    host: str
    port: int
    authority: bytes
    origin: httpx.URL
    path_and_query: bytes = field(repr=False)

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
        try:
            origin = httpx.URL(scheme=parts.scheme, host=parts.hostname, port=port, path="/")
        except httpx.InvalidURL as error:
            raise ValueError("no host that httpx takes") from error
        return cls(parts.scheme, parts.hostname, port, authority.encode(), origin, wanted.encode())
