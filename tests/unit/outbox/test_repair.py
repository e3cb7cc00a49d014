"""A damaged outbox: set aside, what is readable carried over, said; a crash or a full disk on the way is harmless."""

import os
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.delivery import Delivery, Pause, State
from desktop_app.domain.errors import EnvironmentFault, NotNow
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.blobs import Kind
from desktop_app.outbox.carve import carve
from desktop_app.outbox.connection import PAGE_SIZE_BYTES, Connect, run
from desktop_app.outbox.opening import is_healthy, open_outbox
from desktop_app.outbox.store import Store
from desktop_app.outbox.swap import alone
from desktop_app.vault import Vault, memory_vault
from tests.unit.outbox.kit import START, URL, HandClock, Signer, event, moved, sent


def filled(store: Store, sign: Signer) -> list[tuple[SignOff, Delivery]]:
    """One of each state, two sessions, a discard, a pause."""
    signoffs = [sign(str(number % 2)) for number in range(12)]
    rows = [(signoff, store.add(signoff)) for signoff in signoffs]
    for index, state in ((1, State.EXECUTING), (2, State.EXECUTED), (3, State.NEEDS_ATTENTION)):
        rows[index] = (rows[index][0], moved(store, rows[index][1], state, words="said so", reason="r"))
    rows[4] = (rows[4][0], sent(store, rows[4][1]))
    store.discard(rows[5][1], event(rows[5][1].id, "discarded"))
    store.set_pause(Pause.API_REFUSES, {})
    return rows[:5] + rows[6:]


def use(store: Store, signoff: SignOff) -> None:
    store.add(signoff)
    for delivery in store.page():
        store.load(delivery.id)


def destroy(path: Path, store: Store) -> None:
    """The first page is gone: the header and the root of the schema."""
    store.close()
    content = bytearray(path.read_bytes())
    content[:PAGE_SIZE_BYTES] = os.urandom(PAGE_SIZE_BYTES)
    path.write_bytes(bytes(content))


def test_the_carver_reads_what_sqlite_reads(store: Store, sign: Signer, path: Path) -> None:
    big = [store.add(sign(jpeg=os.urandom(size))) for size in (0, 1, 1900, 2000, 2040, 2100, 4096, 70_000)]
    rows = filled(store, sign)
    expected = {store._row(delivery.id)[0]: delivery for delivery in [*big, *(delivery for _, delivery in rows)]}
    for checkpointed in (False, True):
        if checkpointed:
            store.empty_wal()
        with carve(path) as carved:
            assert carved.deliveries == expected
            assert carved.ids.items() >= {seq: delivery.id for seq, delivery in expected.items()}.items()
            assert carved.outbox_id == store.outbox_id
            stored = dict(store._db.execute("SELECT slot, sealed FROM blobs"))
            assert {slot: carved.blob(slot >> 2, Kind(slot & 3)) for slot in carved.blobs} == stored
            lines = {(seq, line) for seq, line in store._db.execute("SELECT seq, line FROM audit")}
            assert {(seq, line) for seq, history in carved.audit.items() for line in history} == lines
            assert len(carved.discards) == 1


def test_everything_but_the_damaged_page_goes_on(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect, clock: HandClock
) -> None:
    rows = filled(store, sign)
    histories = {delivery.id: store.audit(delivery.id) for _, delivery in rows}
    destroy(path, store)
    assert not is_healthy(path, connect=connect)
    opened = open_outbox(path, vault, connect=connect, now=clock)
    assert opened.notices == ("outbox_damaged_set_aside",)
    for signoff, delivery in rows:
        assert opened.store.get(delivery.id) == delivery
        history = opened.store.audit(delivery.id)
        assert history[:-1] == histories[delivery.id]
        assert history[-1].event == "carried_over"
        if delivery.state is not State.SENT:
            assert opened.store.load(delivery.id) == signoff
    assert opened.store.url(rows[2][0].id) == URL
    assert opened.store.words(rows[3][0].id) == "said so"
    assert opened.store.pause() is Pause.API_REFUSES
    assert opened.store.counts().waiting == 9
    due = opened.store.due(START, busy_groups=(), limit=9)
    assert [delivery.id for delivery in due] == [rows[0][0].id, rows[1][0].id]
    assert is_healthy(path, connect=connect)
    aside = path.with_name("outbox.damaged-20260301T120000Z.db")
    assert aside.exists()
    opened.store.close()
    # Set aside until everything in it is sent.
    opened = open_outbox(path, vault, connect=connect, now=clock)
    assert opened.notices == ()
    opened.store.prune(START + timedelta(days=99), 30)
    assert aside.exists()
    for _, delivery in rows:
        if delivery.state is not State.SENT:
            sent(opened.store, opened.store.get(delivery.id))
    opened.store.prune(START + timedelta(days=99), 30)
    assert not aside.exists()
    opened.store.close()


def test_a_store_that_meets_damage_repairs_itself_and_goes_on(
    store: Store, sign: Signer, path: Path, connect: Connect
) -> None:
    signoff = sign()
    store.add(signoff)
    store.empty_wal()
    with path.open("rb+") as file:
        file.seek(PAGE_SIZE_BYTES * 6)
        file.write(b"\xff" * (path.stat().st_size - PAGE_SIZE_BYTES * 10))
    store._db.execute("PRAGMA shrink_memory")
    assert not is_healthy(path, connect=connect)
    with pytest.raises(EnvironmentFault, match="outbox_damaged"):
        use(store, sign())
    assert "outbox_damaged_set_aside" in store.repair()
    assert is_healthy(path, connect=connect)
    new = store.add(sign())
    assert new in store.page()
    assert store.repair() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no open file be replaced")
def test_another_process_follows_to_the_new_file(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect
) -> None:
    first = store.add(sign())
    other = open_outbox(path, vault, connect=connect).store
    counter = other.change_counter()
    store.empty_wal()
    # What a repair does in the end: another file under the same name.
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink()
    second = other.add(sign())
    assert other.change_counter() != counter
    assert {delivery.id for delivery in store.page()} == {first.id}  # it has not looked yet
    third = store.add(sign())
    assert {delivery.id for delivery in store.page()} == {first.id, second.id, third.id}
    other.close()


@pytest.mark.parametrize("step", ["copy_durably", "sync_file", "_swap", "finish_swap"])
def test_a_crash_while_repairing_loses_nothing(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    rows = filled(store, sign)
    destroy(path, store)

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        # A killed process cleans nothing up.
        monkeypatch.setattr("desktop_app.outbox.side_files.remove", lambda _: None)
        raise Killed

    target = {
        "copy_durably": "desktop_app.outbox.side_files.copy_durably",
        "sync_file": "desktop_app.outbox.side_files.sync_file",
        "_swap": "desktop_app.outbox.swap._swap",
        "finish_swap": "os.replace",
    }[step]
    if step == "finish_swap":
        real, calls = os.replace, [0]

        def second_call_kills(source: Path, name: Path) -> None:
            calls[0] += 1
            kill() if calls[0] == 2 else real(source, name)

        monkeypatch.setattr(target, second_call_kills)
    else:
        monkeypatch.setattr(target, kill)
    with pytest.raises(Killed):
        open_outbox(path, vault, connect=connect)
    monkeypatch.undo()
    opened = open_outbox(path, vault, connect=connect)
    for signoff, delivery in rows:
        assert opened.store.get(delivery.id) == delivery
        if delivery.state is not State.SENT:
            assert opened.store.load(delivery.id) == signoff
    leftovers = {file.name for file in path.parent.iterdir() if "building" in file.name or "ready" in file.name}
    assert leftovers == set()
    opened.store.close()


def test_a_disk_that_is_full_while_repairing_leaves_everything_in_place(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(store, sign)
    destroy(path, store)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop_app.outbox.side_files.sync_file", full)
    with pytest.raises(EnvironmentFault, match="outbox_disk_full"):
        open_outbox(path, vault, connect=connect)
    after = {file.name: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith(".repair")}
    assert after == before


def test_one_process_repairs_at_a_time(store: Store, path: Path, vault: Vault, connect: Connect) -> None:
    destroy(path, store)
    with alone(path), pytest.raises(NotNow, match="outbox_busy"):
        open_outbox(path, vault, connect=connect)


def test_damage_and_a_lost_key_at_once_keep_the_file(
    store: Store, sign: Signer, path: Path, connect: Connect, clock: HandClock
) -> None:
    filled(store, sign)
    destroy(path, store)
    damaged = path.read_bytes()
    opened = open_outbox(path, memory_vault(), connect=connect, now=clock)
    assert opened.notices == ("outbox_damaged_set_aside", "outbox_key_lost_set_aside")
    aside = path.with_name("outbox.key-lost-20260301T120000Z.db")
    assert aside.read_bytes() == damaged
    opened.store.prune(START + timedelta(days=999), 30)
    assert aside.exists()
    opened.store.close()


def test_a_key_that_is_found_again_opens_what_was_damaged_too(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect
) -> None:
    signoff = sign()
    store.add(signoff)
    outbox_id = store.outbox_id
    store.close()
    content = path.read_bytes()
    path.write_bytes(os.urandom(100) + content[100:])
    other = memory_vault()
    open_outbox(path, other, connect=connect).store.close()
    other.store_outbox_key(outbox_id, vault.outbox_key(outbox_id) or b"")
    opened = open_outbox(path, other, connect=connect)
    assert opened.notices == ("outbox_key_found_again",)
    assert opened.store.load(signoff.id) == signoff
    opened.store.close()


@pytest.mark.parametrize("spoilt", ["state = 'wbiting'", "tally = '{'", "sha256 = 'x'", "signed_us = 'x'"])
def test_a_row_that_cannot_be_read_is_damage_though_the_file_is_whole(
    store: Store, sign: Signer, path: Path, connect: Connect, spoilt: str
) -> None:
    first, second = sign("1"), sign("2")
    store.add(first)
    store.add(second)
    with store._writing as db:
        run(db, "DROP TRIGGER count_moved")  # what turns over on a disk pulls no trigger
        run(db, f"UPDATE deliveries SET {spoilt} WHERE seq = 1")
    assert not is_healthy(path, connect=connect)
    with pytest.raises(EnvironmentFault, match="outbox_damaged"):
        store.due(START, busy_groups=(), limit=5)
    assert store.repair() == ("outbox_damaged_set_aside",)
    assert [delivery.id for delivery in store.due(START, busy_groups=(), limit=5)] == [second.id]
    held = store.get(first.id)
    assert (held.state, held.reason) == (State.NEEDS_ATTENTION, "state_lost")
    assert store.load(first.id) == first
    assert is_healthy(path, connect=connect)


def test_a_line_of_the_audit_that_cannot_be_read_is_damage(
    store: Store, sign: Signer, path: Path, connect: Connect
) -> None:
    delivery = moved(store, store.add(sign()), State.NEEDS_ATTENTION)
    with store._writing as db:
        run(db, "DROP TRIGGER audit_is_not_rewritten")
        run(db, "UPDATE audit SET facts = '{' WHERE seq = 1")
    assert not is_healthy(path, connect=connect)
    assert store.repair() == ("outbox_damaged_set_aside",)
    assert [entry.event for entry in store.audit(delivery.id)] == ["signed", "carried_over"]


def test_a_file_that_never_was_an_outbox_is_set_aside(path: Path, vault: Vault, connect: Connect, sign: Signer) -> None:
    path.parent.mkdir()
    path.write_bytes(b"Dear diary, " * 1000)
    opened = open_outbox(path, vault, connect=connect)
    assert "outbox_damaged_set_aside" in opened.notices
    assert opened.store.add(sign())
    opened.store.close()


def test_a_sign_off_whose_row_is_gone_is_rebuilt_from_what_was_signed(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect
) -> None:
    signoff = sign()
    delivery = store.add(signoff)
    store.close()
    db = sqlite3.connect(path)
    root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'deliveries'").fetchone()[0]
    db.close()
    with path.open("rb+") as file:
        file.seek((root - 1) * PAGE_SIZE_BYTES)
        file.write(os.urandom(PAGE_SIZE_BYTES))
    opened = open_outbox(path, vault, connect=connect)
    if not opened.notices:  # damage that opening does not meet is found by the check in the background
        assert not is_healthy(path, connect=connect)
        assert opened.store.repair() == ("outbox_damaged_set_aside",)
    rebuilt = opened.store.get(signoff.id)
    assert opened.store.load(signoff.id) == signoff
    assert (rebuilt.sha256, rebuilt.size_bytes, rebuilt.origin) == (delivery.sha256, 1200, "https://api.example")
    # It may have been executed: a person decides.
    assert (rebuilt.state, rebuilt.reason, rebuilt.outcome_unknown) == (State.NEEDS_ATTENTION, "state_lost", True)
    opened.store.close()


def test_a_sign_off_whose_session_is_gone_asks_for_one(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect
) -> None:
    signoff = sign()
    store.add(signoff)
    store.attach_session([signoff.id], Token("another"), "session_attached")  # from now on in a blob of its own
    store._db.execute("UPDATE blobs SET sealed = zeroblob(50) WHERE slot & 3 = 1")
    destroy(path, store)
    opened = open_outbox(path, vault, connect=connect)
    delivery = opened.store.get(signoff.id)
    assert (delivery.state, delivery.reason) == (State.NEEDS_ATTENTION, "session_lost")
    opened.store.attach_session([signoff.id], Token("new"), "session_attached")
    assert opened.store.load(signoff.id).jpeg == signoff.jpeg
    opened.store.close()


def test_a_sign_off_that_is_lost_is_said(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect
) -> None:
    store.add(sign())
    kept = store.add(sign())
    store._db.execute("UPDATE blobs SET sealed = zeroblob(50) WHERE slot = 4")
    destroy(path, store)
    opened = open_outbox(path, vault, connect=connect)
    assert opened.notices == ("outbox_damaged_set_aside", "outbox_rows_lost")
    assert [delivery.id for delivery in opened.store.page()] == [kept.id]
    assert opened.store.own_audit()[-1].facts["lost"] == 1
    opened.store.close()
