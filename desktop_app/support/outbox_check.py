"""The check of the sign-offs: readable, whole, how many, how old, what needs a person."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

from desktop_app.outbox.opening import is_healthy, open_for_reading
from desktop_app.outbox.side_files import DAMAGED, KEY_LOST, found

from .checkup import Checkup
from .findings import Finding, Verdict


def outbox(checkup: Checkup) -> Iterator[Finding]:
    """Reads alone; never waits for the process that sends."""
    file = checkup.paths.outbox_file
    for kind, verdict in ((DAMAGED, Verdict.KNOW), (KEY_LOST, Verdict.PERSON)):
        aside = found(file, kind)
        if aside:
            code = "doctor_set_aside_" + kind.replace("-", "_")
            yield Finding("sign-offs", verdict, code, {"count": len(aside)})
    if not file.exists():
        yield Finding("sign-offs", Verdict.FINE, "doctor_no_outbox")
        return
    if not is_healthy(file):
        yield Finding("sign-offs", Verdict.PERSON, "outbox_damaged")
        return
    with closing(open_for_reading(file, checkup.vault)) as reader:
        counts = reader.counts()
        if reader.lost_in_damage():
            yield Finding("sign-offs", Verdict.PERSON, "outbox_rows_lost")
    facts = {"waiting": counts.waiting, "attention": counts.needs_attention, "sent": counts.sent}
    if counts.pause is not None:
        yield Finding("sign-offs", Verdict.PERSON, counts.pause.value)
    if counts.needs_attention:
        yield Finding("sign-offs", Verdict.PERSON, "doctor_outbox_attention", facts)
    alert = timedelta(days=checkup.settings.outbox_alert_days)
    if counts.oldest_waiting is not None and checkup.now() - counts.oldest_waiting > alert:
        days = (checkup.now() - counts.oldest_waiting).days
        yield Finding("sign-offs", Verdict.PERSON, "doctor_outbox_old", facts | {"days": days})
    if counts.pause is None and not counts.needs_attention:
        yield Finding("sign-offs", Verdict.FINE, "doctor_outbox", facts)
