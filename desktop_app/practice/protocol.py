"""As much of HTTP/1.1 (RFC 9112) as a practice server needs: whole requests in, answers out, connections kept alive."""

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus

HEAD_MAX_BYTES = 64 * 1024
BODY_MAX_BYTES = 16 << 20


class BadRequest(Exception):
    """What came in is no HTTP/1.1 request that is served here; the connection ends after the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Request:
    """One whole request. Header names are lower case, in the order they came."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The one value of a header; None where it is absent, its values joined by ',' where it is repeated."""
        values = [value for key, value in self.headers if key == name]
        return ",".join(values) if values else None

    @property
    def path(self) -> str:
        """The target without its query, still percent-encoded."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """What follows the target's first '?', still percent-encoded."""
        return self.target.partition("?")[2]

    @property
    def keeps_alive(self) -> bool:
        """Whether the client will send another request on this connection."""
        return (self.header("connection") or "").lower() != "close"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers and a body; `Date`, `Content-Length` and `Connection` are added when it is written."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = field(default=b"", repr=False)

    def head(self, date: str, *, keep_alive: bool) -> bytes:
        """The status line and headers as bytes, the empty line included."""
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = ""
        lines = [
            f"HTTP/1.1 {self.status} {phrase}",
            f"Date: {date}",
            *(f"{name}: {text}" for name, text in self.headers),
        ]
        if self.status >= HTTPStatus.OK and self.status != HTTPStatus.NO_CONTENT:
            lines.append(f"Content-Length: {len(self.body)}")
        if not keep_alive:
            lines.append("Connection: close")
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


async def read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request | None:
    """The next request, or None where the client closed the connection between two. Raises BadRequest."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise BadRequest(HTTPStatus.BAD_REQUEST) from error
        return None
    except asyncio.LimitOverrunError as error:
        raise BadRequest(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE) from error
    method, target, headers = _parsed(head)
    request = Request(method, target, headers, b"")
    length = _length(request)
    if (request.header("expect") or "").lower() == "100-continue":
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    if length == 0:
        return request
    try:
        return Request(method, target, headers, await reader.readexactly(length))
    except asyncio.IncompleteReadError as error:
        raise BadRequest(HTTPStatus.BAD_REQUEST) from error


def _parsed(head: bytes) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    first, *rest = head.decode("latin-1").strip("\r\n").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1.") or not words[1].startswith("/"):  # noqa: PLR2004 - the request line's three words
        raise BadRequest(HTTPStatus.BAD_REQUEST)
    headers = []
    for line in rest:
        name, colon, text = line.partition(":")
        if not colon or not name or name != name.strip():
            raise BadRequest(HTTPStatus.BAD_REQUEST)
        headers.append((name.lower(), text.strip()))
    return words[0], words[1], tuple(headers)


def _length(request: Request) -> int:
    """The declared length of the body. Chunks are refused as S3 refuses them: 411."""
    if request.header("transfer-encoding") is not None:
        raise BadRequest(HTTPStatus.LENGTH_REQUIRED)
    text = request.header("content-length") or "0"
    if not (text.isascii() and text.isdigit()):
        raise BadRequest(HTTPStatus.BAD_REQUEST)
    length = int(text)
    if length > BODY_MAX_BYTES:
        raise BadRequest(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return length
