"""The attendant's sign: how many sign-offs wait here and for how long. A passer-by sees a lock and a number."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.domain.delivery import Counts

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sign:
    """`text` stands beside the lock, `spoken` is for who cannot see it; `alert`: the attendant should look."""

    text: str = ""
    spoken: str = ""
    alert: bool = False


def sign(counts: Counts | None, now: datetime, alert_days: int) -> Sign:
    """`counts` None: not known yet. Being offline is normal, and no alert."""
    if counts is None or not (counts.waiting or counts.needs_attention):
        return Sign()
    number = counts.waiting + counts.needs_attention
    since = counts.oldest_waiting
    age = age_words(now - since) if since is not None else ""
    late = since is not None and now - since >= alert_days * _DAY
    alert = bool(counts.needs_attention) or counts.pause is not None or late
    spoken = QCoreApplication.translate("Kiosk", "%n sign-off(s) on this machine", None, number)
    if age:
        spoken = QCoreApplication.translate("Kiosk", "{0}, the oldest for {1}").format(spoken, age)
    text = QLocale().toString(number) + (f" · {age}" if age else "")
    return Sign(text, spoken, alert)


def age_words(age: timedelta) -> str:
    """One unit is enough: minutes, hours or days."""
    if age < _HOUR:
        minutes = max(1, age // timedelta(minutes=1))
        return QCoreApplication.translate("Kiosk", "{0} min").format(minutes)
    if age < 2 * _DAY:
        return QCoreApplication.translate("Kiosk", "{0} h").format(age // _HOUR)
    return QCoreApplication.translate("Kiosk", "{0} d").format(age // _DAY)
