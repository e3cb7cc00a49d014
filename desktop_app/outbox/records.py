"""The statements that write, each within the transaction its caller has open."""

from collections.abc import Mapping
from dataclasses import replace

from desktop_app.domain.delivery import AuditEntry, Delivery, State
from desktop_app.domain.errors import InvalidInput, NotNow

from .blobs import Kind
from .connection import Connection, first, run, value
from .rows import facts_text, key_of, maybe_us, tally_text, to_us
from .schema import OPEN_STATES

NEXT_SEQ = "1 + max(coalesce((SELECT max(seq) FROM deliveries), 0), coalesce((SELECT max(seq) FROM discards), 0))"


def next_seq(db: Connection) -> int:
    """The place of a new sign-off in the order of signing; never that of one whose history is still kept."""
    return int(value(db, f"SELECT {NEXT_SEQ}"))


_INSERT = (
    "INSERT INTO deliveries(seq, key, grp, head, state, next_us, signed_us, changed_us, url_expires_us, origin,"  # noqa: S608 - constants
    f" reason, outcome_unknown, size_bytes, sha256, tally, amends, version) VALUES ({NEXT_SEQ}, ?, ?,"
    " CASE WHEN ? THEN NOT EXISTS (SELECT 1 FROM deliveries WHERE grp = ? AND head = 1) END,"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def insert(db: Connection, delivery: Delivery, blobs: Mapping[Kind, bytes]) -> None:
    """A new row with its sealed blobs, last in the order of signing.

    The oldest open one of its group becomes the head. The place of one whose history is still kept is not taken again.
    """
    state = str(delivery.state)
    facts = (
        key_of(delivery.id),
        delivery.group,
        state in OPEN_STATES,
        delivery.group,
        state,
        maybe_us(delivery.next_attempt_at) or 0,
        to_us(delivery.signed_at),
        maybe_us(delivery.changed_at),
        maybe_us(delivery.url_expires_at),
        delivery.origin,
        delivery.reason,
        delivery.outcome_unknown,
        delivery.size_bytes,
        bytes.fromhex(delivery.sha256),
        tally_text(delivery.tally),
        delivery.amends,
        delivery.version,
    )
    run(db, _INSERT, facts)
    if delivery.state is not State.WAITING:
        run(db, "UPDATE counters SET rows = rows + 1 WHERE state = ?", (state,))
    for kind, sealed in blobs.items():
        run(db, "INSERT INTO blobs VALUES ((SELECT max(seq) FROM deliveries) * 4 + ?, ?)", (int(kind), sealed))


_UPDATE = (
    "UPDATE deliveries SET state = ?, head = CASE WHEN ? THEN coalesce(head, 0) END, next_us = ?, changed_us = ?,"
    " url_expires_us = ?, reason = ?, outcome_unknown = ?, tally = ?, version = version + 1"
    " WHERE key = ? AND version = ? RETURNING seq, grp, head"
)


def update(db: Connection, delivery: Delivery) -> tuple[int, Delivery]:
    """What changes on the way: the state and what belongs to it, never what the delivery is; its seq, and as stored.

    The head of its group is settled. Raises as `claim` does.
    """
    is_open = delivery.state in OPEN_STATES
    facts = (
        delivery.state.value,
        is_open,
        maybe_us(delivery.next_attempt_at) or 0,
        maybe_us(delivery.changed_at),
        maybe_us(delivery.url_expires_at),
        delivery.reason,
        delivery.outcome_unknown,
        tally_text(delivery.tally),
        key_of(delivery.id),
        delivery.version,
    )
    row = first(db, _UPDATE, facts)
    if row is None:
        claim(db, delivery)  # says why
        raise NotNow("changed_meanwhile", id=delivery.id)
    seq, group, head = row
    if not is_open:
        run(db, _NEXT_HEAD, (group, group))
    elif head == 0:  # it may just have been opened, and be older than the one that is the head
        settle(db, group)
    return seq, delivery._replace(group=group, version=delivery.version + 1)


def claim(db: Connection, delivery: Delivery) -> tuple[int, str, bool]:
    """(seq, group, whether it is open) of the stored row.

    Raises InvalidInput `unknown_id`, and NotNow `changed_meanwhile` where it is not the version that was read.
    """
    row = first(db, "SELECT seq, grp, head, version FROM deliveries WHERE key = ?", (key_of(delivery.id),))
    if row is None:
        raise InvalidInput("unknown_id", id=delivery.id)
    seq, group, head, version = row
    if version != delivery.version:
        raise NotNow("changed_meanwhile", id=delivery.id)
    return seq, group, head is not None


def unsent(db: Connection, signoff_id: str) -> tuple[int, State, str]:
    """(seq, state, group); raises InvalidInput `unknown_id`, `already_sent`."""
    row = first(db, "SELECT seq, state, grp FROM deliveries WHERE key = ?", (key_of(signoff_id),))
    if row is None:
        raise InvalidInput("unknown_id", id=signoff_id)
    seq, state, group = row
    if state == State.SENT:
        raise InvalidInput("already_sent", id=signoff_id)
    return seq, State(state), group


_NEXT_HEAD = (
    "UPDATE deliveries SET head = 1 WHERE seq = (SELECT min(seq) FROM deliveries WHERE grp = ? AND head = 0)"
    " AND NOT EXISTS (SELECT 1 FROM deliveries WHERE grp = ? AND head = 1)"
)  # `settle` after one of a group was closed, in one statement


def settle(db: Connection, group: str) -> None:
    """Makes the oldest open delivery of a group its head.

    One that stops being the head forgets its back-off: it waits for the older one from now on.
    """
    oldest = value(
        db,
        "SELECT min(seq) FROM (SELECT min(seq) AS seq FROM deliveries WHERE grp = ? AND head = 1"
        " UNION ALL SELECT min(seq) FROM deliveries WHERE grp = ? AND head = 0)",
        (group, group),
    )
    if oldest is not None:
        run(db, "UPDATE deliveries SET head = 0, next_us = 0 WHERE grp = ? AND head = 1 AND seq <> ?", (group, oldest))
        run(db, "UPDATE deliveries SET head = 1 WHERE seq = ? AND head = 0", (oldest,))


def keep(db: Connection, slot: int, sealed: bytes) -> None:
    """Stores a blob in place of the one before."""
    run(db, "INSERT OR REPLACE INTO blobs VALUES (?, ?)", (slot, sealed))


def erase(db: Connection, seq: int, kind: Kind) -> bool:
    """Drops a blob; SQLite overwrites it (`secure_delete`). Whether there was one."""
    return first(db, "DELETE FROM blobs WHERE slot = ? RETURNING slot", (kind.slot(seq),)) is not None


def erase_all(db: Connection, seq: int) -> None:
    """Drops every blob of a sign-off, overwritten too."""
    run(db, "DELETE FROM blobs WHERE slot BETWEEN ? AND ?", (Kind.PAYLOAD.slot(seq), Kind.WORDS.slot(seq)))


def drop(db: Connection, delivery: Delivery, event: AuditEntry) -> None:
    """Discards an unsent sign-off; its hash stays in the audit. Raises as `claim` and `unsent` do."""
    seq, group, was_open = claim(db, delivery)
    unsent(db, delivery.id)
    erase_all(db, seq)
    run(db, "DELETE FROM deliveries WHERE seq = ?", (seq,))
    run(db, "INSERT INTO discards VALUES (?, ?, ?)", (seq, key_of(delivery.id), to_us(event.at)))
    if was_open:
        settle(db, group)
    kept: dict[str, str | int | bool | None] = {
        "size": delivery.size_bytes,
        "sha256": delivery.sha256,
        "amends": delivery.amends,
    }
    kept["signed_at"] = delivery.signed_at.isoformat()
    note(db, seq, replace(event, facts={**kept, **event.facts}))


def doubt(db: Connection, event: AuditEntry) -> None:
    """Says of one that was just taken that it may have been executed already, with the line that tells why."""
    row = first(
        db, "UPDATE deliveries SET outcome_unknown = 1 WHERE key = ? RETURNING seq", (key_of(event.signoff_id),)
    )
    if row is None:
        raise InvalidInput("unknown_id", id=event.signoff_id)
    note(db, row[0], event)


def note(db: Connection, seq: int, event: AuditEntry) -> None:
    """An audit line after those there are; `seq` 0 is the outbox itself.

    That it was signed is not written: the row of the delivery, or its discard, says so.
    """
    run(
        db,
        "INSERT INTO audit SELECT ?, 1 + coalesce(max(line), 0), ?, ?, ? FROM audit WHERE seq = ?",
        (seq, to_us(event.at), event.event, facts_text(event), seq),
    )
