"""Pauses of the whole engine: what begins one, what it was about, what ends it.

A pause keeps a mark in the audit: a keyed hash of the API's URL and the account token in force when it began. Where
they differ later, in whichever process, the pause is over. The same refusal of three sessions in a row says that a
setting is wrong, not the sign-offs: those that were set aside for it are taken back.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from desktop_app.domain.delivery import Delivery, Pause, State
from desktop_app.domain.session import Token

from .machine import Moment, forgiven
from .policy import Patched, PatchVerdict
from .ports import Outbox, Watcher

SESSIONS_IN_A_ROW = 3
_LOOK_BACK = 100  # deliveries that need attention, looked at when a pause begins
_REFUSALS = (Patched.REFUSED, Patched.SESSION_REJECTED)


class Pauses:
    """Watches the answers of PATCHes for one outbox."""

    def __init__(self, outbox: Outbox, watcher: Watcher) -> None:
        self._outbox = outbox
        self._watcher = watcher
        self._status = 0
        self._sessions: dict[str, None] = {}  # groups refused with `_status`, without anything else in between
        self._last_good = datetime.min.replace(tzinfo=UTC)

    def mark(self, api_url: str, account: Token) -> str:
        """What a pause is about, without telling what it is."""
        named = hashlib.sha256(f"{api_url}\n{account.value}".encode()).hexdigest()
        return self._outbox.group_of(Token(named))

    def begin(self, pause: Pause, mark: str, status: int) -> None:
        """Pauses; the mark stands in the audit."""
        self._outbox.set_pause(pause, {"mark": mark, "status": status})

    def outdated(self, mark: str) -> bool:
        """Whether the pause in force is about another URL or token than those of `mark`."""
        for entry in reversed(self._outbox.own_audit()):
            if entry.event == "paused":
                return entry.facts.get("mark", mark) != mark
        return False

    def good(self, now: datetime) -> None:
        """A PATCH was executed."""
        self._sessions.clear()
        self._last_good = now

    def is_general(self, delivery: Delivery, verdict: PatchVerdict, mark: str) -> bool:
        """Whether this refusal says that the API refuses everything. `delivery` as it was before the answer."""
        if verdict.meaning not in _REFUSALS:
            return False
        if verdict.status != self._status:
            self._status = verdict.status
            self._sessions.clear()
        if self._outbox.pause() is Pause.API_REFUSES:
            return True  # it was under way when the pause began
        if delivery.tally.refusals > 0 and self._insisted(mark):
            return False  # a person resumed all the same: this refusal is about the sign-off
        self._sessions[delivery.group] = None
        return len(self._sessions) >= SESSIONS_IN_A_ROW

    def take_back(self, moment: Moment) -> Sequence[Delivery]:
        """Those that were set aside for the refusal that turned out to be general wait again."""
        since = max(self._last_good, self._outbox.counts().last_sent or self._last_good)
        taken = []
        for delivery in self._outbox.page(states=(State.NEEDS_ATTENTION,), limit=_LOOK_BACK):
            if (delivery.changed_at or since) < since or self._refused_with(delivery) != self._status:
                continue
            step = forgiven(delivery, moment, "api_refuses")
            taken.append(self._outbox.apply(step.delivery, step.event))
            self._watcher.delivery_changed(taken[-1])
        self._sessions.clear()
        return taken

    def _refused_with(self, delivery: Delivery) -> int:
        if delivery.reason not in ("rejected", "execution_uncertain", "session_rejected"):
            return 0
        for entry in reversed(self._outbox.audit(delivery.id)):
            if entry.event == "needs_attention":
                return int(entry.facts.get("status") or 0)
        return 0

    def _insisted(self, mark: str) -> bool:
        """Whether a person resumed although nothing had changed since the pause."""
        resumed_by_person = False
        for entry in reversed(self._outbox.own_audit()):
            if entry.event == "resumed" and not resumed_by_person:
                if entry.facts.get("by") != "person":
                    return False
                resumed_by_person = True
            elif entry.event == "paused":
                return resumed_by_person and entry.facts.get("mark") == mark
        return False
