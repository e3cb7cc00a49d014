"""Whose certificate a server shows: tells an inspecting proxy's root by its name.

The connection is made to look, not to talk: nothing is sent over it, so it may show an untrusted chain as well.
"""

import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import NameOID

from desktop_app.remote.proxies import Proxy

_ANSWER_MAX_BYTES = 16_384


@dataclass(frozen=True, slots=True)
class Chain:
    """`issuer`: who signed the last certificate shown. `public`: whether browsers' own lists know that root."""

    subject: str
    issuer: str
    public: bool


def shown_chain(host: str, port: int, proxy: Proxy | None, timeout_s: float) -> Chain:
    """The chain of a server, through a proxy's tunnel where there is one. Raises OSError, ValueError."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # looking at what is shown is the purpose
    with _connected(host, port, proxy, timeout_s) as plain, context.wrap_socket(plain, server_hostname=host) as tls:
        shown = _certificates(tls)
    if not shown:
        raise ValueError("no certificate was shown")
    return Chain(_name(shown[0].subject), _name(shown[-1].issuer), _is_public(host, port, proxy, timeout_s))


def _connected(host: str, port: int, proxy: Proxy | None, timeout_s: float) -> socket.socket:
    if proxy is None:
        return socket.create_connection((host, port), timeout_s)
    tunnel = socket.create_connection((proxy.host, proxy.port), timeout_s)
    named = f"[{host}]" if ":" in host else host
    answer = b""
    try:
        tunnel.sendall(f"CONNECT {named}:{port} HTTP/1.1\r\nHost: {named}:{port}\r\n\r\n".encode("ascii"))
        while b"\r\n\r\n" not in answer and len(answer) < _ANSWER_MAX_BYTES and (piece := tunnel.recv(4096)):
            answer += piece
    except BaseException:
        tunnel.close()
        raise
    if answer.split(b" ")[1:2] != [b"200"]:
        tunnel.close()
        raise ConnectionError("the proxy refuses the tunnel")
    return tunnel


def _certificates(tls: ssl.SSLSocket) -> Sequence[x509.Certificate]:
    """The chain as shown: public from Python 3.13 on, before it a method of the C object; else the server's alone."""
    inner = getattr(tls, "_sslobj", None)
    chain = getattr(tls, "get_unverified_chain", None) or getattr(inner, "get_unverified_chain", None)
    shown = (chain() if chain else None) or ()
    encoded = [one if isinstance(one, bytes) else ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in shown]
    leaf = tls.getpeercert(binary_form=True)
    return [x509.load_der_x509_certificate(der) for der in encoded or ([leaf] if leaf else [])]


def _name(name: x509.Name) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(oid):
            value = attribute.value
            return value if isinstance(value, str) else value.decode("utf-8", "replace")
    return name.rfc4514_string()


def _is_public(host: str, port: int, proxy: Proxy | None, timeout_s: float) -> bool:
    """Whether the chain verifies against the roots that browsers ship: an office's own root does not."""
    import certifi  # noqa: PLC0415 - httpx brings it; a doctor alone needs it

    context = ssl.create_default_context(cafile=certifi.where())
    context.check_hostname = False
    try:
        with _connected(host, port, proxy, timeout_s) as plain, context.wrap_socket(plain, server_hostname=host):
            return True
    except ssl.SSLError:
        return False
