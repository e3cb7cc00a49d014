"""The statements that write, each within the transaction its caller has open."""

from desktop_app.domain.delivery import AuditEntry, Delivery, State
from desktop_app.domain.errors import InvalidInput, NotNow

from .blobs import Kind
from .connection import Connection, first, run, value
from .rows import facts_text, key_of, maybe_us, tally_text, to_us
from .schema import OPEN_STATES


def next_seq(db: Connection) -> int:
    """The place of a new sign-off in the order of signing; never that of one whose history is still kept."""
    return int(value(db, "SELECT 1 + max(coalesce((SELECT max(seq) FROM deliveries), 0),"
                         " coalesce((SELECT max(seq) FROM audit), 0))"))  # fmt: skip


def insert(db: Connection, seq: int, delivery: Delivery) -> None:
    """A delivery's row; the oldest open one of its group becomes the head, as long as rows come in order of `seq`."""
    is_open = delivery.state in OPEN_STATES
    run(
        db,
        "INSERT INTO deliveries(seq, key, grp, head, state, next_us, signed_us, changed_us, url_expires_us, origin,"
        " reason, outcome_unknown, size_bytes, sha256, tally, amends, version) VALUES (?1, ?2, ?3,"
        " CASE WHEN ?4 THEN NOT EXISTS (SELECT 1 FROM deliveries WHERE grp = ?3 AND head = 1) END,"
        " ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        (
            seq,
            key_of(delivery.id),
            delivery.group,
            is_open,
            delivery.state.value,
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
        ),
    )


def update(db: Connection, seq: int, delivery: Delivery) -> None:
    """What changes on the way: the state and what belongs to it, never what the delivery is."""
    run(
        db,
        "UPDATE deliveries SET state = ?, head = CASE WHEN ? THEN coalesce(head, 0) END, next_us = ?, changed_us = ?,"
        " url_expires_us = ?, reason = ?, outcome_unknown = ?, tally = ?, version = version + 1 WHERE seq = ?",
        (
            delivery.state.value,
            delivery.state in OPEN_STATES,
            maybe_us(delivery.next_attempt_at) or 0,
            maybe_us(delivery.changed_at),
            maybe_us(delivery.url_expires_at),
            delivery.reason,
            delivery.outcome_unknown,
            tally_text(delivery.tally),
            seq,
        ),
    )


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


def settle(db: Connection, group: str) -> None:
    """Makes the oldest open delivery of a group its head.

    One that stops being the head forgets its back-off: it waits for the older one from now on.
    """
    oldest = value(
        db,
        "SELECT min(seq) FROM (SELECT min(seq) AS seq FROM deliveries WHERE grp = ?1 AND head = 1"
        " UNION ALL SELECT min(seq) FROM deliveries WHERE grp = ?1 AND head = 0)",
        (group,),
    )
    if oldest is not None:
        run(db, "UPDATE deliveries SET head = 0, next_us = 0 WHERE grp = ? AND head = 1 AND seq <> ?", (group, oldest))
        run(db, "UPDATE deliveries SET head = 1 WHERE seq = ? AND head = 0", (oldest,))


def keep(db: Connection, slot: int, sealed: bytes) -> None:
    """Stores a blob in place of the one before."""
    run(db, "INSERT OR REPLACE INTO blobs VALUES (?, ?)", (slot, sealed))


def erase(db: Connection, seq: int, *kinds: Kind) -> None:
    """Drops blobs; SQLite overwrites them (`secure_delete`)."""
    for kind in kinds:
        run(db, "DELETE FROM blobs WHERE slot = ?", (kind.slot(seq),))


def drop(db: Connection, delivery: Delivery, event: AuditEntry) -> None:
    """Discards an unsent sign-off; raises as `claim` and `unsent` do."""
    seq, group, was_open = claim(db, delivery)
    unsent(db, delivery.id)
    erase(db, seq, *Kind)
    run(db, "DELETE FROM deliveries WHERE seq = ?", (seq,))
    run(db, "INSERT INTO discards VALUES (?, ?, ?)", (seq, key_of(delivery.id), to_us(event.at)))
    if was_open:
        settle(db, group)
    note(db, seq, event)


def begin_history(db: Connection, seq: int, event: AuditEntry) -> None:
    """The first audit line of a new sign-off."""
    run(db, "INSERT INTO audit VALUES (?, 1, ?, ?, ?)", (seq, to_us(event.at), event.event, facts_text(event)))


def note(db: Connection, seq: int, event: AuditEntry) -> None:
    """An audit line after those there are; `seq` 0 is the outbox itself."""
    run(
        db,
        "INSERT INTO audit SELECT ?1, 1 + coalesce(max(line), 0), ?2, ?3, ?4 FROM audit WHERE seq = ?1",
        (seq, to_us(event.at), event.event, facts_text(event)),
    )
