"""Deliveries and audit lines as rows, and back."""

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_app.domain.delivery import NO_TALLY, AuditEntry, Delivery, State, Tally
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.ids import REFERENCE_LENGTH

COLUMNS = (
    "seq, key, grp, state, next_us, signed_us, changed_us, url_expires_us, origin, reason, outcome_unknown,"
    " size_bytes, sha256, tally, amends, version"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_HEX_DIGITS = 32
_HEX = b"0123456789abcdef"
_TALLY_ORDER = tuple(field.name for field in fields(Tally))
_TALLY_NAMES = frozenset(_TALLY_ORDER)
_FACTS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # made once: half the time of json.dumps


def to_us(moment: datetime) -> int:
    """Microseconds since 1970 UTC, exact."""
    return (moment - _EPOCH) // _MICROSECOND


def from_us(us: int) -> datetime:
    """The inverse of `to_us`."""
    return _EPOCH + us * _MICROSECOND


def maybe_us(moment: datetime | None) -> int | None:
    """`to_us`, None for None."""
    return None if moment is None else to_us(moment)


def key_of(signoff_id: str) -> str | None:
    """The id as the key column has it (its reference first), or None where it is no id."""
    digits = signoff_id.replace("-", "")
    key = digits[-REFERENCE_LENGTH:] + digits[:-REFERENCE_LENGTH]
    is_id = len(key) == _HEX_DIGITS and id_of(key) == signoff_id
    return key if is_id and not key.encode(errors="replace").translate(None, _HEX) else None


def key_of_new(signoff_id: str) -> str:
    """`key_of` an id that the program has just made: it is looked at no closer. Signing waits for it."""
    digits = signoff_id.replace("-", "")
    return digits[-REFERENCE_LENGTH:] + digits[:-REFERENCE_LENGTH]


def id_of(key: str) -> str:
    """The inverse of `key_of`."""
    digits = key[REFERENCE_LENGTH:] + key[:REFERENCE_LENGTH]
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_key(text: object) -> bool:
    """Whether `text` can stand in the key column."""
    return isinstance(text, str) and len(text) == _HEX_DIGITS and key_of(id_of(text)) == text


def delivery_of(row: tuple[Any, ...]) -> Delivery:
    """The delivery in a row of COLUMNS; raises EnvironmentFault `outbox_damaged` where it cannot be one."""
    try:
        return _delivery_of(row)
    except (AttributeError, OverflowError, TypeError, ValueError) as error:
        raise EnvironmentFault("outbox_damaged") from error


def _delivery_of(row: tuple[Any, ...]) -> Delivery:
    (_, key, grp, state, next_us, signed_us, changed_us, url_expires_us, origin, reason, unknown, size, sha256, tally,
     amends, version) = row  # fmt: skip
    return Delivery(
        id=id_of(key),
        group=grp,
        origin=origin,
        signed_at=from_us(signed_us),
        state=State(state),
        reason=reason,
        outcome_unknown=bool(unknown),
        next_attempt_at=from_us(next_us) if next_us else None,
        url_expires_at=None if url_expires_us is None else from_us(url_expires_us),
        changed_at=None if changed_us is None else from_us(changed_us),
        size_bytes=size,
        sha256=sha256.hex(),
        tally=tally_of(tally),
        amends=amends,
        version=version,
    )


def tally_of(text: str) -> Tally:
    """The counters; those of a newer program that this one does not know are left out."""
    if text == "{}":
        return NO_TALLY
    return Tally(**{name: count for name, count in json.loads(text).items() if name in _TALLY_NAMES})


def tally_text(tally: Tally) -> str:
    """The counters that are not zero, as JSON."""
    if tally is NO_TALLY or tally == NO_TALLY:
        return "{}"
    counted = [f'"{name}":{count}' for name in _TALLY_ORDER if (count := getattr(tally, name))]
    return f"{{{','.join(counted)}}}"


def facts_text(entry: AuditEntry) -> str:
    """An audit line's facts as JSON."""
    return _FACTS.encode(entry.facts)


def entry_of(signoff_id: str, row: tuple[Any, ...]) -> AuditEntry:
    """The audit line in a row of (at_us, event, facts)."""
    at_us, event, facts = row
    try:
        return AuditEntry(from_us(at_us), signoff_id, event, json.loads(facts))
    except (OverflowError, TypeError, ValueError) as error:
        raise EnvironmentFault("outbox_damaged") from error
