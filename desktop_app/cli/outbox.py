"""`paraphe outbox list` and `show`: reading, which never waits for the process that sends."""

from contextlib import closing

from desktop_app.domain.delivery import AuditEntry, Delivery
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.ids import object_name, short_reference
from desktop_app.messages import sentence
from desktop_app.outbox.reader import Reader

from .context import Context
from .decisions import resolved
from .output import rfc3339

_PAGE = 500
_NOTHING = "No sign-offs."


def listing(context: Context) -> int:
    """Every sign-off and receipt, newest first."""
    rows: list[Delivery] = []
    if not context.paths.outbox_file.exists():  # asking makes no outbox
        context.console.document(rows)
        context.console.says(_NOTHING)
        return 0
    with closing(context.reader()) as reader:
        page = reader.page(limit=_PAGE)
        while page:
            rows += page
            page = reader.page(limit=_PAGE, before=page[-1].id)
    context.console.document([listed(row) for row in rows])
    lines = [
        f"{short_reference(row.id)}  {row.state:<15}  {rfc3339(row.signed_at)}  {row.id}{_why(row)}" for row in rows
    ]
    context.console.says("\n".join(lines) or _NOTHING)
    return 0


def show(context: Context) -> int:
    """One sign-off and its history; of one that was discarded, its history."""
    asked = context.options.id
    if not context.paths.outbox_file.exists():
        raise InvalidInput("unknown_id", id=asked)
    with closing(context.reader()) as reader:
        asked = resolved(reader, asked)
        history = reader.audit(asked)
        told, why = _standing(reader, asked)
    context.console.document(told | {"history": [_entry(entry) for entry in history]})
    lines = [f"{name}: {value}" for name, value in told.items() if value not in (None, "")]
    lines += [f"  {rfc3339(entry.at)}  {entry.event}  {_facts(entry)}".rstrip() for entry in history]
    context.console.says("\n".join(lines) + why)
    return 0


def _standing(reader: Reader, signoff_id: str) -> tuple[dict[str, object], str]:
    """Where a sign-off stands, and its reason; its id alone where it was discarded."""
    try:
        delivery = reader.get(signoff_id)
    except InvalidInput:
        return {"id": signoff_id}, ""
    return listed(delivery) | {
        "name": object_name(delivery.id),
        "size": delivery.size_bytes,
        "sha256": delivery.sha256,
        "origin": delivery.origin,
        "repeats": delivery.tally.repeats,
        "changed_at": rfc3339(delivery.changed_at),
        "url_expires_at": rfc3339(delivery.url_expires_at),
        "amends": delivery.amends,
        "words": reader.words(signoff_id),
    }, _why(delivery)


def listed(delivery: Delivery) -> dict[str, object]:
    """The members that a listing promises."""
    return {
        "id": delivery.id,
        "state": delivery.state.value,
        "signed_at": rfc3339(delivery.signed_at),
        "attempts": delivery.tally.attempts,
        "next_attempt_at": rfc3339(delivery.next_attempt_at),
        "reason": delivery.reason,
        "repeat": delivery.repeat,
    }


def _why(delivery: Delivery) -> str:
    return "" if delivery.reason is None else f"\n          {sentence(delivery.reason)}"


def _entry(entry: AuditEntry) -> dict[str, object]:
    return {"at": rfc3339(entry.at), "event": entry.event, "facts": dict(entry.facts)}


def _facts(entry: AuditEntry) -> str:
    return ", ".join(f"{name}={value}" for name, value in entry.facts.items() if value is not None)
