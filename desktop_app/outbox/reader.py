"""The reading half of the outbox. No query's cost grows with the number of sign-offs it does not return."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from desktop_app.domain.delivery import AuditEntry, Counts, Delivery, Pause, State
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.domain.limits import BACKOFF_CAP_S, RETRY_AFTER_MAX_S
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff

from .blobs import Binding, Kind, Payload, unpack_binding, unpack_payload, unpack_url
from .cipher import Cipher
from .connection import first, reading, value
from .file import OpenFile
from .rows import COLUMNS, delivery_of, entry_of, from_us, id_of, key_of, to_us
from .schema import OPEN_STATES
from .side_files import DAMAGED

_NEVER_LATER = timedelta(seconds=max(BACKOFF_CAP_S, RETRY_AFTER_MAX_S))
_PAGE_LIMIT = 100
_HEX = "0123456789abcdef"
_SELECTIVE_DIGITS = 2  # a reference of fewer digits matches so many that walking the newest is cheaper
_GROUP_COUNT_MAX = 1_000
_GROUP = 2  # the place of `grp` in COLUMNS
_DUE, _DUE_EVER = (
    f"SELECT {COLUMNS} FROM deliveries WHERE head = 1 AND next_us {bound} ? ORDER BY next_us, seq LIMIT ?"  # noqa: S608 - constants
    for bound in ("<=", ">")
)
_SEALED = (  # what a sign-off is loaded from: its payload, and its session where another was attached
    "SELECT slot & 3, sealed FROM deliveries CROSS JOIN blobs WHERE key = ? AND slot BETWEEN seq * 4 AND seq * 4 + 1"
)
_OPEN_PLACES = ("head = 0 AND next_us = 0", "head = 1 AND next_us = 0", "head IS NOT NULL AND next_us > 0")


class Clock(Protocol):
    """The wall clock."""

    def __call__(self) -> datetime:
        """The time, UTC."""


class Reader:
    """Reads one outbox file through one connection, in one thread. `cipher` is asked for when a blob is opened."""

    def __init__(self, file: OpenFile, now: Clock) -> None:
        self._now = now
        self._use(file)

    def _use(self, file: OpenFile) -> None:
        self._file = file
        self._db = file.db
        self._path = file.path

    @property
    def _cipher(self) -> Cipher:
        return self._file.cipher()

    @property
    def path(self) -> Path:
        """The outbox's file."""
        return self._path

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know of how the file was opened, as codes: see `opening.Opened`."""
        return self._file.notices

    @property
    def outbox_id(self) -> str:
        """The id under which the vault keeps its key."""
        with reading(self._path):
            return str(value(self._db, "SELECT value FROM facts WHERE name = 'outbox_id'"))

    def get(self, signoff_id: str) -> Delivery:
        """Raises InvalidInput `unknown_id`."""
        return delivery_of(self._row(signoff_id))

    def due(self, now: datetime, *, busy_groups: Collection[str], limit: int) -> Sequence[Delivery]:
        """The oldest open delivery of each group not in `busy_groups`, where its time has come.

        A time further ahead than any back-off can be was set by a clock that has been put back since: it has come.
        """
        now_us, never_us = to_us(now), to_us(now + _NEVER_LATER)
        wanted = limit + len(busy_groups)
        found: list[Delivery] = []
        for sql, bound in ((_DUE, now_us), (_DUE_EVER, never_us)):
            with reading(self._path):
                rows = list(self._db.execute(sql, (bound, wanted)))
            found += [delivery_of(row) for row in rows if row[_GROUP] not in busy_groups]
            if len(found) >= limit:
                break
        return found[:limit]

    def next_due_at(self, *, busy_groups: Collection[str]) -> datetime | None:
        """When `due` will next have an answer (a past time: now); None where nothing is left to send."""
        never = self._now() + _NEVER_LATER
        sql = "SELECT grp, next_us FROM deliveries WHERE head = 1 ORDER BY next_us, seq LIMIT ?"
        with reading(self._path):
            for group, next_us in list(self._db.execute(sql, (len(busy_groups) + 1,))):
                if group not in busy_groups:
                    at = from_us(next_us)
                    return at if at <= never else from_us(0)
        return None

    def page(
        self,
        *,
        states: Collection[State] = (),
        reference: str = "",
        limit: int = _PAGE_LIMIT,
        before: str | None = None,
    ) -> Sequence[Delivery]:
        """Deliveries, newest first: those of `states` (all where empty), of ids whose reference begins so.

        Ask for the open states together: for one alone, those of the others are walked past.
        `before` is the id of the last one already shown. Raises InvalidInput `unknown_id` for a `before` that is gone.
        """
        digits = reference.strip().lower()
        if digits.strip(_HEX):
            return []
        bounds, facts = [], []
        if before is not None:
            bounds.append("seq < ?")
            facts.append(self._row(before)[0])
        if digits:
            column = "key" if len(digits) > _SELECTIVE_DIGITS else "+key"
            bounds.append(f"{column} >= ? AND {column} < ?")
            facts += [digits, digits + "g"]
        found: list[tuple[Any, ...]] = []
        for place, chosen in _places(states):
            where = " AND ".join((*bounds, place))
            sql = f"SELECT {COLUMNS} FROM deliveries WHERE {where} ORDER BY seq DESC LIMIT ?"  # noqa: S608 - constants
            with reading(self._path):
                found += self._db.execute(sql, (*facts, *chosen, limit))
        found.sort(key=lambda row: -row[0])
        return [delivery_of(row) for row in found[:limit]]

    def load(self, signoff_id: str) -> SignOff:
        """The whole sign-off with its bytes; raises InvalidInput `payload_gone` once it is sent."""
        with reading(self._path):
            sealed = dict(self._db.execute(_SEALED, (key_of(signoff_id),)))
        if Kind.PAYLOAD not in sealed:
            self._row(signoff_id)
            raise InvalidInput("payload_gone", id=signoff_id)
        payload = unpack_payload(self._cipher.open(Kind.PAYLOAD.label, signoff_id, sealed[Kind.PAYLOAD]))
        binding = payload.binding
        if binding is None:
            if Kind.SESSION not in sealed:
                raise EnvironmentFault("blob_damaged", kind=Kind.SESSION.label, id=signoff_id)
            binding = unpack_binding(self._cipher.open(Kind.SESSION.label, signoff_id, sealed[Kind.SESSION]))
        return SignOff(
            id=signoff_id,
            signed_at=payload.signed_at,
            form=payload.form,
            jpeg=payload.jpeg,
            session=binding.token,
            api_url=binding.api_url,
            amends=payload.amends,
        )

    def form(self, signoff_id: str) -> Form:
        """What the provider typed; raises InvalidInput `payload_gone` once it is sent."""
        return self._payload(self._row(signoff_id)[0], signoff_id).form

    def session(self, signoff_id: str) -> Token:
        """The session it leaves under; raises InvalidInput `payload_gone` once it is sent."""
        return self._binding(self._row(signoff_id)[0], signoff_id).token

    def url(self, signoff_id: str) -> PresignedUrl | None:
        """The stored presigned URL."""
        plain = self._blob(self._row(signoff_id)[0], signoff_id, Kind.URL)
        return None if plain is None else unpack_url(plain)

    def words(self, signoff_id: str) -> str:
        """The server's words of the last refusal; '' where there are none."""
        plain = self._blob(self._row(signoff_id)[0], signoff_id, Kind.WORDS)
        return "" if plain is None else plain.decode()

    def audit(self, signoff_id: str) -> Sequence[AuditEntry]:
        """Its history, oldest first; also of one that was discarded. Raises InvalidInput `unknown_id`."""
        key = key_of(signoff_id)
        with reading(self._path):
            signed = first(self._db, "SELECT seq, signed_us, size_bytes, sha256 FROM deliveries WHERE key = ?", (key,))
            seq = signed[0] if signed else value(self._db, "SELECT seq FROM discards WHERE key = ?", (key,))
        if seq is None:
            raise InvalidInput("unknown_id", id=signoff_id)
        if signed is None:
            return self._audit(seq, signoff_id)
        _, signed_us, size, sha256 = signed
        beginning = AuditEntry(from_us(signed_us), signoff_id, "signed", {"size": size, "sha256": sha256.hex()})
        return [beginning, *self._audit(seq, signoff_id)]

    def discarded(self, reference: str, *, limit: int) -> Sequence[str]:
        """The ids of discarded sign-offs whose reference begins so."""
        digits = reference.strip().lower()
        if digits.strip(_HEX):
            return []
        sql = "SELECT key FROM discards WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
        with reading(self._path):
            return [id_of(key) for (key,) in self._db.execute(sql, (digits, digits + "g", limit))]

    def own_audit(self) -> Sequence[AuditEntry]:
        """The outbox's own history: pauses, repairs, recoveries."""
        return self._audit(0, "")

    def lost_in_damage(self) -> int:
        """How many damaged files are kept of which not every sign-off could be read."""
        with reading(self._path):
            return int(value(self._db, "SELECT count(*) FROM side_files WHERE kind = ? AND NOT complete", (DAMAGED,)))

    def pause(self) -> Pause | None:
        """Why the engine rests."""
        with reading(self._path):
            stored = value(self._db, "SELECT value FROM facts WHERE name = 'pause'")
        return Pause(stored) if stored else None

    def counts(self) -> Counts:
        """One query of a handful of look-ups, whatever the size."""
        sql = """
            SELECT (SELECT rows FROM places)
                       - (SELECT sum(rows) FROM counters WHERE state IN ('empty', 'needs_attention', 'sent')),
                   (SELECT rows FROM counters WHERE state = 'needs_attention'),
                   (SELECT rows FROM counters WHERE state = 'sent'),
                   (SELECT signed_us FROM deliveries WHERE head = 1 AND next_us = 0 ORDER BY seq LIMIT 1),
                   (SELECT signed_us FROM deliveries INDEXED BY deliveries_later
                    WHERE head IS NOT NULL AND next_us > 0 ORDER BY seq LIMIT 1),
                   (SELECT changed_us FROM deliveries INDEXED BY receipts_by_time WHERE state = 'sent'
                    ORDER BY changed_us DESC LIMIT 1),
                   (SELECT value FROM facts WHERE name = 'pause')
        """
        with reading(self._path):
            row = first(self._db, sql)
        if row is None:
            raise EnvironmentFault("outbox_damaged")
        waiting, attention, sent, *oldest, last_us, pause = row
        signed = [signed_us for signed_us in oldest if signed_us is not None]
        return Counts(
            waiting=waiting or 0,
            needs_attention=attention or 0,
            sent=sent or 0,
            oldest_waiting=from_us(min(signed)) if signed else None,
            last_sent=None if last_us is None else from_us(last_us),
            pause=Pause(pause) if pause else None,
        )

    def state_counts(self) -> dict[State, int]:
        """How many deliveries are in each state."""
        with reading(self._path):
            return {State(state): rows for state, rows in self._db.execute("SELECT state, rows FROM states")}

    def change_counter(self) -> int:
        """Differs after any other process or connection has written."""
        with reading(self._path):
            return int(value(self._db, "PRAGMA data_version"))

    def group_of(self, token: Token) -> str:
        """The group that sign-offs under `token` are put into."""
        return self._cipher.group(token.group)

    def session_use(self, token: Token) -> int:
        """How many sign-offs (receipts included) this session has here; counted up to 1,000."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM deliveries WHERE grp = ? LIMIT ?)"
        with reading(self._path):
            return int(value(self._db, sql, (self.group_of(token), _GROUP_COUNT_MAX)))

    def unsent_of_session(self, token: Token) -> Sequence[Delivery]:
        """The unsent sign-offs of the session that `token` names, oldest first."""
        sql = f"SELECT {COLUMNS} FROM deliveries WHERE grp = ? AND state <> 'sent' ORDER BY seq"  # noqa: S608 - constants
        return self._deliveries(sql, (self.group_of(token),))

    def close(self) -> None:
        """Closes the connection."""
        self._db.close()

    def _deliveries(self, sql: str, facts: Sequence[object]) -> list[Delivery]:
        with reading(self._path):
            return [delivery_of(row) for row in self._db.execute(sql, facts)]

    def _row(self, signoff_id: str) -> tuple[Any, ...]:
        with reading(self._path):
            row = first(self._db, f"SELECT {COLUMNS} FROM deliveries WHERE key = ?", (key_of(signoff_id),))  # noqa: S608 - constants
        if row is None:
            raise InvalidInput("unknown_id", id=signoff_id)
        return row

    def _blob(self, seq: int, signoff_id: str, kind: Kind) -> bytes | None:
        with reading(self._path):
            sealed = value(self._db, "SELECT sealed FROM blobs WHERE slot = ?", (kind.slot(seq),))
        return None if sealed is None else self._cipher.open(kind.label, signoff_id, sealed)

    def _payload(self, seq: int, signoff_id: str) -> Payload:
        plain = self._blob(seq, signoff_id, Kind.PAYLOAD)
        if plain is None:
            raise InvalidInput("payload_gone", id=signoff_id)
        return unpack_payload(plain)

    def _binding(self, seq: int, signoff_id: str) -> Binding:
        plain = self._blob(seq, signoff_id, Kind.SESSION)
        binding = unpack_binding(plain) if plain is not None else self._payload(seq, signoff_id).binding
        if binding is None:
            raise EnvironmentFault("blob_damaged", kind=Kind.SESSION.label, id=signoff_id)
        return binding

    def _audit(self, seq: int, signoff_id: str) -> list[AuditEntry]:
        sql = "SELECT at_us, event, facts FROM audit WHERE seq = ? ORDER BY line"
        with reading(self._path):
            return [entry_of(signoff_id, row) for row in self._db.execute(sql, (seq,))]


def _places(states: Collection[State]) -> list[tuple[str, list[str]]]:
    """Where deliveries of these states stand: each a range of an index in the order of signing, and its parameters."""
    if not states:
        return [("1", [])]
    closed = [("state = ? AND head IS NULL", [state.value]) for state in states if state not in OPEN_STATES]
    wanted = [state.value for state in states if state in OPEN_STATES]
    if not wanted:
        return closed
    among = f"state IN ({', '.join('?' * len(wanted))})"
    return [*closed, *((f"{place} AND {among}", wanted) for place in _OPEN_PLACES)]
