"""What the sync engine needs of other parts, as Protocols; `wiring` hands in what fulfils them."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from desktop_app.domain.delivery import AuditEntry, Counts, Delivery, Pause, State
from desktop_app.domain.outcomes import PatchOutcome, PutOutcome
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff


class Clock(Protocol):
    """Time and chance, so that a simulation can stand in."""

    def now(self) -> datetime:
        """The machine's wall clock, UTC; may jump."""

    def monotonic(self) -> float:
        """Seconds that never run backwards."""

    async def sleep(self, delay_s: float) -> None:
        """Returns after `delay_s` of monotonic time."""

    def uniform(self, low: float, high: float) -> float:
        """A random number in [low, high]."""


class Outbox(Protocol):
    """The durable queue. Every method is one transaction, committed to disk when it returns.

    All raise EnvironmentFault for a full disk or a damaged file, and never leave half a change.
    """

    def add(self, signoff: SignOff) -> Delivery:
        """Takes a sign-off; when this returns it survives a power cut."""

    def get(self, signoff_id: str) -> Delivery:
        """Raises InvalidInput `unknown_id`."""

    def due(self, now: datetime, *, busy_groups: Collection[str], limit: int) -> Sequence[Delivery]:
        """The oldest unfinished delivery of each group not in `busy_groups`, where its time has come.

        A delivery that needs attention does not hold back later ones; one that waits for its next attempt does.
        """

    def next_due_at(self, *, busy_groups: Collection[str]) -> datetime | None:
        """When `due` will next have an answer (a past time: now); None where nothing is left to send."""

    def load(self, signoff_id: str) -> SignOff:
        """The whole sign-off with its bytes; raises InvalidInput `payload_gone` once it is sent."""

    def url(self, signoff_id: str) -> PresignedUrl | None:
        """The stored presigned URL."""

    def words(self, signoff_id: str) -> str:
        """The server's words of the last refusal; '' where there are none."""

    def apply(
        self, delivery: Delivery, event: AuditEntry, *, url: PresignedUrl | None = None, words: str | None = None
    ) -> Delivery:
        """Writes a new state and its audit line; returns it with the new version.

        `delivery.version` must be the stored one, else NotNow `changed_meanwhile`. The URL blob is stored when given,
        and erased when the new state is not `executed`; payload, session and URL are erased when it is `sent`.
        """

    def attach_session(self, signoff_ids: Sequence[str], token: Token, event: str) -> Sequence[Delivery]:
        """Replaces the session of unsent sign-offs and puts them back to `waiting` at once."""

    def rebind(self, delivery: Delivery, api_url: str) -> Delivery:
        """Binds a sign-off to an API URL: one that had none, or one a person allowed to go elsewhere."""

    def pause(self) -> Pause | None:
        """Why the engine rests."""

    def set_pause(self, pause: Pause | None, facts: Mapping[str, str | int | bool | None]) -> None:
        """Rests or resumes, with an audit line."""

    def reset_backoff(self) -> None:
        """A success or a regained network: everything that only waits for its back-off becomes due now.

        What waits because the server said so (`Tally.told_to_wait`) goes on waiting.
        """

    def counts(self) -> Counts:
        """One query, whatever the size."""

    def change_counter(self) -> int:
        """Differs after any other process or connection has written; cheap enough to ask every few seconds."""

    def prune(self, now: datetime, receipt_days: int) -> None:
        """Drops receipts (and their audit) older than `receipt_days`; empties the WAL."""

    @property
    def erased_in_wal(self) -> bool:
        """Whether the WAL may still hold what was erased."""

    def empty_wal(self) -> bool:
        """Moves the WAL into the file, so that what was erased is nowhere; False where a reader is in the way."""

    def repair(self) -> Sequence[str]:
        """Sets a damaged file aside and goes on with what is readable; notices as codes. NotNow `outbox_busy`."""

    def session(self, signoff_id: str) -> Token:
        """The session it leaves under; raises InvalidInput `payload_gone` once it is sent."""

    def unsent_of_session(self, token: Token) -> Sequence[Delivery]:
        """The unsent sign-offs of the session that `token` names, oldest first."""

    def group_of(self, token: Token) -> str:
        """A hash of the session that `token` names, keyed with the outbox's own secret."""

    def page(
        self, *, states: Collection[State] = (), reference: str = "", limit: int = 100, before: str | None = None
    ) -> Sequence[Delivery]:
        """Deliveries, newest first; `before` is the id of the last one already shown."""

    def audit(self, signoff_id: str) -> Sequence[AuditEntry]:
        """Its history, oldest first."""

    def own_audit(self) -> Sequence[AuditEntry]:
        """The outbox's own history, pauses among it, oldest first."""


class Archive(Outbox, Protocol):
    """What a person's decisions need of the outbox beyond what the sender does."""

    def form(self, signoff_id: str) -> Form:
        """What the provider typed; raises InvalidInput `payload_gone` once it is sent."""

    def replace(self, old: Delivery, signoff: SignOff, event: AuditEntry) -> Delivery:
        """Takes an amended sign-off and discards the one it amends, both or neither.

        Where the old one may have been executed, so may the new one: it is known, and audited, with it.
        """

    def discard(self, delivery: Delivery, event: AuditEntry) -> None:
        """Drops an unsent sign-off with everything sealed; its audit stays."""

    def note(self, event: AuditEntry) -> None:
        """An audit line without a change."""

    def session_use(self, token: Token) -> int:
        """How many sign-offs, receipts included, this session has here."""


class Remote(Protocol):
    """The service and its storage. Both answer for every failure of the network; they raise for bugs alone."""

    async def execute(self, signoff: SignOff, account: Token) -> PatchOutcome:
        """PATCH to `signoff.api_url` under `signoff.session`."""

    async def upload(self, url: PresignedUrl, jpeg: bytes) -> PutOutcome:
        """PUT of exactly these bytes; knows no token."""

    def network_changed(self) -> None:
        """Drops idle connections and whatever was learnt of proxies."""

    async def close(self) -> None:
        """Closes every connection."""


class Accounts(Protocol):
    """Where the account token of an origin comes from (the credential store)."""

    def account(self, origin: str) -> Token | None:
        """The token stored for exactly this origin, or None; raises EnvironmentFault for a locked store."""


class SenderLock(Protocol):
    """One process at a time sends from an outbox. The operating system frees it when its holder dies."""

    def hold(self) -> AbstractContextManager[None]:
        """Held within the block; raises NotNow `another_sender` at once where somebody else holds it.

        Raises EnvironmentFault where it cannot be held at all.
        """


class Watcher(Protocol):
    """Who is told of what the engine does (the window, the command line's --json). Called in the engine's thread."""

    def delivery_changed(self, delivery: Delivery) -> None:
        """After a committed change."""

    def engine_changed(self, counts: Counts, offline: str | None) -> None:
        """After a pass: counts, and the code of why the network does not answer, or None."""
