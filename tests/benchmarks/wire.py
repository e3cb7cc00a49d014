"""Bytes on the wire for one sign-off, and connections opened, beside curl with the same headers, bodies and reuse.

Bytes are those of TCP's payload in both directions, counted by a proxy before the practice server.
"""

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app import __version__
from desktop_app.domain.outcomes import PatchAnswer, PutAnswer
from desktop_app.domain.presigned import PresignedUrl, judge
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.practice.server import PracticeServer
from desktop_app.remote.execute import EXECUTE_PATH, execute_body
from desktop_app.remote.network import Network
from desktop_app.remote.service import Service
from tests.benchmarks.table import Row
from tests.benchmarks.typical import JPEG_BYTES
from tests.peers.tcp_proxy import TcpProxy

COUNT = 100
MANY = 500
IN_FLIGHT = 4
JPEG = b"\xff\xd8\xff\xe0" + bytes(JPEG_BYTES - 6) + b"\xff\xd9"
TYPE = "Content-Type: image/jpeg"


@contextmanager
def counted() -> Iterator[tuple[PracticeServer, TcpProxy, TcpProxy]]:
    """A practice server whose API and storage are reached through a counting proxy each."""
    with PracticeServer() as server:
        base = server.api_url.removesuffix("/main")
        with TcpProxy(base) as api, TcpProxy(base) as storage:
            server._storage.base_url = storage.url  # what it presigns is for the proxy's address
            yield server, api, storage


def signoffs(server: PracticeServer, api: TcpProxy, count: int) -> list[SignOff]:
    """Sign-offs for the API behind its proxy, spread over the sessions."""
    form = Form("Anne-Marie", "O'Neill", "am@example.org", "Filter replaced.", "All well.")
    tokens = [Token(token) for token in server.session_tokens]
    when = datetime.now(UTC)
    return [
        SignOff(
            f"019aa0b1-0000-7000-8000-{number:012x}", when, form, JPEG, tokens[number % len(tokens)], f"{api.url}/main"
        )
        for number in range(count)
    ]


def ours(server: PracticeServer, waiting: list[SignOff], in_flight: int) -> None:
    """Sends all of them with the program's own remote."""

    async def run() -> None:
        remote = Service(Network(__version__))
        account, left = Token(server.account_token), list(waiting)

        async def worker() -> None:
            while left:
                signoff = left.pop()
                answer = await remote.execute(signoff, account)
                assert isinstance(answer, PatchAnswer)
                url = judge(answer.presigned_url or "", signoff.api_url)
                assert isinstance(url, PresignedUrl)
                stored = await remote.upload(url, signoff.jpeg)
                assert isinstance(stored, PutAnswer)
                assert stored.status == 200

        workers: list[Callable[[], Awaitable[None]]] = [worker] * in_flight
        await asyncio.gather(*(each() for each in workers))
        await remote.close()

    asyncio.run(run())


def curl(server: PracticeServer, waiting: list[SignOff]) -> None:
    """Sends all of them with two curls, one for the PATCHes and one for the PUTs, each reusing its connection."""
    with tempfile.TemporaryDirectory() as folder:
        for number, signoff in enumerate(waiting):
            Path(folder, f"body-{number}").write_bytes(execute_body(signoff))
        Path(folder, "jpeg").write_bytes(JPEG)
        same = ["-A", f"Paraphe/{__version__}", "-H", "Accept-Encoding: identity", "-H", "Accept:"]
        patches = [
            [
                *("-X", "PATCH", *same, "-H", f"Authorization: Bearer {server.account_token}"),
                *("-H", f"X-Session-Token: {signoff.session.value}", "-H", "Content-Type: application/json"),
                *("--data-binary", f"@body-{number}", "-o", f"url-{number}", signoff.api_url + EXECUTE_PATH),
            ]
            for number, signoff in enumerate(waiting)
        ]
        _curl(folder, patches)
        urls = [Path(folder, f"url-{number}").read_text("utf-8").split('"')[3] for number in range(len(waiting))]
        _curl(folder, [["-X", "PUT", *same, "-H", TYPE, "--data-binary", "@jpeg", "-o", "put", url] for url in urls])


def _curl(folder: str, requests: list[list[str]]) -> None:
    arguments: list[str] = []
    for request in requests:
        arguments += [*(["--next"] if arguments else []), "-s", "-f", *request]
    subprocess.run(["curl", "-q", *arguments], cwd=folder, check=True)


def bytes_per_signoff() -> Row:
    with counted() as (server, api, storage):
        ours(server, signoffs(server, api, COUNT), 1)
        mine = (api.up_bytes + api.down_bytes + storage.up_bytes + storage.down_bytes) / COUNT
        assert len(server.objects) == COUNT
    theirs = None
    if shutil.which("curl") is not None:
        with counted() as (server, api, storage):
            curl(server, signoffs(server, api, COUNT))
            theirs = (api.up_bytes + api.down_bytes + storage.up_bytes + storage.down_bytes) / COUNT
            assert len(server.objects) == COUNT
            assert (api.connections, storage.connections) == (1, 1), "curl did not reuse its connections"
    met = None if theirs is None else mine <= 1.1 * theirs
    return Row("bytes on the wire per sign-off", mine, "B", "<= 1.1 x", "curl, same headers and reuse", theirs, met)


def connections() -> Row:
    with counted() as (server, api, storage):
        ours(server, signoffs(server, api, MANY), IN_FLIGHT)
        opened = max(api.connections, storage.connections)
        assert len(server.objects) == MANY
        assert urlsplit(api.url).port != urlsplit(storage.url).port
    name = f"connections for {MANY} sign-offs, the busier host"
    return Row(name, opened, "connections", f"<= {IN_FLIGHT + 1}", "in flight", IN_FLIGHT, opened <= IN_FLIGHT + 1)


def run() -> list[Row]:
    """Both figures."""
    return [bytes_per_signoff(), connections()]


if __name__ == "__main__":
    for row in run():
        print(row)  # noqa: T201 - run alone
