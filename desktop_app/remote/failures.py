"""What went wrong on the wire, told apart: nothing was sent (`Unreachable`), or something may have arrived (`Lost`).

How far a request came is told by `direct`, or seen from httpcore's trace events on the way through a proxy; it is not
guessed from the exception: a proxy that breaks off during CONNECT raises the same error as a server that breaks off
after it acted.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping
from enum import IntEnum
from http import HTTPStatus

import h11
import httpcore

from desktop_app.domain.outcomes import Lost, Unreachable

FAILURES = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    OSError,  # TimeoutError among them
    UnicodeError,  # a host name that no resolver takes
)

# truststore passes on each system's code: OpenSSL (x509_vfy.h), Windows (winerror.h), macOS (SecBase.h, errSec*)
_EXPIRED = frozenset({10, -2146762495, 0x800B0101, -67818})
_NOT_YET_VALID = frozenset({9, -67819})
_WRONG_NAME = frozenset({62, 64, -2146762481, 0x800B010F, -67602})


class Stage(IntEnum):
    """How far a request came."""

    CONNECTING = 0
    TUNNEL = 1  # CONNECT was sent to a proxy
    TLS = 2
    SENT = 3  # the request's first byte may have left


class Progress:
    """Follows one request; through a proxy it is handed to httpcore as its `trace`."""

    __slots__ = ("stage",)

    def __init__(self) -> None:
        self.stage = Stage.CONNECTING

    async def __call__(self, event: str, info: Mapping[str, object]) -> None:
        """Called by httpcore before and after each of its steps."""
        if event == "http11.send_request_headers.started":
            request = info["request"]
            tunnel = isinstance(request, httpcore.Request) and request.method == b"CONNECT"
            self.stage = Stage.TUNNEL if tunnel else Stage.SENT
        elif event.endswith("start_tls.started"):
            self.stage = Stage.TLS


def failure(error: Exception, stage: Stage, *, via_proxy: bool) -> Unreachable | Lost:
    """What one of FAILURES means for a request that had come this far.

    `detail` holds types and numbers alone: messages of h11 quote headers, those of sockets name hosts.
    """
    if stage is Stage.SENT:
        return _lost(error)
    return _unreachable(error, stage, via_proxy=via_proxy)


def _lost(error: Exception) -> Lost:
    if isinstance(error, httpcore.TimeoutException | TimeoutError):
        return Lost("timed_out", _detail(error))
    for cause in _causes(error):
        if isinstance(cause, h11.RemoteProtocolError):
            if cause.error_status_hint == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE:
                return Lost("answer_too_large", _detail(error))
            if not str(cause).startswith("peer closed connection"):
                return Lost("answer_garbled", _detail(error))
    return Lost("broken", _detail(error))


def _unreachable(error: Exception, stage: Stage, *, via_proxy: bool) -> Unreachable:
    detail = _detail(error)
    if isinstance(error, httpcore.ProxyError):
        status = str(error)[:3]
        return Unreachable("proxy_password" if status == "407" else "proxy_refused", f"ProxyError {status}")
    if via_proxy and stage is not Stage.TLS:
        return Unreachable("proxy_unreachable", detail)
    if isinstance(error, httpcore.TimeoutException | TimeoutError):
        return Unreachable("offline", detail)
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            return Unreachable(_tls_code(cause), detail)
        if isinstance(cause, socket.gaierror | UnicodeError):
            return Unreachable("dns", detail)
    return Unreachable("tls_failed" if stage is Stage.TLS else "offline", detail)


def _tls_code(error: ssl.SSLError) -> str:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return "tls_failed"
    code = getattr(error, "verify_code", 0)
    if code in _EXPIRED:
        return "tls_expired"
    if code in _NOT_YET_VALID:
        return "tls_not_yet_valid"
    if code in _WRONG_NAME:
        return "tls_wrong_name"
    return "tls_untrusted"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what lies beneath it, members of groups included, at most 20 deep."""
    waiting, left = [error], 20
    while waiting and left:
        current, left = waiting.pop(), left - 1
        yield current
        if isinstance(current, BaseExceptionGroup):
            waiting.extend(current.exceptions)
        beneath = current.__cause__ or current.__context__
        if beneath is not None:
            waiting.append(beneath)


def _detail(error: Exception) -> str:
    parts = []
    for cause in _causes(error):
        number = getattr(cause, "verify_code", None) or getattr(cause, "errno", None)
        parts.append(f"{type(cause).__name__} {number}" if isinstance(number, int) else type(cause).__name__)
    return " < ".join(dict.fromkeys(parts))
