"""`kill -9` at every boundary of a delivery and at random moments: everything accepted is delivered, byte by byte.

50 deaths in the ordinary run; PARAPHE_KILLS=500 for the long one.
"""

import hashlib
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.ids import object_name
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.outbox.opening import open_outbox
from desktop_app.practice.faults import Fault, Faults
from desktop_app.practice.server import PracticeServer
from desktop_app.vault import Vault
from desktop_app.vault.vault import MemoryBackend
from tests.e2e.killed_process import Orders, live

KILLS = int(os.environ.get("PARAPHE_KILLS", "50"))
LAST_POINT = 30  # of a process that signs two: beyond it, both are sent
_BARE = {"PYTHONPATH", "PATH"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forked processes: tests/sim holds the same everywhere")


@dataclass
class Machine:
    """A profile, a service, and how many processes have died on it."""

    orders: Orders
    server: PracticeServer
    vault: Vault
    context: BaseContext
    deaths: int = 0

    def start(self, **changes: int | None) -> BaseProcess:
        orders = replace(self.orders, **changes)  # type: ignore[arg-type]  # the fields that tests change are numbers
        process = self.context.Process(target=live, args=(orders,))  # type: ignore[attr-defined]  # contexts have it
        process.start()
        assert isinstance(process, BaseProcess)
        return process

    def deliveries(self) -> dict[str, Delivery]:
        store = open_outbox(self.orders.folder / "outbox.db", self.vault).store
        try:
            return {delivery.id: delivery for delivery in store.page(limit=10_000)}
        finally:
            store.close()

    def finish(self) -> None:
        """A last sync that nobody disturbs; what it leaves is held against what was promised."""
        self.server.faults = Faults()
        last = self.start(signs=0)
        last.join(60)
        assert last.exitcode == 0
        deliveries = self.deliveries()
        accepted = dict(line.split() for line in (self.orders.folder / "accepted").read_text().splitlines())
        assert accepted.keys() <= deliveries.keys()
        assert {delivery.state for delivery in deliveries.values()} == {State.SENT}
        for signoff_id, sha256 in accepted.items():
            assert hashlib.sha256(self.server.objects[object_name(signoff_id)].data).hexdigest() == sha256
        executions = [execution.name for execution in self.server.executions]
        for delivery in deliveries.values():
            name = object_name(delivery.id)
            assert self.server.patches[name] <= delivery.tally.patches  # each was on disk before it left
            assert executions.count(name) - 1 <= delivery.tally.repeats  # and each repeat was counted
        repeats = sum(delivery.tally.repeats for delivery in deliveries.values())
        assert repeats <= self.deaths * self.server_sees_at_most

    server_sees_at_most = 4  # deliveries on their way when a process dies: sync.max_in_flight


@pytest.fixture
def machine(tmp_path: Path) -> "Machine":
    backend = MemoryBackend()
    vault = Vault(backend, "killed")
    server = PracticeServer(faults=Faults([Fault(do="slow", delay_s=0.01)]))
    server.start()
    vault.set_account(origin(server.api_url), Token(server.account_token))
    open_outbox(tmp_path / "outbox.db", vault).store.close()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.e2e.killed_process"])
    orders = Orders(tmp_path, dict(backend.secrets), server.api_url, server.session_tokens, seed=0, signs=2)
    return Machine(orders, server, vault, context)


def kill_later(process: BaseProcess, delay_s: float) -> None:
    process.join(delay_s)
    process.kill()
    process.join(10)


def dies_by_itself(machine: Machine, seed: int) -> None:
    """At the next of the boundaries, one after the other."""
    process = machine.start(seed=seed, dies_at=1 + machine.deaths % LAST_POINT)
    process.join(30)
    machine.deaths += int(process.exitcode != 0)


def is_killed(machine: Machine, seed: int) -> None:
    """At a random moment, sometimes with another one at its side."""
    chance = Random(seed)
    other = machine.start(seed=seed + 1_000_000, signs=1) if chance.random() < 0.3 else None
    process = machine.start(seed=seed)
    kill_later(process, chance.uniform(0.0, 0.35))
    machine.deaths += 1
    if other is not None:
        kill_later(other, chance.uniform(0.0, 0.1))
        machine.deaths += 1


@pytest.mark.timeout(60 + KILLS * 3)
@pytest.mark.parametrize("death", [dies_by_itself, is_killed])
def test_killed_processes_lose_nothing(machine: Machine, death: Callable[[Machine, int], None]) -> None:
    begun_s = time.monotonic()
    with machine.server:
        seed = 0
        while machine.deaths < KILLS // 2:
            death(machine, seed)
            seed += 1
        machine.finish()
    print(f"{machine.deaths} deaths in {time.monotonic() - begun_s:.0f} s")  # noqa: T201 - shown where it fails


def test_two_processes_send_nothing_twice(machine: Machine) -> None:
    with machine.server:
        processes = [machine.start(seed=seed, signs=10) for seed in range(3)]
        for process in processes:
            process.join(60)
        machine.finish()
        assert set(machine.server.patches.values()) == {1}
