"""What follows from an answer: counts, back-off, repeats, and what is stored with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.limits import BACKOFF_CAP_S, MAX_UNUSABLE_URLS, MAX_URL_RENEWALS, RETRY_AFTER_MAX_S
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.sync import backoff, machine
from desktop_app.sync.policy import Patched, PatchVerdict, Put, PutVerdict
from tests.unit.sync.samples import NOW, delivery, moment

URL = PresignedUrl("https://bucket.example/1", NOW + timedelta(minutes=15), ("host",))
UNKNOWN = PatchVerdict(Patched.UNKNOWN, "broken")
BUSY = PatchVerdict(Patched.NOT_EXECUTED, "server_busy", 503)
EXECUTED = PatchVerdict(Patched.EXECUTED, status=200, url=URL)
REFUSED = PatchVerdict(Patched.REFUSED, "rejected", 400, "no such intervention")
NO_URL = PatchVerdict(Patched.NO_URL, "no_url", 200)
OFFLINE = PatchVerdict(Patched.OFFLINE, "dns")
DEAD = PutVerdict(Put.URL_DEAD, "upload_url_expired", 403)
FORBIDDEN = PutVerdict(Put.FORBIDDEN, "upload_refused", 403)


def patch(before: Delivery, verdict: PatchVerdict) -> Delivery:
    return machine.patched(machine.begin_patch(before, moment()).delivery, verdict, moment()).delivery


def test_the_first_patch_is_no_repeat() -> None:
    step = machine.begin_patch(delivery(), moment())
    assert (step.delivery.state, step.delivery.repeat) == (State.EXECUTING, False)
    assert (step.delivery.tally.attempts, step.delivery.tally.patches) == (1, 1)


def test_a_patch_after_an_unknown_outcome_is_counted_as_a_repeat() -> None:
    again = machine.begin_patch(patch(delivery(), UNKNOWN), moment())
    assert again.delivery.tally.repeats == 1
    assert again.event.facts["repeat"] is True


def test_a_patch_that_a_crash_left_behind_is_of_unknown_outcome() -> None:
    left_behind = machine.begin_patch(delivery(), moment()).delivery
    again = machine.begin_patch(left_behind, moment())
    assert again.delivery.outcome_unknown
    assert again.delivery.tally.repeats == 1
    assert again.event.facts["interrupted"] is True


def test_a_patch_after_a_plain_no_is_no_repeat() -> None:
    again = machine.begin_patch(patch(delivery(), BUSY), moment()).delivery
    assert (again.tally.patches, again.tally.repeats) == (2, 0)


@pytest.mark.parametrize("unknown", [False, True])
def test_being_offline_counts_no_attempt(unknown: bool) -> None:  # noqa: FBT001 - a parameter of the test
    before = delivery(State.EXECUTING if unknown else State.WAITING, unknown=unknown, attempts=3, patches=2, repeats=1)
    after = patch(before, OFFLINE)
    counts = (after.tally.attempts, after.tally.patches, after.tally.repeats)
    assert counts == (3, 2, 1)
    assert (after.state, after.outcome_unknown, after.reason) == (before.state, unknown, "dns")
    assert after.next_attempt_at == NOW + timedelta(seconds=backoff.window_s(0))


def test_an_unknown_outcome_is_remembered_through_every_no_that_follows() -> None:
    after = patch(patch(delivery(), UNKNOWN), BUSY)
    assert after.outcome_unknown
    assert patch(after, REFUSED).reason == "execution_uncertain"


def test_a_refusal_keeps_the_servers_words() -> None:
    step = machine.patched(machine.begin_patch(delivery(), moment()).delivery, REFUSED, moment())
    assert (step.delivery.state, step.delivery.reason) == (State.NEEDS_ATTENTION, "rejected")
    assert step.words == "no such intervention"
    assert step.delivery.next_attempt_at is None


def test_three_repeats_without_a_url_then_a_person() -> None:
    current = delivery()
    for _ in range(MAX_UNUSABLE_URLS + 1):
        assert current.state is not State.NEEDS_ATTENTION
        current = patch(current, NO_URL)
    assert (current.state, current.reason) == (State.NEEDS_ATTENTION, "no_url")
    assert (current.tally.patches, current.tally.repeats) == (4, 3)


def test_the_url_comes_with_the_state() -> None:
    step = machine.patched(machine.begin_patch(delivery(), moment()).delivery, EXECUTED, moment())
    assert step.url is URL
    assert step.delivery.url_expires_at == URL.expires_at
    assert step.delivery.state is State.EXECUTED


def test_a_dead_url_is_renewed_three_times_each_a_repeat() -> None:
    current = delivery()
    for renewal in range(MAX_URL_RENEWALS):
        current = machine.put(patch(current, EXECUTED), DEAD, moment()).delivery
        assert (current.state, current.tally.url_renewals) == (State.EXECUTING, renewal + 1)
        assert current.next_attempt_at is None
    current = patch(current, EXECUTED)
    assert current.tally.repeats == MAX_URL_RENEWALS
    assert machine.put(current, DEAD, moment()).delivery.reason == "upload_url_expired"


def test_any_other_403_gets_one_new_url() -> None:
    current = machine.put(patch(delivery(), EXECUTED), FORBIDDEN, moment()).delivery
    assert current.state is State.EXECUTING
    after = machine.put(patch(current, EXECUTED), FORBIDDEN, moment()).delivery
    assert (after.state, after.reason) == (State.NEEDS_ATTENTION, "upload_refused")


@pytest.mark.parametrize("meaning", [Put.DIFFERENT, Put.BAD_DIGEST])
def test_stored_differently_is_put_once_more(meaning: Put) -> None:
    verdict = PutVerdict(meaning, "stored_differently", 200)
    current = machine.put(patch(delivery(), EXECUTED), verdict, moment()).delivery
    assert current.state is State.EXECUTED
    after = machine.put(current, verdict, moment()).delivery
    assert (after.state, after.reason) == (State.NEEDS_ATTENTION, "stored_differently")


def test_the_backoff_grows_to_its_cap_and_no_further() -> None:
    current, delays_s = delivery(), []
    for _ in range(14):
        current = patch(current, UNKNOWN)
        assert current.next_attempt_at is not None
        delays_s.append((current.next_attempt_at - NOW).total_seconds())
    assert delays_s[:4] == [2, 4, 8, 16]
    assert max(delays_s) == delays_s[-1] == BACKOFF_CAP_S


def test_full_jitter_draws_from_nothing_to_the_whole_window() -> None:
    assert backoff.delay_s(3, lambda low, _: low) == backoff.LEAST_S
    assert backoff.delay_s(3, lambda _, high: high) == 16


@pytest.mark.parametrize(
    ("asked_s", "least_s", "most_s"), [(0, 0, 3), (60, 60, 62), (86_400, 3_600, 3_600), (-5, 0, 3)]
)
def test_retry_after_is_honoured_and_capped(asked_s: float, least_s: float, most_s: float) -> None:
    for draw in (0.0, 0.5, 1.0):
        after = machine.patched(
            machine.begin_patch(delivery(), moment()).delivery, replace(BUSY, retry_after_s=asked_s), moment(draw)
        ).delivery
        assert after.next_attempt_at is not None
        delay_s = (after.next_attempt_at - NOW).total_seconds()
        assert least_s <= delay_s <= min(most_s, RETRY_AFTER_MAX_S)
        assert after.tally.told_to_wait == 1


def test_an_executed_patch_begins_its_own_backoff() -> None:
    current = patch(patch(patch(delivery(), BUSY), BUSY), EXECUTED)
    assert current.tally.backoff_step == 0


def test_sent_leaves_nothing_to_do() -> None:
    after = machine.put(patch(delivery(), EXECUTED), PutVerdict(Put.SENT, status=200), moment()).delivery
    assert (after.state, after.reason, after.next_attempt_at) == (State.SENT, None, None)
    assert not after.outcome_unknown


@pytest.mark.parametrize("unknown", [False, True])
def test_a_pause_holds_the_delivery_due_at_once(unknown: bool) -> None:  # noqa: FBT001 - a parameter of the test
    after = patch(delivery(unknown=unknown), PatchVerdict(Patched.ACCOUNT_REFUSED, "account_token", 401))
    assert after.state is (State.EXECUTING if unknown else State.WAITING)
    assert (after.next_attempt_at, after.reason) == (None, "account_token")


def test_a_person_gives_every_allowance_anew_but_not_the_doubt() -> None:
    spent = patch(delivery(unknown=True, url_renewals=3, unusable_urls=3, puts_refused=1), REFUSED)
    step = machine.retried_by_person(spent, moment())
    assert step is not None
    assert (step.delivery.tally.url_renewals, step.delivery.tally.unusable_urls) == (0, 0)
    assert machine.begin_patch(step.delivery, moment()).delivery.tally.repeats == spent.tally.repeats + 1


def test_retrying_twice_changes_nothing_more() -> None:
    step = machine.retried_by_person(patch(delivery(), REFUSED), moment())
    assert step is not None
    assert machine.retried_by_person(step.delivery, moment()) is None


def test_every_step_names_its_delivery_and_its_time() -> None:
    step = machine.patched(machine.begin_patch(delivery(), moment()).delivery, UNKNOWN, moment())
    assert (step.event.signoff_id, step.event.at) == (step.delivery.id, NOW)
    assert step.event.facts == {"status": 0, "reason": "broken"}
