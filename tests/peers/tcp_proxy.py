"""A TCP proxy of our own: passes bytes on, and cuts, trickles or answers in the server's place where told to."""

import asyncio
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_PAGE = b"<html><body>Please accept the terms.</body></html>"
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(_PAGE), _PAGE)
_CHUNK = 4_096


@dataclass
class Mischief:
    """What happens to the next connections; bytes are counted for each connection and direction."""

    cut_up_after: int | None = None  # of what the client sends
    cut_down_after: int | None = None  # of what the server answers
    down_bytes_per_s: float | None = None
    answer: bytes | None = None  # said in the server's place once the client has spoken
    silent: bool = False  # takes the request and says nothing
    times: int = 1_000_000  # for so many connections; later ones pass


class TcpProxy:
    """Listens on loopback in a thread of its own. `mischief` may be set at any time and strikes new connections."""

    def __init__(self, upstream_url: str, mischief: Mischief | None = None) -> None:
        parts = urlsplit(upstream_url)
        assert parts.hostname is not None
        assert parts.port is not None
        self._upstream = (parts.hostname, parts.port)
        self.mischief = mischief or Mischief()
        self.connections = 0
        self.up_bytes = 0
        self.down_bytes = 0
        self.port = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="tcp-proxy", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ends: asyncio.Event | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None
        assert self._ends is not None
        self._loop.call_soon_threadsafe(self._ends.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._ends = asyncio.get_running_loop(), asyncio.Event()
        tasks: set[asyncio.Task[None]] = set()

        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.connections += 1
            task = asyncio.ensure_future(self._connection(reader, writer))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        listener = await asyncio.start_server(begin, "127.0.0.1", 0)
        self.port = listener.sockets[0].getsockname()[1]
        self._ready.set()
        await self._ends.wait()
        listener.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mischief = self.mischief
        if mischief.times <= 0:
            mischief = Mischief()
        else:
            mischief.times -= 1
        writers = [writer]
        try:
            if mischief.answer is not None or mischief.silent:
                self.up_bytes += len(await reader.readuntil(b"\r\n\r\n"))
                if mischief.silent:
                    await asyncio.Event().wait()
                writer.write(mischief.answer or b"")
                await writer.drain()
                await reader.read()  # so that closing is no reset that swallows the answer
                return
            up_reader, up_writer = await asyncio.open_connection(*self._upstream)
            writers.append(up_writer)
            up = asyncio.ensure_future(self._pump(reader, up_writer, mischief.cut_up_after, None, up=True))
            down = asyncio.ensure_future(
                self._pump(up_reader, writer, mischief.cut_down_after, mischief.down_bytes_per_s, up=False)
            )
            try:
                await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                up.cancel()
                down.cancel()
                await asyncio.gather(up, down, return_exceptions=True)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            for each in writers:
                each.transport.abort() if mischief.cut_up_after is not None else each.close()

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        cut_after: int | None,
        bytes_per_s: float | None,
        *,
        up: bool,
    ) -> None:
        passed = 0
        while data := await reader.read(1 if bytes_per_s else _CHUNK):
            part = data if cut_after is None else data[: cut_after - passed]
            writer.write(part)
            await writer.drain()
            passed += len(part)
            if up:
                self.up_bytes += len(part)
            else:
                self.down_bytes += len(part)
            if cut_after is not None and passed >= cut_after:
                return
            if bytes_per_s:
                await asyncio.sleep(1 / bytes_per_s)
