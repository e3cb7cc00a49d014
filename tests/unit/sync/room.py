"""A room for engine tests: the real store on a temporary folder, virtual time, and a remote that answers as told."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.delivery import Counts, Delivery
from desktop_app.domain.origin import origin
from desktop_app.domain.outcomes import PatchAnswer, PatchOutcome, PutAnswer, PutOutcome
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.outbox.opening import open_outbox
from desktop_app.sync.desk import Desk
from desktop_app.sync.engine import Engine, EngineSettings, Summary
from desktop_app.sync.lock import FileLock
from desktop_app.vault import Vault, memory_vault
from tests.sim.loop import VirtualLoop

API = "https://api.example/main"
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

Patch = Callable[[SignOff], PatchOutcome]
Put = Callable[[PresignedUrl], PutOutcome]


@dataclass
class Clock:
    """Virtual time; `jump_s` sets the wall clock alone."""

    loop: VirtualLoop
    jump_s: float = 0.0
    chance: Random = field(default_factory=lambda: Random(7))

    def now(self) -> datetime:
        return START + timedelta(seconds=self.loop.time() + self.jump_s)

    def monotonic(self) -> float:
        return self.loop.time()

    async def sleep(self, delay_s: float) -> None:
        await asyncio.sleep(delay_s)

    def uniform(self, low: float, high: float) -> float:
        return self.chance.uniform(low, high)


class Remote:
    """Answers each request by `patch` and `put`, after `delay_s`; keeps what came, and how much at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.delay_s = 0.1
        self.patch: Patch = self.executed
        self.put: Put = lambda _url: PutAnswer(200)
        self.patches: list[tuple[float, SignOff, Token]] = []
        self.puts: list[tuple[float, PresignedUrl, bytes]] = []
        self.at_once = self.most_at_once = 0
        self.url_life_s = 900.0
        self.changed = 0

    def executed(self, _signoff: SignOff) -> PatchAnswer:
        """A URL of the server's own time, which is the true one whatever the machine's clock says."""
        made = START + timedelta(seconds=self._clock.monotonic())
        url = (
            f"https://bucket.example/{len(self.patches)}?X-Amz-Date={made:%Y%m%dT%H%M%SZ}"
            f"&X-Amz-Expires={int(self.url_life_s)}&X-Amz-SignedHeaders=host&X-Amz-Signature=0"
        )
        return PatchAnswer(200, is_json=True, presigned_url=url, server_time=made)

    async def execute(self, signoff: SignOff, account: Token) -> PatchOutcome:
        self.patches.append((self._clock.monotonic(), signoff, account))
        await self._way()
        return self.patch(signoff)

    async def upload(self, url: PresignedUrl, jpeg: bytes) -> PutOutcome:
        self.puts.append((self._clock.monotonic(), url, jpeg))
        await self._way()
        return self.put(url)

    async def _way(self) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay_s)
        finally:
            self.at_once -= 1

    def network_changed(self) -> None:
        self.changed += 1

    async def close(self) -> None:
        pass


class Watcher:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []
        self.last: tuple[Counts, str | None] | None = None

    def delivery_changed(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)

    def engine_changed(self, counts: Counts, offline: str | None) -> None:
        self.last = (counts, offline)


class Room:
    """One profile. `tell` runs a coroutine in virtual time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.loop = VirtualLoop()
        self.clock = Clock(self.loop)
        self.vault: Vault = memory_vault()
        self.vault.set_account(origin(API), Token("account"))
        self.store = open_outbox(folder / "outbox.db", self.vault, now=self.clock.now).store
        self.desk = Desk(self.store, self.clock)
        self.remote = Remote(self.clock)
        self.watcher = Watcher()
        self.settings = EngineSettings(4, 30, API)
        self.engine = self.another()

    def another(self) -> Engine:
        """An engine beside, or after, the first."""
        return Engine(
            outbox=self.store,
            remote=self.remote,
            accounts=self.vault,
            lock=FileLock(self.folder / "lock"),
            clock=self.clock,
            watcher=self.watcher,
            settings=self.settings,
        )

    def sign(self, session: str = "session", *, api_url: str = API, token: Token | None = None) -> str:
        return self.desk.sign(Form("A", "B"), b"jpeg " + session.encode(), token or Token(session), api_url).id

    def tell(self, story: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        return self.loop.run_until_complete(story())

    def drain(self, wait_s: float = 30.0, *, once: bool = False) -> Summary:
        summary = self.tell(lambda: self.engine.drain(wait_s, once=once))
        assert isinstance(summary, Summary)
        return summary

    def live(self, seconds: float, *events: tuple[float, Callable[[], object]]) -> None:
        """Runs the engine for some time; each event happens so many seconds after the one before."""

        async def story() -> None:
            stop = asyncio.Event()
            running = asyncio.ensure_future(self.engine.run(stop))
            ends_s = self.loop.time() + seconds
            for delay_s, event in events:
                await asyncio.sleep(delay_s)
                event()
            await asyncio.sleep(ends_s - self.loop.time())
            stop.set()
            await running

        self.tell(story)

    def states(self, ids: Sequence[str]) -> list[tuple[str, str | None]]:
        return [(row.state.value, row.reason) for row in map(self.store.get, ids)]

    def close(self) -> None:
        self.store.close()
        self.loop.close()
