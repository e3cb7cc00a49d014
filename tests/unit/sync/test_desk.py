"""What a person can do, each decision audited; and what it leaves behind."""

import json
import os
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desktop_app.domain.delivery import Delivery, Pause, State
from desktop_app.domain.errors import EnvironmentFault, InvalidForm, InvalidInput
from desktop_app.domain.outcomes import Lost, PatchAnswer, PatchOutcome
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.outbox.opening import open_for_reading, open_outbox
from desktop_app.sync.desk import Desk, form_hash
from tests.unit.sync.room import API, Room

NO = PatchAnswer(400, is_json=True, message="unknown e-mail")


def refused(room: Room, session: str = "session") -> str:
    signoff_id = room.sign(session)
    room.remote.patch = lambda _: NO
    room.drain()
    room.remote.patch = room.remote.executed
    return signoff_id


def events(room: Room, signoff_id: str) -> list[str]:
    return [entry.event for entry in room.store.audit(signoff_id)]


def test_signing_checks_the_form_and_changes_nothing_otherwise(room: Room) -> None:
    with pytest.raises(InvalidForm):
        room.desk.sign(Form("", "B"), b"jpeg", Token("s"), API)
    with pytest.raises(InvalidInput, match="jpeg_empty"):
        room.desk.sign(Form("A", "B"), b"", Token("s"), API)
    assert room.desk.counts().waiting == 0


def test_a_picture_may_be_made_when_it_is_needed(room: Room) -> None:
    delivery = room.desk.sign(Form(" A ", "B"), lambda: b"jpeg", Token("s"), API)
    signoff = room.store.load(delivery.id)
    assert (signoff.form.first_name, signoff.jpeg) == ("A", b"jpeg")


def test_detail_tells_everything_that_is_known(room: Room) -> None:
    one = refused(room)
    detail = room.desk.detail(one)
    assert (detail.words, detail.delivery.reason) == ("unknown e-mail", "rejected")
    assert detail.form is not None
    assert detail.form.first_name == "A"
    assert [entry.event for entry in detail.audit][-1] == "needs_attention"


def test_detail_of_a_sent_one_has_no_form_left(room: Room) -> None:
    one = room.sign()
    room.drain()
    detail = room.desk.detail(one)
    assert (detail.form, detail.words, detail.jpeg) == (None, "", None)


def test_retry_sends_again(room: Room) -> None:
    one = refused(room)
    assert [row.state for row in room.desk.retry([one])] == [State.WAITING]
    assert "retried" in events(room, one)
    assert room.drain().sent == 1


def test_retry_is_idempotent(room: Room) -> None:
    one = refused(room)
    room.desk.retry([one])
    before = room.store.get(one)
    room.desk.retry([one])
    assert room.store.get(one) == before


def test_retry_shortens_a_backoff(room: Room) -> None:
    one = room.sign()
    room.remote.patch = lambda _: Lost("broken")
    room.live(300.0)
    room.desk.retry([one])
    assert room.store.get(one).next_attempt_at is None


def test_retry_all_takes_every_one_that_needs_attention(room: Room) -> None:
    ids = [refused(room, f"session {number}") for number in range(2)]
    room.desk.retry_all()
    assert room.drain().sent == len(ids)


def test_retry_of_a_sent_one_is_refused_and_changes_none(room: Room) -> None:
    one = room.sign("one")
    room.drain()
    two = refused(room, "two")
    with pytest.raises(InvalidInput, match="already_sent"):
        room.desk.retry([two, one])
    assert room.store.get(two).state is State.NEEDS_ATTENTION


def test_a_session_is_attached_in_bulk(room: Room) -> None:
    ids = [room.sign("old") for _ in range(3)]
    room.desk.attach_session(ids, Token("new"))
    room.drain()
    assert {signoff.session.value for _, signoff, _ in room.remote.patches} == {"new"}
    assert [signoff.id for _, signoff, _ in room.remote.patches] == ids
    assert "session_attached" in events(room, ids[0])


def test_amend_makes_a_new_signoff_that_names_the_old(room: Room) -> None:
    one = refused(room)
    old_form = room.store.form(one)
    new = room.desk.amend(one, {"email": "a@example.org"})
    assert (new.amends, new.state) == (one, State.WAITING)
    assert room.store.load(new.id).form == Form("A", "B", "a@example.org")
    with pytest.raises(InvalidInput, match="unknown_id"):
        room.store.get(one)
    facts = next(entry.facts for entry in room.store.audit(one) if entry.event == "amended")
    assert facts.items() >= {"by": new.id, "sha256": new.sha256, "form": form_hash(old_form)}.items()
    assert room.drain().sent == 1


def test_who_signed_cannot_be_amended(room: Room) -> None:
    with pytest.raises(InvalidInput, match="amend_member"):
        room.desk.amend(refused(room), {"first_name": "C"})


def test_only_what_needs_a_person_can_be_amended(room: Room) -> None:
    with pytest.raises(InvalidInput, match="not_amendable"):
        room.desk.amend(room.sign(), {"comment": "c"})


def test_an_amended_one_that_may_have_been_executed_is_a_possible_repeat(room: Room) -> None:
    one = room.sign()
    answers: list[PatchOutcome] = [NO, Lost("broken")]
    room.remote.patch = lambda _: answers.pop()
    room.drain()
    assert room.store.get(one).reason == "execution_uncertain"
    room.remote.patch = room.remote.executed
    new = room.desk.amend(one, {"comment": "again"})
    room.drain()
    assert room.store.get(new.id).repeat


def test_a_disk_that_is_full_just_after_an_amendment_does_not_forget_that_it_may_be_a_repeat(room: Room) -> None:
    one = room.sign()
    answers: list[PatchOutcome] = [NO, Lost("broken")]
    room.remote.patch = lambda _: answers.pop()
    room.drain()
    room.remote.patch = room.remote.executed
    apply = room.store.apply

    def full_disk(*_: object, **__: object) -> Delivery:
        raise EnvironmentFault("outbox_disk_full")

    room.store.apply = full_disk  # type: ignore[method-assign]  # a disk that is full from the second write on
    with suppress(EnvironmentFault):
        room.desk.amend(one, {"comment": "again"})
    room.store.apply = apply  # type: ignore[method-assign]  # there is room again
    (new,) = room.store.page()
    assert new.outcome_unknown
    assert events(room, new.id) == ["signed", "amends_uncertain"]


def beside_a_reader(room: Room, decide: Callable[[], object]) -> int:
    """The size of the WAL half a minute after a reader went, in the way of which a person decided something."""
    file = room.store.path
    reader = open_for_reading(file, room.vault)
    wal = file.with_name(f"{file.name}-wal")

    def decided() -> None:
        reader._db.execute("BEGIN")
        reader.counts()
        decide()
        assert wal.stat().st_size > 0

    def gone() -> None:
        reader._db.execute("ROLLBACK")
        reader.close()

    room.live(90.0, (10.0, decided), (50.0, gone))
    return wal.stat().st_size


def test_what_was_discarded_beside_a_reader_leaves_the_wal_once_he_is_gone(room: Room) -> None:
    one = refused(room)
    assert beside_a_reader(room, lambda: room.desk.discard(one)) == 0


def test_what_was_amended_beside_a_reader_leaves_the_wal_once_he_is_gone(room: Room) -> None:
    one = refused(room)
    room.vault.clear_account()  # nothing is sent, after which the WAL would be emptied all the same
    assert beside_a_reader(room, lambda: room.desk.amend(one, {"comment": "again"})) == 0


def test_what_another_process_discarded_beside_a_reader_leaves_the_wal_once_he_is_gone(room: Room) -> None:
    one = refused(room)

    def elsewhere() -> None:
        with closing(open_outbox(room.store.path, room.vault, now=room.clock.now).store) as other:
            Desk(other, room.clock).discard(one)

    assert beside_a_reader(room, elsewhere) == 0


def test_export_writes_picture_and_form_for_this_user_alone(room: Room, tmp_path: Path) -> None:
    one = refused(room)
    folder = tmp_path / "out"
    folder.mkdir()
    jpeg, document = room.desk.export(one, folder)
    assert jpeg.read_bytes() == b"jpeg session"
    content = json.loads(document.read_text("utf-8"))
    assert (content["firstName"], content["signature"]["size"]) == ("A", 12)
    assert "session" not in json.dumps(content["signature"])
    if os.name == "posix":
        assert jpeg.stat().st_mode & 0o077 == 0
    assert "exported" in events(room, one)
    with pytest.raises(InvalidInput, match="file_exists"):
        room.desk.export(one, folder)


def test_export_says_where_it_cannot_write_and_leaves_nothing(room: Room, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="file_not_writable"):
        room.desk.export(refused(room), tmp_path / "nowhere")


def test_no_token_is_exported(room: Room, tmp_path: Path) -> None:
    one = refused(room, "a-secret-session-token")
    for file in room.desk.export(one, tmp_path):
        if file.suffix == ".json":
            assert "a-secret-session-token" not in file.read_text("utf-8")


def test_discard_leaves_only_the_audit(room: Room) -> None:
    one = refused(room)
    form = room.store.form(one)
    room.desk.discard(one)
    with pytest.raises(InvalidInput, match="unknown_id"):
        room.store.get(one)
    (entry,) = [entry for entry in room.store.audit(one) if entry.event == "discarded"]
    assert entry.facts["form"] == form_hash(form)
    assert room.drain().waiting == 0


def test_a_sent_one_cannot_be_discarded(room: Room) -> None:
    one = room.sign()
    room.drain()
    with pytest.raises(InvalidInput, match="already_sent"):
        room.desk.discard(one)


def test_a_session_knows_how_many_signoffs_it_has(room: Room) -> None:
    room.sign("one")
    room.drain()
    room.sign("one")
    assert (room.desk.session_use(Token("one")), room.desk.session_use(Token("two"))) == (2, 0)


def test_a_person_resumes_and_the_outbox_remembers_who(room: Room) -> None:
    room.store.set_pause(Pause.API_REFUSES, {})
    room.desk.resume()
    assert room.store.pause() is None
    assert room.store.own_audit()[-1].facts["by"] == "person"


def test_discarding_what_is_under_way_ends_quietly(room: Room) -> None:
    one, two = room.sign("one"), room.sign("two")
    room.remote.delay_s = 5.0
    room.live(60.0, (1.0, lambda: room.desk.discard(one)))
    assert room.states([two]) == [("sent", None)]
    assert room.store.counts().waiting == 0


def test_attaching_what_is_under_way_keeps_its_answer(room: Room) -> None:
    one = room.sign("one")
    room.remote.delay_s = 5.0
    room.live(60.0, (1.0, lambda: room.desk.attach_session([one], Token("other"))))
    after = room.store.get(one)
    assert (after.state, after.tally.patches) == (State.SENT, 1)


def test_retrying_what_is_under_way_keeps_its_answer(room: Room) -> None:
    one = room.sign("one")
    room.remote.delay_s = 5.0
    room.live(60.0, (1.0, lambda: room.desk.retry([one])))
    after = room.store.get(one)
    assert (after.state, after.tally.patches) == (State.SENT, 1)


def test_form_hashes_tell_fields_apart() -> None:
    assert form_hash(Form("ab", "c")) != form_hash(Form("a", "bc"))
