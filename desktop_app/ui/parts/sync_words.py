"""What the status line says: how many wait, since when nothing answers, when something was last sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from .moments import moment
from .words import say

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_app.domain.delivery import Counts

_OF_THIS_COMPUTER = ("outbox", "vault", "profile")  # how the codes of such troubles begin


class SyncLine(NamedTuple):
    """`text` in the line, `hint` on the tool tip, with an icon and the tone of a state ('' for none)."""

    text: str
    hint: str
    icon: str
    tone: str


def sync_line(counts: Counts | None, offline: str | None, offline_since: datetime | None, now: datetime) -> SyncLine:
    """`counts` None: the outbox is being opened. `offline` is the code of why nothing gets through."""
    if counts is None:
        return SyncLine(QCoreApplication.translate("Sync", "Getting ready…"), "", "clock", "")
    if counts.needs_attention:
        number = counts.needs_attention
        text = QCoreApplication.translate("Sync", "%n sign-off(s) need attention", None, number)
        if counts.waiting:
            text = _joined(text, _waiting(counts))
        hint = QCoreApplication.translate("Sync", "Open the outbox to decide how to go on.")
        return SyncLine(text, hint, "attention", "attention")
    if counts.pause is not None:
        text = _joined(QCoreApplication.translate("Sync", "Sending is paused"), _waiting(counts))
        return SyncLine(text, say(counts.pause.value), "attention", "attention")
    if counts.waiting and offline:
        since = moment(offline_since, now) if offline_since else ""
        words = QCoreApplication.translate("Sync", "no connection since {0}").format(since)
        if offline.startswith(("tls", "proxy")) or offline == "something_between":
            words = QCoreApplication.translate("Sync", "the network does not let it through")
        elif offline.startswith(_OF_THIS_COMPUTER):
            words = QCoreApplication.translate("Sync", "this computer is in the way")
        return SyncLine(_joined(_waiting(counts), words), say(offline), "offline", "attention")
    if counts.waiting:
        return SyncLine(_waiting(counts), QCoreApplication.translate("Sync", "They are being sent."), "sending", "")
    if counts.last_sent is not None:
        last = QCoreApplication.translate("Sync", "last at {0}").format(moment(counts.last_sent, now))
        return SyncLine(_joined(QCoreApplication.translate("Sync", "All sent"), last), "", "sent", "sent")
    return SyncLine(QCoreApplication.translate("Sync", "Nothing to send"), "", "sent", "")


def _waiting(counts: Counts) -> str:
    number = counts.waiting  # lupdate reads plain names only
    return QCoreApplication.translate("Sync", "%n sign-off(s) waiting", None, number)


def _joined(*parts: str) -> str:
    return " · ".join(parts)
