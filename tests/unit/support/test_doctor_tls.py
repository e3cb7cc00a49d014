"""The doctor names whose certificate a server shows: directly, and through the tunnel of an office's proxy."""

import http.server
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.config.layers import load, nobody, set_values
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.remote.network import Network
from desktop_app.support.checkup import Checkup
from desktop_app.support.findings import Finding, Verdict
from desktop_app.support.network_checks import network
from desktop_app.support.place import Place
from desktop_app.vault import memory_vault
from tests.peers.certificates import Root, make_root

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the store of other systems is not changed for a test")


class Forbidding(http.server.BaseHTTPRequestHandler):
    """Answers as API Gateway does to a path that it does not have."""

    def do_GET(self) -> None:
        assert "Authorization" not in self.headers
        body = b'{"message":"Missing Authentication Token"}'
        self.send_response(403)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Tls(http.server.ThreadingHTTPServer):
    """TLS is spoken in each connection's own thread; a client that hangs up in the middle is no news."""

    context: ssl.SSLContext

    def finish_request(self, request: object, client_address: object) -> None:
        assert isinstance(request, socket.socket)
        try:
            with self.context.wrap_socket(request, server_side=True) as tls:
                super().finish_request(tls, client_address)
        except OSError:
            return


@contextmanager
def served(context: ssl.SSLContext) -> Iterator[int]:
    """A server's port."""
    with Tls(("127.0.0.1", 0), Forbidding) as server:
        server.context = context
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class Tunnel(http.server.BaseHTTPRequestHandler):
    """A proxy that opens every CONNECT to one port of loopback."""

    behind = 0

    def do_CONNECT(self) -> None:
        with socket.create_connection(("127.0.0.1", type(self).behind)) as onward:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_pump, args=(onward, self.connection))
            back.start()
            _pump(self.connection, onward)
            back.join()

    def log_message(self, *_: object) -> None:
        """Quiet."""


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


@contextmanager
def tunnelled(behind: int) -> Iterator[int]:
    """A proxy's port."""
    handler = type("ToOne", (Tunnel,), {"behind": behind})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def examined(folder: Path, **changes: str) -> dict[str, Finding]:
    paths = Paths(folder / "profile")
    set_values(paths, {key.replace("__", "."): value for key, value in changes.items()}, load(paths))

    def make_network(settings: Settings) -> Network:
        return Network("0", proxy=settings.sync_proxy)

    checkup = Checkup(
        paths=paths,
        load_configuration=lambda: load(paths, nobody),
        open_vault=memory_vault,
        make_network=make_network,
        now=lambda: datetime.now(UTC),
        place=lambda _: Place("ext4"),
        timeout_s=5.0,
    )
    return {finding.code: finding for finding in network(checkup)}


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Root:
    """An office's root, known to this system and to no browser."""
    root = make_root("Inspection Root of the Office")
    monkeypatch.setenv("SSL_CERT_FILE", str(root.write(tmp_path / "roots.pem")))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    return root


def test_an_inspecting_root_is_named(trusted: Root, tmp_path: Path) -> None:
    with served(trusted.server(tmp_path, "127.0.0.1")) as port:
        found = examined(tmp_path, api_url=f"https://127.0.0.1:{port}/main", sync__proxy="direct")
    assert found["doctor_tls_inspected"].facts["issuer"] == "Inspection Root of the Office"
    assert found["doctor_api"].verdict is Verdict.FINE


def test_a_root_that_is_missing_here_is_named(trusted: Root, tmp_path: Path) -> None:
    assert trusted is not None
    with served(make_root("Some Proxy's Root").server(tmp_path, "127.0.0.1")) as port:
        found = examined(tmp_path, api_url=f"https://127.0.0.1:{port}/main", sync__proxy="direct")
    assert found["tls_untrusted"].verdict is Verdict.PERSON
    assert "Some Proxy's Root" in found["doctor_tls_refused"].words
    assert "doctor_api" not in found


def test_the_chain_is_seen_through_a_proxys_tunnel(trusted: Root, tmp_path: Path) -> None:
    with served(trusted.server(tmp_path, "api.example")) as port, tunnelled(port) as proxy:
        found = examined(tmp_path, api_url="https://api.example/main", sync__proxy=f"127.0.0.1:{proxy}")
    assert found["doctor_proxy"].facts["proxy"] == f"127.0.0.1:{proxy}"
    assert found["doctor_tls_inspected"].facts["issuer"] == "Inspection Root of the Office"
    assert "doctor_dns" not in found


def test_a_proxy_that_is_not_there_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    found = examined(tmp_path, api_url="https://api.example/main", sync__proxy=f"127.0.0.1:{port}")
    assert found["doctor_proxy_unreachable"].verdict is Verdict.LATER
    assert found["proxy_unreachable"].verdict is Verdict.LATER


def test_a_name_that_is_not_found_ends_the_way_there(tmp_path: Path) -> None:
    found = examined(tmp_path, api_url="https://nowhere.invalid/main", sync__proxy="direct")
    assert set(found) == {"doctor_no_proxy", "doctor_dns_failed"}
