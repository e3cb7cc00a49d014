"""A process that signs and sends, and is killed: the real store, engine, lock and network, and points to die at.

It is forked from a server that has imported everything, so that hundreds of deaths take seconds.
"""

import asyncio
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.outbox.opening import open_outbox
from desktop_app.remote.network import Network
from desktop_app.remote.service import Service
from desktop_app.sync.desk import Desk
from desktop_app.sync.engine import Engine, EngineSettings
from desktop_app.sync.lock import FileLock
from desktop_app.vault import Vault
from desktop_app.vault.vault import MemoryBackend
from desktop_app.wiring import SystemClock, Unwatched

WRITES = frozenset({"add", "apply", "rebind"})
REQUESTS = frozenset({"execute", "upload"})


@dataclass(frozen=True)
class Orders:
    """What a process is to do. `dies_at`: the number of the point at which it kills itself, if it does."""

    folder: Path
    secrets: dict[tuple[str, str], str]
    api_url: str
    sessions: tuple[str, ...]
    seed: int
    signs: int
    dies_at: int | None = None


class Points:
    """Counts what a process does, before and after; the end comes without a word, as from `kill -9`."""

    def __init__(self, dies_at: int | None) -> None:
        self._left = dies_at

    def passed(self) -> None:
        if self._left is None:
            return
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Dying:
    """Stands around a part; each call of `names` is two points."""

    def __init__(self, part: Any, names: frozenset[str], points: Points) -> None:
        self._part, self._names, self._points = part, names, points

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._part, name)
        if name not in self._names:
            return found
        return self._awaited(found) if asyncio.iscoroutinefunction(found) else self._called(found)

    def _called(self, function: Any) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            self._points.passed()
            value = function(*arguments, **named)
            self._points.passed()
            return value

        return call

    def _awaited(self, function: Any) -> Any:
        async def call(*arguments: Any, **named: Any) -> Any:
            self._points.passed()
            value = await function(*arguments, **named)
            self._points.passed()
            return value

        return call


def live(orders: Orders) -> None:
    """Signs, says so in `accepted`, and sends until it is killed; ends by itself only when everything is sent."""
    chance = Random(orders.seed)
    backend = MemoryBackend()
    backend.secrets.update(orders.secrets)
    vault = Vault(backend, "killed")
    points = Points(orders.dies_at)
    store = open_outbox(orders.folder / "outbox.db", vault).store
    outbox = Dying(store, WRITES, points)
    clock = SystemClock()
    desk = Desk(outbox, clock)
    accepted = os.open(orders.folder / "accepted", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for _ in range(orders.signs):
        jpeg = chance.randbytes(chance.randint(500, 5_000))
        session = Token(chance.choice(orders.sessions))
        delivery = desk.sign(Form("A", "B"), jpeg, session, orders.api_url)
        os.write(accepted, f"{delivery.id} {delivery.sha256}\n".encode())
    engine = Engine(
        outbox=outbox,
        remote=Dying(Service(Network("0")), REQUESTS, points),
        accounts=vault,
        lock=FileLock(orders.folder / "lock"),
        clock=clock,
        watcher=Unwatched(),
        settings=EngineSettings(4, 30, orders.api_url),
    )
    asyncio.run(engine.drain(20.0))
    store.close()
