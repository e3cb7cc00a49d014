"""What a session looks like to a person: who, until when, and whether it will be taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from .moments import moment

if TYPE_CHECKING:
    from desktop_app.domain.session import Token

NEAR_END: Final = timedelta(minutes=15)


class Standing(StrEnum):
    """How it stands with a session."""

    NONE = "none"
    GOOD = "good"
    NEAR_END = "near_end"
    EXPIRED = "expired"
    USED = "used"  # it has sign-offs already


class SessionView(NamedTuple):
    """What the chip shows. `tone` is a token of the theme or None; `next_look` is when it will read differently."""

    standing: Standing
    who: str
    until: str
    icon: str = "session"
    tone: str | None = None
    next_look: datetime | None = None


def view(token: Token | None, now: datetime, uses: int = 0) -> SessionView:
    """The view of a session; `uses` is how many sign-offs it already has here."""
    if token is None:
        return SessionView(Standing.NONE, QCoreApplication.translate("Session", "No session yet"), "")
    claims = token.claims
    who = _who(token)
    ends = claims.expires_at
    if ends is not None and ends <= now:
        until = QCoreApplication.translate("Session", "Expired {0}. It can still be tried.").format(moment(ends, now))
        return SessionView(Standing.EXPIRED, who, until, "attention", "attention")
    if uses:
        words = QCoreApplication.translate("Session", "Already used for %n sign-off(s)", None, uses)
        return SessionView(Standing.USED, who, words, "attention", "attention", ends)
    if ends is None:
        return SessionView(Standing.GOOD, who, QCoreApplication.translate("Session", "No end stated"))
    if ends - now <= NEAR_END:
        left = -((now - ends) // timedelta(minutes=1))  # a begun minute counts
        words = QCoreApplication.translate("Session", "Ends in %n minute(s)", None, left)
        return SessionView(Standing.NEAR_END, who, words, "clock", "attention", ends - timedelta(minutes=left - 1))
    words = QCoreApplication.translate("Session", "Until {0}").format(moment(ends, now))
    return SessionView(Standing.GOOD, who, words, next_look=ends - NEAR_END)


def _who(token: Token) -> str:
    claims = token.claims
    if claims.user_id and claims.session_id:
        words = QCoreApplication.translate("Session", "Session {0} of {1}")
        return words.format(_short(claims.session_id), _short(claims.user_id))
    if claims.user_id:
        return QCoreApplication.translate("Session", "Session of {0}").format(_short(claims.user_id))
    return QCoreApplication.translate("Session", "Session ending in {0}").format(token.value[-4:])


def _short(identifier: str, longest: int = 24) -> str:
    plain = "".join(character if character.isprintable() else "·" for character in identifier)
    return plain if len(plain) <= longest else f"{plain[:10]}…{plain[-10:]}"
