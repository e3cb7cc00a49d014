"""Times for people: in the machine's zone and the person's language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

if TYPE_CHECKING:
    from PySide6.QtCore import QDateTime


def moment(at: datetime, now: datetime) -> str:
    """The time alone for today, with its date otherwise."""
    local = _local(at)
    locale = QLocale()
    if local.date() == _local(now).date():
        return locale.toString(local.time(), QLocale.FormatType.ShortFormat)
    return locale.toString(local, QLocale.FormatType.ShortFormat)


def full_moment(at: datetime) -> str:
    """Date and time."""
    return QLocale().toString(_local(at), QLocale.FormatType.ShortFormat)


def long_date(at: datetime) -> str:
    """The date, as it stands under a signature."""
    return QLocale().toString(_local(at).date(), QLocale.FormatType.LongFormat)


def _local(at: datetime) -> QDateTime:
    from PySide6.QtCore import QDateTime  # noqa: PLC0415 - no time stands in the first paint

    return QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
