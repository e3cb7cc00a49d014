"""Each page of an outbox damaged in turn: what does not lie in that page goes on, and what is lost is said."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop_app.domain.delivery import State
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.connection import PAGE_SIZE_BYTES
from desktop_app.outbox.opening import Opened, is_healthy, open_outbox
from desktop_app.vault import Vault, memory_vault
from tests.unit.outbox.kit import Signer, moved, sent

SIGNOFFS = 18
IN_ONE_PAGE = 4  # a leaf holds the beginnings of a few payloads and sessions


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Vault, dict[str, SignOff]]:
    """An outbox with sign-offs in every state, closed."""
    path, vault, sign = tmp_path_factory.mktemp("whole") / "outbox.db", memory_vault(), Signer()
    store = open_outbox(path, vault).store
    signoffs = [sign(str(number % 5), jpeg=os.urandom(7_000)) for number in range(SIGNOFFS)]
    for number, signoff in enumerate(signoffs):
        delivery = store.add(signoff)
        match number % 6:
            case 1:
                moved(store, delivery, State.EXECUTED)
            case 2:
                moved(store, delivery, State.NEEDS_ATTENTION, reason="rejected", words="no")
            case 3:
                sent(store, delivery)
    store.close()
    return path, vault, {signoff.id: signoff for signoff in signoffs}


def found_in(opened: Opened, signoffs: dict[str, SignOff]) -> tuple[set[str], set[str]]:
    """(ids that are listed, ids whose sign-off is whole)."""
    listed = {delivery.id: delivery for delivery in opened.store.page()}
    intact = set()
    for signoff_id, delivery in listed.items():
        if delivery.state is State.SENT:
            intact.add(signoff_id)
            continue
        try:
            loaded = opened.store.load(signoff_id)
        except EnvironmentFault as fault:
            if fault.code != "blob_damaged":
                raise
            continue
        assert loaded.jpeg == signoffs[signoff_id].jpeg
        assert loaded.form == signoffs[signoff_id].form
        intact.add(signoff_id)
    return set(listed), intact


@pytest.mark.timeout(300)
@pytest.mark.parametrize("damage", ["noise", "zeros", "one byte"])
def test_a_damaged_page_costs_no_more_than_what_lies_in_it(
    whole: tuple[Path, Vault, dict[str, SignOff]], tmp_path: Path, damage: str
) -> None:
    source, vault, signoffs = whole
    pages = source.stat().st_size // PAGE_SIZE_BYTES
    repaired = 0
    for page in range(pages):
        path = tmp_path / str(page) / "outbox.db"
        path.parent.mkdir()
        shutil.copy(source, path)
        with path.open("rb+") as file:
            file.seek(page * PAGE_SIZE_BYTES + (3 if damage == "one byte" else 0))
            amount = 1 if damage == "one byte" else PAGE_SIZE_BYTES
            file.write(bytes(amount) if damage == "zeros" else os.urandom(amount))
        opened = open_outbox(path, vault)
        notices = opened.notices
        try:
            damaged = not notices and not is_healthy(path)
            listed, intact = found_in(opened, signoffs)
        except EnvironmentFault as fault:
            assert fault.code == "outbox_damaged"  # noqa: PT017 - reading may meet the damage first
            damaged = True
        if damaged:
            notices = opened.store.repair()
            assert notices, page
        if notices:
            listed, intact = found_in(opened, signoffs)
            repaired += 1
            assert is_healthy(path)
            missing = signoffs.keys() - intact
            unsent_missing = len(missing)
            assert ("outbox_rows_lost" in notices) == bool(signoffs.keys() - listed), (page, notices, missing)
        else:
            unsent_missing = len(signoffs.keys() - intact)
        assert unsent_missing <= IN_ONE_PAGE, (page, notices)
        new = Signer(page + 7)()
        opened.store.add(new)
        assert opened.store.load(new.id) == new
        opened.store.close()
    assert repaired > pages // 20


def test_the_files_pages_are_the_ones_that_were_tried(whole: tuple[Path, Vault, dict[str, SignOff]]) -> None:
    source, _, _ = whole
    db = sqlite3.connect(source)
    assert db.execute("PRAGMA page_size").fetchone() == (PAGE_SIZE_BYTES,)
    assert db.execute("PRAGMA page_count").fetchone() == (source.stat().st_size // PAGE_SIZE_BYTES,)
    db.close()
