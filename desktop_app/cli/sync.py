"""`paraphe sync`: sends what is waiting."""

import asyncio

from desktop_app.messages import sentence

from .codes import BUG, DONE, NEEDS_PERSON, NOT_FINISHED
from .context import Context

_LOSSES = frozenset({"outbox_rows_lost", "outbox_key_lost_set_aside"})  # a person can still help


def sync(context: Context) -> int:
    """0 all sent; 3 something needs a person, was lost to damage, or the engine is paused; 4 something is left.

    1 where a bug of ours kept one from being sent; what became of the others is told all the same.
    """
    console = context.console
    with context.build() as parts:
        try:
            summary = asyncio.run(parts.engine.drain(wait_s=context.options.wait, once=context.options.once))
        finally:
            for code in parts.engine.notices:
                console.warns(code)
        lost = not _LOSSES.isdisjoint((*parts.notices, *parts.engine.notices))
    paused = summary.paused.value if summary.paused else None
    console.document(
        {
            "sent": summary.sent,
            "waiting": summary.waiting,
            "needs_attention": summary.needs_attention,
            "paused": paused,
            "offline": summary.offline,
            "busy": summary.busy,
        }
    )
    console.says(f"{summary.sent} sent, {summary.waiting} waiting, {summary.needs_attention} need attention.")
    if paused:
        console.warns(paused)
    if summary.offline:
        console.warns(summary.offline)
    if summary.busy:
        console.warns("another_sender")
    if summary.needs_attention:
        console.says(sentence("look_at_attention"))
    if summary.bug is not None:
        console.warns("our_bug", file=context.crashes.write(summary.bug) or context.paths.logs_dir)
        return BUG
    if paused or summary.needs_attention or lost:
        return NEEDS_PERSON
    return NOT_FINISHED if summary.waiting or summary.busy or summary.offline else DONE
