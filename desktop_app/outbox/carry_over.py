"""Carries what was found in another outbox file over into an open one, each blob opened and sealed anew."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.delivery import AuditEntry, Delivery, State
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token

from . import records, side_files
from .blobs import Binding, Kind, Payload, pack_binding, unpack_binding, unpack_payload
from .carve import Carved
from .cipher import Cipher
from .connection import Connection, run, value
from .rows import from_us, id_of, key_of


@dataclass(frozen=True, slots=True)
class Carried:
    """How much of a file is in the open outbox now."""

    carried: int  # rows taken over, receipts included
    known: int  # rows that were there already
    lost: int  # sign-offs of which something was found, but not what was signed

    @property
    def complete(self) -> bool:
        """Whether nothing that was found is missing."""
        return self.lost == 0


@dataclass(frozen=True, slots=True)
class Carrier:
    """From what was found in a file, under its cipher, into the transaction that is open on `db`, under another's."""

    carved: Carved
    source: Cipher
    db: Connection
    target: Cipher
    now: datetime

    def carry_over(self) -> Carried:
        """Takes over every sign-off and receipt that is not there yet, in the order of signing."""
        carried = known = lost = 0
        for seq in self.carved.seqs():
            found = self.carved.deliveries.get(seq)
            signoff_id = found.id if found else self.carved.ids.get(seq)
            if signoff_id is None:
                lost += 1
            elif self._is_known(signoff_id):
                known += 1
            elif self._carry_one(seq, signoff_id):
                carried += 1
            else:
                lost += 1
        for seq, (key, at_us) in self.carved.discards.items():
            if not self._is_known(id_of(key)):
                new_seq = records.next_seq(self.db)
                run(self.db, "INSERT INTO discards VALUES (?, ?, ?)", (new_seq, key, at_us))
                self._carry_history(seq, new_seq, id_of(key))
        return Carried(carried, known, lost)

    def take_over(self, file: Path) -> Carried:
        """`carry_over` of a file that stays beside the outbox until everything in it is sent; noted in the audit."""
        result = self.carry_over()
        facts: dict[str, str | int | bool | None] = {"name": file.name, "carried": result.carried, "lost": result.lost}
        records.note(self.db, 0, AuditEntry(self.now, "", "taken_over", facts))
        last_seq = records.next_seq(self.db) - 1
        side_files.remember(self.db, file, side_files.KEY_LOST, self.now, complete=result.complete, last_seq=last_seq)
        return result

    def _is_known(self, signoff_id: str) -> bool:
        sql = "SELECT 1 FROM deliveries WHERE key = ? UNION ALL SELECT 1 FROM discards WHERE key = ?"
        return value(self.db, sql, (key_of(signoff_id),) * 2) is not None

    def _carry_one(self, seq: int, signoff_id: str) -> bool:
        found = self.carved.deliveries.get(seq)
        blobs: dict[Kind, bytes] = {}
        if found is not None and found.state is State.SENT:
            delivery = found
        else:
            blobs = self._opened(seq, signoff_id)
            if Kind.PAYLOAD not in blobs:
                return False
            payload = unpack_payload(blobs[Kind.PAYLOAD])
            binding = unpack_binding(blobs[Kind.SESSION]) if Kind.SESSION in blobs else payload.binding
            if binding is None:
                binding = Binding(Token(""), "")
                blobs[Kind.SESSION] = pack_binding(binding)
            group = self.target.group(binding.token.group if binding.token.value else signoff_id)
            base = found or self._rebuilt(signoff_id, payload, binding)
            delivery = _consistent(base, binding, blobs, self.now)._replace(group=group)
        sealed = {kind: self.target.seal(kind.label, signoff_id, plain) for kind, plain in blobs.items()}
        new_seq = records.next_seq(self.db)
        records.insert(self.db, delivery, sealed)
        self._carry_history(seq, new_seq, signoff_id)
        event = AuditEntry(self.now, signoff_id, "carried_over", {"state": delivery.state.value})
        records.note(self.db, new_seq, event)
        return True

    def _opened(self, seq: int, signoff_id: str) -> dict[Kind, bytes]:
        """The blobs that are whole, checked to be what they are for."""
        blobs: dict[Kind, bytes] = {}
        for kind in Kind:
            sealed = self.carved.blob(seq, kind)
            if sealed is not None:
                with suppress(EnvironmentFault):
                    blobs[kind] = self.source.open(kind.label, signoff_id, sealed)
        return blobs

    def _rebuilt(self, signoff_id: str, payload: Payload, binding: Binding) -> Delivery:
        """The delivery of a sign-off whose row is gone, from what was signed.

        How far it had come is not known, so only a person can decide.
        """
        return Delivery(
            id=signoff_id,
            group="",
            origin=origin(binding.api_url),
            signed_at=payload.signed_at,
            state=State.NEEDS_ATTENTION,
            reason="state_lost",
            outcome_unknown=True,
            changed_at=self.now,
            size_bytes=len(payload.jpeg),
            sha256=hashlib.sha256(payload.jpeg).hexdigest(),
            amends=payload.amends,
        )

    def _carry_history(self, seq: int, new_seq: int, signoff_id: str) -> None:
        for _, (at_us, event, facts) in sorted(self.carved.audit.get(seq, {}).items()):
            with suppress(ValueError, OverflowError):
                records.note(self.db, new_seq, AuditEntry(from_us(at_us), signoff_id, event, json.loads(facts)))


def _consistent(delivery: Delivery, binding: Binding, blobs: dict[Kind, bytes], now: datetime) -> Delivery:
    """The delivery as it can go on with the blobs that are left: without its session only a person can help."""
    if binding.token.value == "":
        return delivery._replace(
            state=State.NEEDS_ATTENTION,
            reason="session_lost",
            outcome_unknown=delivery.outcome_unknown or delivery.state in (State.EXECUTING, State.EXECUTED),
            url_expires_at=None,
            next_attempt_at=None,
            changed_at=now,
        )
    if delivery.state is State.EXECUTED and Kind.URL not in blobs:
        return delivery._replace(state=State.WAITING, outcome_unknown=True, url_expires_at=None, next_attempt_at=None)
    return delivery
