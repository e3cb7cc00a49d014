"""What tests of the engine's pure parts share."""

from datetime import UTC, datetime, timedelta

from desktop_app.domain.delivery import Delivery, State, Tally
from desktop_app.domain.session import Claims
from desktop_app.sync.machine import Moment
from desktop_app.sync.policy import Credentials

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
API = "https://api.example/main"
URL = (
    "https://bucket.s3.amazonaws.com/1?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20260301T120000Z"
    "&X-Amz-Expires=900&X-Amz-SignedHeaders=content-length;content-type;host&X-Amz-Signature=00"
)
FRESH = Claims("user", "session", NOW, NOW + timedelta(hours=1))
EXPIRED = Claims("user", "session", NOW - timedelta(days=2), NOW - timedelta(days=1))
OPAQUE = Claims()


def moment(draw: float = 1.0) -> Moment:
    """`draw` 0..1: where in the window the jitter falls."""
    return Moment(NOW, lambda low, high: low + draw * (high - low))


def credentials(session: Claims = FRESH, account: Claims = FRESH) -> Credentials:
    return Credentials(session, account, NOW)


def delivery(state: State = State.WAITING, *, unknown: bool = False, **tally: int) -> Delivery:
    return Delivery(
        id="01956000-0000-7000-8000-000000000001",
        group="group",
        origin="https://api.example",
        signed_at=NOW,
        state=state,
        outcome_unknown=unknown,
        tally=Tally(**tally),
    )
