"""What the outbox's view asks the background for: filters, and rows with the names that belong to them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from desktop_app.domain.delivery import AuditEntry, Delivery, State
from desktop_app.domain.errors import ParapheError
from desktop_app.domain.signoff import Form
from desktop_app.ui.ports import Parts

PAGE: Final = 100  # rows handed over at once
_SCAN: Final = 2_000  # rows looked at in one call: the sender shares the thread
_UNSENT: Final = (State.WAITING, State.EXECUTING, State.EXECUTED)


class Which(Enum):
    """The filter by state, as people see states."""

    ALL = ()
    WAITING = _UNSENT
    ATTENTION = (State.NEEDS_ATTENTION,)
    SENT = (State.SENT,)


class Age(Enum):
    """The filter by when it was signed."""

    ANY = auto()
    TODAY = auto()
    LATE = auto()  # unsent for longer than the organisation's `outbox.alert_days`


@dataclass(frozen=True, slots=True)
class Query:
    """All filters at once. `reference` is the beginning of the short reference; `reason` a code or ''."""

    which: Which = Which.ALL
    age: Age = Age.ANY
    reason: str = ""
    reference: str = ""
    now: datetime | None = None
    alert_days: int = 3

    @property
    def states(self) -> Collection[State]:
        """The states it asks the store for."""
        states: tuple[State, ...] = self.which.value
        return states

    def takes(self, delivery: Delivery) -> bool:
        """Whether a delivery passes the filters."""
        if self.states and delivery.state not in self.states:
            return False
        if self.reason and delivery.reason != self.reason:
            return False
        if self.now is None or self.age is Age.ANY:
            return True
        if self.age is Age.LATE:
            return delivery.state is not State.SENT and is_late(delivery, self.now, self.alert_days)
        return delivery.signed_at.astimezone().date() == self.now.astimezone().date()

    @property
    def looks_inside(self) -> bool:
        """Whether the store cannot answer it alone."""
        return bool(self.reason) or self.age is not Age.ANY


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the view. `name` is '' once it is sent: names do not outlive the delivery."""

    delivery: Delivery
    name: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """One answer: rows, where the next one begins, and whether that was all."""

    rows: tuple[Row, ...]
    before: str | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything still known of one delivery."""

    delivery: Delivery
    form: Form | None
    audit: tuple[AuditEntry, ...] = field(default=())
    words: str = ""


def is_late(delivery: Delivery, now: datetime, alert_days: int) -> bool:
    """Whether it has been waiting longer than is normal."""
    return now - delivery.signed_at >= timedelta(days=alert_days)


def fetching(query: Query, before: str | None) -> Callable[[Parts], Rows]:
    """The next rows after `before`."""

    def fetch(parts: Parts) -> Rows:
        found: list[Row] = []
        cursor, looked = before, 0
        while len(found) < PAGE and looked < _SCAN:
            page = parts.store.page(states=query.states, reference=query.reference, limit=PAGE, before=cursor)
            looked += len(page)
            found += [Row(delivery, _name(parts, delivery)) for delivery in page if query.takes(delivery)]
            if len(page) < PAGE:
                return Rows(tuple(found), cursor, complete=True)
            cursor = page[-1].id
            if not query.looks_inside:
                break
        return Rows(tuple(found), cursor, complete=False)

    return fetch


def facts_of(signoff_id: str) -> Callable[[Parts], Facts]:
    """One delivery for the detail pane."""

    def look(parts: Parts) -> Facts:
        delivery = parts.store.get(signoff_id)
        form = None if delivery.state is State.SENT else parts.store.form(signoff_id)
        return Facts(delivery, form, tuple(parts.store.audit(signoff_id)), parts.store.words(signoff_id))

    return look


def row_of(delivery: Delivery) -> Callable[[Parts], Row]:
    """The line of a delivery that is new."""
    return lambda parts: Row(delivery, _name(parts, delivery))


def _name(parts: Parts, delivery: Delivery) -> str:
    if delivery.state is State.SENT:
        return ""
    try:
        form = parts.store.form(delivery.id)
    except ParapheError:  # sent meanwhile, or damaged: the line is shown without a name, its pane says why
        return ""
    return f"{form.first_name} {form.last_name}"
