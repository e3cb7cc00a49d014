"""Which proxy a host is reached through: the setting's, else the system's as asked of a callable handed in."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.origin import is_loopback, split_fault, split_url

from .apart import apart

ProxyFor = Callable[[str], str | None]  # an origin's URL -> the proxy's URL, or None for a direct way
DIRECT = "direct"  # the setting's word for: no proxy, whatever the system says
_REMEMBERED_S = 300.0
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; `credentials` are its user and password."""

    scheme: str
    host: str
    port: int
    credentials: tuple[str, str] | None = field(default=None, repr=False)


def parse_proxy(text: str) -> Proxy:
    """The proxy of `http://[user:password@]host[:port]`, the scheme may be left out.

    Raises InvalidInput `proxy_invalid` (`why`: characters, port, scheme, host).
    """
    url = text if "://" in text else f"http://{text}"
    parts = split_url(url)
    if parts is None:
        raise InvalidInput("proxy_invalid", why=split_fault(url))
    if parts.scheme not in _PORTS:
        raise InvalidInput("proxy_invalid", why="scheme")
    if not parts.hostname:
        raise InvalidInput("proxy_invalid", why="host")
    credentials = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return Proxy(parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme], credentials)


class ProxyChoice:
    """Remembers the system's answer for each host for five minutes, or until the network changes.

    The system is asked off the event loop, since a proxy script may have to be fetched first, and is told the origin
    alone: a presigned URL is nobody's business.
    """

    def __init__(self, setting: str = "", proxy_for: ProxyFor | None = None) -> None:
        self._fixed = parse_proxy(setting) if setting not in ("", DIRECT) else None
        self._proxy_for = proxy_for if setting == "" else None
        self._answers: dict[str, tuple[float, Proxy | None]] = {}

    async def of(self, scheme: str, host: str, port: int) -> Proxy | None:
        """The proxy for an origin; loopback is always reached directly. Raises InvalidInput as `parse_proxy`."""
        if is_loopback(host):
            return None
        if self._proxy_for is None:
            return self._fixed
        named = f"[{host}]" if ":" in host else host
        url = f"{scheme}://{named}:{port}/"
        known = self._answers.get(url)
        if known is not None and time.monotonic() < known[0]:
            return known[1]
        answer = await apart(self._proxy_for, url)
        proxy = parse_proxy(answer) if answer else None
        self._answers[url] = (time.monotonic() + _REMEMBERED_S, proxy)
        return proxy

    def forget(self) -> None:
        """The network changed: asks again."""
        self._answers = {}
