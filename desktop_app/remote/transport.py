"""The transport beneath httpx: HTTP/1.1 connections that are given path and query byte for byte.

httpx's own transport would do, but for three things: httpx rewrites a URL's characters, which a presigned URL may not
survive; httpcore's way around that (`extensions["target"]`) also rewrites the CONNECT to a proxy; and its pool costs as
much CPU as the request (see `direct`). Through a proxy, which is rare and has a handshake of its own, the pool is used.
"""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import cast

import httpcore
import httpx

from .backend import Backend
from .direct import Direct
from .failures import Progress
from .proxies import Proxy

MAX_CONNECTIONS = 32  # above any sync.max_in_flight, so that no request waits for a connection
KEEP_ALIVE_S = 5.0  # below what servers keep: a PATCH on a connection the server just closed would count as unknown
TARGET = "paraphe_target"  # the extension of a request that holds its path and query
PROGRESS = "paraphe_progress"  # and the one that holds a `failures.Progress`


class Transport(httpx.AsyncBaseTransport):
    """Connections of one client, direct or through one proxy. Raises httpcore's errors as they are."""

    def __init__(self, context: ssl.SSLContext, proxy: Proxy | None = None) -> None:
        self._pool = Direct(context, KEEP_ALIVE_S) if proxy is None else _through(proxy, context)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request whose extensions hold its TARGET and its PROGRESS."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.extensions[TARGET],
        )
        progress: Progress = request.extensions[PROGRESS]
        extensions = {"timeout": request.extensions["timeout"]}
        if not isinstance(self._pool, Direct):
            extensions["trace"] = progress
        sent = httpcore.Request(
            request.method,
            url,
            headers=request.headers.raw,
            content=cast("httpx.AsyncByteStream", request.stream),
            extensions=extensions,
        )
        ended = None
        if isinstance(self._pool, Direct):
            response, connection = await self._pool.send(sent, progress)
            ended = partial(self._pool.give_back, connection)
        else:
            response = await self._pool.handle_async_request(sent)
        return _Answer(response.status, headers=response.headers, stream=_Body(response, ended))

    async def aclose(self) -> None:
        """Closes every connection, busy ones too."""
        await self._pool.aclose()


def _through(proxy: Proxy, context: ssl.SSLContext) -> httpcore.AsyncHTTPProxy:
    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    return httpcore.AsyncHTTPProxy(
        f"{proxy.scheme}://{host}:{proxy.port}/",
        proxy_auth=proxy.credentials,
        ssl_context=context,
        proxy_ssl_context=context if proxy.scheme == "https" else None,
        max_connections=MAX_CONNECTIONS,
        max_keepalive_connections=MAX_CONNECTIONS,
        keepalive_expiry=KEEP_ALIVE_S,
        network_backend=Backend(),
    )


class _Answer(httpx.Response):
    """Leads nowhere: httpx reads a redirect's Location though it is not to follow it, and raises where it is no URL."""

    @property
    def has_redirect_location(self) -> bool:
        """Never."""
        return False


class _Body(httpx.AsyncByteStream):
    """An answer's body as it comes in; `ended` is called once nothing more is wanted of it."""

    def __init__(self, response: httpcore.Response, ended: Callable[[], Awaitable[None]] | None) -> None:
        self._response, self._ended = response, ended

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()
        ended, self._ended = self._ended, None
        if ended is not None:
            await ended()
