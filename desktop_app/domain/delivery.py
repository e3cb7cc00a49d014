"""A delivery: what is known of one sign-off's way to the service. No personal data, tokens or URLs stand in it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """See the diagram in `sync.machine`."""

    WAITING = "waiting"
    EXECUTING = "executing"
    EXECUTED = "executed"
    SENT = "sent"
    NEEDS_ATTENTION = "needs_attention"


class Pause(StrEnum):
    """Why the whole engine rests; kept with the outbox, lifted by a new token, a changed setting or a person."""

    ACCOUNT_TOKEN = "account_token"  # noqa: S105 - a code, not a secret
    API_REFUSES = "api_refuses"
    ACCOUNT_TOKEN_MISSING = "account_token_missing"  # noqa: S105 - never stored: seen anew each time
    API_URL_MISSING = "api_url_missing"  # never stored: seen anew each time


@dataclass(frozen=True, slots=True)
class Tally:
    """Counters of one delivery. Kept as one JSON column, so a new counter with a default needs no migration."""

    attempts: int = 0  # requests that left this machine; being offline counts none
    patches: int = 0  # PATCHes that may have reached the service
    repeats: int = 0  # of those, the ones after which the intervention may have been executed twice
    refusals: int = 0  # how often the same refusal came in a row
    unusable_urls: int = 0  # 200s without a usable URL
    url_renewals: int = 0  # PATCHes that only asked for a new URL
    puts_stored_differently: int = 0
    puts_bad_digest: int = 0
    puts_refused: int = 0  # 403s of the storage that a new URL may or may not help against
    told_to_wait: int = 0  # 1: the next attempt's time is the server's Retry-After, which nothing shortens
    backoff_step: int = 0  # exponent of the next back-off; 0 after a success or a regained network


NO_TALLY = Tally()


class Delivery(NamedTuple):
    """One row of the outbox. `version` rises with each write: a write over another's change is refused.

    A tuple, not a dataclass: made in a third of the time, and signing, each step and each line of a list make one.
    """

    id: str
    group: str  # sign-offs of one group (session) leave in the order they were signed
    origin: str  # the API origin it was signed for; '' until bound
    signed_at: datetime
    state: State = State.WAITING
    reason: str | None = None  # code of why it needs attention, or of what the last answer said
    outcome_unknown: bool = False  # an earlier PATCH may have been executed
    next_attempt_at: datetime | None = None  # None: at once
    url_expires_at: datetime | None = None  # server's time
    changed_at: datetime | None = None  # of the last change of state; the receipt's time when sent
    size_bytes: int = 0
    sha256: str = ""
    tally: Tally = NO_TALLY
    amends: str | None = None
    version: int = 0

    @property
    def repeat(self) -> bool:
        """Whether the service may have executed it more than once."""
        return self.tally.repeats > 0


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of a delivery's append-only history: `event` is a code, `facts` hold counts, codes and hashes."""

    at: datetime
    signoff_id: str
    event: str
    facts: dict[str, str | int | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the status line shows."""

    waiting: int = 0  # waiting, executing or executed
    needs_attention: int = 0
    sent: int = 0  # receipts still kept
    oldest_waiting: datetime | None = None
    last_sent: datetime | None = None
    pause: Pause | None = None
