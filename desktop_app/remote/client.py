"""One request, one whole answer, or what became of it.

httpx sends the headers it is given and no others. It is told a request's origin alone: path and query travel beside
it, byte for byte as they were signed (see `transport`), so nothing rewrites them and nothing logs them.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpcore
import httpx

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.limits import ANSWER_MAX_BYTES
from desktop_app.domain.outcomes import Lost, Unreachable

from .failures import FAILURES, Progress, failure
from .network import Network
from .proxies import Proxy
from .target import Target
from .transport import PROGRESS, TARGET

Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """A whole answer: header names lower case, of repeated ones the first; the body as it came."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes = field(repr=False)


@dataclass(slots=True)
class _Line:
    """A client and how many requests are on it; one of before a change of network ends with its last request."""

    client: httpx.AsyncClient
    users: int = 0
    retired: bool = False


class Client:
    """Keeps its connections from request to request. Used within one event loop."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._lines: dict[Proxy | None, _Line] = {}
        self._changed = False
        times = network.timeouts
        self._timeouts = {"connect": times.connect_s, "read": times.read_s, "write": times.write_s, "pool": None}
        self._fixed = [(b"User-Agent", network.user_agent), (b"Accept-Encoding", b"identity")]

    async def send(
        self, method: str, target: Target, headers: Sequence[Header], body: bytes
    ) -> RawAnswer | Unreachable | Lost:
        """Sends `body` with `headers` (Host, User-Agent, Accept-Encoding and Content-Length are added)."""
        if self._changed:
            await self._retire()
        progress, proxy = Progress(), None
        try:
            async with asyncio.timeout(self._network.timeouts.whole_s):
                proxy = await self._network.proxies.of(target.scheme, target.host, target.port)
                line = self._line(proxy)
                try:
                    return await self._exchange(line.client, self._request(method, target, headers, body, progress))
                finally:
                    line.users -= 1
                    if line.retired and not line.users:
                        await line.client.aclose()
        except InvalidInput:
            return Unreachable("proxy_unsupported", "proxy")
        except httpcore.LocalProtocolError:
            # A bug of ours. h11 quotes the header it refuses, which may be a token: its words are not told on.
            raise RuntimeError("a request that breaks HTTP was not sent") from None
        except FAILURES as error:
            return failure(error, progress.stage, via_proxy=proxy is not None)

    def network_changed(self) -> None:
        """Connections of before are not used again."""
        self._changed = True

    async def close(self) -> None:
        """Closes every connection, busy ones too."""
        lines, self._lines = self._lines, {}
        for line in lines.values():
            await line.client.aclose()

    def _line(self, proxy: Proxy | None) -> _Line:
        line = self._lines.get(proxy)
        if line is None:
            line = self._lines[proxy] = _Line(self._network.open_client(proxy))
        line.users += 1
        return line

    async def _retire(self) -> None:
        self._changed = False
        lines, self._lines = self._lines, {}
        for line in lines.values():
            line.retired = True
            if not line.users:
                await line.client.aclose()

    def _request(
        self, method: str, target: Target, headers: Sequence[Header], body: bytes, progress: Progress
    ) -> httpx.Request:
        return httpx.Request(
            method,
            target.origin,
            headers=[(b"Host", target.authority), *self._fixed, *headers, (b"Content-Length", b"%d" % len(body))],
            content=body,
            extensions={"timeout": self._timeouts, PROGRESS: progress, TARGET: target.path_and_query},
        )

    async def _exchange(self, client: httpx.AsyncClient, request: httpx.Request) -> RawAnswer | Lost:
        response = await client.send(request, stream=True)
        try:
            parts, size_bytes = [], 0
            async for part in response.aiter_raw():
                size_bytes += len(part)
                if size_bytes > ANSWER_MAX_BYTES:
                    return Lost("answer_too_large", f"above {ANSWER_MAX_BYTES} bytes")
                parts.append(part)
        finally:
            await response.aclose()
        headers: dict[bytes, bytes] = {}
        for name, text in response.headers.raw:
            headers.setdefault(name.lower(), text)
        return RawAnswer(response.status_code, headers, b"".join(parts))
