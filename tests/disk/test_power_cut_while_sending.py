"""The power goes at every sync while the engine sends: what the service was told, and what it is told afterwards.

The service remembers what a machine forgets. After the cut the same engine goes on with the disk that is left.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.delivery import Counts, Delivery, State
from desktop_app.domain.outcomes import PatchAnswer, PatchOutcome, PutAnswer, PutOutcome
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.opening import open_outbox
from desktop_app.outbox.store import Store
from desktop_app.sync.engine import Engine, EngineSettings
from desktop_app.vault import Vault, memory_vault
from tests.disk.power import Disk
from tests.unit.outbox.kit import API, Signer

SETTINGS = EngineSettings(max_in_flight=2, receipt_days=30, api_url=API)
SIGNOFFS = 4


@dataclass
class Service:
    """Takes every PATCH and PUT, and notes how much of the machine's disk log there was then."""

    disk: Disk | None = None
    patches: list[tuple[int, str]] = field(default_factory=list)
    puts: list[tuple[int, str, bytes]] = field(default_factory=list)

    def until(self, cut: int) -> "Service":
        """What it knows at a cut."""
        earlier = Service()
        earlier.patches = [patch for patch in self.patches if patch[0] <= cut]
        earlier.puts = [put for put in self.puts if put[0] <= cut]
        return earlier

    async def execute(self, signoff: SignOff, account: Token) -> PatchOutcome:
        assert account == Token("account")
        self.patches.append((self._moment(), signoff.id))
        await asyncio.sleep(0)
        expires = datetime.now(UTC) + timedelta(hours=1)
        made = (expires - timedelta(hours=1)).strftime("%Y%m%dT%H%M%SZ")
        query = f"X-Amz-Date={made}&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
        return PatchAnswer(200, is_json=True, presigned_url=f"https://bucket.example/{signoff.id}?{query}")

    async def upload(self, url: PresignedUrl, jpeg: bytes) -> PutOutcome:
        self.puts.append((self._moment(), url.value.split("/")[3].split("?")[0], jpeg))
        await asyncio.sleep(0)
        return PutAnswer(200)

    def network_changed(self) -> None:
        """Nothing to forget."""

    async def close(self) -> None:
        """Nothing to close."""

    def _moment(self) -> int:
        return len(self.disk.log) if self.disk else 0


class Hasty:
    """Real time, and no chance: every back-off is the least."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, delay_s: float) -> None:
        await asyncio.sleep(min(delay_s, 0.01))

    def uniform(self, low: float, high: float) -> float:
        return min(low, high)


class Alone:
    @contextmanager
    def hold(self) -> Iterator[None]:
        yield


class Unwatched:
    def delivery_changed(self, delivery: Delivery) -> None:
        """Nobody is told."""

    def engine_changed(self, counts: Counts, offline: str | None) -> None:
        """Nobody is told."""


def send(store: Store, vault: Vault, service: Service) -> None:
    engine = Engine(
        outbox=store,
        remote=service,
        accounts=vault,
        lock=Alone(),
        clock=Hasty(),
        watcher=Unwatched(),
        settings=SETTINGS,
    )
    asyncio.run(engine.drain(1.0))


@pytest.mark.timeout(300)
def test_a_cut_while_sending_loses_nothing_and_repeats_only_what_is_unknown(tmp_path: Path) -> None:
    disk, vault, sign = Disk("power-engine"), memory_vault(), Signer()
    vault.set_account("https://api.example", Token("account"))
    store = open_outbox(tmp_path / "life" / "outbox.db", vault, connect=disk.connect).store
    signoffs = {signoff.id: signoff for signoff in (sign(str(number % 3)) for number in range(SIGNOFFS))}
    for signoff in signoffs.values():
        store.add(signoff)
    promised = len(disk.log)
    service = Service(disk)
    send(store, vault, service)
    assert sorted(signoff_id for _, signoff_id in service.patches) == sorted(signoffs)
    assert store.counts().sent == SIGNOFFS
    done = len(disk.log)
    store.close()

    repeats = 0
    for cut in sorted({at for sync in disk.syncs() if promised <= sync < done for at in (sync, sync + 1)}):
        path = tmp_path / str(cut) / "outbox.db"
        path.parent.mkdir()
        for name, content in disk.after_a_cut(cut, None).items():
            path.with_name(name).write_bytes(content)
        opened = open_outbox(path, vault)
        assert opened.notices == ()
        found = {delivery.id: delivery for delivery in opened.store.page()}
        assert found.keys() == signoffs.keys()
        known = service.until(cut)
        for _, signoff_id in known.patches:  # `executing` is on disk before the PATCH leaves
            assert found[signoff_id].state is not State.WAITING
        for _, signoff_id, _ in known.puts:
            assert found[signoff_id].state in (State.EXECUTED, State.SENT)
        send(opened.store, vault, known)
        for signoff_id, signoff in signoffs.items():
            delivery = opened.store.get(signoff_id)
            patches = [other for _, other in known.patches if other == signoff_id]
            uploads = [jpeg for _, other, jpeg in known.puts if other == signoff_id]
            assert delivery.state is State.SENT
            assert uploads
            assert set(uploads) == {signoff.jpeg}
            assert len(patches) <= (2 if found[signoff_id].state is State.EXECUTING else 1), (cut, signoff_id)
            if len(patches) > 1:
                repeats += 1
                assert delivery.repeat
        opened.store.close()
    assert repeats > 0  # some cuts came between a PATCH and its answer on disk
