"""What was set aside stays until it is not needed, and is carried over once: what was sent may be forgotten since."""

from pathlib import Path

import pytest

from desktop_app.domain.delivery import State
from desktop_app.outbox.carve import carve
from desktop_app.outbox.connection import Connect
from desktop_app.outbox.key_loss import recover
from desktop_app.outbox.opening import open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import Vault, memory_vault
from tests.unit.outbox.kit import PRIVATE_PEM, PUBLIC_PEM, HandClock, Signer, sent


@pytest.fixture
def recovered(path: Path, vault: Vault, sign: Signer, connect: Connect, clock: HandClock) -> tuple[Store, Vault]:
    """Three were signed, one of them was spoilt, the key was lost, two were recovered, sent, and forgotten."""
    store = open_outbox(path, vault, connect=connect, now=clock, recovery_key=PUBLIC_PEM).store
    for number in range(3):
        store.add(sign(str(number)))
    with store._writing as db:
        list(db.execute("UPDATE blobs SET sealed = zeroblob(length(sealed)) WHERE slot = 4"))
    store.close()
    other = memory_vault()
    store = open_outbox(path, other, connect=connect, now=clock).store
    result = recover(store, PRIVATE_PEM, clock())
    assert (result.carried, result.lost) == (2, 1)
    for delivery in store.page():
        sent(store, delivery, clock())
    store.prune(clock.forward(days=31), 30)
    assert store.page() == []
    return store, other


def test_to_recover_once_more_brings_nothing_back(recovered: tuple[Store, Vault], clock: HandClock) -> None:
    store, _ = recovered
    result = recover(store, PRIVATE_PEM, clock())
    assert (result.carried, result.lost) == (0, 0)
    assert store.page() == []
    store.close()


def test_a_repair_remembers_what_was_carried_over(
    recovered: tuple[Store, Vault], path: Path, vault: Vault, sign: Signer, connect: Connect, clock: HandClock
) -> None:
    store, other = recovered
    (aside,) = path.parent.glob("outbox.key-lost-*.db")
    new = store.add(sign())
    store.close()
    content = path.read_bytes()
    path.write_bytes(bytes(100) + content[100:])
    opened = open_outbox(path, other, connect=connect, now=clock)
    assert opened.notices == ("outbox_damaged_set_aside",)
    assert opened.store.has_taken_over(aside)
    opened.store.close()
    # The credential store is restored: nothing is left to find.
    with carve(aside) as carved:
        outbox_id = carved.outbox_id or ""
    other.store_outbox_key(outbox_id, vault.outbox_key(outbox_id) or b"")
    opened = open_outbox(path, other, connect=connect, now=clock)
    assert opened.notices == ()
    assert [(delivery.id, delivery.state) for delivery in opened.store.page()] == [(new.id, State.WAITING)]
    opened.store.close()
