"""Times for people: in the machine's zone and the person's language."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale


def moment(at: datetime, now: datetime) -> str:
    """The time alone for today, with its date otherwise."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    locale = QLocale()
    if local.date() == QDateTime.fromSecsSinceEpoch(int(now.timestamp())).date():
        return locale.toString(local.time(), QLocale.FormatType.ShortFormat)
    return locale.toString(local, QLocale.FormatType.ShortFormat)


def full_moment(at: datetime) -> str:
    """Date and time."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at.timestamp())), QLocale.FormatType.ShortFormat)


def long_date(at: datetime) -> str:
    """The date, as it stands under a signature."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at.timestamp())).date(), QLocale.FormatType.LongFormat)
