"""The state machine of a delivery: delivery + outcome + now -> delivery and what to store with it. Pure.

                        +--------------------- begin_patch -----------------------+
                        |   (on disk before the PATCH leaves; counted as a repeat |
                        |    where an earlier one may have been executed)         v
    +---------+  not executed, nothing sent,   +-------------------------------------------+
    | WAITING | <---- pause, in between ------ | EXECUTING  in flight, or its outcome is   |
    +---------+   (no earlier one is unknown)  |            unknown: may have been executed| <--+ outcome unknown,
        ^                                      +-------------------------------------------+ ---+ no usable URL
        |                                          |  ^                         |
        |                                200 + URL |  | URL dead (at most 3)    | refused, session expired,
        | a person: retry,                         v  |                         | no URL after 3 repeats
        | new session, amend                    +----------+                    |
        |                                       | EXECUTED | <--+ same URL      |
        |                                       +----------+ ---+ again         |
        |                                     2xx |      | refused              |
        |                                         v      v                      v
        |                                    +------+   +-----------------+
        |                                    | SENT |   | NEEDS_ATTENTION |
        |                                    +------+   +-----------------+
        |                                                        |
        +--------------------------------------------------------+

`outcome_unknown` says that an earlier PATCH may have been executed: it outlives every state but SENT, and makes the
next PATCH a counted repeat. A crash leaves EXECUTING behind: whoever holds the sender's lock and finds it, finds a
PATCH of unknown outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from desktop_app.domain.delivery import AuditEntry, Delivery, State, Tally
from desktop_app.domain.limits import MAX_UNUSABLE_URLS, MAX_URL_RENEWALS
from desktop_app.domain.presigned import PresignedUrl

from . import backoff
from .backoff import Uniform
from .policy import Patched, PatchVerdict, Put, PutVerdict

Facts = Mapping[str, str | int | bool | None]
MAX_PUTS_FORBIDDEN = 1  # new URLs after a 403 that does not say the old one died


@dataclass(frozen=True, slots=True)
class Step:
    """A transition: what to write, in one transaction. `url` and `words` as in `Outbox.apply`."""

    delivery: Delivery
    event: AuditEntry
    url: PresignedUrl | None = field(default=None, repr=False)
    words: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by which chance: the machine's clock, and numbers for the jitter."""

    now: datetime
    uniform: Uniform


def begin_patch(delivery: Delivery, moment: Moment) -> Step:
    """To be on disk before the PATCH leaves."""
    interrupted = delivery.state is State.EXECUTING and not delivery.outcome_unknown
    repeat = delivery.outcome_unknown or interrupted
    tally = replace(
        delivery.tally,
        attempts=delivery.tally.attempts + 1,
        patches=delivery.tally.patches + 1,
        repeats=delivery.tally.repeats + int(repeat),
        told_to_wait=0,
    )
    after = delivery._replace(reason=None, next_attempt_at=None, outcome_unknown=repeat, url_expires_at=None)
    return _step(
        _moved(after, State.EXECUTING, moment.now, tally),
        "execute_begun",
        moment.now,
        {"patch": tally.patches, "repeat": repeat, "interrupted": interrupted},
    )


def at_rest(delivery: Delivery) -> Delivery:
    """One with no request under way: found in EXECUTING, its PATCH was interrupted and may have been executed."""
    return delivery._replace(outcome_unknown=True) if delivery.state is State.EXECUTING else delivery


def patched(delivery: Delivery, verdict: PatchVerdict, moment: Moment) -> Step:
    """What a PATCH's outcome makes of a delivery in EXECUTING."""
    now = moment.now
    facts: Facts = {"status": verdict.status, "reason": verdict.reason}
    match verdict.meaning:
        case Patched.EXECUTED:
            return _executed(delivery, verdict, moment)
        case Patched.OFFLINE:
            return _step(_retried(_unsent(delivery), verdict.reason, moment), "not_sent", now, facts)
        case Patched.BETWEEN | Patched.NOT_EXECUTED:
            later = _retried(_resting(delivery, now), verdict.reason, moment, verdict.retry_after_s)
            return _step(later, "not_executed", now, facts, words=verdict.words or None)
        case Patched.UNKNOWN:
            later = _retried(delivery._replace(outcome_unknown=True), verdict.reason, moment, verdict.retry_after_s)
            return _step(later, "outcome_unknown", now, facts, words=verdict.words or None)
        case Patched.NO_URL:
            return _without_url(delivery, verdict, moment)
        case Patched.URL_REFUSED:
            known = delivery._replace(outcome_unknown=True)
            return asked(known, verdict.reason or "url_invalid", moment, facts, verdict.words)
        case Patched.ACCOUNT_REFUSED | Patched.WRONG_PATH:
            return paused(delivery, verdict, moment)
        case _:
            return _refused(delivery, verdict, moment)


def _executed(delivery: Delivery, verdict: PatchVerdict, moment: Moment) -> Step:
    expires_at = verdict.url.expires_at if verdict.url else None
    tally = replace(delivery.tally, unusable_urls=0, refusals=0, backoff_step=0, told_to_wait=0)
    after = delivery._replace(reason=None, next_attempt_at=None, outcome_unknown=True, url_expires_at=expires_at)
    after = _moved(after, State.EXECUTED, moment.now, tally)
    return _step(after, "executed", moment.now, {"status": verdict.status}, url=verdict.url, words="")


def _without_url(delivery: Delivery, verdict: PatchVerdict, moment: Moment) -> Step:
    facts: Facts = {"status": verdict.status, "reason": verdict.reason}
    tally = replace(delivery.tally, unusable_urls=delivery.tally.unusable_urls + 1)
    known = delivery._replace(outcome_unknown=True, tally=tally)
    if tally.unusable_urls > MAX_UNUSABLE_URLS:
        return asked(known, "no_url", moment, facts, verdict.words)
    return _step(_retried(known, verdict.reason, moment), "no_url", moment.now, facts)


def _refused(delivery: Delivery, verdict: PatchVerdict, moment: Moment) -> Step:
    """A refused repeat is no plain rejection: the first one may have been executed."""
    reason = verdict.reason or "rejected"
    if verdict.meaning is Patched.REFUSED and delivery.outcome_unknown:
        reason = "execution_uncertain"
    counted = delivery._replace(tally=replace(delivery.tally, refusals=delivery.tally.refusals + 1))
    return asked(counted, reason, moment, {"status": verdict.status}, verdict.words)


def paused(delivery: Delivery, verdict: PatchVerdict, moment: Moment) -> Step:
    """The PATCH was refused for a reason that is not this delivery's: it waits, due at once when the pause ends."""
    rests = _resting(delivery, moment.now)._replace(reason=verdict.reason, next_attempt_at=None)
    facts: Facts = {"status": verdict.status, "reason": verdict.reason}
    return _step(rests, "held_by_pause", moment.now, facts, words=verdict.words or None)


def put(delivery: Delivery, verdict: PutVerdict, moment: Moment) -> Step:
    """What a PUT's outcome makes of a delivery in EXECUTED."""
    now = moment.now
    facts: Facts = {"status": verdict.status, "reason": verdict.reason}
    if verdict.meaning is Put.OFFLINE:
        return _step(_retried(delivery, verdict.reason, moment), "not_sent", now, facts)
    tally = replace(delivery.tally, attempts=delivery.tally.attempts + 1)
    counted = delivery._replace(tally=tally)
    match verdict.meaning:
        case Put.SENT:
            after = delivery._replace(reason=None, next_attempt_at=None, url_expires_at=None, outcome_unknown=False)
            tally = replace(tally, backoff_step=0, told_to_wait=0)
            return _step(_moved(after, State.SENT, now, tally), "sent", now, {"status": verdict.status})
        case Put.AGAIN:
            return _step(_retried(counted, verdict.reason, moment, verdict.retry_after_s), "put_again", now, facts)
        case Put.DIFFERENT:
            tally = replace(tally, puts_stored_differently=tally.puts_stored_differently + 1)
            return _once_more(counted._replace(tally=tally), tally.puts_stored_differently, verdict, moment)
        case Put.BAD_DIGEST:
            tally = replace(tally, puts_bad_digest=tally.puts_bad_digest + 1)
            return _once_more(counted._replace(tally=tally), tally.puts_bad_digest, verdict, moment)
        case Put.URL_DEAD:
            return url_died(counted, moment, verdict.reason or "upload_url_expired", verdict.words)
        case Put.FORBIDDEN:
            tally = replace(tally, puts_refused=tally.puts_refused + 1)
            counted = counted._replace(tally=tally)
            if tally.puts_refused > MAX_PUTS_FORBIDDEN:
                return asked(counted, "upload_refused", moment, facts, verdict.words)
            return url_died(counted, moment, "upload_refused", verdict.words)
        case _:
            return asked(counted, verdict.reason or "upload_refused", moment, facts, verdict.words)


def url_died(delivery: Delivery, moment: Moment, reason: str, words: str = "") -> Step:
    """The URL cannot be used any more: another PATCH asks for a new one, unless that was done too often."""
    tally = delivery.tally
    if tally.url_renewals >= MAX_URL_RENEWALS:
        return asked(delivery, reason, moment, {"reason": reason, "renewals": tally.url_renewals}, words)
    tally = replace(tally, url_renewals=tally.url_renewals + 1)
    after = delivery._replace(reason=reason, next_attempt_at=None, url_expires_at=None, outcome_unknown=True)
    facts: Facts = {"reason": reason, "renewals": tally.url_renewals}
    return _step(_moved(after, State.EXECUTING, moment.now, tally), "url_died", moment.now, facts, words=words or None)


def asked(delivery: Delivery, reason: str, moment: Moment, facts: Facts, words: str = "") -> Step:
    """Only a person can decide how this one goes on."""
    after = delivery._replace(reason=reason, next_attempt_at=None, url_expires_at=None)
    after = _moved(after, State.NEEDS_ATTENTION, moment.now, replace(delivery.tally, backoff_step=0, told_to_wait=0))
    return _step(after, "needs_attention", moment.now, {**facts, "reason": reason}, words=words)


def refused_in_general(delivery: Delivery, verdict: PatchVerdict, moment: Moment) -> Step:
    """The PATCH was refused as those of other sessions are: counted, and held back by the pause."""
    refused = delivery._replace(tally=replace(delivery.tally, refusals=delivery.tally.refusals + 1))
    return paused(refused, replace(verdict, reason="api_refuses"), moment)


def forgiven(delivery: Delivery, moment: Moment, because: str) -> Step:
    """One that was refused, and turns out to have been refused for a reason that is not its own."""
    after = delivery._replace(reason=because, next_attempt_at=None)
    state = State.EXECUTING if delivery.outcome_unknown else State.WAITING
    return _step(_moved(after, state, moment.now, delivery.tally), "held_by_pause", moment.now, {"reason": because})


def retried_by_person(delivery: Delivery, moment: Moment) -> Step | None:
    """Due now, with every allowance anew; None where nothing would change. What is in flight is left alone."""
    if delivery.state is State.SENT:
        return None
    tally = delivery.tally
    fresh = replace(
        tally, unusable_urls=0, url_renewals=0, puts_stored_differently=0, puts_bad_digest=0, puts_refused=0,
        backoff_step=0, told_to_wait=0,
    )  # fmt: skip
    if delivery.state is State.NEEDS_ATTENTION:
        state = State.EXECUTING if delivery.outcome_unknown else State.WAITING
        after = _moved(delivery._replace(reason=None, next_attempt_at=None), state, moment.now, fresh)
        return _step(after, "retried", moment.now, {}, words="")
    if delivery.next_attempt_at is None:
        return None
    return _step(delivery._replace(next_attempt_at=None, tally=fresh), "retried", moment.now, {})


def _once_more(delivery: Delivery, times: int, verdict: PutVerdict, moment: Moment) -> Step:
    facts: Facts = {"status": verdict.status, "reason": verdict.reason}
    if times > 1:
        return asked(delivery, verdict.reason or "stored_differently", moment, facts, verdict.words)
    return _step(_retried(delivery, verdict.reason, moment), "put_again", moment.now, facts)


def _unsent(delivery: Delivery) -> Delivery:
    """Nothing left this machine: the counts of `begin_patch` are taken back."""
    tally = delivery.tally
    tally = replace(
        tally,
        attempts=tally.attempts - 1,
        patches=tally.patches - 1,
        repeats=tally.repeats - int(delivery.outcome_unknown),
    )
    state = State.EXECUTING if delivery.outcome_unknown else State.WAITING
    return delivery._replace(state=state, tally=tally)


def _resting(delivery: Delivery, now: datetime) -> Delivery:
    """Known not to have been executed by this PATCH."""
    return _moved(delivery, State.EXECUTING if delivery.outcome_unknown else State.WAITING, now, delivery.tally)


def _retried(delivery: Delivery, reason: str | None, moment: Moment, retry_after_s: float | None = None) -> Delivery:
    step = delivery.tally.backoff_step
    delay_s = backoff.delay_s(step, moment.uniform, retry_after_s)
    tally = replace(delivery.tally, backoff_step=step + 1, told_to_wait=int(retry_after_s is not None))
    at = moment.now + timedelta(seconds=delay_s)
    return delivery._replace(reason=reason, next_attempt_at=at, tally=tally)


def _moved(delivery: Delivery, state: State, now: datetime, tally: Tally) -> Delivery:
    changed_at = delivery.changed_at if delivery.state is state else now
    return delivery._replace(state=state, changed_at=changed_at, tally=tally)


def _step(
    delivery: Delivery,
    event: str,
    now: datetime,
    facts: Facts,
    *,
    url: PresignedUrl | None = None,
    words: str | None = None,
) -> Step:
    return Step(delivery, AuditEntry(now, delivery.id, event, dict(facts)), url, words)
