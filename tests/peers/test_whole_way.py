"""The engine, the outbox and the remote together, with Ceph's RADOS gateway for storage behind a line that breaks."""

import asyncio
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.delivery import State
from desktop_app.domain.ids import uuid7
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.outbox.opening import open_outbox
from desktop_app.outbox.store import Store
from desktop_app.practice.server import PracticeServer
from desktop_app.remote.network import Network, Timeouts
from desktop_app.remote.service import Service
from desktop_app.sync.engine import Engine
from desktop_app.sync.lock import FileLock
from desktop_app.sync.settings import EngineSettings, Summary
from desktop_app.wiring import SystemClock, Unwatched
from tests.peers.radosgw import Gateway
from tests.peers.tcp_proxy import PORTAL, Mischief, TcpProxy

pytestmark = [pytest.mark.peer, pytest.mark.timeout(180)]
COUNT = 6


class Impatient(SystemClock):
    """The machine's time with back-offs of a moment."""

    def uniform(self, low: float, high: float) -> float:
        return min(super().uniform(low, high), 0.05)


class Keyring:
    """Keys and one account token, in memory."""

    def __init__(self, account: str) -> None:
        self._account = Token(account)
        self._keys: dict[str, bytes] = {}

    def outbox_key(self, outbox_id: str) -> bytes | None:
        return self._keys.get(outbox_id)

    def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
        self._keys[outbox_id] = key

    def account(self, origin: str) -> Token | None:
        return self._account if origin else None


def signed(store: Store, server: PracticeServer) -> list[SignOff]:
    made = []
    for number in range(COUNT):
        jpeg = b"\xff\xd8" + random.randbytes(20_000)
        when = datetime.now(UTC)
        session = Token(server.session_tokens[number % 3])
        identity = uuid7(int(time.time() * 1000), random.randbytes(10))
        signoff = SignOff(identity, when, Form("Zoë", "Martin"), jpeg, session, server.api_url)
        store.add(signoff)
        made.append(signoff)
    return made


def drained(store: Store, vault: Keyring, server: PracticeServer, folder: Path) -> Summary:
    async def run() -> Summary:
        engine = Engine(
            outbox=store,
            remote=Service(Network("9.9", timeouts=Timeouts(read_s=2.0, whole_s=10.0))),
            accounts=vault,
            lock=FileLock(folder / "sender.lock"),
            clock=Impatient(),
            watcher=Unwatched(),
            settings=EngineSettings(max_in_flight=4, receipt_days=30, api_url=server.api_url, upload_hosts=()),
        )
        return await engine.drain(wait_s=20.0, once=False)

    return asyncio.run(run())


@pytest.fixture
def line(gateway: Gateway) -> Iterator[TcpProxy]:
    with TcpProxy(gateway.endpoint) as proxy:
        yield proxy


def delivered(line: TcpProxy, gateway: Gateway, folder: Path) -> PracticeServer:
    """Signs with the API down, then starts it and sends; every object is held against what was signed."""
    server = PracticeServer(presign=Gateway(line.url).presigned)
    server.start()
    server.stop()
    vault = Keyring(server.account_token)
    store = open_outbox(folder / "outbox.db", vault).store
    try:
        signoffs = signed(store, server)
        with server:
            summary = drained(store, vault, server, folder)
        assert (summary.sent, summary.waiting, summary.needs_attention) == (COUNT, 0, 0)
        for signoff in signoffs:
            assert gateway.stored(signoff.name) == (signoff.jpeg, "image/jpeg")
            assert store.get(signoff.id).state is State.SENT
    finally:
        store.close()
    return server


def test_what_was_signed_offline_arrives_byte_for_byte(line: TcpProxy, gateway: Gateway, tmp_path: Path) -> None:
    server = delivered(line, gateway, tmp_path)
    assert set(server.patches.values()) == {1}


@pytest.mark.parametrize(
    "mischief",
    [
        Mischief(cut_up_after=9_000, times=4),
        Mischief(cut_down_after=30, times=3),
        Mischief(answer=PORTAL, times=3),
        Mischief(silent=True, times=2),
    ],
    ids=["cut within the body", "answer cut off", "a portal's page", "silence"],
)
def test_a_line_that_breaks_costs_time_and_no_second_patch(
    line: TcpProxy, gateway: Gateway, tmp_path: Path, mischief: Mischief
) -> None:
    line.mischief = mischief
    server = delivered(line, gateway, tmp_path)
    assert mischief.times == 0, "the line never broke"
    assert set(server.patches.values()) == {1}


def test_a_url_that_is_refused_is_renewed(line: TcpProxy, gateway: Gateway, tmp_path: Path) -> None:
    handed: set[str] = set()

    def presign(name: str, mime_type: str, size_bytes: int) -> str:
        url = Gateway(line.url).presigned(name, mime_type, size_bytes)
        if name in handed:
            return url
        handed.add(name)
        return url[:-1] + ("0" if url[-1] != "0" else "1")  # the signature's last digit

    server = PracticeServer(presign=presign)
    with server:
        vault = Keyring(server.account_token)
        store = open_outbox(tmp_path / "outbox.db", vault).store
        try:
            signoffs = signed(store, server)
            summary = drained(store, vault, server, tmp_path)
            assert (summary.sent, summary.needs_attention) == (COUNT, 0)
            assert all(gateway.stored(signoff.name) == (signoff.jpeg, "image/jpeg") for signoff in signoffs)
        finally:
            store.close()
    assert set(server.patches.values()) == {2}
