"""A program without disk and network for the window's tests: it behaves, and can be told to misbehave."""

import asyncio
import itertools
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.domain.delivery import AuditEntry, Counts, Delivery, Pause, State
from desktop_app.domain.errors import InvalidInput, ParapheError
from desktop_app.domain.ids import uuid7
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.sync.ports import Watcher

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)


@dataclass
class PretendDesk:
    deliveries: list[Delivery] = field(default_factory=list)  # oldest first
    forms: dict[str, Form] = field(default_factory=dict)
    jpegs: dict[str, bytes] = field(default_factory=dict)
    sessions: dict[str, Token] = field(default_factory=dict)
    done: list[tuple[str, object]] = field(default_factory=list)
    failure: Exception | None = None
    slow_s: float = 0.0
    pause_code: Pause | None = None
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def add(self, form: Form, state: State = State.WAITING, **changes: object) -> Delivery:
        number = next(self.numbers)
        signed_at = NOON + timedelta(minutes=number)
        made = Delivery(
            uuid7(int(signed_at.timestamp() * 1000), number.to_bytes(10, "big")), "g", "https://api.example.org",
            signed_at, state=state, size_bytes=9_000, sha256="ab" * 32, changed_at=signed_at,
        )  # fmt: skip
        made = made._replace(**changes)  # type: ignore[arg-type]
        self.deliveries.append(made)
        self.forms[made.id] = form
        return made

    def sign(self, form: Form, jpeg: Callable[[], bytes], session: Token, api_url: str) -> Delivery:
        time.sleep(self.slow_s)
        if self.failure is not None:
            raise self.failure
        picture = jpeg()
        made = self.add(form)
        self.jpegs[made.id], self.sessions[made.id] = picture, session
        self.done.append(("sign", api_url))
        return made

    def counts(self) -> Counts:
        def number(*states: State) -> int:
            return sum(1 for delivery in self.deliveries if delivery.state in states)

        sent = [delivery.changed_at for delivery in self.deliveries if delivery.state is State.SENT]
        return Counts(
            waiting=number(State.WAITING, State.EXECUTING, State.EXECUTED),
            needs_attention=number(State.NEEDS_ATTENTION),
            sent=number(State.SENT),
            last_sent=max((at for at in sent if at), default=None),
            pause=self.pause_code,
        )

    def page(
        self, *, states: Collection[State] = (), reference: str = "", limit: int = 100, before: str | None = None
    ) -> Sequence[Delivery]:
        time.sleep(self.slow_s)
        found = [
            delivery
            for delivery in reversed(self.deliveries)
            if (not states or delivery.state in states)
            and delivery.id.replace("-", "")[-8:].startswith(reference.lower())
        ]
        if before is not None:
            found = found[next(i for i, delivery in enumerate(found) if delivery.id == before) + 1 :]
        return found[:limit]

    def get(self, signoff_id: str) -> Delivery:
        return self._get(signoff_id)

    def form(self, signoff_id: str) -> Form:
        if self._get(signoff_id).state is State.SENT:
            raise InvalidInput("payload_gone", id=signoff_id)
        return self.forms[signoff_id]

    def load(self, signoff_id: str) -> SignOff:
        delivery = self._get(signoff_id)
        jpeg = self.jpegs.get(signoff_id, b"")
        return SignOff(signoff_id, delivery.signed_at, self.form(signoff_id), jpeg, self.sessions[signoff_id], "")

    def words(self, signoff_id: str) -> str:
        return "Bad Request" if self._get(signoff_id).reason else ""

    def audit(self, signoff_id: str) -> Sequence[AuditEntry]:
        delivery = self._get(signoff_id)
        audit = [AuditEntry(delivery.signed_at, signoff_id, "signed", {"size": delivery.size_bytes})]
        if delivery.tally.patches:
            audit.append(AuditEntry(delivery.signed_at + timedelta(minutes=1), signoff_id, "execute_begun", {}))
        if delivery.state is State.SENT:
            audit.append(AuditEntry(delivery.signed_at + timedelta(minutes=2), signoff_id, "sent", {}))
        return audit

    def retry(self, signoff_ids: Sequence[str]) -> None:
        self.done.append(("retry", tuple(signoff_ids)))
        for signoff_id in signoff_ids:
            self._change(signoff_id, state=State.WAITING, reason=None)

    def attach_session(self, signoff_ids: Sequence[str], token: Token) -> None:
        for signoff_id in signoff_ids:
            if self._get(signoff_id).state is State.SENT:
                raise InvalidInput("already_sent", id=signoff_id)
        self.done.append(("attach_session", tuple(signoff_ids)))
        for signoff_id in signoff_ids:
            self._change(signoff_id, state=State.WAITING, reason=None)
            self.sessions[signoff_id] = token

    def amend(self, signoff_id: str, changes: Mapping[str, str]) -> Delivery:
        self.done.append(("amend", (signoff_id, dict(changes))))
        form = self.forms[signoff_id]._replace(**changes)
        self.discard(signoff_id)
        return self.add(form, amends=signoff_id)

    def export(self, signoff_id: str, folder: Path) -> Sequence[Path]:
        self.done.append(("export", (signoff_id, folder)))
        return [folder / f"signature-{signoff_id}.jpg"]

    def discard(self, signoff_id: str) -> None:
        self.done.append(("discard", signoff_id))
        self.deliveries.remove(self._get(signoff_id))

    def session_use(self, token: Token) -> int:
        return sum(1 for session in self.sessions.values() if session.group == token.group)

    def same_session_waiting(self, token: Token) -> Sequence[str]:
        return [
            delivery.id
            for delivery in self.deliveries
            if delivery.state is not State.SENT
            and (session := self.sessions.get(delivery.id)) is not None
            and session.value != token.value
            and session.group == token.group
        ]

    def resume(self) -> None:
        self.pause_code = None

    def _get(self, signoff_id: str) -> Delivery:
        for delivery in self.deliveries:
            if delivery.id == signoff_id:
                return delivery
        raise InvalidInput("unknown_id", id=signoff_id)

    def _change(self, signoff_id: str, **changes: object) -> None:
        old = self._get(signoff_id)
        self.deliveries[self.deliveries.index(old)] = old._replace(**changes)  # type: ignore[arg-type]


@dataclass
class PretendVault:
    current: Token | None = None
    accounts: dict[str, Token] = field(default_factory=dict)
    failure: ParapheError | None = None

    def session(self) -> Token | None:
        if self.failure is not None:
            raise self.failure
        return self.current

    def set_session(self, token: Token) -> None:
        self.current = token

    def clear_session(self) -> None:
        self.current = None

    def account(self, origin: str) -> Token | None:
        return self.accounts.get(origin)

    def set_account(self, origin: str, token: Token) -> None:
        self.accounts[origin] = token


class PretendEngine:
    """Sends nothing; remembers why it was woken."""

    def __init__(self) -> None:
        self.woken: list[str] = []
        self.ended = False
        self.notices: tuple[str, ...] = ()

    async def run(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self.ended = True

    def wake(self, reason: str) -> None:
        self.woken.append(reason)


@dataclass
class PretendParts:
    desk: PretendDesk = field(default_factory=PretendDesk)
    vault: PretendVault = field(default_factory=PretendVault)
    engine: PretendEngine = field(default_factory=PretendEngine)
    notices: tuple[str, ...] = ()
    watcher: Watcher | None = None
    closed: bool = False

    def make(self, watcher: Watcher) -> "PretendParts":
        self.watcher = watcher
        return self

    @property
    def store(self) -> PretendDesk:
        return self.desk

    def outbox_is_healthy(self) -> bool:
        return True

    def mend_outbox(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        self.closed = True
