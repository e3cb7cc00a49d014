"""The oracle: what was promised to people and what the service saw, held against the invariants of `MUTANTS.md`."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.errors import InvalidInput, ParapheError
from desktop_app.domain.limits import URL_MARGIN_S
from desktop_app.domain.origin import origin
from desktop_app.domain.outcomes import PatchAnswer, PatchOutcome
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from desktop_app.outbox.store import Store

OPEN = (State.WAITING, State.EXECUTING, State.EXECUTED)
_REFUSED = frozenset({400, 404, 409, 410, 413, 422})
_DATES_ARE_WHOLE_S = 2.0  # a Date and an X-Amz-Date are whole seconds, and an answer is on its way for a while


@dataclass
class Url:
    """A URL that was handed out; `refused`: the storage said that it takes nothing under it."""

    signoff_id: str
    size_bytes: int
    dies_at: datetime
    refused: bool = False


@dataclass
class Known:
    """One sign-off as the oracle knows it."""

    number: int  # in the order of signing
    signoff: SignOff
    tokens: set[str]
    session: tuple[str | None, str | None]
    origins: set[str]
    state: State = State.WAITING
    patches: int = 0  # as committed
    accepted: bool = False
    may_be_gone: bool = False
    gone: bool = False  # discarded, or never accepted
    unbinding: bool = False  # a person has it sent to another API; whether that is on disk is not known yet
    moved_in_flight: bool = False  # a person attached another session while it was under way
    arrivals: int = 0
    acted: int = 0
    repeats: int = 0  # arrivals after one that was acted on, of the one it amends too
    amends_acted: bool = False  # the one it amends was acted on
    url: Url | None = None  # the one that is on disk
    told: list[int] = field(default_factory=list)
    changed_at: datetime | None = None  # by the machine's clock; of one that was sent, when its receipt begins


class Oracle:
    """Collects complaints; each begins with the number of the invariant that is broken."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.complaints: list[str] = []
        self.in_flight: dict[str, int] = {}
        self.account_origins: dict[str, str] = {}
        self._stored: dict[str, bytes] = {}
        self.stale = False  # a process has died since the outbox was looked at
        self.dates_lie = False  # the server's Date was wrong at some time: URLs may be taken for dead

    def complain(self, text: str) -> None:
        self.complaints.append(text)

    # What the machine promised. A process may die between writing and promising: then both are right.

    def offered(self, signoff: SignOff) -> None:
        """It is about to be written."""
        claims = signoff.session.claims
        bound = origin(signoff.api_url)
        before = self.known.get(signoff.amends or "")
        self.known[signoff.id] = Known(
            number=len(self.known),
            signoff=signoff,
            tokens={signoff.session.value},
            session=(claims.user_id, claims.session_id),
            origins={bound} if bound else set(),
            amends_acted=before is not None and (before.acted > 0 or before.amends_acted),
        )

    def accepted(self, signoff_id: str) -> None:
        """`add` or `replace` has returned: it survives a power cut."""
        self.known[signoff_id].accepted = True

    def discarding(self, signoff_id: str) -> None:
        self.known[signoff_id].may_be_gone = True

    def discarded(self, signoff_id: str) -> None:
        self.known[signoff_id].gone = True

    def pruning(self, before: datetime) -> None:
        """Receipts from before this, by the machine's clock, are dropped."""
        for known in self.known.values():
            if known.state is State.SENT and known.changed_at is not None and known.changed_at < before:
                known.may_be_gone = True

    def attaching(self, signoff_id: str, token: Token) -> None:
        known = self.known[signoff_id]
        known.tokens.add(token.value)
        known.moved_in_flight = known.moved_in_flight or known.state in (State.EXECUTING, State.EXECUTED)

    def attached(self, delivery: Delivery, token: Token) -> None:
        known = self.known[delivery.id]
        known.session = (token.claims.user_id, token.claims.session_id)
        known.state = delivery.state

    def binding(self, signoff_id: str, api_url: str) -> None:
        self.known[signoff_id].unbinding = api_url == ""

    def bound(self, signoff_id: str, api_url: str) -> None:
        """Unbound ones may go anywhere once; a person's retry unbinds."""
        known = self.known[signoff_id]
        known.unbinding = False
        if api_url == "":
            known.origins = set()
        elif not known.origins:
            known.origins = {origin(api_url)}
        elif origin(api_url) not in known.origins:
            self.complain(f"4: {signoff_id} was bound to {api_url}")

    def restarted(self, store: Store) -> None:
        """What a process that died had written last is seen by the next."""
        self.stale = False
        for signoff_id, known in self.known.items():
            try:
                delivery = store.get(signoff_id)
            except InvalidInput:
                known.gone = known.gone or known.may_be_gone or not known.accepted
                continue
            known.accepted, known.may_be_gone = True, False
            known.state, known.patches, known.changed_at = delivery.state, delivery.tally.patches, delivery.changed_at
            if known.unbinding and delivery.origin == "":
                known.origins = set()
            known.unbinding = False
            known.origins = known.origins or ({delivery.origin} if delivery.origin else set())
            if delivery.state is State.NEEDS_ATTENTION:
                known.url = None
            if delivery.state is not State.SENT:
                with suppress(ParapheError):  # `check_kept` says so
                    claims = store.session(signoff_id).claims
                    known.session = (claims.user_id, claims.session_id)

    def committed(self, delivery: Delivery, url: Url | None, now: datetime) -> None:
        """`apply` has returned."""
        known = self.known[delivery.id]
        if delivery.tally.patches > known.patches and delivery.state is State.EXECUTING:
            self._begun(known, now)
        known.state, known.patches, known.changed_at = delivery.state, delivery.tally.patches, delivery.changed_at
        if url is not None:
            known.url = url
        elif delivery.state is State.NEEDS_ATTENTION:
            known.url = None  # whatever follows, a person asked for it
        if delivery.state is State.SENT and delivery.id not in self._stored:
            self.complain(f"1: {delivery.id} was marked sent and is not in the storage")

    def _begun(self, known: Known, now: datetime) -> None:
        for other in self.known.values():
            here = other.accepted and not other.gone
            waits = here and other.state in OPEN and other.session == known.session
            moved = known.moved_in_flight or other.moved_in_flight
            if waits and other.number < known.number and known.acted == 0 and not moved:
                self.complain(f"4: {known.signoff.id} left before {other.signoff.id} of its session")
        if known.url is None or known.url.refused or self.dates_lie:
            return
        if now + timedelta(seconds=URL_MARGIN_S + _DATES_ARE_WHOLE_S) < known.url.dies_at:
            self.complain(f"2: {known.signoff.id} was executed again while its URL was usable")

    # What the service saw

    def request_begins(self, process: str, living: set[str]) -> None:
        others = [name for name, count in self.in_flight.items() if count and name != process and name in living]
        if others:
            self.complain(f"6: {process} sends while {others} are sending")
        self.in_flight[process] = self.in_flight.get(process, 0) + 1

    def request_ends(self, process: str) -> None:
        if process in self.in_flight:
            self.in_flight[process] -= 1

    def patch_arrived(
        self, process: str, signoff: SignOff, account: Token, *, acted: bool, told: PatchOutcome, at: datetime
    ) -> None:
        known = self.known.get(signoff.id)
        if known is None:
            self.complain(f"1: a PATCH of {signoff.id}, which was never accepted, by {process} at {at}")
            return
        known.arrivals += 1
        known.repeats += int(known.acted > 0 or known.amends_acted)
        known.acted += int(acted)
        if isinstance(told, PatchAnswer):
            known.told.append(told.status)
        here = origin(signoff.api_url)
        if signoff.session.value not in known.tokens:
            self.complain(f"4: {signoff.id} left under a session it was not given")
        if here not in known.origins:
            self.complain(f"4: {signoff.id} left to {here}")
        if self.account_origins.get(account.value) != here:
            self.complain(f"5: an account token went to {here}")
        if signoff.size_bytes != known.signoff.size_bytes or signoff.form != known.signoff.form:
            self.complain(f"3: {signoff.id} was declared differently")

    def stored(self, signoff_id: str, data: bytes) -> None:
        self._stored[signoff_id] = data
        if data != self.known[signoff_id].signoff.jpeg:
            self.complain(f"3: other bytes were stored for {signoff_id}")

    # At the end, and after every restart

    def _promised(self, store: Store) -> Iterator[tuple[str, Known, Delivery]]:
        """Everything that has to be in the outbox; whatever is not, is lost."""
        for signoff_id, known in self.known.items():
            if known.gone:
                continue
            try:
                yield signoff_id, known, store.get(signoff_id)
            except InvalidInput:
                if known.accepted and not known.may_be_gone:
                    self.complain(f"1: {signoff_id} is lost")

    def check_kept(self, store: Store) -> None:
        """Invariant 1: whatever was accepted is here, or there."""
        for signoff_id, known, delivery in self._promised(store):
            try:
                sent = delivery.state is State.SENT
                kept = self._stored.get(signoff_id) if sent else store.load(signoff_id).jpeg
            except ParapheError as error:
                self.complain(f"1: {signoff_id} cannot be read: {error}")
                continue
            if kept != known.signoff.jpeg:
                self.complain(f"1: {signoff_id} is not what was signed")

    def check_counts(self, store: Store) -> None:
        """Invariant 2: every PATCH and every possible repeat was counted."""
        for signoff_id, known, delivery in self._promised(store):
            tally = delivery.tally
            if tally.patches < known.arrivals:
                self.complain(f"2: {signoff_id}: {known.arrivals} PATCHes arrived, {tally.patches} were counted")
            if tally.repeats < known.repeats:
                self.complain(f"2: {signoff_id}: {known.repeats} repeats arrived, {tally.repeats} were counted")

    def check_ended(self, store: Store) -> None:
        """Invariant 7, and that nobody is asked without a reason."""
        for signoff_id, known, delivery in self._promised(store):
            if delivery.state in OPEN:
                self.complain(f"7: {signoff_id} is still {delivery.state} ({delivery.reason})")
            elif delivery.reason in ("rejected", "execution_uncertain") and not _REFUSED & set(known.told):
                self.complain(f"7: {signoff_id} is {delivery.reason}, and was never refused")
            elif delivery.reason in ("account_token", "api_refuses"):
                self.complain(f"7: {signoff_id} was burnt by {delivery.reason}")
