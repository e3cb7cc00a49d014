"""What a story stands on: the machine with its disk and credential store, its processes, a disk whose power is cut."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.errors import ParapheError
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.outbox.connection import connect_sqlite
from desktop_app.vault import memory_vault
from tests.disk.power import Create, Disk, Sync, SyncFolder, Write
from tests.sim.loop import VirtualLoop
from tests.sim.oracle import Oracle
from tests.sim.process import CURRENT, Killed, Machine, Process
from tests.sim.world import API, World

_POWER_SEEDS = 6  # every sixth seed's machine may lose its power
_disks = iter(range(1, 1 << 62))


@dataclass
class Report:
    """What became of a seed; two runs of it have equal logs."""

    seed: int
    complaints: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    signed: int = 0
    sent: int = 0
    attention: int = 0
    arrivals: int = 0
    repeats: int = 0
    crashes: int = 0


class Ground:
    """Draws everything from its seed."""

    loop: VirtualLoop

    def __init__(self, seed: int, place: Path) -> None:
        self.chance = Random(seed)
        self.report = Report(seed)
        self.oracle = Oracle()
        self.world = World(self.chance, self.oracle)
        self.place = place
        self.disk = Disk(f"sim-{next(_disks)}") if seed % _POWER_SEEDS == 0 else None
        self.boots = 0
        self.sessions: list[Token] = []
        self.window: Process | None = None
        self.machine = Machine(
            self.world, self._boot_folder(), self.disk.connect if self.disk else connect_sqlite, memory_vault(), API
        )

    async def _power_cut(self) -> None:
        """What was never synced is gone, or some of it; the machine starts again."""
        assert self.disk is not None
        self.report.crashes += 1
        if self.window is not None:
            files = self.disk.after_a_cut(len(self.disk.log), self.chance if self.chance.random() < 0.5 else None)
            await self.window.die()
            self.window = None
            self.disk = Disk(f"sim-{next(_disks)}", self.disk.synchronous)
            self.machine.folder, self.machine.connect = self._boot_folder(), self.disk.connect
            for name, content in files.items():
                (self.machine.folder / name).write_bytes(content)
                self.disk.log += (Create(name), Write(name, 0, content), Sync(name))
            self.disk.log.append(SyncFolder())
            self._log("power cut")
        await self._start_window()

    def _boot_folder(self) -> Path:
        self.boots += 1
        folder = self.place / str(self.boots)
        folder.mkdir()
        return folder

    async def _start_window(self) -> None:
        if self.window is not None:
            await self.window.die()
        self.window = self._process("window")
        process = self.window
        process.start(lambda: process.engine.run(process.stop))
        self._log("window started")

    def _process(self, name: str) -> Process:
        self.report.log.append(f"{self.loop.time():.3f} start {name}")
        process = Process(self.machine, f"{name}-{len(self.report.log)}", Random(self.chance.random()))
        CURRENT.set(None)
        self.oracle.restarted(process.store)
        self.oracle.check_kept(process.store)
        return process

    async def _someone(self) -> Process:
        """The window, started again where it has just died."""
        if self.window is not None and self.window.dead:
            await self.window.die()
            self.report.crashes += 1
            self.window = None
        if self.window is None:
            await self._start_window()
        assert self.window is not None
        return self.window

    async def _pass(self, delay_s: float) -> None:
        """Time passes; the true time follows the loop's."""
        await asyncio.sleep(delay_s)

    def _as(self, process: Process, act: Callable[[], Any]) -> Any:
        """A person's act in a process, which may die of it."""
        CURRENT.set(process)
        try:
            return act()
        except Killed:
            return None
        except ParapheError as error:
            self._log(f"refused: {error.code}")
            return None
        finally:
            CURRENT.set(None)

    def _new_account(self, api_url: str) -> None:
        token = self.world.token("account", api_url, 10 * 86_400.0)
        self.world.accounts[token.value] = api_url
        self.oracle.account_origins[token.value] = origin(api_url)

    def _set_account(self, api_url: str) -> None:
        newest = [value for value, url in self.world.accounts.items() if url == api_url]
        if newest:
            self.machine.vault.set_account(origin(api_url), Token(newest[-1]))

    def _log(self, text: str) -> None:
        self.report.log.append(f"{self.loop.time():.3f} {text}")
