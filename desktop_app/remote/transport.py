"""The transport beneath httpx: a pool of HTTP/1.1 connections that is given path and query byte for byte.

httpx's own transport would do, but for two things: httpx rewrites a URL's characters, which a presigned URL may not
survive, and httpcore's way around that (`extensions["target"]`) also rewrites the CONNECT to a proxy.
"""

import ssl
from collections.abc import AsyncIterator
from typing import cast

import httpcore
import httpx

from .backend import Backend
from .proxies import Proxy

MAX_CONNECTIONS = 32  # above any sync.max_in_flight, so that no request waits for a connection
KEEP_ALIVE_S = 5.0  # below what servers keep: a PATCH on a connection the server just closed would count as unknown
TARGET = "paraphe_target"  # the extension of a request that holds its path and query


class Transport(httpx.AsyncBaseTransport):
    """Connections of one client, direct or through one proxy. Raises httpcore's errors as they are."""

    def __init__(self, context: ssl.SSLContext, proxy: Proxy | None = None) -> None:
        if proxy is None:
            self._pool = httpcore.AsyncConnectionPool(
                ssl_context=context,
                max_connections=MAX_CONNECTIONS,
                max_keepalive_connections=MAX_CONNECTIONS,
                keepalive_expiry=KEEP_ALIVE_S,
                network_backend=Backend(),
            )
            return
        host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
        self._pool = httpcore.AsyncHTTPProxy(
            f"{proxy.scheme}://{host}:{proxy.port}/",
            proxy_auth=proxy.credentials,
            ssl_context=context,
            proxy_ssl_context=context if proxy.scheme == "https" else None,
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_CONNECTIONS,
            keepalive_expiry=KEEP_ALIVE_S,
            network_backend=Backend(),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request whose extensions hold its TARGET."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.extensions[TARGET],
        )
        response = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=cast("httpx.AsyncByteStream", request.stream),
                extensions={"timeout": request.extensions["timeout"], "trace": request.extensions["trace"]},
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    async def aclose(self) -> None:
        """Closes every connection, busy ones too."""
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    """An answer's body as it comes in."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()
