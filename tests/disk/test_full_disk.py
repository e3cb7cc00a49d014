"""A disk of 2 MB, filled before every step: the step is done or nothing is, and it works once there is room."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.session import Token
from desktop_app.outbox.opening import is_healthy, open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import memory_vault
from tests.unit.outbox.kit import START, URL, Signer, event, moved, sent

pytestmark = pytest.mark.peer  # the system must let us mount

FULL = {"outbox_disk_full"}
ROOM_BYTES = (0, 4_096, 20_480, 40_960)  # what is left before a step: from nothing to not quite enough


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A tmpfs of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.name == "nt" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("peer absent: a tmpfs (may not be mounted by this user)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path, room: int) -> None:
    """Fills the disk to the last byte but `room`."""
    with (disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4_096))
    with (disk / "filler").open("rb+") as file:
        file.truncate(max(0, (disk / "filler").stat().st_size - room))


def make_room(disk: Path) -> None:
    (disk / "filler").unlink()


@dataclass
class Life:
    """The life of two sign-offs, step by step; each may be tried again."""

    store: Store
    sign: Signer = field(default_factory=Signer)
    first: Delivery | None = None
    second: Delivery | None = None

    def steps(self) -> list[Callable[[], None]]:
        return [self.add, self.add_second, self.execute, self.executed, self.refuse, self.attach, self.done, self.prune]

    def add(self) -> None:
        self.first = self.store.add(self.sign("a", jpeg=os.urandom(60_000)))

    def add_second(self) -> None:
        self.second = self.store.add(self.sign("b", jpeg=os.urandom(60_000)))

    def execute(self) -> None:
        assert self.first is not None
        self.first = moved(self.store, self.first, State.EXECUTING)

    def executed(self) -> None:
        assert self.first is not None
        self.first = self.store.apply(self.first._replace(state=State.EXECUTED), event(self.first.id), url=URL)

    def refuse(self) -> None:
        assert self.second is not None
        self.second = moved(self.store, self.second, State.NEEDS_ATTENTION, reason="rejected", words="w" * 30_000)

    def attach(self) -> None:
        assert self.second is not None
        (self.second,) = self.store.attach_session([self.second.id], Token("n" * 16_000), "session_attached")

    def done(self) -> None:
        assert self.first is not None
        self.first = sent(self.store, self.first)

    def prune(self) -> None:
        self.store.prune(START + timedelta(days=99), 30)


def contents(store: Store) -> list[Delivery]:
    return list(store.page())


@pytest.mark.parametrize("room", ROOM_BYTES)
def test_a_full_disk_is_said_before_anything_is_promised(disk: Path, room: int) -> None:
    path = disk / "outbox.db"
    store = open_outbox(path, memory_vault()).store
    refused = 0
    life = Life(store)
    for step in life.steps():
        before = contents(store)
        fill(disk, room)
        try:
            step()
        except EnvironmentFault as fault:
            assert fault.code in FULL  # noqa: PT017 - a step may also fit
            refused += 1
            if step != life.prune:  # its receipts may have gone before the WAL found no room
                assert contents(store) == before
            open_states = (State.WAITING, State.EXECUTING, State.EXECUTED)
            assert store.counts().waiting == sum(delivery.state in open_states for delivery in contents(store))
            make_room(disk)
            step()
        else:
            make_room(disk)
    assert refused > 0
    assert is_healthy(path)
    assert life.second is not None
    assert store.load(life.second.id).size_bytes == 60_000
    store.close()


def test_opening_on_a_full_disk_is_said_and_works_once_there_is_room(disk: Path) -> None:
    path, vault = disk / "profile" / "outbox.db", memory_vault()
    for room in (*ROOM_BYTES, 80_000, 120_000):
        fill(disk, room)
        try:
            open_outbox(path, vault).store.close()
        except EnvironmentFault as fault:
            assert fault.code in {*FULL, "profile_cannot_be_made"}  # noqa: PT017 - the larger ones fit
        make_room(disk)
    store = open_outbox(path, vault).store
    store.add(Signer()())
    store.close()
    for room in ROOM_BYTES:  # an outbox that is there
        fill(disk, room)
        try:
            again = open_outbox(path, vault)
        except EnvironmentFault as fault:
            assert fault.code in FULL  # noqa: PT017 - or it fits
        else:
            assert again.notices == ()
            assert again.store.counts().waiting == 1
            again.store.close()
        make_room(disk)
    opened = open_outbox(path, vault)
    assert (opened.notices, opened.store.counts().waiting) == ((), 1)
    opened.store.close()


def test_a_disk_that_turns_read_only_is_said(disk: Path) -> None:
    path, vault = disk / "outbox.db", memory_vault()
    store = open_outbox(path, vault).store
    delivery = store.add(Signer()())
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(EnvironmentFault, match=r"outbox_read_only|outbox_cannot_open"):
        open_outbox(path, vault)
    with pytest.raises(EnvironmentFault, match=r"profile_read_only|profile_cannot_be_made"):
        open_outbox(disk / "profile" / "outbox.db", vault)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    store = open_outbox(path, vault).store
    assert store.get(delivery.id) == delivery
    store.close()
