"""Connections: TLS by the operating system's roots, kept-alive httpx clients, one for each proxy in use."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass

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
            self._tls_context = self._make_tls_context()
        return _Client(transport=Transport(self._tls_context, proxy), trust_env=False, follow_redirects=False)


class _NoCookies(httpx.Cookies):
    """Takes none, so none is ever sent; looking for them in each answer would cost a tenth of a request."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Leaves them where they are."""


class _Client(httpx.AsyncClient):
    """httpx's, without a cookie jar."""

    _none = _NoCookies()

    @property  # type: ignore[misc]  # nothing can be set
    def cookies(self) -> httpx.Cookies:
        """Always empty."""
        return self._none
