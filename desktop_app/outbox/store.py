"""The outbox: every method that writes is one transaction, on disk when it returns."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from desktop_app.domain.delivery import AuditEntry, Delivery, Pause, State
from desktop_app.domain.errors import InvalidInput, NotNow
from desktop_app.domain.origin import origin
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff

from .blobs import Binding, Kind, pack_binding, pack_payload, pack_url
from .connection import Connection, first, run, value, writing
from .reader import Reader
from .rows import facts_text, key_of, maybe_us, tally_text, to_us
from .schema import OPEN_STATES

_BATCH = 500  # receipts dropped in one transaction, so that no writer waits long


class Store(Reader):
    """Fulfils `sync.ports.Outbox`. Used by one thread; other threads and processes open their own."""

    def add(self, signoff: SignOff) -> Delivery:
        """Takes a sign-off; when this returns it survives a power cut."""
        payload, binding = self._sealed(signoff)
        with self._writing() as db:
            seq = self._insert(db, signoff, payload, binding)
            self._note(db, seq, AuditEntry(self._now(), signoff.id, "signed", _hashes(signoff)))
        return self.get(signoff.id)

    def replace(self, old: Delivery, signoff: SignOff, event: AuditEntry) -> Delivery:
        """Takes an amended sign-off and discards the one it amends, both or neither.

        Raises NotNow `changed_meanwhile`, InvalidInput `unknown_id` or `already_sent`.
        """
        payload, binding = self._sealed(signoff)
        with self._writing() as db:
            seq = self._insert(db, signoff, payload, binding)
            self._note(db, seq, AuditEntry(self._now(), signoff.id, "signed", _hashes(signoff)))
            self._discard(db, old, event)
        return self.get(signoff.id)

    def apply(
        self, delivery: Delivery, event: AuditEntry, *, url: PresignedUrl | None = None, words: str | None = None
    ) -> Delivery:
        """Writes a new state and its audit line; returns it with the new version. See `sync.ports.Outbox.apply`.

        What a delivery is (group, origin, times of signing, hash) is not written: only `add`, `attach_session` and
        `rebind` decide that.
        """
        is_open = delivery.state in OPEN_STATES
        with self._writing() as db:
            seq, group, was_open = self._claim(db, delivery)
            run(
                db,
                "UPDATE deliveries SET state = ?, head = CASE WHEN ? THEN coalesce(head, 0) END, next_us = ?,"
                " changed_us = ?, url_expires_us = ?, reason = ?, outcome_unknown = ?, tally = ?,"
                " version = version + 1 WHERE seq = ?",
                (
                    delivery.state.value,
                    is_open,
                    maybe_us(delivery.next_attempt_at) or 0,
                    maybe_us(delivery.changed_at),
                    maybe_us(delivery.url_expires_at),
                    delivery.reason,
                    delivery.outcome_unknown,
                    tally_text(delivery.tally),
                    seq,
                ),
            )
            if is_open != was_open:
                self._settle(db, group)
            if delivery.state is State.SENT:
                self._erase(db, seq, *Kind)
            elif delivery.state is not State.EXECUTED:
                self._erase(db, seq, Kind.URL)
            elif url is not None:
                self._keep(db, seq, delivery.id, Kind.URL, pack_url(url))
            if words and delivery.state is not State.SENT:
                self._keep(db, seq, delivery.id, Kind.WORDS, words.encode())
            elif words == "":
                self._erase(db, seq, Kind.WORDS)
            self._note(db, seq, event)
        return self.get(delivery.id)

    def attach_session(self, signoff_ids: Sequence[str], token: Token, event: str) -> Sequence[Delivery]:
        """Replaces the session of unsent sign-offs, all or none; those that rest go back to `waiting` at once.

        One that is being executed or uploaded keeps its state: what is in flight is not called back, and the new
        session serves from its next request on. Raises InvalidInput `unknown_id`, `already_sent`.
        """
        group, at = self.group_of(token), self._now()
        with self._writing() as db:
            for signoff_id in signoff_ids:
                seq, state, old_group = self._unsent(db, signoff_id)
                api_url = self._binding(seq, signoff_id).api_url
                self._keep(db, seq, signoff_id, Kind.SESSION, pack_binding(Binding(token, api_url)))
                if state in (State.WAITING, State.NEEDS_ATTENTION):
                    run(
                        db,
                        "UPDATE deliveries SET state = 'waiting', grp = ?, head = 0, next_us = 0, reason = NULL,"
                        " changed_us = ?, tally = json_remove(tally, '$.backoff_step', '$.refusals'),"
                        " version = version + 1 WHERE seq = ?",
                        (group, to_us(at), seq),
                    )
                    self._erase(db, seq, Kind.WORDS)
                else:
                    run(db, "UPDATE deliveries SET grp = ?, head = 0 WHERE seq = ?", (group, seq))
                self._settle(db, old_group)
                self._settle(db, group)
                self._note(db, seq, AuditEntry(at, signoff_id, event))
        return [self.get(signoff_id) for signoff_id in signoff_ids]

    def rebind(self, delivery: Delivery, api_url: str) -> Delivery:
        """Binds a sign-off to an API URL. Raises NotNow `changed_meanwhile`, InvalidInput `already_sent`."""
        with self._writing() as db:
            seq, _, _ = self._claim(db, delivery)
            self._unsent(db, delivery.id)
            token = self._binding(seq, delivery.id).token
            self._keep(db, seq, delivery.id, Kind.SESSION, pack_binding(Binding(token, api_url)))
            bound = origin(api_url)
            run(db, "UPDATE deliveries SET origin = ?, version = version + 1 WHERE seq = ?", (bound, seq))
            self._note(db, seq, AuditEntry(self._now(), delivery.id, "bound", {"origin": bound}))
        return self.get(delivery.id)

    def discard(self, delivery: Delivery, event: AuditEntry) -> None:
        """Drops an unsent sign-off with all its blobs; its audit stays.

        Raises NotNow `changed_meanwhile`, InvalidInput `unknown_id`, `already_sent`.
        """
        with self._writing() as db:
            self._discard(db, delivery, event)

    def note(self, event: AuditEntry) -> None:
        """An audit line without a change (an export); `signoff_id` '' is the outbox itself."""
        with self._writing() as db:
            seq = 0 if event.signoff_id == "" else self._seq(db, event.signoff_id)
            self._note(db, seq, event)

    def set_pause(self, pause: Pause | None, facts: Mapping[str, str | int | bool | None]) -> None:
        """Rests or resumes, with an audit line; nothing is written where nothing changes."""
        with self._writing() as db:
            stored = value(db, "SELECT value FROM facts WHERE name = 'pause'")
            if stored == (pause.value if pause else None):
                return
            if pause is None:
                run(db, "DELETE FROM facts WHERE name = 'pause'")
            else:
                run(db, "INSERT OR REPLACE INTO facts VALUES ('pause', ?)", (pause.value,))
            event = "resumed" if pause is None else "paused"
            self._note(db, 0, AuditEntry(self._now(), "", event, {"pause": pause or stored, **facts}))

    def reset_backoff(self) -> None:
        """Everything that only waits for its back-off becomes due now."""
        if value(self._db, "SELECT 1 FROM deliveries WHERE head = 1 AND next_us > 0 LIMIT 1") is None:
            return
        with self._writing() as db:
            run(
                db,
                "UPDATE deliveries SET next_us = 0, tally = json_remove(tally, '$.backoff_step')"
                " WHERE head = 1 AND next_us > 0",
            )

    def prune(self, now: datetime, receipt_days: int) -> None:
        """Drops receipts, discards and their audit older than `receipt_days`; empties the WAL."""
        limit_us = to_us(now - timedelta(days=receipt_days))
        for table, column, extra in (("deliveries", "changed_us", "state = 'sent' AND"), ("discards", "at_us", "")):
            select = f"SELECT seq FROM {table} WHERE {extra} {column} < ? ORDER BY {column} LIMIT ?"  # noqa: S608 - constants
            while old := list(self._db.execute(select, (limit_us, _BATCH))):
                with self._writing() as db:
                    for (seq,) in old:
                        run(db, f"DELETE FROM {table} WHERE seq = ?", (seq,))  # noqa: S608 - constants
                        run(db, "DELETE FROM audit WHERE seq = ?", (seq,))
        self.empty_wal()

    def empty_wal(self) -> None:
        """Moves the WAL into the file and cuts it to nothing, so that what was erased is nowhere; later if busy."""
        run(self._db, "PRAGMA wal_checkpoint(TRUNCATE)")

    def _writing(self) -> AbstractContextManager[Connection]:
        return writing(self._db, self._path)

    def _sealed(self, signoff: SignOff) -> tuple[bytes, bytes]:
        payload = self._cipher.seal(Kind.PAYLOAD.label, signoff.id, pack_payload(signoff))
        binding = pack_binding(Binding(signoff.session, signoff.api_url))
        return payload, self._cipher.seal(Kind.SESSION.label, signoff.id, binding)

    def _insert(self, db: Connection, signoff: SignOff, payload: bytes, binding: bytes) -> int:
        seq = int(
            value(
                db,
                "SELECT 1 + max(coalesce((SELECT max(seq) FROM deliveries), 0),"
                " coalesce((SELECT max(seq) FROM audit), 0))",
            )
        )
        group = self.group_of(signoff.session)
        run(
            db,
            "INSERT INTO deliveries(seq, key, grp, head, state, signed_us, changed_us, origin, size_bytes, sha256,"
            " amends) VALUES (?, ?, ?, NOT EXISTS (SELECT 1 FROM deliveries WHERE grp = ? AND head = 1), 'waiting',"
            " ?, ?, ?, ?, ?, ?)",
            (
                seq,
                key_of(signoff.id),
                group,
                group,
                to_us(signoff.signed_at),
                to_us(self._now()),
                origin(signoff.api_url),
                signoff.size_bytes,
                bytes.fromhex(signoff.sha256),
                signoff.amends,
            ),
        )
        run(db, "INSERT INTO blobs VALUES (?, ?)", (Kind.PAYLOAD.slot(seq), payload))
        run(db, "INSERT INTO blobs VALUES (?, ?)", (Kind.SESSION.slot(seq), binding))
        return seq

    def _claim(self, db: Connection, delivery: Delivery) -> tuple[int, str, bool]:
        """(seq, group, whether it is open) of the stored row, where it is still the version that was read."""
        row = first(db, "SELECT seq, grp, head, version FROM deliveries WHERE key = ?", (key_of(delivery.id),))
        if row is None:
            raise InvalidInput("unknown_id", id=delivery.id)
        seq, group, head, version = row
        if version != delivery.version:
            raise NotNow("changed_meanwhile", id=delivery.id)
        return seq, group, head is not None

    def _unsent(self, db: Connection, signoff_id: str) -> tuple[int, State, str]:
        row = first(db, "SELECT seq, state, grp FROM deliveries WHERE key = ?", (key_of(signoff_id),))
        if row is None:
            raise InvalidInput("unknown_id", id=signoff_id)
        seq, state, group = row
        if state == State.SENT:
            raise InvalidInput("already_sent", id=signoff_id)
        return seq, State(state), group

    def _seq(self, db: Connection, signoff_id: str) -> int:
        seq = value(db, "SELECT seq FROM deliveries WHERE key = ?", (key_of(signoff_id),))
        if seq is None:
            raise InvalidInput("unknown_id", id=signoff_id)
        return int(seq)

    def _discard(self, db: Connection, delivery: Delivery, event: AuditEntry) -> None:
        seq, group, was_open = self._claim(db, delivery)
        self._unsent(db, delivery.id)
        self._erase(db, seq, *Kind)
        run(db, "DELETE FROM deliveries WHERE seq = ?", (seq,))
        run(db, "INSERT INTO discards VALUES (?, ?, ?)", (seq, key_of(delivery.id), to_us(self._now())))
        if was_open:
            self._settle(db, group)
        self._note(db, seq, event)

    def _settle(self, db: Connection, group: str) -> None:
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
            run(
                db,
                "UPDATE deliveries SET head = 0, next_us = 0 WHERE grp = ? AND head = 1 AND seq <> ?",
                (group, oldest),
            )
            run(db, "UPDATE deliveries SET head = 1 WHERE seq = ? AND head = 0", (oldest,))

    def _keep(self, db: Connection, seq: int, signoff_id: str, kind: Kind, plain: bytes) -> None:
        sealed = self._cipher.seal(kind.label, signoff_id, plain)
        run(db, "INSERT OR REPLACE INTO blobs VALUES (?, ?)", (kind.slot(seq), sealed))

    def _erase(self, db: Connection, seq: int, *kinds: Kind) -> None:
        for kind in kinds:
            run(db, "DELETE FROM blobs WHERE slot = ?", (kind.slot(seq),))

    def _note(self, db: Connection, seq: int, event: AuditEntry) -> None:
        run(
            db,
            "INSERT INTO audit SELECT ?1, 1 + coalesce(max(line), 0), ?2, ?3, ?4 FROM audit WHERE seq = ?1",
            (seq, to_us(event.at), event.event, facts_text(event)),
        )


def _hashes(signoff: SignOff) -> dict[str, str | int | bool | None]:
    return {"size": signoff.size_bytes, "sha256": signoff.sha256, "amends": signoff.amends}
