"""Deliberate mistakes in the product. Each has to be caught by the simulation, or the simulation proves nothing.

python -m tests.sim --mutants        tries all and prints the table that stands in MUTANTS.md
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from unittest.mock import patch

from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.outcomes import Lost, PatchOutcome, PutOutcome
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.reader import Reader
from desktop_app.outbox.store import Store
from desktop_app.sync import backoff, ledger, lock, machine, permit, policy, sender
from desktop_app.sync.machine import Moment, Step
from desktop_app.sync.policy import Patched, PatchVerdict, Put, PutVerdict
from tests.disk.power import Disk
from tests.sim import ground
from tests.sim.story import Report, run_seed

Changes = Sequence[tuple[Any, str, Any]]
SEEDS_MAX = 400  # a mutant that lives through this many was not caught


@dataclass(frozen=True)
class Mutant:
    """`changes`: what is put in the place of what; `invariants`: those that may complain."""

    name: str
    what: str
    changes: Callable[[], Changes]
    invariants: str
    seeds: range = range(SEEDS_MAX)


def _mark_after_send() -> Changes:
    """EXECUTING is written when the answer is there, not before the PATCH leaves."""
    insist = ledger.Ledger.insist

    def begin(self: ledger.Ledger, step: Step) -> Delivery | None:
        if step.event.event == "execute_begun":
            return step.delivery
        return _apply(self, step)

    _apply = ledger.Ledger.apply

    async def late(self: ledger.Ledger, delivery: Delivery, make: Callable[[Delivery], Step]) -> Delivery | None:
        return await insist(self, delivery, lambda stored: make(stored._replace(tally=delivery.tally)))

    return [(ledger.Ledger, "apply", begin), (ledger.Ledger, "insist", late)]


def _wal_without_full() -> Changes:
    return [(ground, "Disk", lambda name, *_asked: Disk(name, "NORMAL"))]


def _a_retry_that_drops() -> Changes:
    patched = machine.patched

    def dropping(delivery: Delivery, verdict: PatchVerdict, moment: Moment) -> Step:
        step = patched(delivery, verdict, moment)
        if verdict.meaning is Patched.UNKNOWN and delivery.tally.patches > 1:
            return replace(step, delivery=step.delivery._replace(state=State.SENT))
        return step

    return [(machine, "patched", dropping)]


def _lost_lock() -> Changes:
    @contextmanager
    def hold(_self: lock.FileLock) -> Iterator[None]:
        yield

    return [(lock.FileLock, "hold", hold)]


def _url_forgotten() -> Changes:
    return [(Reader, "url", lambda _self, _id: None)]


def _no_order() -> Changes:
    def due(self: Reader, now: datetime, *, limit: int, **_busy: Any) -> list[Delivery]:
        states = (State.WAITING, State.EXECUTING, State.EXECUTED)
        rows = [row for row in self.page(states=states) if (row.next_attempt_at or now) <= now]
        return rows[:limit]

    return [(Reader, "due", due)]


def _repeat_not_counted() -> Changes:
    begin_patch = machine.begin_patch

    def uncounted(delivery: Delivery, moment: Moment) -> Step:
        step = begin_patch(delivery, moment)
        return replace(step, delivery=step.delivery._replace(tally=replace(step.delivery.tally, repeats=0)))

    return [(machine, "begin_patch", uncounted)]


def _lost_is_taken_for_a_no() -> Changes:
    judge = policy.judge_patch

    def wrong(outcome: PatchOutcome, *rest: Any) -> PatchVerdict:
        verdict = judge(outcome, *rest)
        return replace(verdict, meaning=Patched.NOT_EXECUTED) if isinstance(outcome, Lost) else verdict

    return [(sender, "judge_patch", wrong)]


def _other_bytes_when_tried_again() -> Changes:
    load = Reader.load

    def changed(self: Reader, signoff_id: str) -> SignOff:
        signoff = load(self, signoff_id)
        tally = self.get(signoff_id).tally
        return replace(signoff, jpeg=signoff.jpeg[::-1]) if tally.attempts > 1 else signoff

    return [
        (Reader, "load", changed),
        (sender.Sender, "_intact", lambda self, delivery: self._outbox.load(delivery.id)),
    ]


def _goes_wherever_is_set() -> Changes:
    return [(sender, "origin", _Anywhere)]


class _Anywhere(str):
    """An origin that equals every other."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def _any_account_token() -> Changes:
    def account(self: permit.Permit, _origin: str) -> Token | None:
        stored = self._accounts._account()  # type: ignore[attr-defined]
        return stored[1] if stored else None

    return [(permit.Permit, "_account", account)]


def _payload_erased_early() -> Changes:
    apply = Store.apply

    def erasing(self: Store, delivery: Delivery, event: Any, **rest: Any) -> Delivery:
        after = apply(self, delivery, event, **rest)
        if delivery.state is State.EXECUTED:
            seq = self._row(delivery.id)[0]
            self._db.execute("DELETE FROM blobs WHERE slot = ?", (seq * 4,))
        return after

    return [(Store, "apply", erasing)]


def _newest_session_for_all() -> Changes:
    load = Reader.load

    def swapped(self: Reader, signoff_id: str) -> SignOff:
        newest = self.page(states=(State.WAITING, State.EXECUTING, State.EXECUTED), limit=1)
        signoff = load(self, signoff_id)
        return replace(signoff, session=load(self, newest[0].id).session) if newest else signoff

    return [(Reader, "load", swapped)]


def _never_due_again() -> Changes:
    return [(backoff, "delay_s", lambda *_rest: 86_400.0 * 365), (Reader, "due", _due_without_its_guard)]


def _due_without_its_guard(self: Reader, now: datetime, *, busy_groups: Any, limit: int) -> list[Delivery]:
    rows = _DUE(self, now, busy_groups=busy_groups, limit=limit)
    return [row for row in rows if (row.next_attempt_at or now) <= now]


_DUE = Reader.due


def _refusals_burn_the_backlog() -> Changes:
    def judged(outcome: PatchOutcome, *rest: Any) -> PatchVerdict:
        verdict = judge(outcome, *rest)
        burning = verdict.meaning in (Patched.ACCOUNT_REFUSED, Patched.WRONG_PATH)
        return replace(verdict, meaning=Patched.REFUSED, reason=verdict.reason) if burning else verdict

    judge = policy.judge_patch
    return [(sender, "judge_patch", judged)]


def _sent_without_an_answer() -> Changes:
    judge = policy.judge_put

    def wrong(outcome: PutOutcome, md5: str) -> PutVerdict:
        return PutVerdict(Put.SENT) if isinstance(outcome, Lost) else judge(outcome, md5)

    return [(sender, "judge_put", wrong)]


MUTANTS: tuple[Mutant, ...] = (
    Mutant("mark after send", "EXECUTING is written only once the answer is there", _mark_after_send, "2"),
    Mutant("WAL without FULL", "`synchronous=NORMAL`, and the power goes", _wal_without_full, "124"),
    Mutant("a retry that drops", "a second unknown outcome ends the delivery", _a_retry_that_drops, "1"),
    Mutant("a lost lock", "the sender's lock locks nothing", _lost_lock, "26"),
    Mutant("URL forgotten", "an executed delivery asks for another URL", _url_forgotten, "2"),
    Mutant("no order", "whatever is due leaves, newest first", _no_order, "4"),
    Mutant("repeat not counted", "a PATCH after an unknown outcome counts as a first one", _repeat_not_counted, "2"),
    Mutant("lost is a no", "a lost answer is taken for 'not executed'", _lost_is_taken_for_a_no, "2"),
    Mutant("other bytes", "the signature is made again for a retry", _other_bytes_when_tried_again, "13"),
    Mutant("goes wherever is set", "a changed API URL is not asked about", _goes_wherever_is_set, "45"),
    Mutant("any account token", "the account token's origin is not compared", _any_account_token, "5"),
    Mutant("payload erased early", "the payload goes when the PATCH is answered", _payload_erased_early, "17"),
    Mutant("newest session for all", "sign-offs leave under the session of the newest", _newest_session_for_all, "4"),
    Mutant("never due again", "a back-off that never ends", _never_due_again, "7"),
    Mutant("refusals burn", "a refused account token sets sign-offs aside", _refusals_burn_the_backlog, "7"),
    Mutant("sent without an answer", "a lost upload counts as sent", _sent_without_an_answer, "1"),
)


@contextmanager
def mutated(mutant: Mutant) -> Iterator[None]:
    """The product with this mistake in it."""
    with ExitStack() as stack:
        for owner, name, value in mutant.changes():
            stack.enter_context(patch.object(owner, name, value))
        yield


def hunt(mutant: Mutant, seeds: range | None = None) -> Report | None:
    """The first seed's report that catches it by an invariant it breaks; None where none does."""
    with mutated(mutant):
        for seed in seeds or mutant.seeds:
            report = run_seed(seed)
            report.complaints = [text for text in report.complaints if text[0] in mutant.invariants]
            if report.complaints:
                return report
    return None


def catalogue(caught: Mapping[str, Report | None]) -> str:
    """The table in MUTANTS.md: which seed caught each, and with what."""
    lines = ["| mutant | what is wrong with it | caught by seed | with |", "|---|---|---|---|"]
    for mutant in MUTANTS:
        report = caught[mutant.name]
        seed, said = (report.seed, f"invariant {report.complaints[0][0]}") if report else ("none", "nothing")
        lines.append(f"| {mutant.name} | {mutant.what} | {seed} | {said} |")
    return "\n".join(lines)
