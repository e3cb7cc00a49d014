"""The system's proxy where there is no Qt to ask: environment variables, Windows' registry, macOS' settings."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def environment_proxy(url: str) -> str | None:
    """The proxy for an absolute URL, or None for a direct way; exclusions (`no_proxy` and the system's) are kept."""
    parts = urlsplit(url)
    if not parts.hostname or proxy_bypass(parts.netloc):
        return None
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all") or None
