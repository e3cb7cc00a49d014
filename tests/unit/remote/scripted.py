"""A server on loopback that says exactly what a test tells it to, bytes and breaks included."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

CLOSE = object()  # end of the connection after what was written so far
RESET = object()  # the same by a reset
WAIT = object()  # nothing more is said, the connection stays
Say = bytes | object | Callable[[], Awaitable[None]]


@dataclass
class Scripted:
    """What came in, and how it can be reached."""

    port: int = 0
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def head(self, number: int = 0) -> dict[str, str]:
        """The header lines of a request by lower-case name."""
        lines = self.requests[number].partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        return {name.lower(): text.strip() for name, _, text in (line.partition(":") for line in lines)}

    def line(self, number: int = 0) -> str:
        return self.requests[number].partition(b"\r\n")[0].decode("latin-1")


@asynccontextmanager
async def scripted(*answers: Sequence[Say], tls: ssl.SSLContext | None = None) -> AsyncIterator[Scripted]:
    """Answers the nth request with the nth sequence, the last one again and again."""
    server, tasks = Scripted(), set[asyncio.Task[None]]()
    told = 0

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal told
        server.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    (int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), 0
                )
                server.requests.append(head + await reader.readexactly(length))
                answer = answers[min(told, len(answers) - 1)]
                told += 1
                if not await _say(answer, writer):
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(converse(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listener = await asyncio.start_server(begin, "127.0.0.1", 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _say(answer: Sequence[Say], writer: asyncio.StreamWriter) -> bool:
    for part in answer:
        if isinstance(part, bytes):
            writer.write(part)
            await writer.drain()
        elif part is CLOSE:
            return False
        elif part is RESET:
            writer.transport.abort()
            return False
        elif part is WAIT:
            await asyncio.Event().wait()
        elif callable(part):
            await part()
    return True


def http(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """A well-formed answer; header names are given with '_' for '-'."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {text}" for name, text in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def json_http(body: bytes, status: int = 200, **headers: str) -> bytes:
    return http(status, body, Content_Type="application/json", **headers)
