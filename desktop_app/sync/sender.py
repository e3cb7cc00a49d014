"""Takes one delivery as far as it goes: PATCH, URL, PUT, receipt. Every step is on disk before the next begins.

Only between two deliveries is nothing waited for: the next one's PATCH leaves before this one's receipt is written. A
crash in between finds it EXECUTED and uploads the same bytes again.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta

from desktop_app.domain.delivery import Delivery, Pause, State
from desktop_app.domain.errors import EnvironmentFault, InvalidInput, NotNow
from desktop_app.domain.limits import URL_MARGIN_S
from desktop_app.domain.origin import origin
from desktop_app.domain.outcomes import Lost, PatchOutcome, PutOutcome, Unreachable
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff

from . import machine
from .gates import Gates, Side
from .ledger import Ledger
from .machine import Moment, Step
from .pauses import Pauses
from .permit import Permit
from .policy import Credentials, Patched, PatchVerdict, Put, judge_patch, judge_put
from .ports import Clock, Outbox, Remote
from .server_time import ServerTime
from .settings import EngineSettings

_log = logging.getLogger("paraphe.sync")
OUTAGE = 3  # failures in a row after which a success is taken for the end of an outage
_DECIDED = ("changed_meanwhile", "unknown_id", "already_sent", "payload_gone")  # by a person or another process


class Sender:
    """Sends for one engine; several deliveries at once, each of another group."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        ledger: Ledger,
        remote: Remote,
        permit: Permit,
        clock: Clock,
        gates: Gates,
        pauses: Pauses,
        settings: EngineSettings,
    ) -> None:
        self.settings = settings
        self.stopping = False
        self.sent = 0
        self.answered: Callable[[Delivery], None] = lambda _: None  # told that nothing but writing is left of one
        self.server_time = ServerTime(clock)
        self.unreachable_uploads: dict[str, None] = {}  # ids to try the storage with, once it may be tried again
        self._outbox, self._ledger, self._remote, self._permit = outbox, ledger, remote, permit
        self._clock, self._gates, self._pauses = clock, gates, pauses
        self._fresh: dict[str, PresignedUrl] = {}  # URLs that came in the task that is about to try them, by id
        self._failures_in_a_row = 0

    async def deliver(self, delivery: Delivery, account: Token) -> Delivery | None:
        """As far as it goes without waiting; None where somebody else decided about it meanwhile.

        Raises ParapheError where the outbox cannot be read, or written before anything was sent.
        """
        self._fresh.pop(delivery.id, None)  # of a task that was stopped: no longer a URL that has just come
        try:
            return await self._deliver(delivery, account)
        except (InvalidInput, NotNow) as error:
            if error.code not in _DECIDED:
                raise
            _log.info("left alone: %s", error.code, extra={"delivery": delivery.id})
            return None

    async def _deliver(self, delivery: Delivery, account: Token) -> Delivery | None:
        current: Delivery | None = delivery
        before: Delivery | None = None
        signoff: SignOff | None = None
        while current is not None and self._goes_on(current, before):
            if signoff is None or current.state is not State.EXECUTED:  # a session may have been attached meanwhile
                signoff = self._intact(current)
            if signoff is None:
                return self._ledger.apply(machine.asked(machine.at_rest(current), "blob_damaged", self._moment(), {}))
            before = current
            if current.state is State.EXECUTED:
                current = await self._upload(current, signoff)
            else:
                current = await self._execute(current, signoff, account)
        return current

    def _goes_on(self, delivery: Delivery, before: Delivery | None) -> bool:
        """Whether the next request may leave: the first, an upload after its PATCH, a PATCH after its URL died."""
        if self.stopping or (before is not None and delivery.next_attempt_at is not None):
            return False
        if delivery.state is State.EXECUTED:
            return before is None or before.state is not State.EXECUTED
        if before is None:
            return delivery.state in (State.WAITING, State.EXECUTING)
        died = delivery.state is State.EXECUTING and before.state is State.EXECUTED
        return died and self._outbox.pause() is None

    def _intact(self, delivery: Delivery) -> SignOff | None:
        """The sign-off, or None where its bytes are not those that were signed: they are never sent."""
        try:
            signoff = self._outbox.load(delivery.id)
        except EnvironmentFault as error:
            if error.code != "blob_damaged":
                raise
            return None
        except InvalidInput:
            if self._outbox.get(delivery.id).state is State.SENT:
                raise
            return None  # still to be sent, and nothing is left of what was signed
        same = signoff.sha256 == delivery.sha256 and signoff.size_bytes == delivery.size_bytes
        return signoff if same else None

    # PATCH

    async def _execute(self, delivery: Delivery, signoff: SignOff, account: Token) -> Delivery | None:
        api_url = self.settings.api_url
        if delivery.origin not in ("", origin(api_url)):
            asked = machine.asked(machine.at_rest(delivery), "api_url_changed", self._moment(), {})
            return self._ledger.apply(asked)
        if self._permit.account(api_url) != account:  # the URL or the token is another one than when this was begun
            return delivery
        delivery, signoff = self._bound(delivery, signoff, api_url)
        begun = self._ledger.apply(machine.begin_patch(delivery, self._moment()))
        if begun is None:
            return None
        outcome = await self._remote.execute(signoff, account)
        self._hear("patch", outcome)
        credentials = Credentials(signoff.session.claims, account.claims, self.server_time.best())
        verdict = judge_patch(outcome, credentials, api_url, self.settings.upload_hosts)
        if verdict.status and verdict.meaning is not Patched.BETWEEN:
            self._gates.reached()
        _log.info("execute: %s %s", verdict.meaning.name, verdict.reason, extra={"delivery": delivery.id})
        decided: list[Callable[[Delivery], Step]] = []

        def meant(stored: Delivery) -> Step:
            if not decided:  # a pause is written before the step, and may fail as that may
                decided.append(self._meaning(begun, verdict, account))
            return decided[0](stored)

        after = await self._ledger.insist(begun, meant)
        if after is None:
            return None
        if verdict.meaning is Patched.EXECUTED and verdict.url is not None:
            self._fresh[after.id] = verdict.url
        if verdict.meaning is Patched.SESSION_EXPIRED and after.state is State.NEEDS_ATTENTION:
            self._ask_once(after, signoff.session)
        return after

    def _bound(self, delivery: Delivery, signoff: SignOff, api_url: str) -> tuple[Delivery, SignOff]:
        """Binds what was signed without a URL, or for the same server under another path."""
        if signoff.api_url == api_url:
            return delivery, signoff
        return self._outbox.rebind(delivery, api_url), self._outbox.load(delivery.id)

    def _meaning(self, begun: Delivery, verdict: PatchVerdict, account: Token) -> Callable[[Delivery], Step]:
        """What the answer does to the engine, once; and the step it makes of the stored delivery."""
        match verdict.meaning:
            case Patched.EXECUTED:
                self._pauses.good(self._clock.now())
                self._succeeded("patch")
            case Patched.BETWEEN:
                self._gates.failed("patch", verdict.reason or "something_between")
            case Patched.NOT_EXECUTED:
                self._gates.busy("patch", verdict.reason or "server_busy")
                self._failures_in_a_row += 1
            case Patched.UNKNOWN:
                self._failures_in_a_row += 1
            case Patched.ACCOUNT_REFUSED:
                self._pause(Pause.ACCOUNT_TOKEN, verdict, account)
            case Patched.WRONG_PATH:
                self._pause(Pause.API_REFUSES, verdict, account)
            case _ if self._pauses.is_general(begun, verdict, self._pauses.mark(self.settings.api_url, account)):
                self._pause(Pause.API_REFUSES, verdict, account)
                self._pauses.take_back(self._moment())
                return lambda stored: machine.refused_in_general(stored, verdict, self._moment())
        return lambda stored: machine.patched(stored, verdict, self._moment())

    def _pause(self, pause: Pause, verdict: PatchVerdict, account: Token) -> None:
        self._permit.forget()
        current = self._permit.token(self.settings.api_url)
        if current is not None and current != account:
            return  # another token came while this one was refused: the delivery waits, due at once
        self._pauses.begin(pause, self._pauses.mark(self.settings.api_url, account), verdict.status)
        _log.warning("paused: %s", pause.value)

    def _ask_once(self, refused: Delivery, session: Token) -> None:
        """What waits under the same expired token is asked about with it, without a PATCH of its own."""
        for other in self._outbox.unsent_of_session(session):
            waits = other.state in (State.WAITING, State.EXECUTING) and other.id != refused.id
            if waits and self._outbox.session(other.id) == session:
                facts = {"with": refused.id}
                self._ledger.apply(machine.asked(machine.at_rest(other), "session_expired", self._moment(), facts))

    # PUT

    def _usable(self, delivery: Delivery) -> PresignedUrl | None:
        """The URL to upload to; None where another PATCH must ask for one.

        One that has just come is tried whatever its dates say: how little it lives, or how wrong the service's clock
        is, only the storage knows, and a refusal there costs less than executing twice. One from the outbox is not
        started on within the margin of its end; where it is damaged, there is none.
        """
        fresh = self._fresh.pop(delivery.id, None)
        if fresh is not None:
            return fresh
        try:
            url = self._outbox.url(delivery.id)
        except EnvironmentFault as error:
            if error.code != "blob_damaged":
                raise
            return None
        return None if url is None or self._dies(url) else url

    def _dies(self, url: PresignedUrl) -> bool:
        """Whether the server's clock, where it is known, says that the URL is about to die."""
        now = self.server_time.known()
        if now is None or url.expires_at is None:
            return False
        return url.expires_at <= now + timedelta(seconds=URL_MARGIN_S)

    async def _upload(self, delivery: Delivery, signoff: SignOff) -> Delivery | None:
        url = self._usable(delivery)
        self.unreachable_uploads.pop(delivery.id, None)
        if url is None:
            return self._ledger.apply(machine.url_died(delivery, self._moment(), "upload_url_expired"))
        outcome = await self._remote.upload(url, signoff.jpeg)
        self._hear("put", outcome)
        verdict = judge_put(outcome, hashlib.md5(signoff.jpeg, usedforsecurity=False).hexdigest())
        if verdict.status and verdict.reason != "something_between":
            self._gates.reached()
        _log.info("upload: %s %s", verdict.meaning.name, verdict.reason, extra={"delivery": delivery.id})
        match verdict.meaning:
            case Put.SENT:
                self._succeeded("put")
                self.answered(delivery)
                await self._clock.sleep(0)  # the next PATCH leaves before this receipt is written
            case Put.OFFLINE:
                self.unreachable_uploads[delivery.id] = None
            case Put.AGAIN:
                self._failures_in_a_row += 1
        after = await self._ledger.insist(delivery, lambda stored: machine.put(stored, verdict, self._moment()))
        self.sent += int(after is not None and after.state is State.SENT)
        return after

    # What answers say of the network

    def _hear(self, side: Side, outcome: PatchOutcome | PutOutcome) -> None:
        if isinstance(outcome, Unreachable):
            self._gates.failed(side, outcome.code)
            self._failures_in_a_row = max(self._failures_in_a_row, OUTAGE)
        elif isinstance(outcome, Lost):
            self._gates.lost()
        else:
            self.server_time.hear(outcome.server_time)
            self._gates.answered(side)

    def _succeeded(self, side: Side) -> None:
        """The end of an outage makes everything due that only waited for it; one delivery's own failures do not."""
        self._gates.succeeded(side)
        outage = self._failures_in_a_row >= OUTAGE
        self._failures_in_a_row = 0
        if outage:
            self._outbox.reset_backoff()

    def _moment(self) -> Moment:
        return Moment(self._clock.now(), self._clock.uniform)
