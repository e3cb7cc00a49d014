"""A new file in the place of a damaged one, while others have the old one open, or want to have it open."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.delivery import State
from desktop_app.domain.errors import EnvironmentFault, NotNow
from desktop_app.outbox.connection import PAGE_SIZE_BYTES, Connect
from desktop_app.outbox.opening import is_healthy, open_outbox
from desktop_app.outbox.repair import Repair
from desktop_app.outbox.store import Store
from desktop_app.outbox.swap import alone
from desktop_app.vault import Vault
from tests.unit.outbox.kit import START, Signer, moved

ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no open file be replaced")
HOLD = """
import sqlite3, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from desktop_app.outbox.swap import no_writer
path = Path(sys.argv[1])
db = sqlite3.connect(path, isolation_level=None)
if sys.argv[2] == "write":
    db.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
    sys.stdin.readline()
else:
    with no_writer(path):
        print("held", flush=True)
        sys.stdin.readline()
"""


def spoil_an_index(path: Path, store: Store) -> None:
    """Damage that the check finds and signing does not meet: only receipts are in this one."""
    store.empty_wal()
    sql = "SELECT rootpage FROM sqlite_master WHERE name = 'receipts_by_time'"
    ((root,),) = store._db.execute(sql)
    with path.open("rb+") as file:
        file.seek((root - 1) * PAGE_SIZE_BYTES)
        file.write(b"\xff" * PAGE_SIZE_BYTES)


def destroyed_with_its_wal(path: Path, store: Store) -> None:
    """The header is gone, and the WAL holds what was signed last, as after a crash."""
    copies = {suffix: path.with_name(f"copy{suffix}") for suffix in ("", "-wal")}
    for suffix, copy in copies.items():
        shutil.copyfile(path.with_name(path.name + suffix), copy)
    store.close()
    for suffix, copy in copies.items():
        copy.replace(path.with_name(path.name + suffix))
    with path.open("rb+") as file:
        file.write(os.urandom(100))


def put_another_in_its_place(path: Path) -> None:
    """What a repair by another process does in the end."""
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@pytest.fixture
def held(path: Path) -> Callable[[str], "subprocess.Popen[str]"]:
    """Another process that holds the write lock (`write`), or keeps all writers out (`keep out`), until it is told."""

    def start(how: str) -> "subprocess.Popen[str]":
        root = str(Path(__file__).parents[3])
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), how, root], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        return process

    return start


def test_a_store_whose_repair_cannot_be_made_now_goes_on_as_before(
    store: Store, sign: Signer, path: Path, connect: Connect
) -> None:
    first = store.add(sign())
    spoil_an_index(path, store)
    assert not is_healthy(path, connect=connect)
    with alone(path), pytest.raises(NotNow, match="outbox_busy"):
        store.repair()
    assert {delivery.id for delivery in store.page()} == {first.id}
    second = store.add(sign())
    assert {delivery.id for delivery in store.page()} == {first.id, second.id}
    assert store.repair() == ("outbox_damaged_set_aside",)
    assert {delivery.id for delivery in store.page()} == {first.id, second.id}


@ONLY_POSIX
def test_a_store_that_cannot_be_opened_again_tries_with_each_use(
    store: Store, sign: Signer, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signoff = store.add(sign())
    store.empty_wal()
    put_another_in_its_place(path)
    real = store._reopen

    def cannot(_: bool) -> None:  # noqa: FBT001 - as the store calls it
        raise EnvironmentFault("outbox_cannot_open")

    monkeypatch.setattr(store, "_reopen", cannot)
    for use in (lambda: store.add(sign()), store.page, store.change_counter, store.repair):
        with pytest.raises(EnvironmentFault, match="outbox_cannot_open"):
            use()
    monkeypatch.setattr(store, "_reopen", real)
    second = store.add(sign())
    assert {delivery.id for delivery in store.page()} == {signoff.id, second.id}


@ONLY_POSIX
def test_a_store_follows_also_while_the_credential_store_is_locked(
    path: Path, vault: Vault, sign: Signer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_outbox(path, vault, connect=connect).store
    store.empty_wal()
    put_another_in_its_place(path)

    def locked(_: str) -> None:
        raise EnvironmentFault("vault_locked")

    monkeypatch.setattr(vault, "outbox_key", locked)
    assert store.add(sign()) in store.page()
    store.close()


@ONLY_POSIX
def test_a_file_that_is_replaced_while_it_is_opened_is_not_signed_into(
    path: Path, vault: Vault, sign: Signer, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_outbox(path, vault, connect=connect).store.close()
    real = vault.outbox_key

    def meanwhile(outbox_id: str) -> bytes | None:
        """A person types the password of the credential store; another process repairs."""
        monkeypatch.undo()
        put_another_in_its_place(path)
        return real(outbox_id)

    monkeypatch.setattr(vault, "outbox_key", meanwhile)
    store = open_outbox(path, vault, connect=connect).store
    signoff = sign()
    store.add(signoff)
    store.close()
    again = open_outbox(path, vault, connect=connect).store
    assert again.load(signoff.id) == signoff
    again.close()


@ONLY_POSIX
def test_nobody_writes_while_a_file_is_replaced(
    store: Store, sign: Signer, held: Callable[[str], "subprocess.Popen[str]"]
) -> None:
    first = store.add(sign())
    list(store._db.execute("PRAGMA busy_timeout=50"))
    other = held("keep out")
    with pytest.raises(NotNow, match="outbox_busy"):
        store.add(sign())
    other.communicate("\n")
    second = store.add(sign())
    assert {delivery.id for delivery in store.page()} == {first.id, second.id}


@ONLY_POSIX
def test_nothing_is_replaced_while_somebody_writes(
    store: Store, sign: Signer, path: Path, held: Callable[[str], "subprocess.Popen[str]"]
) -> None:
    store.add(sign())
    spoil_an_index(path, store)
    other = held("write")
    with pytest.raises(NotNow, match="outbox_busy"):
        store.repair()
    other.communicate("\n")
    assert store.repair() == ("outbox_damaged_set_aside",)


def test_what_was_written_after_a_repair_was_cut_off_is_kept(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.add(sign())
    store.close()
    before = path.read_bytes()
    store = open_outbox(path, vault, connect=connect).store
    second = store.add(sign())
    store.close()
    whole = path.read_bytes()
    path.write_bytes(os.urandom(100) + before[100:])

    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        monkeypatch.setattr("desktop_app.outbox.side_files.remove", lambda _: None)
        raise Killed

    monkeypatch.setattr("desktop_app.outbox.swap._swap", kill)
    with pytest.raises(Killed):
        open_outbox(path, vault, connect=connect)
    monkeypatch.undo()
    path.write_bytes(os.urandom(100) + whole[100:])  # by somebody who had it open
    again = open_outbox(path, vault, connect=connect)
    assert {delivery.id for delivery in again.store.page()} == {first.id, second.id}
    again.store.close()
    assert not [file.name for file in path.parent.iterdir() if file.name.endswith((".ready", ".building", ".old-wal"))]


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_wal_that_holds_the_newest_survives_each_step(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Killed, or refused by a Windows where a scanner has the file open, between any two of the renamings."""
    signed = [store.add(sign()) for _ in range(3)]
    store.empty_wal()
    moved(store, signed[0], State.NEEDS_ATTENTION, reason="rejected")  # in pages that are there: the header stays
    destroyed_with_its_wal(path, store)
    real, calls = os.replace, [0]

    def refused(source: Path, target: Path) -> None:
        calls[0] += 1
        if calls[0] == step:
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises((NotNow, EnvironmentFault)):
        Repair(path, vault, connect, START).run()
    monkeypatch.undo()
    again = open_outbox(path, vault, connect=connect)
    assert {delivery.id for delivery in again.store.page()} == {delivery.id for delivery in signed}
    assert again.store.get(signed[0].id).reason == "rejected"
    again.store.close()
