"""The system's proxy as Qt knows it: WPAD and PAC scripts, exclusions and the desktop's settings included.

A port of `remote.proxies`, which asks it off the event loop: a script may have to be fetched first. It is handed the
origin alone.
"""

from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

_KINDS = {
    QNetworkProxy.ProxyType.HttpProxy: "http",
    QNetworkProxy.ProxyType.HttpCachingProxy: "http",
    QNetworkProxy.ProxyType.Socks5Proxy: "socks5",  # refused by name further on, rather than gone around
}


def system_proxy(url: str) -> str | None:
    """The proxy's URL for an origin's URL; None for a direct way."""
    found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url)))
    return next((_address(proxy) for proxy in found if proxy.type() in _KINDS), None) if not _direct(found) else None


def _direct(found: list[QNetworkProxy]) -> bool:
    """Whether the first choice is no proxy."""
    first = found[0].type() if found else QNetworkProxy.ProxyType.NoProxy
    return first in {QNetworkProxy.ProxyType.NoProxy, QNetworkProxy.ProxyType.DefaultProxy}


def _address(proxy: QNetworkProxy) -> str:
    host = f"[{proxy.hostName()}]" if ":" in proxy.hostName() else proxy.hostName()
    user = quote(proxy.user(), safe="")
    password = quote(proxy.password(), safe="")
    credentials = f"{user}:{password}@" if user else ""
    return f"{_KINDS[proxy.type()]}://{credentials}{host}:{proxy.port()}"
