"""Connections: TLS by the operating system's roots, kept-alive httpx clients, one for each proxy in use."""

import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from importlib.util import find_spec

import httpx
import truststore

from desktop_app.domain.limits import REQUEST_TIMEOUT_S

from .proxies import Proxy, ProxyChoice, ProxyFor
from .transport import Transport


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds for each phase, and for a whole request: an answer that trickles satisfies every single read."""

    connect_s: float = 15.0
    read_s: float = 60.0  # API Gateway itself gives up after 29
    write_s: float = 60.0
    whole_s: float = REQUEST_TIMEOUT_S


def make_tls_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, verified against the operating system's certificates."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


class Network:
    """What the two clients share: settings, TLS context, the choice of proxies. Holds no connection itself."""

    def __init__(
        self,
        version: str,
        *,
        proxy: str = "",
        proxy_for: ProxyFor | None = None,
        timeouts: Timeouts | None = None,
        tls_context: Callable[[], ssl.SSLContext] = make_tls_context,
    ) -> None:
        """`proxy`: a proxy's URL, `direct`, or '' for what `proxy_for` says. Raises InvalidInput `proxy_invalid`."""
        self.user_agent = f"Paraphe/{version}".encode("ascii")
        self.timeouts = timeouts or Timeouts()
        self.proxies = ProxyChoice(proxy, proxy_for)
        self._make_tls_context = tls_context
        self._tls_context: ssl.SSLContext | None = None

    def open_client(self, proxy: Proxy | None) -> httpx.AsyncClient:
        """A new client, direct or through a proxy: no environment, no redirects, no cookies kept."""
        if self._tls_context is None:
            _spare_searches_for_sniffio()
            self._tls_context = self._make_tls_context()
        client = httpx.AsyncClient(
            transport=Transport(self._tls_context, proxy), trust_env=False, follow_redirects=False
        )
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
        return client


def _spare_searches_for_sniffio() -> None:
    """Tells Python that sniffio is absent where it is.

    httpcore imports it at each of its locks; what is not installed is searched for along the whole path each time, a
    quarter of a request's CPU. None in `sys.modules` is how an import is told to fail at once.
    """
    if "sniffio" not in sys.modules and find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment] # documented, but not in the stubs
