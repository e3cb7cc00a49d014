"""Whom the client trusts: the operating system's roots, the right name, a certificate of today; and nobody else.

On Linux a root is put into the system's store for one process with SSL_CERT_FILE, which OpenSSL and truststore honour.
"""

import asyncio
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desktop_app.domain.outcomes import PatchAnswer, PatchOutcome, PutAnswer, PutOutcome, Unreachable
from tests.peers.certificates import Root, make_root
from tests.unit.remote.samples import ACCOUNT, JPEG, service, signoff, upload_url
from tests.unit.remote.scripted import http, json_http, scripted

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the store of other systems is not changed for a test")
FINE = json_http(b'{"presignedUrl":"https://b.example/1"}')


@pytest.fixture(scope="module")
def root() -> Root:
    return make_root("Paraphe test root")


@pytest.fixture
def trusted(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    """The root, known to the system."""
    monkeypatch.setenv("SSL_CERT_FILE", str(root.write(tmp_path / "roots.pem")))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    return root


def meet(context: ssl.SSLContext, host: str = "127.0.0.1") -> tuple[PatchOutcome, PutOutcome, list[bytes]]:
    """A PATCH and a PUT to a server with this context; what came of them and what the server heard."""

    async def run() -> tuple[PatchOutcome, PutOutcome, list[bytes]]:
        async with scripted([FINE], [http(200)], tls=context) as server, service() as remote:
            url = f"https://{host}:{server.port}"
            patched = await remote.execute(signoff(url + "/main"), ACCOUNT)
            stored = await remote.upload(upload_url(url), JPEG)
            return patched, stored, server.requests

    return asyncio.run(run())


def refusal(context: ssl.SSLContext, host: str = "127.0.0.1") -> str:
    patched, stored, heard = meet(context, host)
    assert heard == [], "something was sent to a server that is not trusted"
    assert isinstance(patched, Unreachable)
    assert isinstance(stored, Unreachable)
    assert patched.code == stored.code
    assert host not in patched.detail
    return patched.code


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_root_in_the_systems_store_is_trusted(trusted: Root, tmp_path: Path, host: str) -> None:
    patched, stored, heard = meet(trusted.server(tmp_path, "127.0.0.1", "localhost"), host)
    assert isinstance(patched, PatchAnswer)
    assert isinstance(stored, PutAnswer)
    assert len(heard) == 2


def test_an_unknown_root_is_refused(trusted: Root, tmp_path: Path) -> None:
    assert trusted is not None
    assert refusal(make_root("Somebody else").server(tmp_path, "127.0.0.1")) == "tls_untrusted"


def test_a_root_is_not_trusted_without_the_systems_word(root: Root, tmp_path: Path) -> None:
    assert refusal(root.server(tmp_path, "127.0.0.1")) == "tls_untrusted"


def test_a_wrong_name_is_refused(trusted: Root, tmp_path: Path) -> None:
    assert refusal(trusted.server(tmp_path, "elsewhere.example"), "localhost") == "tls_wrong_name"
    assert refusal(trusted.server(tmp_path, "127.0.0.2"), "127.0.0.1") == "tls_wrong_name"


def test_an_expired_certificate_is_refused(trusted: Root, tmp_path: Path) -> None:
    assert refusal(trusted.server(tmp_path, "127.0.0.1", from_days=-30, until_days=-1)) == "tls_expired"


def test_a_certificate_of_tomorrow_speaks_of_a_wrong_clock(trusted: Root, tmp_path: Path) -> None:
    assert refusal(trusted.server(tmp_path, "127.0.0.1", from_days=1)) == "tls_not_yet_valid"


def test_an_old_protocol_is_refused(trusted: Root, tmp_path: Path) -> None:
    context = trusted.server(tmp_path, "127.0.0.1")
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    assert refusal(context) == "tls_failed"


@asynccontextmanager
async def tunnel(port: int) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A proxy that opens every CONNECT to one port of loopback; gives its own port and the CONNECTs it heard."""
    heard: list[bytes] = []
    tasks: set[asyncio.Task[None]] = set()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(4_096):
            writer.write(data)
            await writer.drain()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        try:
            await asyncio.gather(pump(reader, up_writer), pump(up_reader, writer))
        except ConnectionError:
            pass
        finally:
            writer.close()
            up_writer.close()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listener = await asyncio.start_server(begin, "127.0.0.1", 0)
    try:
        yield listener.sockets[0].getsockname()[1], heard
    finally:
        listener.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def through_a_tunnel(context: ssl.SSLContext) -> tuple[PatchOutcome, PutOutcome, list[bytes], list[bytes]]:
    async def run() -> tuple[PatchOutcome, PutOutcome, list[bytes], list[bytes]]:
        async with (
            scripted([FINE], [http(200)], tls=context) as server,
            tunnel(server.port) as (port, connects),
            service(proxy=f"http://127.0.0.1:{port}") as remote,
        ):
            patched = await remote.execute(signoff("https://api.example/main"), ACCOUNT)
            stored = await remote.upload(upload_url("https://bucket.example"), JPEG)
            return patched, stored, connects, server.requests

    return asyncio.run(run())


def test_the_way_through_a_proxy_is_a_tunnel_that_hears_names_alone(trusted: Root, tmp_path: Path) -> None:
    context = trusted.server(tmp_path, "api.example", "bucket.example")
    patched, stored, connects, heard = through_a_tunnel(context)
    assert isinstance(patched, PatchAnswer)
    assert isinstance(stored, PutAnswer)
    assert [connect.split(b"\r\n")[0] for connect in connects] == [
        b"CONNECT api.example:443 HTTP/1.1",
        b"CONNECT bucket.example:443 HTTP/1.1",
    ]
    assert all(b"token" not in connect.lower() for connect in connects)
    assert [request.split(b" ")[0] for request in heard] == [b"PATCH", b"PUT"]
    assert heard[1].endswith(JPEG)


def test_a_proxy_that_inspects_tls_with_an_unknown_root_is_refused(trusted: Root, tmp_path: Path) -> None:
    assert trusted is not None
    context = make_root("Inspector").server(tmp_path, "api.example", "bucket.example")
    patched, stored, _, heard = through_a_tunnel(context)
    assert isinstance(patched, Unreachable)
    assert isinstance(stored, Unreachable)
    assert (patched.code, stored.code, heard) == ("tls_untrusted", "tls_untrusted", [])
