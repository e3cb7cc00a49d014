"""What the engine and the desk may rely on of the outbox."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.delivery import Delivery, Pause, State, Tally
from desktop_app.domain.errors import InvalidInput, NotNow
from desktop_app.domain.ids import short_reference
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.outbox.connection import Connect, opened, run
from desktop_app.outbox.opening import open_for_reading, open_outbox
from desktop_app.outbox.store import Store
from desktop_app.vault import Vault
from tests.unit.outbox.kit import API, START, URL, HandClock, Signer, event, moved, sent


def everything_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def test_what_was_added_is_read_back_exactly(
    store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect
) -> None:
    signoff = sign()
    delivery = store.add(signoff)
    assert delivery == store.get(signoff.id)
    assert (delivery.state, delivery.size_bytes, delivery.sha256) == (State.WAITING, 1200, signoff.sha256)
    assert delivery.origin == "https://api.example"
    store.close()
    again = open_outbox(path, vault, connect=connect).store
    assert again.load(signoff.id) == signoff
    assert again.form(signoff.id) == signoff.form
    assert again.session(signoff.id) == signoff.session
    assert [entry.event for entry in again.audit(signoff.id)] == ["signed"]
    again.close()


def test_a_token_of_any_visible_ascii_and_any_typed_text_come_back(store: Store, sign: Signer) -> None:
    signoff = replace(
        sign("".join(map(chr, range(0x21, 0x7F)))),
        form=Form('Zoë "Z"', "O\\'Neill", "z@example.org", "a\tb\u2028\U0001f58a\n", "\x7f\xff"),
    )
    store.add(signoff)
    assert store.load(signoff.id) == signoff


def test_nothing_personal_no_token_and_no_url_is_on_disk(store: Store, sign: Signer, path: Path) -> None:
    signoff = sign("very-secret-session")
    delivery = moved(store, store.add(signoff), State.EXECUTED, words="the server's words", changed_at=START)
    assert store.url(signoff.id) == URL
    assert store.words(signoff.id) == "the server's words"
    assert delivery.state is State.EXECUTED
    content = everything_on_disk(path)
    for secret in ("Müller", "Zoë", "z@example.org", "fuite", "very-secret", "X-Amz", "server's words", API):
        assert secret.encode() not in content
    assert signoff.jpeg not in content
    assert signoff.session.group.encode() not in content


@pytest.mark.parametrize("end", ["sent", "discarded"])
def test_what_ends_leaves_no_sealed_byte_behind(store: Store, sign: Signer, path: Path, end: str) -> None:
    signoff = sign()
    delivery = moved(store, store.add(signoff), State.EXECUTED, words="words")
    sealed = [row[0] for row in store._db.execute("SELECT sealed FROM blobs")]
    assert len(sealed) == 3
    sent(store, delivery) if end == "sent" else store.discard(delivery, event(delivery.id, "discarded"))
    assert list(store._db.execute("SELECT * FROM blobs")) == []
    store.prune(START, 30)
    content = everything_on_disk(path)
    assert not any(blob[12:300] in content for blob in sealed)
    assert not path.with_name("outbox.db-wal").read_bytes()
    assert [entry.event for entry in store.audit(signoff.id)][-1] == end
    if end == "sent":
        with pytest.raises(InvalidInput, match="payload_gone"):
            store.load(signoff.id)


def test_a_write_over_anothers_change_is_refused(store: Store, sign: Signer) -> None:
    first = store.add(sign())
    second = moved(store, first, State.EXECUTING)
    assert second.version == first.version + 1
    with pytest.raises(NotNow, match="changed_meanwhile"):
        moved(store, first, State.SENT)
    with pytest.raises(NotNow, match="changed_meanwhile"):
        store.discard(first, event(first.id))
    assert store.get(first.id) == second
    assert len(store.audit(first.id)) == 2


def test_a_change_that_fails_half_way_changes_nothing(store: Store, sign: Signer) -> None:
    delivery = store.add(sign())
    with pytest.raises(InvalidInput, match="unknown_id"):
        store.attach_session([delivery.id, sign().id], Token("new"), "session_attached")
    assert store.get(delivery.id) == delivery
    assert store.session(delivery.id) == Token("session")


def test_a_group_leaves_one_by_one_in_the_order_of_signing(store: Store, sign: Signer) -> None:
    first, second, other = store.add(sign("a")), store.add(sign("a")), store.add(sign("b"))
    assert [delivery.id for delivery in store.due(START, busy_groups=(), limit=9)] == [first.id, other.id]
    assert [delivery.id for delivery in store.due(START, busy_groups=(), limit=1)] == [first.id]
    assert [delivery.id for delivery in store.due(START, busy_groups=(first.group,), limit=1)] == [other.id]
    sent(store, first)
    assert [delivery.id for delivery in store.due(START, busy_groups=(other.group,), limit=9)] == [second.id]


def test_one_that_waits_holds_back_its_group_and_one_that_needs_attention_does_not(store: Store, sign: Signer) -> None:
    first, second = store.add(sign()), store.add(sign())
    first = moved(store, first, State.WAITING, next_attempt_at=START + timedelta(seconds=10))
    assert store.due(START, busy_groups=(), limit=9) == []
    assert store.next_due_at(busy_groups=()) == START + timedelta(seconds=10)
    assert store.due(START + timedelta(seconds=10), busy_groups=(), limit=9) == [first]
    first = moved(store, first, State.NEEDS_ATTENTION, reason="rejected")
    assert store.due(START, busy_groups=(), limit=9) == [second]
    # A person sends the older one again: it goes first, and the younger one waits for it.
    first = moved(store, first, State.WAITING, next_attempt_at=None)
    assert store.due(START, busy_groups=(), limit=9) == [first]


def test_next_due_looks_past_busy_groups_and_knows_when_nothing_is_left(store: Store, sign: Signer) -> None:
    assert store.next_due_at(busy_groups=()) is None
    delivery = store.add(sign())
    due_at = store.next_due_at(busy_groups=())
    assert due_at is not None
    assert due_at < START
    assert store.next_due_at(busy_groups=(delivery.group,)) is None
    sent(store, delivery)
    assert store.next_due_at(busy_groups=()) is None


def test_a_time_set_by_a_clock_that_was_put_back_has_come(store: Store, sign: Signer, clock: HandClock) -> None:
    delivery = moved(store, store.add(sign()), State.WAITING, next_attempt_at=START + timedelta(days=400))
    assert store.due(START, busy_groups=(), limit=1) == [delivery]
    due_at = store.next_due_at(busy_groups=())
    assert due_at is not None
    assert due_at <= clock()


def test_a_new_session_serves_those_that_rest_at_once(store: Store, sign: Signer) -> None:
    waiting = moved(store, store.add(sign("old")), State.WAITING, next_attempt_at=START + timedelta(hours=1))
    refused = moved(store, store.add(sign("old")), State.NEEDS_ATTENTION, reason="session_expired", words="expired")
    done = store.attach_session([waiting.id, refused.id], Token("new"), "session_attached")
    assert [delivery.state for delivery in done] == [State.WAITING, State.WAITING]
    assert {delivery.group for delivery in done} == {store.group_of(Token("new"))}
    assert [delivery.id for delivery in store.due(START, busy_groups=(), limit=9)] == [waiting.id]
    assert store.load(refused.id).session == Token("new")
    assert store.words(refused.id) == ""
    assert store.audit(refused.id)[-1].event == "session_attached"


def test_a_new_session_does_not_call_back_what_is_in_flight(store: Store, sign: Signer) -> None:
    executing = moved(store, store.add(sign("old")), State.EXECUTING)
    store.attach_session([executing.id], Token("new"), "session_attached")
    executed = moved(store, executing, State.EXECUTED)
    assert executed.group == store.group_of(Token("new"))
    assert store.url(executed.id) == URL
    assert sent(store, executed).state is State.SENT
    with pytest.raises(InvalidInput, match="already_sent"):
        store.attach_session([executing.id], Token("newer"), "session_attached")


def test_the_url_goes_with_the_state_it_belongs_to(store: Store, sign: Signer) -> None:
    delivery = moved(store, store.add(sign()), State.EXECUTED)
    delivery = store.apply(delivery, event(delivery.id))
    assert store.url(delivery.id) == URL
    moved(store, delivery, State.EXECUTING)
    assert store.url(delivery.id) is None


def test_words_stay_until_others_take_their_place(store: Store, sign: Signer) -> None:
    delivery = moved(store, store.add(sign()), State.NEEDS_ATTENTION, words="no such intervention \ud800")
    delivery = moved(store, delivery, State.WAITING)
    assert store.words(delivery.id) == "no such intervention ?"
    delivery = moved(store, delivery, State.WAITING, words="")
    assert store.words(delivery.id) == ""


def test_every_field_of_a_delivery_survives(store: Store, sign: Signer) -> None:
    delivery = store.apply(
        store.add(sign())._replace(
            state=State.EXECUTED,
            reason="slow_down",
            outcome_unknown=True,
            next_attempt_at=START,
            url_expires_at=START + timedelta(microseconds=1),
            changed_at=START,
            tally=Tally(*range(1, 10)),
        ),
        event("x"),
        url=URL,
    )
    assert delivery.tally == Tally(*range(1, 10))
    assert (delivery.reason, delivery.outcome_unknown, delivery.next_attempt_at) == ("slow_down", True, START)
    assert (delivery.url_expires_at, delivery.changed_at) == (START + timedelta(microseconds=1), START)


def test_binding_to_another_api_is_noted(store: Store, sign: Signer) -> None:
    delivery = store.add(sign(api_url=""))
    assert delivery.origin == ""
    bound = store.rebind(delivery, API)
    assert bound.origin == "https://api.example"
    assert store.load(bound.id).api_url == API
    assert store.audit(bound.id)[-1].facts == {"origin": "https://api.example"}


def test_amending_takes_the_new_and_drops_the_old_or_neither(store: Store, sign: Signer) -> None:
    old = moved(store, store.add(sign()), State.NEEDS_ATTENTION, reason="rejected")
    new = replace(sign(), amends=old.id)
    with pytest.raises(NotNow):
        store.replace(old._replace(version=99), new, event(old.id, "amended"))
    with pytest.raises(InvalidInput, match="unknown_id"):
        store.get(new.id)
    assert store.replace(old, new, event(old.id, "amended")).amends == old.id
    with pytest.raises(InvalidInput, match="unknown_id"):
        store.get(old.id)
    assert [entry.event for entry in store.audit(old.id)][-1] == "amended"


def test_an_amendment_of_what_may_have_been_executed_is_in_doubt_from_its_first_moment(
    store: Store, sign: Signer
) -> None:
    refused = moved(store, store.add(sign()), State.NEEDS_ATTENTION, outcome_unknown=True)
    new = replace(sign(), amends=refused.id)
    added = store.replace(refused, new, event(refused.id, "amended"))
    assert (added.state, added.outcome_unknown) == (State.WAITING, True)
    assert [(entry.event, entry.facts) for entry in store.audit(new.id)][1:] == [
        ("amends_uncertain", {"amends": refused.id})
    ]


def test_it_is_said_and_remembered_that_a_reader_keeps_what_was_erased_in_the_wal(
    store: Store, sign: Signer, path: Path, connect: Connect
) -> None:
    delivery = store.add(sign())
    assert (store.empty_wal(), store.erased_in_wal) == (True, False)
    reader = opened(path, connect, read_only=True)
    run(reader, "BEGIN")
    run(reader, "SELECT count(*) FROM blobs")
    store.discard(delivery, event(delivery.id, "discarded"))
    assert (store.empty_wal(), store.erased_in_wal) == (False, True)
    assert path.with_name("outbox.db-wal").stat().st_size > 0
    reader.close()
    assert (store.empty_wal(), store.erased_in_wal) == (True, False)
    assert path.with_name("outbox.db-wal").stat().st_size == 0


def erasures(store: Store, sign: Signer) -> dict[str, Callable[[], object]]:
    """Everything that erases something sealed."""
    sending, uploading, refused, waiting, unbound = (store.add(sign(f"session {number}")) for number in range(5))
    uploading = moved(store, uploading, State.EXECUTED)
    refused = moved(store, refused, State.NEEDS_ATTENTION, words="words")
    return {
        "sent": lambda: sent(store, sending),
        "url died": lambda: moved(store, uploading, State.EXECUTING),
        "words": lambda: moved(store, refused, State.WAITING, words=""),
        "bound": lambda: store.rebind(unbound, "https://other.example/main"),
        "session": lambda: store.attach_session([waiting.id], Token("new"), "session_attached"),
        "amended": lambda: store.replace(store.get(waiting.id), sign(), event(waiting.id, "amended")),
        "discarded": lambda: store.discard(store.get(refused.id), event(refused.id, "discarded")),
    }


def test_whatever_erases_says_that_the_wal_may_hold_it_still(store: Store, sign: Signer) -> None:
    for name, erase in erasures(store, sign).items():
        store.empty_wal()
        erase()
        assert store.erased_in_wal, name


def test_counts_follow_every_change(store: Store, sign: Signer) -> None:
    deliveries = [store.add(sign(str(number))) for number in range(5)]
    sent(store, deliveries[0], START + timedelta(hours=1))
    moved(store, deliveries[1], State.NEEDS_ATTENTION)
    moved(store, deliveries[2], State.EXECUTING)
    store.discard(deliveries[3], event(deliveries[3].id))
    store.set_pause(Pause.API_REFUSES, {"status": 403})
    counts = store.counts()
    assert (counts.waiting, counts.needs_attention, counts.sent) == (2, 1, 1)
    assert counts.oldest_waiting == deliveries[2].signed_at
    assert counts.last_sent == START + timedelta(hours=1)
    assert counts.pause is Pause.API_REFUSES is store.pause()
    assert store.state_counts()[State.EXECUTING] == 1


def test_a_pause_is_noted_once_and_lifted(store: Store) -> None:
    store.set_pause(Pause.ACCOUNT_TOKEN, {})
    store.set_pause(Pause.ACCOUNT_TOKEN, {})
    store.set_pause(None, {"by": "person"})
    assert store.pause() is None
    assert [entry.event for entry in store.own_audit()] == ["begun", "paused", "resumed"]


def test_a_regained_network_makes_everything_due(store: Store, sign: Signer) -> None:
    delivery = moved(
        store,
        store.add(sign()),
        State.WAITING,
        next_attempt_at=START + timedelta(hours=1),
        tally=Tally(2, backoff_step=5),
    )
    store.reset_backoff()
    again = store.get(delivery.id)
    assert store.due(START, busy_groups=(), limit=1) == [again]
    assert again.tally == Tally(2)


def test_other_connections_are_noticed(store: Store, sign: Signer, path: Path, vault: Vault, connect: Connect) -> None:
    other = open_outbox(path, vault, connect=connect).store
    before = store.change_counter()
    assert store.change_counter() == before
    delivery = other.add(sign())
    assert store.change_counter() != before
    assert store.get(delivery.id) == delivery
    other.close()


def test_receipts_and_discards_go_after_their_days(store: Store, sign: Signer) -> None:
    receipt, waiting = sent(store, store.add(sign()), START), store.add(sign())
    dropped = store.add(sign())
    store.discard(dropped, event(dropped.id, "discarded", START))
    store.prune(START + timedelta(days=30), 30)
    assert store.get(receipt.id)
    store.prune(START + timedelta(days=30, seconds=1), 30)
    for gone in (receipt, dropped):
        with pytest.raises(InvalidInput, match="unknown_id"):
            store.audit(gone.id)
    assert store.get(waiting.id) == waiting
    assert store.counts().sent == 0


def test_the_audit_is_append_only(store: Store, sign: Signer) -> None:
    store.add(sign())
    with pytest.raises(Exception, match="append-only"):
        store._db.execute("UPDATE audit SET event = 'nothing happened'")


def test_pages_walk_the_whole_outbox_newest_first(store: Store, sign: Signer) -> None:
    deliveries = [store.add(sign(str(number % 3))) for number in range(25)]
    deliveries[4] = sent(store, deliveries[4])
    deliveries[7] = moved(store, deliveries[7], State.NEEDS_ATTENTION)
    seen: list[Delivery] = []
    before = None
    while page := store.page(limit=10, before=before):
        seen += page
        before = page[-1].id
    assert seen == deliveries[::-1]
    some = store.page(states={State.SENT, State.NEEDS_ATTENTION})
    assert list(some) == [deliveries[7], deliveries[4]]
    assert list(store.page(states={State.SENT}, before=deliveries[4].id)) == []


def test_what_is_open_is_listed_newest_first_whatever_it_waits_for(store: Store, sign: Signer) -> None:
    """Heads, those behind them and those with a next attempt stand in ranges of their own."""
    made = [store.add(sign(str(number % 3))) for number in range(12)]
    made[0] = moved(store, made[0], State.EXECUTED, next_attempt_at=START + timedelta(hours=2))
    made[1] = moved(store, made[1], State.WAITING, next_attempt_at=START + timedelta(hours=1))
    made[2] = moved(store, made[2], State.EXECUTING)
    made[5] = moved(store, made[5], State.NEEDS_ATTENTION)
    unsent = (State.WAITING, State.EXECUTING, State.EXECUTED)
    listed = [delivery for delivery in reversed(made) if delivery is not made[5]]
    assert list(store.page(states=unsent)) == listed
    assert list(store.page(states=unsent, limit=4, before=made[6].id)) == listed[6:10]
    assert list(store.page(states={State.WAITING})) == [row for row in listed if row.state is State.WAITING]
    assert list(store.page(states={State.EXECUTED, State.NEEDS_ATTENTION})) == [made[5], made[0]]
    assert store.counts().oldest_waiting == made[0].signed_at


def test_a_reference_is_found_by_how_it_begins(store: Store, sign: Signer) -> None:
    deliveries = [store.add(sign()) for _ in range(20)]
    wanted = deliveries[11]
    reference = short_reference(wanted.id)
    assert list(store.page(reference=reference)) == [wanted]
    assert list(store.page(reference=reference.lower()[:7])) == [wanted]
    assert wanted in store.page(reference=reference[:1])
    assert list(store.page(reference="not hex")) == []
    assert list(store.page(reference=reference, states={State.SENT})) == []


def test_how_often_a_session_was_used_counts_receipts(store: Store, sign: Signer) -> None:
    first = sent(store, store.add(sign("one")))
    second = store.add(sign("one"))
    assert store.session_use(Token("one")) == 2
    assert store.session_use(Token("two")) == 0
    assert list(store.unsent_of_session(Token("one"))) == [second]
    assert first.group == second.group


def test_listing_waits_for_no_writer_and_needs_no_key(
    store: Store, sign: Signer, path: Path, connect: Connect, vault: Vault
) -> None:
    delivery = store.add(sign())

    class Locked:
        def outbox_key(self, outbox_id: str) -> bytes | None:
            raise AssertionError(outbox_id)

        store_outbox_key = vault.store_outbox_key

    store._db.execute("BEGIN IMMEDIATE")
    reader = open_for_reading(path, Locked(), connect=connect)
    assert list(reader.page()) == [delivery]
    assert reader.counts().waiting == 1
    assert not isinstance(reader, Store)
    with pytest.raises(AssertionError):
        reader.form(delivery.id)
    reader.close()
    store._db.execute("ROLLBACK")


def test_ids_that_are_none_are_unknown(store: Store) -> None:
    for text in ("", "x", "0" * 36, "../../etc/passwd"):
        with pytest.raises(InvalidInput, match="unknown_id"):
            store.get(text)


def test_the_counts_are_those_of_the_rows_whatever_comes_and_goes(store: Store, sign: Signer) -> None:
    """To sign changes no counter: `waiting` is what is left of all places, so each way of leaving one is tried."""
    chance = random.Random(7)
    for _ in range(250):
        deliveries = store.page()
        some = chance.choice(deliveries) if deliveries else None
        if some is None or chance.random() < 0.4:
            store.add(sign())
        elif some.state is State.SENT:
            store.prune(START + timedelta(days=31 * chance.randint(1, 2)), 30)
        elif chance.random() < 0.3:
            at = START + timedelta(days=31 * chance.randint(0, 1))
            store.discard(some, event(some.id, "discarded", at))
        else:
            at = START + timedelta(days=31 * chance.randint(0, 1))
            moved(store, some, chance.choice(list(State)), changed_at=at)
        counted = dict(store._db.execute("SELECT state, count(*) FROM deliveries GROUP BY state"))
        assert {state: rows for state, rows in store.state_counts().items() if rows} == counted
        counts = store.counts()
        assert counts.waiting == sum(counted.get(state, 0) for state in ("waiting", "executing", "executed"))
    store.prune(START + timedelta(days=999), 30)
    for delivery in store.page():
        store.discard(delivery, event(delivery.id))
    store.prune(START + timedelta(days=999), 30)
    assert not any(store.state_counts().values())


def test_a_session_that_was_replaced_is_nowhere(store: Store, sign: Signer) -> None:
    signoff = sign("first-session")
    store.add(signoff)
    [(sealed,)] = list(store._db.execute("SELECT sealed FROM blobs"))
    opened = store._cipher.open("payload", signoff.id, sealed)
    assert b"first-session" in opened  # one blob holds all until then
    store.attach_session([signoff.id], Token("second"), "session_attached")
    kept = list(store._db.execute("SELECT slot & 3, sealed FROM blobs ORDER BY slot"))
    plain = [
        store._cipher.open(kind, signoff.id, blob) for kind, (_, blob) in zip(("payload", "session"), kept, strict=True)
    ]
    assert not any(b"first-session" in blob for blob in plain)
    assert store.load(signoff.id) == replace(signoff, session=Token("second"))
    bound = store.rebind(store.get(signoff.id), "https://other.example/main")
    assert bound.origin == "https://other.example"
    assert store.load(signoff.id) == replace(signoff, session=Token("second"), api_url="https://other.example/main")
