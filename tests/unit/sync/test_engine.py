"""The loop: order, numbers at once, offline, back-off, wakes, time and ends. Virtual time, the real store."""

import asyncio
import errno
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

import pytest

from desktop_app.domain.delivery import Delivery, Pause, State
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.limits import BACKOFF_CAP_S
from desktop_app.domain.outcomes import Lost, PatchAnswer, PatchOutcome, PutAnswer, Unreachable
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.opening import open_for_reading
from desktop_app.sync.engine import POLL_S, EngineSettings, Summary
from desktop_app.sync.wakes import Stop
from desktop_app.sync.work import OUR_BUG_S
from tests.unit.sync.room import API, Room
from tests.unit.sync.test_lock import refuse_locks


def test_what_was_signed_leaves_exactly_as_signed(room: Room) -> None:
    one = room.sign()
    assert room.drain().sent == 1
    (_, signoff, account), (_, _, data) = room.remote.patches[0], room.remote.puts[0]
    assert (signoff.id, account.value, data) == (one, "account", b"jpeg session")
    assert room.store.get(one).state is State.SENT


def test_one_session_leaves_in_the_order_of_signing(room: Room) -> None:
    ids = [room.sign("one") for _ in range(5)]
    room.drain()
    assert [signoff.id for _, signoff, _ in room.remote.patches] == ids
    assert room.remote.most_at_once == 1


def test_sessions_leave_side_by_side_up_to_the_limit(room: Room) -> None:
    for number in range(12):
        room.sign(f"session {number}")
    assert room.drain().sent == 12
    assert room.remote.most_at_once == 4


def test_the_next_patch_leaves_while_a_receipt_is_written_and_no_more_are_in_flight(room: Room) -> None:
    first, second = room.sign("one"), room.sign("two")
    room.engine.configure(EngineSettings(1, 30, API))
    then: list[State] = []
    execute = room.remote.execute

    async def leaves(signoff: SignOff, account: Token) -> PatchOutcome:
        then.extend(room.store.get(signoff_id).state for signoff_id in (first, second))
        return await execute(signoff, account)

    room.remote.execute = leaves  # type: ignore[method-assign]  # the same, and looks at the disk before
    assert room.drain().sent == 2
    assert then == [State.EXECUTING, State.WAITING, State.EXECUTED, State.EXECUTING]
    assert room.remote.most_at_once == 1


def test_one_that_needs_a_person_does_not_hold_back_the_next(room: Room) -> None:
    first, second = room.sign(), room.sign()
    room.remote.patch = lambda signoff: (
        PatchAnswer(400, is_json=True, message="no") if signoff.id == first else room.remote.executed(signoff)
    )
    summary = room.drain()
    assert (summary.sent, summary.needs_attention) == (1, 1)
    assert room.states([first, second]) == [("needs_attention", "rejected"), ("sent", None)]
    assert room.store.words(first) == "no"


def test_one_that_waits_holds_back_the_next_of_its_session(room: Room) -> None:
    first, _ = room.sign(), room.sign()
    answers = [Lost("broken"), Lost("broken")]
    room.remote.patch = lambda signoff: answers.pop() if answers else room.remote.executed(signoff)
    room.drain()
    assert [signoff.id == first for _, signoff, _ in room.remote.patches] == [True, True, True, False]


def test_offline_knocks_one_at_a_time_and_counts_nothing(room: Room) -> None:
    ids = [room.sign(f"session {number}") for number in range(50)]
    room.remote.patch = lambda _: Unreachable("dns")
    summary = room.drain(60.0)
    assert (summary.offline, summary.waiting) == ("dns", 50)
    assert len(room.remote.patches) < 20
    assert {room.store.get(signoff_id).tally.attempts for signoff_id in ids} == {0}


def test_a_drain_gives_up_when_there_was_no_network_for_so_long(room: Room) -> None:
    room.sign()
    room.remote.patch = lambda _: Unreachable("offline")
    room.drain(42.0)
    assert 42 <= room.loop.time() < 44


def test_a_portal_is_no_network(room: Room) -> None:
    room.sign()
    room.remote.patch = lambda _: PatchAnswer(200, is_json=False)
    summary = room.drain(20.0)
    assert (summary.offline, summary.waiting) == ("something_between", 1)


def test_a_regained_network_makes_everything_due(room: Room) -> None:
    ids = [room.sign(f"session {number}") for number in range(3)]
    room.remote.patch = lambda _: Unreachable("offline")

    def back() -> None:
        room.remote.patch = room.remote.executed
        room.engine.wake("network")

    room.live(3_610.0, (3_600.0, back))
    assert {state for state, _ in room.states(ids)} == {"sent"}
    assert room.remote.changed == 1


def test_without_a_word_of_the_network_it_is_tried_within_the_cap(room: Room) -> None:
    one = room.sign()
    room.remote.patch = lambda _: Unreachable("offline")

    def back() -> None:
        room.remote.patch = room.remote.executed

    room.live(7_200.0 + 2 * BACKOFF_CAP_S, (7_200.0, back))
    assert room.states([one]) == [("sent", None)]


def test_a_flapping_network_is_no_storm(room: Room) -> None:
    room.sign()
    room.remote.patch = lambda _: Unreachable("offline")
    room.live(120.0, *[(0.2, lambda: room.engine.wake("network"))] * 500)
    assert len(room.remote.patches) < 40


def test_retry_after_is_not_shortened_by_a_regained_network(room: Room) -> None:
    one = room.sign()
    room.remote.patch = lambda _: PatchAnswer(503, is_json=True, retry_after_s=600.0)
    room.live(300.0, (100.0, lambda: room.engine.wake("network")))
    assert len(room.remote.patches) == 1
    assert room.store.get(one).tally.told_to_wait == 1


def test_a_throttled_service_is_tried_by_one_at_a_time(room: Room) -> None:
    for number in range(20):
        room.sign(f"session {number}")
    room.remote.patch = lambda _: PatchAnswer(429, is_json=True)
    room.live(20.0)
    assert len(room.remote.patches) <= 12  # four at first; the back-off then


def test_an_unreachable_storage_stops_new_patches(room: Room) -> None:
    for number in range(20):
        room.sign(f"session {number}")
    room.remote.put = lambda _: Unreachable("tls_untrusted")
    room.live(300.0)
    assert len(room.remote.patches) == 4  # those under way when it was noticed
    room.remote.put = lambda _: PutAnswer(200)
    room.live(1_000.0)
    assert room.store.counts().sent == 20
    assert sum(row.tally.repeats for row in room.store.page()) == 0


@pytest.mark.parametrize("jump_s", [-86_400.0, 0.0, 86_400.0 * 365])
def test_a_url_dies_by_the_servers_clock(room: Room, jump_s: float) -> None:
    """The machine's clock may say what it likes."""
    room.clock.jump_s = jump_s
    one = room.sign()
    room.remote.put = lambda _: PutAnswer(500)
    room.live(800.0)
    assert len(room.remote.patches) == 1
    room.live(200.0, (110.0, lambda: room.engine.wake("resume")))
    assert room.store.get(one).tally.url_renewals == 0  # the clock is not known after a sleep: the storage decides


def test_a_url_that_is_about_to_die_is_not_started_on(room: Room) -> None:
    one = room.sign()
    room.remote.url_life_s = 60.0
    room.remote.put = lambda _: PutAnswer(500)
    room.live(90.0)
    assert room.store.get(one).tally.url_renewals >= 1
    made = {str(url.value): at_s for at_s, url, _ in reversed(room.remote.puts)}
    for at_s, url, _ in room.remote.puts:
        assert at_s - made[url.value] <= 31.0


@pytest.mark.parametrize("life_s", [30.0, 10.0, 0.0])
def test_a_url_that_comes_dying_is_tried_and_nothing_is_executed_twice(room: Room, life_s: float) -> None:
    one = room.sign()
    room.remote.url_life_s = life_s
    room.drain()
    assert room.states([one]) == [("sent", None)]
    assert (len(room.remote.patches), room.store.get(one).repeat) == (1, False)


def test_a_url_that_comes_dead_is_renewed_once_the_storage_says_so(room: Room) -> None:
    one = room.sign()
    room.remote.url_life_s = 0.0
    room.remote.put = lambda _: (
        PutAnswer(200) if len(room.remote.puts) > 1 else PutAnswer(403, "AccessDenied", "Request has expired")
    )
    room.drain()
    after = room.store.get(one)
    assert (after.state, len(room.remote.patches), after.tally.repeats) == (State.SENT, 2, 1)


def test_a_url_that_came_before_a_stop_is_not_new_any_more(room: Room) -> None:
    one = room.sign()
    room.remote.url_life_s = 60.0
    room.remote.delay_s = 2.0
    room.live(1.0)  # stops while the PATCH is under way, whose answer is still heard
    assert room.states([one]) == [("executed", None)]
    room.tell(lambda: asyncio.sleep(50.0))
    room.drain()
    assert [at_s > 50.0 for at_s, _, _ in room.remote.puts] == [True]
    assert len(room.remote.patches) == 2


def test_a_damaged_url_is_renewed(room: Room) -> None:
    one = room.sign()
    room.remote.put = lambda _: PutAnswer(500)
    room.live(1.0)
    assert room.states([one]) == [("executed", "server_failed")]
    room.store._db.execute("UPDATE blobs SET sealed = zeroblob(60) WHERE slot & 3 = 2")
    room.remote.put = lambda _: PutAnswer(200)
    room.drain()
    after = room.store.get(one)
    assert (after.state, after.tally.patches, after.tally.repeats) == (State.SENT, 2, 1)


def wal_bytes(room: Room) -> int:
    return (room.folder / "outbox.db-wal").stat().st_size


def test_what_was_sent_beside_a_reader_leaves_the_wal_once_he_is_gone(room: Room) -> None:
    room.sign()
    reader = open_for_reading(room.store.path, room.vault)
    reader._db.execute("BEGIN")
    reader.counts()
    room.live(90.0, (60.0, reader.close))
    assert room.store.counts().sent == 1
    assert wal_bytes(room) == 0


def test_what_was_sent_leaves_the_wal_while_another_request_hangs(room: Room) -> None:
    room.sign("one")
    slow = room.sign("two")
    execute = room.remote.execute

    async def hangs(signoff: SignOff, account: Token) -> PatchOutcome:
        if signoff.id == slow:
            await asyncio.sleep(119.0)
        return await execute(signoff, account)

    room.remote.execute = hangs  # type: ignore[method-assign]  # the same, and slow
    sizes: list[int] = []
    room.live(60.0, (1.0, lambda: sizes.append(wal_bytes(room))), (58.0, lambda: sizes.append(wal_bytes(room))))
    assert sizes[0] > 0
    assert sizes[1] == 0


def test_what_was_sent_leaves_the_wal_while_a_drain_waits_for_another(room: Room) -> None:
    room.sign("one")
    told = room.sign("two")
    room.remote.patch = lambda signoff: (
        PatchAnswer(503, is_json=True, retry_after_s=600.0)
        if signoff.id == told and room.loop.time() < 600.0
        else room.remote.executed(signoff)
    )

    async def story() -> int:
        draining = asyncio.ensure_future(room.engine.drain())
        await asyncio.sleep(60.0)
        size = wal_bytes(room)
        await draining
        return size

    assert room.tell(story) == 0
    assert room.store.counts().sent == 2


def test_a_wal_that_cannot_be_emptied_holds_nothing_up(room: Room) -> None:
    one = room.sign()

    def full_disk() -> bool:
        raise EnvironmentFault("outbox_disk_full")

    room.store.empty_wal = full_disk  # type: ignore[method-assign]  # there is room in the WAL alone
    two: list[str] = []
    room.live(60.0, (20.0, lambda: two.append(room.sign())))
    assert room.states([one, *two]) == [("sent", None)] * 2


def decided_before_the_first_step(room: Room, decide: Callable[[], object]) -> None:
    """Somebody decides between the look at what is due and the first step of sending it, once."""
    due, left = room.store.due, [decide]

    def then_decided(now: datetime, *, busy_groups: Collection[str], limit: int) -> Sequence[Delivery]:
        rows = due(now, busy_groups=busy_groups, limit=limit)
        while left:
            left.pop()()
        return rows

    room.store.due = then_decided  # type: ignore[method-assign]  # the same, with another process beside it


def test_one_that_is_discarded_before_its_first_step_troubles_nobody(room: Room) -> None:
    one, two = room.sign("one"), room.sign("two")
    decided_before_the_first_step(room, lambda: room.desk.discard(one))
    summary = room.drain()
    assert (summary.sent, summary.waiting) == (1, 0)
    assert room.states([two]) == [("sent", None)]
    assert room.loop.time() < 5.0


def test_one_that_changes_before_it_is_bound_troubles_nobody(room: Room) -> None:
    one, two = room.sign("one", api_url=""), room.sign("two")
    decided_before_the_first_step(room, lambda: room.desk.attach_session([one], Token("three")))
    assert room.drain().sent == 2
    assert room.states([one, two]) == [("sent", None)] * 2
    assert room.loop.time() < 5.0


def test_one_whose_payload_is_missing_is_asked_about(room: Room) -> None:
    one, two = room.sign("one"), room.sign("two")
    room.store._db.execute("DELETE FROM blobs WHERE slot = (SELECT min(slot) FROM blobs)")
    room.drain()
    assert room.states([one, two]) == [("needs_attention", "blob_damaged"), ("sent", None)]


def test_a_clock_that_is_put_back_holds_nothing_up(room: Room) -> None:
    one = room.sign()
    room.remote.patch = lambda _: Lost("broken")

    def back() -> None:
        room.clock.jump_s = -30 * 86_400.0
        room.remote.patch = room.remote.executed

    room.live(1_000.0, (5.0, back))
    assert room.states([one]) == [("sent", None)]


def test_a_second_sender_stays_away(room: Room) -> None:
    room.sign()
    other = room.another()

    async def story() -> tuple[object, object]:
        return await asyncio.gather(room.engine.drain(), other.drain())

    first, second = room.tell(story)
    assert (first.busy, second.busy) == (False, True)
    assert len(room.remote.patches) == 1


def test_an_idle_engine_leaves_the_lock_to_others(room: Room) -> None:
    other = room.another()

    async def story() -> object:
        stop = asyncio.Event()
        running = asyncio.ensure_future(room.engine.run(stop))
        await asyncio.sleep(100.0)
        room.sign()
        summary = await other.drain()
        stop.set()
        await running
        return summary

    assert not room.tell(story).busy


def test_what_another_process_signed_is_noticed_within_a_poll(room: Room) -> None:
    room.live(100.0, (50.0, room.sign))  # nobody wakes the engine
    (at_s, _, _) = room.remote.patches[0]
    assert at_s <= 50.0 + 2 * POLL_S


def test_a_wake_is_heeded_at_once(room: Room) -> None:
    def sign() -> None:
        room.sign()
        room.engine.wake("signed")

    room.live(100.0, (53.0, sign))
    assert room.remote.patches[0][0] == pytest.approx(53.0, abs=0.01)


def test_idle_the_engine_wakes_no_more_often_than_every_ten_seconds(room: Room) -> None:
    waits: list[float] = []
    wait = room.engine._wakes.wait

    async def noted(timeout_s: float | None, stopped: Stop, *others: "asyncio.Future[object]") -> None:
        waits.append(POLL_S if timeout_s is None else timeout_s)
        await wait(timeout_s, stopped, *others)

    room.engine._wakes.wait = noted  # type: ignore[method-assign]  # looks on, changes nothing
    room.live(600.0)
    assert waits
    assert min(waits) >= POLL_S


def test_a_stop_ends_within_two_seconds_and_leaves_it_resumable(room: Room) -> None:
    one = room.sign()
    room.remote.delay_s = 50.0
    room.live(1.0)
    assert room.loop.time() <= 3.0
    assert room.states([one]) == [("executing", None)]
    room.remote.delay_s = 0.1
    room.live(10.0)
    after = room.store.get(one)
    assert (after.state, after.tally.repeats) == (State.SENT, 1)


def test_once_is_one_pass(room: Room) -> None:
    ids = [room.sign("one") for _ in range(3)] + [room.sign("two")]
    room.remote.patch = lambda signoff: (
        PatchAnswer(500, is_json=True) if signoff.id == ids[1] else room.remote.executed(signoff)
    )
    summary = room.drain(once=True)
    assert (summary.sent, summary.waiting) == (2, 2)
    assert len(room.remote.patches) == 3
    assert room.loop.time() < 2.0


def test_without_an_api_url_nothing_leaves_and_it_is_said(room: Room) -> None:
    room.sign(api_url="")
    room.engine.configure(EngineSettings(4, 30, ""))
    summary = room.drain()
    assert (summary.paused, summary.waiting) == (Pause.API_URL_MISSING, 1)
    assert room.remote.patches == []


def test_without_an_account_token_nothing_leaves_and_it_is_said(room: Room) -> None:
    room.sign()
    room.vault.clear_account()
    assert room.drain().paused is Pause.ACCOUNT_TOKEN_MISSING
    room.live(5.0)
    assert room.watcher.last is not None
    assert room.watcher.last[1] == "account_token_missing"


def test_an_unbound_signoff_is_bound_when_it_is_first_sent(room: Room) -> None:
    one = room.sign(api_url="")
    room.drain()
    assert room.store.get(one).origin == "https://api.example"
    assert room.remote.patches[0][1].api_url == API


def test_a_changed_api_url_asks_a_person(room: Room) -> None:
    one = room.sign(api_url="https://old.example/main")
    assert room.drain().needs_attention == 1
    assert room.states([one]) == [("needs_attention", "api_url_changed")]
    room.desk.retry_all()
    assert room.drain().needs_attention == 1  # for all is not for this one
    room.desk.retry([one])
    assert room.drain().sent == 1


def test_another_path_of_the_same_server_asks_nobody(room: Room) -> None:
    room.sign(api_url="https://api.example/mian")
    assert room.drain().sent == 1
    assert room.remote.patches[0][1].api_url == API


def test_a_payload_that_fails_its_hash_is_never_sent(room: Room) -> None:
    one = room.sign()
    room.store._db.execute("UPDATE deliveries SET sha256 = zeroblob(32)")
    room.drain()
    assert room.states([one]) == [("needs_attention", "blob_damaged")]
    assert room.remote.patches == []


def test_an_answer_that_cannot_be_written_down_is_kept_until_it_can(room: Room) -> None:
    one = room.sign()
    apply, full = room.store.apply, [True]

    def full_disk(delivery: object, event: object, **rest: object) -> object:
        if full[0] and getattr(event, "event", "") == "executed":
            raise EnvironmentFault("outbox_disk_full")
        return apply(delivery, event, **rest)  # type: ignore[arg-type]  # handed on as it came

    room.store.apply = full_disk  # type: ignore[method-assign, assignment]  # a disk that is full for a while
    room.live(200.0, (100.0, lambda: full.clear() or full.append(False)))  # type: ignore[func-returns-value]  # one line
    after = room.store.get(one)
    assert (after.state, after.tally.patches) == (State.SENT, 1)


def test_nothing_leaves_that_cannot_be_written_down_before(room: Room) -> None:
    room.sign()
    tries = []

    def full_disk(*_: object, **__: object) -> object:
        tries.append(room.loop.time())
        raise EnvironmentFault("outbox_disk_full")

    room.store.apply = full_disk  # type: ignore[method-assign, assignment]  # a disk that stays full
    room.live(600.0)
    assert room.remote.patches == []
    assert len(tries) <= 600 / POLL_S
    assert room.watcher.last is not None
    assert room.watcher.last[1] == "outbox_disk_full"


def test_a_drain_says_that_the_disk_is_full(room: Room) -> None:
    room.sign()

    def full_disk(*_: object, **__: object) -> object:
        raise EnvironmentFault("outbox_disk_full")

    room.store.apply = full_disk  # type: ignore[method-assign, assignment]  # a disk that stays full
    with pytest.raises(EnvironmentFault, match="outbox_disk_full"):
        room.drain()


def test_the_end_of_an_outage_makes_everything_due(room: Room) -> None:
    ids = [room.sign(f"session {number}") for number in range(6)]
    room.remote.patch = lambda _: Lost("timed_out")
    room.live(3_000.0)
    assert max(row.next_attempt_at - room.clock.now() for row in map(room.store.get, ids) if row.next_attempt_at) > (
        timedelta(seconds=60)
    )
    room.remote.patch = room.remote.executed
    room.desk.retry([ids[0]])
    room.live(10.0)
    assert {state for state, _ in room.states(ids)} == {"sent"}


def test_a_bug_of_ours_rests_the_delivery_and_no_other(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    first, second = room.sign("one"), room.sign("two")

    def bug(signoff: object) -> PatchAnswer:
        if getattr(signoff, "id", "") == first:
            raise ZeroDivisionError
        return room.remote.executed(signoff)  # type: ignore[arg-type]  # a sign-off

    room.remote.patch = bug
    room.live(600.0)
    assert room.states([first, second]) == [("executing", None), ("sent", None)]
    assert len(room.remote.patches) == 2
    assert "unexpected" in caplog.text


def test_a_bug_of_ours_does_not_keep_others_waiting(room: Room) -> None:
    first, second = room.sign("one"), room.sign("two")
    failed: list[SignOff] = []

    def bug(signoff: SignOff) -> PatchOutcome:
        if signoff.id == first:
            raise ZeroDivisionError
        failed.append(signoff)
        return Lost("broken") if len(failed) == 1 else room.remote.executed(signoff)

    room.remote.patch = bug
    room.live(OUR_BUG_S / 2)  # far longer than the second's own back-off
    assert room.states([first, second]) == [("executing", None), ("sent", None)]


def test_one_that_met_a_bug_of_ours_and_was_discarded_holds_its_session_back_no_longer(room: Room) -> None:
    first, second = room.sign(), room.sign()

    def bug(signoff: SignOff) -> PatchOutcome:
        if signoff.id == first:
            raise ZeroDivisionError
        return room.remote.executed(signoff)

    room.remote.patch = bug
    room.live(60.0, (20.0, lambda: room.desk.discard(first)), (0.0, lambda: room.engine.wake("person")))
    assert room.states([second]) == [("sent", None)]


def test_a_drain_ends_though_one_meets_a_bug_of_ours_and_says_so(room: Room) -> None:
    first, _, other, later = room.sign("one"), room.sign("one"), room.sign("two"), room.sign("three")
    answers = [Lost("broken")]

    def bug(signoff: SignOff) -> PatchOutcome:
        if signoff.id == first:
            raise ZeroDivisionError
        return answers.pop() if answers and signoff.id == later else room.remote.executed(signoff)

    room.remote.patch = bug
    summary = room.tell(lambda: asyncio.wait_for(room.engine.drain(), OUR_BUG_S / 2))
    assert (summary.sent, summary.waiting, type(summary.bug)) == (2, 2, ZeroDivisionError)
    assert room.states([first, other, later]) == [("executing", None), ("sent", None), ("sent", None)]
    room.remote.patch = room.remote.executed
    room.live(OUR_BUG_S + POLL_S)
    assert room.drain() == Summary(sent=0)


def test_a_bug_in_starting_the_next_costs_no_answer(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    first, second = room.sign("one"), room.sign("two")
    room.settings = EngineSettings(1, 30, API)
    room.engine = room.another()
    due, bugs = room.store.due, [ZeroDivisionError()]

    def once(*given: object, **named: object) -> object:
        if bugs and room.remote.puts:
            raise bugs.pop()
        return due(*given, **named)  # type: ignore[arg-type]  # handed on as it came

    room.store.due = once  # type: ignore[method-assign, assignment]  # one that fails with the first answer of a PUT
    room.live(60.0)
    assert room.states([first, second]) == [("sent", None), ("sent", None)]
    assert (len(room.remote.patches), len(room.remote.puts)) == (2, 2)
    assert "unexpected" in caplog.text


def test_a_profile_without_locks_is_said_and_not_taken_for_another_sender(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = room.sign()
    with monkeypatch.context() as on_a_share:
        refuse_locks(on_a_share, errno.ENOLCK)
        room.live(60.0)
        assert room.watcher.last is not None
        assert room.watcher.last[1] == "profile_without_locks"
        with pytest.raises(EnvironmentFault, match="profile_without_locks"):
            room.drain()
    assert room.remote.patches == []
    room.live(60.0)
    assert room.states([one]) == [("sent", None)]
    assert room.watcher.last[1] is None
