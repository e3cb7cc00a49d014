"""The outbox: every method that writes is one transaction, on disk when it returns."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.domain.delivery import AuditEntry, Delivery, Pause, State
from desktop_app.domain.errors import EnvironmentFault, NotNow, ParapheError
from desktop_app.domain.origin import origin
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff

from . import records, side_files
from .blobs import Binding, Kind, pack_binding, pack_unbound, pack_url
from .carry_over import Carried, Carrier
from .carve import Carved
from .cipher import Cipher
from .connection import BUSY_TIMEOUT_MS, PAGE_SIZE_BYTES, Connection, reading, run, value, writing
from .file import OpenFile, Unopened
from .intake import take
from .reader import Clock, Reader
from .rows import to_us

_SPARE_BYTES = 16 << 20
_SPARE_SHARE = 0.75
_CHECKPOINT_WAIT_MS = 200  # a check in the background or a listing reads: signing does not wait for them
_BATCH = 500  # receipts dropped in one transaction, so that no writer waits long


class Store(Reader):
    """Fulfils `sync.ports.Outbox`. Used by one thread; other threads and processes open their own."""

    def __init__(self, file: OpenFile, now: Clock, reopen: Callable[[bool], OpenFile]) -> None:
        super().__init__(file, now)
        self._reopen = reopen
        self._generation = 0  # how often the file was replaced under this connection
        self.erased_in_wal = True  # by a process that died, perhaps

    def _use(self, file: OpenFile) -> None:
        super()._use(file)
        self._writing = writing(file.db, file.path, file.still_there, self._follow)

    def add(self, signoff: SignOff) -> Delivery:
        """Takes a sign-off; when this returns it survives a power cut."""
        with self._writing as db:  # sealed within: a file that was replaced may have another key
            return take(db, self._file.cipher(), signoff, self._now())

    def replace(self, old: Delivery, signoff: SignOff, event: AuditEntry) -> Delivery:
        """Takes an amended sign-off and discards the one it amends, both or neither.

        Where the old one may have been executed, so may the new one, with a line that says so. Raises NotNow
        `changed_meanwhile`, InvalidInput `unknown_id` or `already_sent`.
        """
        with self._writing as db:
            take(db, self._cipher, signoff, self._now())
            records.drop(db, old, event)
            if old.outcome_unknown:
                records.doubt(db, AuditEntry(event.at, signoff.id, "amends_uncertain", {"amends": old.id}))
        self.erased_in_wal = True
        return self.get(signoff.id)

    def apply(
        self, delivery: Delivery, event: AuditEntry, *, url: PresignedUrl | None = None, words: str | None = None
    ) -> Delivery:
        """Writes a new state and its audit line; returns it with the new version. See `sync.ports.Outbox.apply`.

        What a delivery is (group, origin, times of signing, hash) is not written: only `add`, `attach_session` and
        `rebind` decide that. `words` '' erases those before.
        """
        erased = sent = delivery.state is State.SENT
        with self._writing as db:
            seq, stored = records.update(db, delivery)
            if sent:
                records.erase_all(db, seq)
            elif delivery.state is not State.EXECUTED:
                erased = records.erase(db, seq, Kind.URL)
            elif url is not None:
                self._keep(seq, delivery.id, Kind.URL, pack_url(url))
            if words and not sent:
                self._keep(seq, delivery.id, Kind.WORDS, words.encode(errors="replace"))
            elif words == "" and not sent:
                erased = records.erase(db, seq, Kind.WORDS) or erased
            records.note(db, seq, event)
        self.erased_in_wal = erased or self.erased_in_wal
        return stored

    def attach_session(self, signoff_ids: Sequence[str], token: Token, event: str) -> Sequence[Delivery]:
        """Replaces the session of unsent sign-offs, all or none; those that rest go back to `waiting` at once.

        One that is being executed or uploaded keeps its state: what is in flight is not called back, and the new
        session serves from its next request on. Raises InvalidInput `unknown_id`, `already_sent`.
        """
        group, at = self.group_of(token), self._now()
        with self._writing as db:
            for signoff_id in signoff_ids:
                seq, state, old_group = records.unsent(db, signoff_id)
                self._bind(seq, signoff_id, Binding(token, self._binding(seq, signoff_id).api_url))
                if state in (State.WAITING, State.NEEDS_ATTENTION):
                    run(
                        db,
                        "UPDATE deliveries SET state = 'waiting', grp = ?, head = 0, next_us = 0, reason = NULL,"
                        " changed_us = ?, tally = json_remove(tally, '$.backoff_step', '$.refusals'),"
                        " version = version + 1 WHERE seq = ?",
                        (group, to_us(at), seq),
                    )
                    records.erase(db, seq, Kind.WORDS)
                else:
                    run(db, "UPDATE deliveries SET grp = ?, head = 0 WHERE seq = ?", (group, seq))
                records.settle(db, old_group)
                records.settle(db, group)
                records.note(db, seq, AuditEntry(at, signoff_id, event))
        self.erased_in_wal = True  # the session before
        return [self.get(signoff_id) for signoff_id in signoff_ids]

    def rebind(self, delivery: Delivery, api_url: str) -> Delivery:
        """Binds a sign-off to an API URL. Raises NotNow `changed_meanwhile`, InvalidInput `already_sent`."""
        bound = origin(api_url)
        with self._writing as db:
            seq, _, _ = records.claim(db, delivery)
            records.unsent(db, delivery.id)
            self._bind(seq, delivery.id, Binding(self._binding(seq, delivery.id).token, api_url))
            run(db, "UPDATE deliveries SET origin = ?, version = version + 1 WHERE seq = ?", (bound, seq))
            records.note(db, seq, AuditEntry(self._now(), delivery.id, "bound", {"origin": bound}))
        self.erased_in_wal = True
        return self.get(delivery.id)

    def discard(self, delivery: Delivery, event: AuditEntry) -> None:
        """Drops an unsent sign-off with all its blobs; its audit stays.

        Raises NotNow `changed_meanwhile`, InvalidInput `unknown_id`, `already_sent`.
        """
        with self._writing as db:
            records.drop(db, delivery, event)
        self.erased_in_wal = True

    def note(self, event: AuditEntry) -> None:
        """An audit line without a change (an export); `signoff_id` '' is the outbox itself."""
        with self._writing as db:
            records.note(db, 0 if event.signoff_id == "" else self._row(event.signoff_id)[0], event)

    def set_pause(self, pause: Pause | None, facts: Mapping[str, str | int | bool | None]) -> None:
        """Rests or resumes, with an audit line; nothing is written where nothing changes."""
        with self._writing as db:
            stored = value(db, "SELECT value FROM facts WHERE name = 'pause'")
            if stored == (pause.value if pause else None):
                return
            if pause is None:
                run(db, "DELETE FROM facts WHERE name = 'pause'")
            else:
                run(db, "INSERT OR REPLACE INTO facts VALUES ('pause', ?)", (pause.value,))
            event = "resumed" if pause is None else "paused"
            records.note(db, 0, AuditEntry(self._now(), "", event, {"pause": pause or stored, **facts}))

    def reset_backoff(self) -> None:
        """Everything that only waits for its back-off becomes due now; what the server told to wait, does."""
        waits = "head = 1 AND next_us > 0 AND json_extract(tally, '$.told_to_wait') IS NULL"
        with reading(self._path):
            if value(self._db, f"SELECT 1 FROM deliveries WHERE {waits} LIMIT 1") is None:  # noqa: S608 - constants
                return
        with self._writing as db:
            run(
                db,
                f"UPDATE deliveries SET next_us = 0, tally = json_remove(tally, '$.backoff_step') WHERE {waits}",  # noqa: S608 - constants
            )

    def prune(self, now: datetime, receipt_days: int) -> None:
        """Drops receipts, discards, their audit and files set aside, older than `receipt_days`; empties the WAL."""
        limit_us = to_us(now - timedelta(days=receipt_days))
        for table, condition in (
            ("deliveries", "INDEXED BY receipts_by_time WHERE state = 'sent' AND changed_us < ? ORDER BY changed_us"),
            ("discards", "WHERE at_us < ?"),
        ):
            select = f"SELECT seq FROM {table} {condition} LIMIT ?"  # noqa: S608 - constants
            while old := self._seqs(select, (limit_us, _BATCH)):
                with self._writing as db:
                    for seq in old:
                        run(db, f"DELETE FROM {table} WHERE seq = ?", (seq,))  # noqa: S608 - constants
                        run(db, "DELETE FROM audit WHERE seq = ?", (seq,))
        with reading(self._path):
            names = side_files.expired(self._db, now, receipt_days)
        for name in names:
            with self._writing as db:
                if side_files.drop(db, self._path, name):
                    records.note(db, 0, AuditEntry(now, "", "side_file_removed", {"name": name}))
        self._shrink()
        self.empty_wal()

    def empty_wal(self) -> bool:
        """Moves the WAL into the file and cuts it to nothing, so that what was erased is nowhere.

        False where somebody who reads is in the way: SQLite says so in a row, and raises nothing.
        """
        with reading(self._path):
            run(self._db, f"PRAGMA busy_timeout={_CHECKPOINT_WAIT_MS}")
            try:
                busy = value(self._db, "PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                run(self._db, f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        self.erased_in_wal = bool(busy)
        return not busy

    def change_counter(self) -> int:
        """Differs after any other process or connection has written, or has replaced a damaged file."""
        if not self._file.still_there():
            self._follow()
        return self._generation << 32 | super().change_counter()

    def repair(self) -> tuple[str, ...]:
        """Sets a damaged file aside, carries over what is readable, and goes on with the new one; notices as codes.

        Raises NotNow `outbox_busy` while another process repairs or has the file open (Windows).
        """
        return self._replace_file(repair=True)

    def take_over(self, carved: Carved, source: Cipher, file: Path, now: datetime) -> Carried:
        """Carries over what was found in a file beside this one."""
        with self._writing as db:
            return Carrier(carved, source, db, self._cipher, now).take_over(file)

    def has_taken_over(self, file: Path) -> bool:
        """Whether a file beside this one was carried over before."""
        with reading(self._path):
            return side_files.remembered(self._db, file)

    def close(self) -> None:
        """Empties the WAL and closes the connection."""
        with suppress(Exception):  # a full disk or a reader: the next start does it
            self.empty_wal()
        super().close()

    def _replace_file(self, *, repair: bool) -> tuple[str, ...]:
        """Should it fail, the file is used on as it is; where even that is not possible, the next use tries again."""
        with suppress(Exception):  # a damaged file may not even close well
            self._db.close()
        try:
            self._use(self._reopen(repair))
        except BaseException as error:
            why = error if isinstance(error, ParapheError) else EnvironmentFault("outbox_cannot_open")
            self._use(OpenFile(self._path, Unopened(why), self._file.cipher, None))
            if repair:
                with suppress(ParapheError):
                    self._use(self._reopen(False))
            raise
        self._generation += 1
        return self._file.notices

    def _follow(self) -> tuple[Connection, Callable[[], bool]]:
        """Goes on with the file that another process has put in place of a damaged one."""
        self._replace_file(repair=False)
        return self._db, self._file.still_there

    def _bind(self, seq: int, signoff_id: str, binding: Binding) -> None:
        """Stores another session or API URL; the ones before are erased, from the payload too."""
        payload = self._payload(seq, signoff_id)
        if payload.binding is not None:
            self._keep(seq, signoff_id, Kind.PAYLOAD, pack_unbound(payload))
        self._keep(seq, signoff_id, Kind.SESSION, pack_binding(binding))

    def _keep(self, seq: int, signoff_id: str, kind: Kind, plain: bytes) -> None:
        records.keep(self._db, kind.slot(seq), self._cipher.seal(kind.label, signoff_id, plain))

    def _shrink(self) -> None:
        """Gives back the room that a sent backlog has left, once it is most of the file: little is copied then."""
        with reading(self._path):
            free, pages = (value(self._db, f"PRAGMA {name}") for name in ("freelist_count", "page_count"))
        if free * PAGE_SIZE_BYTES > _SPARE_BYTES and free > pages * _SPARE_SHARE:
            with suppress(NotNow), reading(self._path):  # another connection is at work: the next time
                run(self._db, "VACUUM")

    def _seqs(self, sql: str, facts: Sequence[object]) -> list[int]:
        with reading(self._path):
            return [seq for (seq,) in self._db.execute(sql, facts)]
