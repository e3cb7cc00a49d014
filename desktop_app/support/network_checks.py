"""Checks of the way to the service: proxy, DNS, TLS, the API, its clock, the storage. Nothing is executed there.

The API is asked with a bare GET of its URL, without any token: every answer shows that it can be reached.
"""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from desktop_app.domain.origin import is_loopback
from desktop_app.domain.outcomes import Lost, Unreachable
from desktop_app.remote.client import Client, RawAnswer
from desktop_app.remote.network import Network
from desktop_app.remote.proxies import Proxy
from desktop_app.remote.target import Target

from .checkup import Checkup
from .findings import Finding, Verdict
from .tls_chain import shown_chain

_CLOCK_OFF_S = 300
_REGION = re.compile(r"\.execute-api\.([a-z0-9-]+)\.amazonaws\.com$")
_ACTING = frozenset({"tls_untrusted", "tls_wrong_name", "tls_expired", "tls_not_yet_valid", "tls_failed"}) | {
    "proxy_password",
    "proxy_refused",
    "proxy_unsupported",
}


@dataclass(frozen=True, slots=True)
class _Way:
    """A host and how it is reached."""

    target: Target
    proxy: Proxy | None
    network: Network


def network(checkup: Checkup) -> Iterator[Finding]:
    """All checks of the network, in the order in which a request meets them."""
    api_url = checkup.settings.api_url
    if not api_url:
        yield Finding("service", Verdict.KNOW, "doctor_nowhere_to_go")
        return
    way = _way(checkup, api_url)
    if isinstance(way, Finding):
        yield way
        return
    yield from _proxy(way, checkup)
    if way.proxy is None and not is_loopback(way.target.host):
        found = _dns(way.target.host, checkup.timeout_s)
        yield found
        if found.verdict is not Verdict.FINE:
            return
    answer = _asked(way, checkup)
    if way.target.scheme == "https":
        yield from _tls(way, answer, checkup.timeout_s)
    yield from _api(way, answer)
    if isinstance(answer, RawAnswer):
        yield from _clock(answer, checkup.now())
    yield from _storage(checkup, way)


def _way(checkup: Checkup, url: str) -> _Way | Finding:
    made = checkup.make_network(checkup.settings)
    target = Target.parse(url)
    try:
        proxy = asyncio.run(made.proxies.of(target.scheme, target.host, target.port))
    except Exception as error:  # noqa: BLE001 - a system's proxy script may fail in any way
        return Finding("proxy", Verdict.PERSON, "proxy_unsupported", {"kind": type(error).__name__})
    return _Way(target, proxy, made)


def _proxy(way: _Way, checkup: Checkup) -> Iterator[Finding]:
    if way.proxy is None:
        yield Finding("proxy", Verdict.FINE, "doctor_no_proxy")
        return
    facts = {"proxy": f"{way.proxy.host}:{way.proxy.port}"}
    try:
        socket.create_connection((way.proxy.host, way.proxy.port), checkup.timeout_s).close()
    except OSError:
        yield Finding("proxy", Verdict.LATER, "doctor_proxy_unreachable", facts)
        return
    yield Finding("proxy", Verdict.FINE, "doctor_proxy", facts)


def _dns(host: str, timeout_s: float) -> Finding:
    """The system's resolver has no time-out of its own: it is given up on, not waited for."""
    found: list[str] = []

    def look_up() -> None:
        try:
            found.extend(str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            return

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(timeout_s)
    if found:
        return Finding("DNS", Verdict.FINE, "doctor_dns", {"host": host, "addresses": ", ".join(sorted(set(found)))})
    return Finding("DNS", Verdict.LATER, "doctor_dns_failed", {"host": host})


def _asked(way: _Way, checkup: Checkup) -> RawAnswer | Unreachable | Lost:
    async def ask() -> RawAnswer | Unreachable | Lost:
        client = Client(way.network)
        try:
            async with asyncio.timeout(checkup.timeout_s):
                return await client.send("GET", way.target, (), b"")
        except TimeoutError:
            return Lost("timed_out")
        finally:
            await client.close()

    return asyncio.run(ask())


def _tls(way: _Way, answer: RawAnswer | Unreachable | Lost, timeout_s: float) -> Iterator[Finding]:
    refused = isinstance(answer, Unreachable) and answer.code.startswith("tls_")
    if isinstance(answer, Unreachable) and not refused:
        return  # it did not come to TLS
    try:
        chain = shown_chain(way.target.host, way.target.port, way.proxy, timeout_s)
    except (OSError, ValueError):
        if isinstance(answer, Unreachable):
            yield Finding("TLS", Verdict.PERSON, answer.code)
        return
    facts = {"issuer": chain.issuer, "subject": chain.subject}
    if isinstance(answer, Unreachable):
        yield Finding("TLS", Verdict.PERSON, answer.code, facts)
        yield Finding("TLS", Verdict.KNOW, "doctor_tls_refused", facts)
    elif chain.public:
        yield Finding("TLS", Verdict.FINE, "doctor_tls", facts)
    else:
        yield Finding("TLS", Verdict.KNOW, "doctor_tls_inspected", facts)


def _api(way: _Way, answer: RawAnswer | Unreachable | Lost) -> Iterator[Finding]:
    facts: dict[str, object] = {"host": way.target.host}
    if isinstance(answer, RawAnswer):
        facts["status"] = answer.status
        between = 300 <= answer.status < 400 or answer.status == 511 or _is_page(answer)  # noqa: PLR2004 - RFC 9110, 6585
        if between:
            yield Finding("service", Verdict.LATER, "something_between", facts)
        elif answer.status >= 500:  # noqa: PLR2004 - RFC 9110, 15.6
            yield Finding("service", Verdict.LATER, "doctor_api_failing", facts)
        else:
            yield Finding("service", Verdict.FINE, "doctor_api", facts)
        return
    verdict = Verdict.PERSON if answer.code in _ACTING else Verdict.LATER
    yield Finding("service", verdict, answer.code, facts | {"detail": answer.detail})


def _is_page(answer: RawAnswer) -> bool:
    return answer.status < 300 and b"html" in answer.headers.get(b"content-type", b"").lower()  # noqa: PLR2004 - RFC 9110


def _clock(answer: RawAnswer, now: datetime) -> Iterator[Finding]:
    try:
        server_time = parsedate_to_datetime(answer.headers[b"date"].decode("ascii"))
        off_s = round((now - server_time).total_seconds())
    except (KeyError, ValueError, TypeError):
        return
    if abs(off_s) > _CLOCK_OFF_S:
        yield Finding("clock", Verdict.PERSON, "doctor_clock_off", {"minutes": round(off_s / 60), "off_s": off_s})
    else:
        yield Finding("clock", Verdict.FINE, "doctor_clock", {"off_s": off_s})


def _storage(checkup: Checkup, api: _Way) -> Iterator[Finding]:
    url = storage_url(api.target, checkup.settings.sync_upload_hosts)
    if url is None:
        yield Finding("storage", Verdict.FINE, "doctor_storage_unknown")
        return
    way = _way(checkup, url)
    if isinstance(way, Finding):
        yield way
        return
    answer = _asked(way, checkup)
    facts: dict[str, object] = {"host": way.target.host}
    if isinstance(answer, RawAnswer):
        yield Finding("storage", Verdict.FINE, "doctor_storage", facts | {"status": answer.status})
    else:
        verdict = Verdict.PERSON if answer.code in _ACTING else Verdict.LATER
        yield Finding("storage", verdict, answer.code, facts)


def storage_url(api: Target, upload_hosts: tuple[str, ...]) -> str | None:
    """Where signatures will go, as far as it is known before the service says so.

    The first allowed host, its leading `*.` left out; else S3 of the API's own region; for a service on this machine,
    itself.
    """
    if is_loopback(api.host):
        return f"{api.scheme}://{api.authority.decode()}/"
    for pattern in upload_hosts:
        host = pattern.removeprefix("*.")
        if not re.search(r"[*?\[]", host):
            return f"https://{host}/"
    region = _REGION.search(api.host)
    return f"https://s3.{region[1]}.amazonaws.com/" if region else None
