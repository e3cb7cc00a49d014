"""One connection: what is written leaves with the next read, and no silence or flood hangs it up or loses a byte."""

import asyncio
import socket
import struct
import sys
from collections.abc import Awaitable, Callable

import httpcore
import pytest

from desktop_app.remote.stream import AT_ONCE_BYTES, connect

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Use = Callable[[httpcore.AsyncNetworkStream], Awaitable[None]]
LINGER_NOT = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)  # closing resets


def with_server(talk: Talk, use: Use) -> None:
    """`use` gets a connection to a server that does what `talk` says."""

    async def run() -> None:
        ended = asyncio.Event()

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await talk(reader, writer)
            finally:
                ended.set()
                writer.close()

        listener = await asyncio.start_server(serve, "127.0.0.1", 0)
        stream = await connect("127.0.0.1", listener.sockets[0].getsockname()[1], 5)
        try:
            await use(stream)
        finally:
            await stream.aclose()
            listener.close()
        await asyncio.wait_for(ended.wait(), 10)

    asyncio.run(run())


def test_head_and_body_leave_together_with_the_read_of_the_answer() -> None:
    came: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(await reader.read(100))
        writer.write(b"answer")

    async def use(stream: httpcore.AsyncNetworkStream) -> None:
        await stream.write(b"head ", 5)
        await stream.write(b"body", 5)
        assert await stream.read(100, 5) == b"answer"

    with_server(talk, use)
    assert came == [b"head body"]


def test_a_flood_comes_whole_and_in_order_in_the_size_asked_for() -> None:
    flood = bytes(range(256)) * 16 * (AT_ONCE_BYTES // 1024)

    async def talk(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(flood)
        await writer.drain()

    async def use(stream: httpcore.AsyncNetworkStream) -> None:
        parts = []
        while part := await stream.read(1_000, 5):
            assert len(part) <= 1_000
            parts.append(part)
        assert b"".join(parts) == flood
        assert stream.get_extra_info("is_readable")

    with_server(talk, use)


def test_nobody_who_reads_ends_a_write_in_time() -> None:
    over = asyncio.Event()

    async def talk(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await over.wait()

    async def use(stream: httpcore.AsyncNetworkStream) -> None:
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(b"x" * (64 << 20), 0.2)
        over.set()

    with_server(talk, use)


def test_silence_ends_a_read_in_time_and_a_reset_is_told_from_an_end() -> None:
    listener = socket.create_server(
        ("127.0.0.1", 0)
    )  # a plain socket: Windows' event loop says farewell before it closes

    async def run() -> None:
        stream = await connect("127.0.0.1", listener.getsockname()[1], 5)
        try:
            caller, _ = listener.accept()
            assert not stream.get_extra_info("is_readable")
            with pytest.raises(httpcore.ReadTimeout):
                await stream.read(100, 0.05)
            await stream.write(b"unread", 5)
            with pytest.raises(httpcore.ReadTimeout):
                await stream.read(100, 0.05)
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
            caller.close()
            with pytest.raises(httpcore.ReadError):
                await stream.read(100, 5)
        finally:
            await stream.aclose()

    with listener:
        asyncio.run(run())


def test_nobody_there_is_told_with_the_systems_error_as_its_cause() -> None:
    async def run() -> None:
        listener = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
        port = listener.sockets[0].getsockname()[1]
        listener.close()
        await listener.wait_closed()
        with pytest.raises(httpcore.ConnectError) as refused:
            await connect("127.0.0.1", port, 5)
        assert isinstance(refused.value.__cause__, OSError)

    asyncio.run(run())
