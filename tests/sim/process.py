"""A process of the program: the real store, engine, desk and lock around a simulated network, and a way to die.

Death comes at a point: before or after a statement of SQLite, a write of the outbox, a request, an answer, a sleep.
From then on nothing of the process does anything more; its tasks are torn down without time passing.
"""

import asyncio
import contextvars
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.delivery import AuditEntry, Counts, Delivery
from desktop_app.domain.outcomes import PatchOutcome, PutOutcome
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.connection import Connect, Connection
from desktop_app.outbox.opening import open_outbox
from desktop_app.outbox.store import Store
from desktop_app.sync.desk import Desk
from desktop_app.sync.engine import Engine, EngineSettings
from desktop_app.sync.lock import FileLock
from desktop_app.vault import Vault
from tests.sim.world import World

CURRENT: contextvars.ContextVar["Process | None"] = contextvars.ContextVar("process", default=None)


class Killed(BaseException):
    """This process is dead."""


@dataclass
class Machine:
    """What outlives a process: the disk, the credential store, a clock that may be wrong."""

    world: World
    folder: Path
    connect: Connect
    vault: Vault
    api_url: str
    clock_offset_s: float = 0.0
    living: dict[str, "Process"] = field(default_factory=dict)

    def now(self) -> datetime:
        return self.world.now() + timedelta(seconds=self.clock_offset_s)

    def close(self) -> None:
        """Whatever still lives when the story ends."""
        for process in list(self.living.values()):
            process.let_go()


class Process:
    """One process on a machine, from its start to its death."""

    def __init__(self, machine: Machine, name: str, chance: Random) -> None:
        self.machine, self.world, self.name, self.chance = machine, machine.world, name, chance
        self.fuse: int | None = None  # points left to live
        self.dead = False
        self.tasks: list[asyncio.Task[Any]] = []
        self.points = 0
        self.connections: list[Connection] = []
        machine.living[name] = self
        CURRENT.set(self)
        store = open_outbox(machine.folder / "outbox.db", machine.vault, connect=self._connect, now=machine.now).store
        self.store = store
        outbox = _Outbox(self, store)
        self.desk = Desk(outbox, _Clock(self), chance.randbytes)
        self.engine = Engine(
            outbox=outbox,
            remote=_Remote(self),
            accounts=machine.vault,
            lock=FileLock(machine.folder / "lock"),
            clock=_Clock(self),
            watcher=_Nobody(),
            settings=EngineSettings(chance.choice((1, 2, 4)), 30, machine.api_url),
        )
        self.stop = asyncio.Event()

    def start(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> "asyncio.Task[Any]":
        """Runs a coroutine as this process."""
        CURRENT.set(self)
        task = asyncio.create_task(work())
        CURRENT.set(None)
        return task

    def point(self) -> None:
        """Something could go wrong here."""
        if self.dead:
            raise Killed
        self.points += 1
        if self.fuse is not None:
            self.fuse -= 1
            if self.fuse <= 0:
                self.let_go()
                raise Killed

    def let_go(self) -> None:
        """What the system does for one that died: its files are closed, so that its locks are gone."""
        self.dead = True
        self.machine.living.pop(self.name, None)
        self.world.oracle.in_flight.pop(self.name, None)
        self.world.oracle.stale = True
        for connection in self.connections:
            connection.close()

    async def die(self) -> None:
        """Ends at once, whatever it is doing."""
        self.let_go()
        while left := [task for task in self.tasks if not task.done()]:
            for task in left:
                task.cancel()
            await asyncio.sleep(0)
        for task in self.tasks:
            if not task.cancelled():
                task.exception()

    def _connect(self, path: Path) -> Connection:
        self.connections.append(self.machine.connect(path))
        return _Statements(self, self.connections[-1])


def task_factory(loop: asyncio.AbstractEventLoop, work: Any, **named: Any) -> "asyncio.Task[Any]":
    """Every task belongs to the process it was made in."""
    task = asyncio.Task(work, loop=loop, **named)
    process = CURRENT.get()
    if process is not None:
        process.tasks.append(task)
    return task


class _Statements:
    """A connection of a process that may die before or after each statement that writes."""

    def __init__(self, process: Process, db: Connection) -> None:
        self._process, self._db = process, db

    def execute(self, statement: str, parameters: Any = (), /) -> Any:
        if statement.startswith(("SELECT", "PRAGMA")):
            if self._process.dead:
                raise Killed
            return self._db.execute(statement, parameters)
        if statement == "ROLLBACK" and self._process.dead:
            return ()
        self._process.point()
        rows = self._db.execute(statement, parameters)
        if statement == "COMMIT":
            self._process.point()
        return rows

    def close(self) -> None:
        self._db.close()


class _Outbox:
    """The real store. The oracle hears of what is about to be written, and of every promise once it is made."""

    def __init__(self, process: Process, store: Store) -> None:
        self._process, self._store, self._oracle = process, store, process.world.oracle

    def __getattr__(self, name: str) -> Any:
        if self._process.dead:
            raise Killed
        return getattr(self._store, name)

    def add(self, signoff: SignOff) -> Delivery:
        self._process.point()
        self._oracle.offered(signoff)
        delivery = self._store.add(signoff)
        self._oracle.accepted(signoff.id)
        return delivery

    def replace(self, old: Delivery, signoff: SignOff, event: AuditEntry) -> Delivery:
        self._process.point()
        self._oracle.offered(signoff)
        self._oracle.discarding(old.id)
        delivery = self._store.replace(old, signoff, event)
        self._oracle.accepted(signoff.id)
        self._oracle.discarded(old.id)
        return delivery

    def discard(self, delivery: Delivery, event: AuditEntry) -> None:
        self._process.point()
        self._oracle.discarding(delivery.id)
        self._store.discard(delivery, event)
        self._oracle.discarded(delivery.id)

    def prune(self, now: datetime, receipt_days: int) -> None:
        self._oracle.pruning(now - timedelta(days=receipt_days))
        self._store.prune(now, receipt_days)

    def attach_session(self, signoff_ids: Sequence[str], token: Token, event: str) -> Sequence[Delivery]:
        self._process.point()
        for signoff_id in signoff_ids:
            self._oracle.attaching(signoff_id, token)
        deliveries = self._store.attach_session(signoff_ids, token, event)
        for delivery in deliveries:
            self._oracle.attached(delivery, token)
        return deliveries

    def rebind(self, delivery: Delivery, api_url: str) -> Delivery:
        self._process.point()
        self._oracle.binding(delivery.id, api_url)
        after = self._store.rebind(delivery, api_url)
        self._oracle.bound(delivery.id, api_url)
        return after

    def apply(
        self, delivery: Delivery, event: AuditEntry, *, url: PresignedUrl | None = None, words: str | None = None
    ) -> Delivery:
        self._process.point()
        if self._oracle.stale:
            self._oracle.restarted(self._store)
        known = None if url is None else self._process.world.urls[url.value]
        after = self._store.apply(delivery, event, url=url, words=words)
        self._oracle.committed(delivery, known, self._process.world.now())
        return after


class _Remote:
    """The network as one process sees it."""

    def __init__(self, process: Process) -> None:
        self._process, self._world = process, process.world

    async def execute(self, signoff: SignOff, account: Token) -> PatchOutcome:
        async with _Request(self._process):
            return self._world.patch(self._process.name, signoff, account)

    async def upload(self, url: PresignedUrl, jpeg: bytes) -> PutOutcome:
        async with _Request(self._process):
            return self._world.put(url.value, jpeg)

    def network_changed(self) -> None:
        pass

    async def close(self) -> None:
        pass


class _Request:
    """A request's way there and back."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def __aenter__(self) -> None:
        process = self._process
        process.point()
        process.world.oracle.request_begins(process.name, set(process.machine.living))
        await asyncio.sleep(process.world.chance.uniform(*process.world.weather.delay_s))
        process.point()

    async def __aexit__(self, *error: object) -> None:
        process = self._process
        try:
            await asyncio.sleep(process.world.chance.uniform(*process.world.weather.delay_s))
            process.point()
        finally:
            process.world.oracle.request_ends(process.name)


class _Clock:
    """The machine's clock."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def now(self) -> datetime:
        return self._process.machine.now()

    def monotonic(self) -> float:
        return self._process.world.time_s

    async def sleep(self, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        self._process.point()

    def uniform(self, low: float, high: float) -> float:
        return self._process.chance.uniform(low, high)


class _Nobody:
    """Nobody looks on."""

    def delivery_changed(self, delivery: Delivery) -> None:
        pass

    def engine_changed(self, counts: Counts, offline: str | None) -> None:
        pass
