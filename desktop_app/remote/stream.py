"""One TCP or TLS connection on asyncio alone, read and written as httpcore does.

What is written waits for the next read, or for 64 kB: head and body of a request leave in one piece.
"""

import asyncio
import select
import socket
import ssl
from collections import deque
from collections.abc import Iterable
from typing import Any, cast

import httpcore

AT_ONCE_BYTES = 65_536  # of writes that wait, and of what was received and is not read yet


class Line(asyncio.Protocol):
    """What came in, and whether the other side has ended."""

    def __init__(self) -> None:
        self.ended = False
        self.error: Exception | None = None
        self._parts: deque[bytes] = deque()
        self._size_bytes = 0
        self._transport: asyncio.Transport | None = None
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None  # there while the system takes no more

    # What asyncio tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Has everything handed to the system before a write counts as done."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.set_write_buffer_limits(0)

    def data_received(self, data: bytes) -> None:
        """Keeps it; what nobody reads is left to the system."""
        self._parts.append(data)
        self._size_bytes += len(data)
        if self._size_bytes > AT_ONCE_BYTES and self._transport is not None:
            self._transport.pause_reading()
        _wake(self._reader)

    def eof_received(self) -> None:
        """The other side says no more: the connection is closed."""
        self.ended = True
        _wake(self._reader)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits need not any longer."""
        self.ended, self.error = True, exc
        _wake(self._reader)
        self.resume_writing()

    def pause_writing(self) -> None:
        """The system takes no more for now."""
        if self._writer is None:
            self._writer = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        """It has taken everything."""
        writer, self._writer = self._writer, None
        _wake(writer)

    # What a stream asks

    @property
    def pending(self) -> bool:
        """Whether a read would return at once."""
        return bool(self._parts) or self.ended

    @property
    def blocked(self) -> bool:
        """Whether not everything that was written has left."""
        return self._writer is not None

    async def readable(self) -> None:
        """Until `pending`."""
        self._reader = asyncio.get_running_loop().create_future()
        try:
            await self._reader
        finally:
            self._reader = None

    async def writable(self) -> None:
        """Until nothing is `blocked`."""
        if self._writer is not None:
            await asyncio.shield(self._writer)

    def take(self, max_bytes: int) -> bytes:
        """What came next, b'' where nothing did."""
        if not self._parts:
            return b""
        part = self._parts.popleft()
        if len(part) > max_bytes:
            self._parts.appendleft(part[max_bytes:])
            part = part[:max_bytes]
        if self._size_bytes > AT_ONCE_BYTES >= self._size_bytes - len(part) and self._transport is not None:
            self._transport.resume_reading()
        self._size_bytes -= len(part)
        return part


class Stream(httpcore.AsyncNetworkStream):
    """Raises httpcore's errors, with asyncio's as their cause."""

    def __init__(self, transport: asyncio.Transport, line: Line) -> None:
        self._transport, self._line = transport, line
        self._unsent: list[bytes] = []
        self._unsent_bytes = 0
        self._write_timeout_s: float | None = None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's signature
        """The next bytes, b'' at the end. First sends what waits."""
        line = self._line
        if self._unsent or line.blocked:
            await self._send()
        if not line.pending:
            try:
                async with asyncio.timeout(timeout):
                    await line.readable()
            except TimeoutError as error:
                raise httpcore.ReadTimeout from error
        part = line.take(max_bytes)
        if not part and line.error is not None:
            raise httpcore.ReadError(type(line.error).__name__) from line.error
        return part

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's signature
        """Has it sent with the next read; at once where it is much."""
        self._write_timeout_s = timeout
        self._unsent.append(buffer)
        self._unsent_bytes += len(buffer)
        if self._unsent_bytes >= AT_ONCE_BYTES:
            await self._send()

    async def aclose(self) -> None:
        """Without TLS's farewell, for which the other side would have to be waited for."""
        self._unsent.clear()
        self._transport.close()
        await asyncio.sleep(0)
        self._transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    ) -> httpcore.AsyncNetworkStream:
        """TLS over this connection, which is closed where the handshake fails or is given up."""
        line = Line()
        try:
            async with asyncio.timeout(timeout):
                transport = await asyncio.get_running_loop().start_tls(
                    self._transport, line, ssl_context, server_hostname=server_hostname
                )
        except BaseException as error:
            self._transport.abort()
            await asyncio.sleep(0)
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout from error
            if isinstance(error, OSError):
                raise httpcore.ConnectError(type(error).__name__) from error
            raise
        if transport is None:
            raise httpcore.ConnectError("closed")
        line.connection_made(transport)
        return Stream(transport, line)

    def get_extra_info(self, info: str) -> Any:
        """`is_readable`: something came, or the other side ended; others as asyncio has them."""
        if info == "is_readable":
            return self._line.pending or _is_readable(self._transport.get_extra_info("socket"))
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._transport.get_extra_info(names.get(info, info))

    async def _send(self) -> None:
        line = self._line
        if self._unsent:
            self._transport.write(b"".join(self._unsent))
            self._unsent.clear()
            self._unsent_bytes = 0
        if line.blocked:
            try:
                async with asyncio.timeout(self._write_timeout_s):
                    await line.writable()
            except TimeoutError as error:
                raise httpcore.WriteTimeout from error


async def connect(
    host: str,
    port: int,
    timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
    local_address: str | None = None,
    options: Iterable[httpcore.SOCKET_OPTION] | None = None,
) -> httpcore.AsyncNetworkStream:
    """To one address. Raises httpcore's ConnectTimeout and ConnectError."""
    local = None if local_address is None else (local_address, 0)
    try:
        async with asyncio.timeout(timeout):
            transport, line = await asyncio.get_running_loop().create_connection(Line, host, port, local_addr=local)
    except TimeoutError as error:
        raise httpcore.ConnectTimeout from error
    except OSError as error:
        raise httpcore.ConnectError(type(error).__name__) from error
    opened: socket.socket = transport.get_extra_info("socket")
    for option in options or ():
        opened.setsockopt(*option)
    return Stream(transport, line)


def _is_readable(opened: socket.socket | None) -> bool:
    """Whether the system has something that the event loop has not seen yet."""
    if opened is None or opened.fileno() < 0:
        return True
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([opened.fileno()], [], [], 0)[0])
    poll = select.poll()
    poll.register(opened.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _wake(waiting: "asyncio.Future[None] | None") -> None:
    if waiting is not None and not waiting.done():
        waiting.set_result(None)
