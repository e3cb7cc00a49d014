"""Everything a person can do with sign-offs, for both faces. Synchronous; each decision leaves a line in the audit."""

import hashlib
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from desktop_app.domain.delivery import AuditEntry, Counts, Delivery, State
from desktop_app.domain.errors import InvalidInput, NotNow, ParapheError
from desktop_app.domain.ids import RANDOM_BYTES, uuid7
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff

from . import machine
from .export import write_export
from .machine import Moment
from .ports import Archive

AMENDABLE = ("email", "action_comment", "comment")  # what a refused sign-off may be given anew: never who signed
_Value = TypeVar("_Value")
_TRIES = 5  # a decision meets a write of the sender at most a few times


class DeskClock(Protocol):
    """Time and chance, as `ports.Clock` has them."""

    def now(self) -> datetime:
        """The machine's wall clock, UTC."""

    def uniform(self, low: float, high: float) -> float:
        """A random number in [low, high]."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One delivery with everything that is still known of it."""

    delivery: Delivery
    form: Form | None = field(repr=False)  # None once it is sent, or where it is damaged
    audit: Sequence[AuditEntry]
    words: str = field(repr=False)  # the server's, of the last refusal
    jpeg: bytes | None = field(default=None, repr=False)


class Desk:
    """One outbox as a person deals with it. Whoever has an engine in the same process wakes it afterwards."""

    def __init__(self, outbox: Archive, clock: DeskClock, randomness: Callable[[int], bytes] | None = None) -> None:
        self._outbox = outbox
        self._clock = clock
        self._randomness = randomness or secrets.token_bytes

    def sign(self, form: Form, jpeg: bytes | Callable[[], bytes], session: Token, api_url: str) -> Delivery:
        """Takes a sign-off; when this returns it is on disk. `api_url` '' is bound when it is first sent.

        Raises InvalidForm, InvalidInput `jpeg_empty`, and the outbox's EnvironmentFault: nothing was saved then.
        """
        checked = form.checked()
        data = jpeg if isinstance(jpeg, bytes) else jpeg()
        if not data:
            raise InvalidInput("jpeg_empty")
        return self._outbox.add(SignOff(self._new_id(), self._clock.now(), checked, data, session, api_url))

    # Looking

    def counts(self) -> Counts:
        """What the status line shows."""
        return self._outbox.counts()

    def page(
        self, *, states: Collection[State] = (), reference: str = "", limit: int = 100, before: str | None = None
    ) -> Sequence[Delivery]:
        """Deliveries, newest first; `before` is the id of the last one already shown."""
        return self._outbox.page(states=states, reference=reference, limit=limit, before=before)

    def detail(self, signoff_id: str) -> Detail:
        """One of them. Raises InvalidInput `unknown_id`."""
        delivery = self._outbox.get(signoff_id)
        audit = self._outbox.audit(signoff_id)
        try:
            signoff = self._outbox.load(signoff_id)
        except ParapheError:
            return Detail(delivery, None, audit, self._outbox.words(signoff_id) if _open(delivery) else "")
        return Detail(delivery, signoff.form, audit, self._outbox.words(signoff_id), signoff.jpeg)

    def session_use(self, token: Token) -> int:
        """How many sign-offs this session already has here, receipts included."""
        return self._outbox.session_use(token)

    def same_session_waiting(self, token: Token) -> Sequence[str]:
        """The unsent sign-offs of the session that `token` names, which leave under another token: it may serve them.

        Oldest first; hand them to `attach_session` once a person agrees.
        """
        unsent = self._outbox.unsent_of_session(token)
        return [delivery.id for delivery in unsent if self._outbox.session(delivery.id) != token]

    # Deciding

    def retry(self, signoff_ids: Sequence[str]) -> Sequence[Delivery]:
        """Puts them back to waiting, due now, with every allowance anew; idempotent.

        One that was signed for another service (`api_url_changed`) goes to the one that is set now: naming it is
        the person's decision. Raises InvalidInput `unknown_id`; `already_sent`.
        """
        for signoff_id in signoff_ids:
            if self._outbox.get(signoff_id).state is State.SENT:
                raise InvalidInput("already_sent", id=signoff_id)
        return [self._retry(signoff_id, unbind=True) for signoff_id in signoff_ids]

    def retry_all(self) -> Sequence[Delivery]:
        """The same for all that need attention. Those signed for another service are sent only if it is set again."""
        ids: list[str] = []
        before: str | None = None
        while rows := self._outbox.page(states=(State.NEEDS_ATTENTION,), limit=500, before=before):
            ids += [row.id for row in rows]
            before = rows[-1].id
        return [self._retry(signoff_id, unbind=False) for signoff_id in reversed(ids)]

    def attach_session(self, signoff_ids: Sequence[str], token: Token) -> Sequence[Delivery]:
        """Gives unsent ones another session, all or none; those that rest are due now."""
        return self._outbox.attach_session(signoff_ids, token, "session_attached")

    def amend(self, signoff_id: str, changes: Mapping[str, str]) -> Delivery:
        """A new sign-off with another e-mail or comments in place of one that needs attention.

        It names the old one, of which the audit keeps hashes. Raises InvalidInput `amend_member`, `not_amendable`,
        `unknown_id`; InvalidForm.
        """
        for name in changes:
            if name not in AMENDABLE:
                raise InvalidInput("amend_member", member=name)
        old = self._outbox.get(signoff_id)
        if old.state is not State.NEEDS_ATTENTION:
            raise InvalidInput("not_amendable", id=signoff_id)
        before = self._outbox.load(signoff_id)
        form = before.form._replace(**dict(changes)).checked()
        new = replace(before, id=self._new_id(), form=form, amends=signoff_id)
        now = self._clock.now()
        facts: dict[str, str | int | bool | None] = {"by": new.id, "sha256": old.sha256, "form": form_hash(before.form)}
        added = self._outbox.replace(old, new, AuditEntry(now, signoff_id, "amended", facts))
        self._forget_erased()
        return added

    def export(self, signoff_id: str, folder: Path) -> Sequence[Path]:
        """Writes JPEG and JSON into `folder`, readable by this user alone.

        Raises InvalidInput `payload_gone`, `file_exists`; EnvironmentFault `file_not_writable`.
        """
        files = write_export(self._outbox.get(signoff_id), self._outbox.load(signoff_id), folder)
        self._outbox.note(AuditEntry(self._clock.now(), signoff_id, "exported", {"files": len(files)}))
        return files

    def discard(self, signoff_id: str) -> None:
        """Drops an unsent one for good; the audit keeps its hashes. Raises InvalidInput `already_sent`."""

        def drop() -> None:
            delivery = self._outbox.get(signoff_id)
            facts: dict[str, str | int | bool | None] = {"sha256": delivery.sha256, "size": delivery.size_bytes}
            with suppress(ParapheError):  # a damaged one can be discarded, too
                facts["form"] = form_hash(self._outbox.form(signoff_id))
            self._outbox.discard(delivery, AuditEntry(self._clock.now(), signoff_id, "discarded", facts))

        _against_the_sender(drop)
        self._forget_erased()

    def resume(self) -> None:
        """Lifts a pause: a person says so."""
        self._outbox.set_pause(None, {"by": "person"})

    def _retry(self, signoff_id: str, *, unbind: bool) -> Delivery:
        def again() -> Delivery:
            delivery = self._outbox.get(signoff_id)
            if unbind and delivery.reason == "api_url_changed" and delivery.state is State.NEEDS_ATTENTION:
                delivery = self._outbox.rebind(delivery, "")
            step = machine.retried_by_person(delivery, Moment(self._clock.now(), self._clock.uniform))
            if step is None:
                return delivery
            return self._outbox.apply(step.delivery, step.event, words=step.words)

        return _against_the_sender(again)

    def _new_id(self) -> str:
        return uuid7(int(self._clock.now().timestamp() * 1000), self._randomness(RANDOM_BYTES))

    def _forget_erased(self) -> None:
        with suppress(ParapheError):  # a reader or a full disk: the engine, or whoever opens it next, does it later
            self._outbox.empty_wal()


def form_hash(form: Form) -> str:
    """What the audit keeps of a form that is gone: SHA-256 over its fields, each with its length before it."""
    fields = "".join(f"{len(text)}:{text}" for text in form)
    return hashlib.sha256(fields.encode()).hexdigest()


def _against_the_sender(decide: Callable[[], _Value]) -> _Value:
    """Decides again where the sender wrote between the look and the decision."""
    for _ in range(_TRIES):
        try:
            return decide()
        except NotNow as error:
            if error.code != "changed_meanwhile":
                raise
    return decide()


def _open(delivery: Delivery) -> bool:
    return delivery.state is not State.SENT
