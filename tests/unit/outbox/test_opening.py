"""Opening: new, older, newer, in use, unwritable, with a lost key."""

import os
import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop_app.domain.delivery import State
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.outbox import schema
from desktop_app.outbox.connection import Connect
from desktop_app.outbox.creation import VERSION
from desktop_app.outbox.key_loss import recover
from desktop_app.outbox.opening import is_healthy, open_for_reading, open_outbox
from desktop_app.vault import Vault, memory_vault
from tests.unit.outbox.kit import PRIVATE_PEM, PUBLIC_PEM, START, HandClock, Signer, moved, sent


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


def make_of_version(path: Path, version: int, vault: Vault, sign: Signer) -> list[str]:
    """An outbox as the program of that version left it: today's rows in that version's tables."""
    path.parent.mkdir()
    steps = schema.STEPS
    try:
        schema.STEPS = steps[:version]
        today = open_outbox(path.with_name("today.db"), vault).store
    finally:
        schema.STEPS = steps
    ids = [today.add(sign(str(number))).id for number in range(5)]
    today.close()
    source = sqlite3.connect(path.with_name("today.db"), isolation_level=None)
    target = sqlite3.connect(path, isolation_level=None)
    target.execute("PRAGMA page_size=2048")
    target.execute("PRAGMA journal_mode=WAL")
    for step in steps[:version]:
        for statement in step:
            target.execute(statement)
    target.execute(f"PRAGMA user_version={version}")
    target.execute("DELETE FROM counters")
    tables = [name for (name,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in sorted(tables, key="deliveries".__eq__):
        for row in source.execute(f"SELECT * FROM {table}"):
            if table != "counters":
                target.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
    for row in source.execute("SELECT * FROM counters"):
        target.execute("INSERT OR REPLACE INTO counters VALUES (?, ?)", row)
    source.close()
    target.close()
    for file in path.parent.glob("today*"):
        file.unlink()
    return ids


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_an_outbox_of_each_version_goes_on_and_leaves_a_backup(
    path: Path, vault: Vault, sign: Signer, connect: Connect, clock: HandClock, version: int
) -> None:
    ids = make_of_version(path, version, vault, sign)
    store = open_outbox(path, vault, connect=connect, now=clock).store
    assert [delivery.id for delivery in store.page()][::-1] == ids
    assert store.load(ids[0]).form.first_name == "Zoë"
    assert store.counts().waiting == 5
    backups = sorted(name for name in names(path) if ".v" in name)
    if version == VERSION:
        assert backups == []
        return
    assert backups == [f"outbox.v{version}-20260301T120000Z.db"]
    old = sqlite3.connect(path.with_name(backups[0]))
    assert old.execute("PRAGMA user_version").fetchone() == (version,)
    assert old.execute("SELECT count(*) FROM blobs").fetchone() == (5,)
    old.close()
    # The backup stays while one of its sign-offs is unsent, however old it is, and goes afterwards.
    late = START + timedelta(days=100)
    store.prune(late, 30)
    assert backups[0] in names(path)
    for signoff_id in ids:
        sent(store, store.get(signoff_id), late)
    store.prune(late, 30)
    assert backups[0] not in names(path)
    store.close()


def test_a_migration_that_fails_changes_nothing(
    path: Path, vault: Vault, sign: Signer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_of_version(path, 1, vault, sign)
    before = path.read_bytes()
    monkeypatch.setattr("desktop_app.outbox.creation.STEPS", (schema.VERSION_1, ("CREATE TABLE x(y)", "no SQL")))
    with pytest.raises(Exception, match="syntax"):
        open_outbox(path, vault, connect=connect)
    assert path.read_bytes() == before
    monkeypatch.undo()
    assert open_outbox(path, vault, connect=connect).store.counts().waiting == 5


@pytest.mark.parametrize("reading", [False, True])
def test_an_outbox_of_a_newer_version_is_refused_and_not_a_byte_of_it_changes(
    path: Path, vault: Vault, connect: Connect, *, reading: bool
) -> None:
    store = open_outbox(path, vault, connect=connect).store
    store.close()
    newer = sqlite3.connect(path, isolation_level=None)
    newer.execute("PRAGMA user_version=99")
    newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    newer.execute("CREATE TABLE something_new(x)")  # stays in the WAL
    before = {name: path.with_name(name).read_bytes() for name in ("outbox.db", "outbox.db-wal")}
    with pytest.raises(EnvironmentFault, match="outbox_newer_version"):
        (open_for_reading if reading else open_outbox)(path, vault, connect=connect)
    assert {name: path.with_name(name).read_bytes() for name in before} == before
    newer.close()


def test_many_that_open_a_new_outbox_at_once_agree_on_one_key(path: Path, vault: Vault, connect: Connect) -> None:
    added: list[str] = []
    lock = threading.Lock()

    def work(number: int) -> None:
        store = open_outbox(path, vault, connect=connect).store
        with lock:
            added.append(store.add(Signer(number + 1)()).id)
        store.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = open_outbox(path, vault, connect=connect).store
    assert {delivery.id for delivery in store.page()} == set(added)
    assert len(added) == 6
    for signoff_id in added:
        assert store.load(signoff_id).id == signoff_id
    store.close()


def test_a_vault_that_is_locked_changes_nothing(path: Path, vault: Vault, sign: Signer, connect: Connect) -> None:
    class Locked:
        def outbox_key(self, outbox_id: str) -> bytes | None:
            raise EnvironmentFault("vault_locked", id=outbox_id)

        def store_outbox_key(self, outbox_id: str, key: bytes) -> None:
            raise EnvironmentFault("vault_locked", id=outbox_id, key=len(key))

    with pytest.raises(EnvironmentFault, match="vault_locked"):
        open_outbox(path, Locked(), connect=connect)
    store = open_outbox(path, vault, connect=connect).store
    delivery = store.add(sign())
    store.close()
    with pytest.raises(EnvironmentFault, match="vault_locked"):
        open_outbox(path, Locked(), connect=connect)
    store = open_outbox(path, vault, connect=connect).store
    assert store.get(delivery.id) == delivery
    store.close()


def test_an_outbox_without_its_key_is_kept_and_named_and_a_new_one_begun(
    path: Path, vault: Vault, sign: Signer, connect: Connect, clock: HandClock
) -> None:
    store = open_outbox(path, vault, connect=connect, now=clock).store
    old = sign()
    store.add(old)
    store.close()
    content = path.read_bytes()

    other = memory_vault()
    opened = open_outbox(path, other, connect=connect, now=clock)
    assert opened.notices == ("outbox_key_lost_set_aside",)
    aside = path.with_name("outbox.key-lost-20260301T120000Z.db")
    assert aside.read_bytes() == content
    new = opened.store.add(sign())
    opened.store.prune(START + timedelta(days=1000), 30)
    assert aside.exists()
    opened.store.close()
    assert open_outbox(path, other, connect=connect, now=clock).notices == ()

    # The credential store is restored: what was set aside is carried over, once.
    other.store_outbox_key(store_id(aside), vault.outbox_key(store_id(aside)) or b"")
    opened = open_outbox(path, other, connect=connect, now=clock)
    assert opened.notices == ("outbox_key_found_again",)
    assert opened.store.load(old.id) == old
    assert {delivery.id for delivery in opened.store.page()} == {old.id, new.id}
    opened.store.close()
    opened = open_outbox(path, other, connect=connect, now=clock)
    assert opened.notices == ()
    for delivery in opened.store.page():
        sent(opened.store, delivery)
    opened.store.prune(START + timedelta(days=31), 30)
    assert not aside.exists()
    opened.store.close()


def store_id(file: Path) -> str:
    db = sqlite3.connect(file)
    found = db.execute("SELECT value FROM facts WHERE name = 'outbox_id'").fetchone()[0]
    db.close()
    return str(found)


def test_a_key_of_another_outbox_is_no_key(path: Path, vault: Vault, sign: Signer, connect: Connect) -> None:
    store = open_outbox(path, vault, connect=connect).store
    store.add(sign())
    outbox_id = store.outbox_id
    store.close()
    vault.store_outbox_key(outbox_id, b"x" * 32)
    assert open_outbox(path, vault, connect=connect).notices == ("outbox_key_lost_set_aside",)


def test_a_recovery_key_opens_what_the_credential_store_lost(
    path: Path, vault: Vault, sign: Signer, connect: Connect, clock: HandClock
) -> None:
    store = open_outbox(path, vault, connect=connect, now=clock, recovery_key=PUBLIC_PEM).store
    signoff, attention = sign(), sign()
    store.add(signoff)
    moved(store, store.add(attention), State.NEEDS_ATTENTION, reason="rejected", words="no")
    receipt = sent(store, store.add(sign("other")))
    assert "recovery_key_set" in [entry.event for entry in store.own_audit()]
    store.close()

    opened = open_outbox(path, memory_vault(), connect=connect, now=clock, recovery_key=PUBLIC_PEM)
    assert opened.notices == ("outbox_key_lost_set_aside",)
    with pytest.raises(InvalidInput, match="recovery_private_key_invalid"):
        recover(opened.store, b"no key", START)
    stranger = X25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with pytest.raises(InvalidInput, match="recovery_key_does_not_fit"):
        recover(opened.store, stranger, START)
    assert opened.store.counts().waiting == 0
    result = recover(opened.store, PRIVATE_PEM, START)
    assert (result.carried, result.known, result.lost) == (3, 0, 0)
    assert opened.store.load(signoff.id) == signoff
    assert opened.store.words(attention.id) == "no"
    assert opened.store.get(receipt.id).state is State.SENT
    assert [entry.event for entry in opened.store.audit(signoff.id)] == ["signed", "carried_over"]
    again = recover(opened.store, PRIVATE_PEM, START)
    assert (again.carried, again.known) == (0, 3)
    opened.store.close()


def test_a_recovery_key_that_changes_is_sealed_to_anew(
    path: Path, vault: Vault, connect: Connect, sign: Signer
) -> None:
    other = X25519PrivateKey.generate().public_key()
    other_pem = other.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    open_outbox(path, vault, connect=connect, recovery_key=other_pem).store.close()
    store = open_outbox(path, vault, connect=connect, recovery_key=PUBLIC_PEM).store
    store.add(sign())
    store.close()
    opened = open_outbox(path, memory_vault(), connect=connect)
    assert recover(opened.store, PRIVATE_PEM, START).carried == 1
    with pytest.raises(InvalidInput, match="recovery_nothing_to_open"):
        recover(open_outbox(path.with_name("b.db"), vault, connect=connect).store, PRIVATE_PEM, START)
    opened.store.close()


@pytest.mark.parametrize(
    "key",
    [
        "x",
        "AAAA",
        Ed25519PrivateKey.generate()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode(),
    ],
)
def test_a_recovery_key_of_another_kind_is_refused(path: Path, vault: Vault, connect: Connect, key: str) -> None:
    with pytest.raises(InvalidInput, match="recovery_key_invalid"):
        open_outbox(path, vault, connect=connect, recovery_key=key)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_profile_that_may_not_be_written_is_said(path: Path, vault: Vault, connect: Connect) -> None:
    path.parent.parent.chmod(0o500)
    with pytest.raises(EnvironmentFault, match="profile_read_only"):
        open_outbox(path, vault, connect=connect)
    path.parent.parent.chmod(0o700)


def test_a_path_that_leads_through_a_file_is_said(tmp_path: Path, vault: Vault, connect: Connect) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentFault, match="profile_cannot_be_made"):
        open_outbox(tmp_path / "file" / "profile" / "outbox.db", vault, connect=connect)
    (tmp_path / "outbox.db").mkdir()
    with pytest.raises(EnvironmentFault, match="outbox_cannot_open"):
        open_outbox(tmp_path / "outbox.db", vault, connect=connect)


def test_the_health_check_waits_for_no_writer(path: Path, vault: Vault, connect: Connect, sign: Signer) -> None:
    store = open_outbox(path, vault, connect=connect).store
    store.add(sign())
    store._db.execute("BEGIN IMMEDIATE")
    assert is_healthy(path, connect=connect)
    store._db.execute("ROLLBACK")
    store.close()


@pytest.mark.skipif(os.name == "nt", reason="POSIX drops locks so, Windows does not")
def test_opening_twice_in_one_process_keeps_the_locks_of_the_first(path: Path, vault: Vault, sign: Signer) -> None:
    """Closing a descriptor of the file by hand would drop them; the next closing of any other deletes the WAL then."""
    first = open_outbox(path, vault).store
    one = first.add(sign())
    open_for_reading(path, vault).close()
    open_outbox(path, vault).store.close()
    first.add(sign())
    assert is_healthy(path)
    script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('SELECT * FROM facts').fetchall()"
    subprocess.run([sys.executable, "-c", script + "; db.close()", str(path)], check=True)
    assert path.with_name("outbox.db-wal").exists()
    two = first.add(sign())
    reader = open_for_reading(path, vault)
    assert [delivery.id for delivery in reader.page()][::2] == [two.id, one.id]
    reader.close()
    first.close()
