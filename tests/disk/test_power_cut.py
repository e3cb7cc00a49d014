"""The power goes at every sync of a sign-off's life: nothing acknowledged is lost, nothing is half done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.delivery import State
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.opening import is_healthy, open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import Vault, memory_vault
from tests.disk.power import Disk
from tests.unit.outbox.kit import START, URL, HandClock, Signer, event, moved, sent

Seen = dict[str, tuple[State, int]]
COINS = 3  # how often chance decides anew, at each cut, which unsynced sectors have reached the disk


@dataclass(frozen=True)
class Life:
    """What was written, and what the store had promised after how much of it."""

    disk: Disk
    vault: Vault
    signoffs: dict[str, SignOff]
    promises: list[tuple[int, Seen]]

    def allowed(self, cut: int) -> list[Seen]:
        """What was promised last before the cut, or what was being done then."""
        before = [seen for at, seen in self.promises if at <= cut]
        under_way = [seen for at, seen in self.promises if at > cut]
        return [before[-1] if before else {}, *under_way[:1]]


def seen_in(store: Store) -> Seen:
    return {delivery.id: (delivery.state, delivery.version) for delivery in store.page()}


def steps(store: Store, signoffs: list[SignOff]) -> Iterator[None]:
    """The lives of three sign-offs, one call that writes at a time."""
    one, two, three = signoffs
    first = store.add(one)
    yield
    second = store.add(two)
    yield
    first = moved(store, first, State.EXECUTING)
    yield
    first = store.apply(first._replace(state=State.EXECUTED), event(first.id), url=URL)
    yield
    store.add(three)
    yield
    sent(store, first)
    yield
    second = moved(store, second, State.NEEDS_ATTENTION, reason="session_expired", words="expired")
    yield
    (second,) = store.attach_session([second.id], Token("new"), "session_attached")
    yield
    store.empty_wal()
    yield
    store.discard(second, event(second.id, "discarded"))
    yield
    store.prune(START + timedelta(days=31), 30)
    yield
    store.close()
    yield


def live(path: Path, name: str, synchronous: str) -> Life:
    disk, vault, sign = Disk(name, synchronous), memory_vault(), Signer()
    signoffs = [sign(str(number), jpeg=bytes([number]) * 9_000) for number in range(3)]
    promises: list[tuple[int, Seen]] = []
    store = open_outbox(path, vault, connect=disk.connect, now=HandClock()).store
    promises.append((len(disk.log), {}))
    for _ in steps(store, signoffs):
        try:
            seen = seen_in(store)
        except Exception:  # noqa: BLE001 - closed
            seen = promises[-1][1]
        promises.append((len(disk.log), seen))
    return Life(disk, vault, {signoff.id: signoff for signoff in signoffs}, promises)


def broken_promises(life: Life, folder: Path) -> list[str]:
    """What a person would find after the power comes back, for a cut before and after every sync."""
    complaints = []
    cuts = sorted({cut for sync in life.disk.syncs() for cut in (sync, sync + 1)} | {len(life.disk.log)})
    for cut in cuts:
        for coin in range(COINS + 1):
            chance = Random(f"{cut} {coin}") if coin else None
            path = folder / f"{cut}-{coin}" / "outbox.db"
            path.parent.mkdir(parents=True)
            for name, content in life.disk.after_a_cut(cut, chance).items():
                path.with_name(name).write_bytes(content)
            opened = open_outbox(path, life.vault)
            seen = seen_in(opened.store)
            if opened.notices:
                complaints.append(f"cut {cut}, coin {coin}: {opened.notices}")
            elif seen not in life.allowed(cut):
                complaints.append(f"cut {cut}, coin {coin}: {seen} instead of {life.allowed(cut)}")
            else:
                for signoff_id, (state, _) in seen.items():
                    if state is not State.SENT:
                        assert opened.store.load(signoff_id).jpeg == life.signoffs[signoff_id].jpeg
                assert is_healthy(path)
            opened.store.close()
    return complaints


@pytest.mark.timeout(300)
def test_nothing_promised_is_lost_when_the_power_goes_at_any_sync(tmp_path: Path) -> None:
    life = live(tmp_path / "life" / "outbox.db", "power-full", "FULL")
    assert len(life.disk.syncs()) > len(life.promises)  # every promise was synced
    assert broken_promises(life, tmp_path / "cuts") == []


@pytest.mark.timeout(300)
def test_without_full_syncs_the_same_test_finds_losses(tmp_path: Path) -> None:
    """`kill -9` cannot show this: only what was never synced is lost, and only when the power goes."""
    life = live(tmp_path / "life" / "outbox.db", "power-normal", "NORMAL")
    assert [complaint for complaint in broken_promises(life, tmp_path / "cuts") if "instead of" in complaint]
