"""Deliveries in people's words: state, reason, what to do next, and the lines of their history."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.delivery import AuditEntry, Delivery, State
from desktop_app.messages import SENTENCES
from desktop_app.ui.parts.words import say


@dataclass(frozen=True, slots=True)
class Badge:
    """Icon, word and tone of a state; tone '' is none."""

    icon: str
    word: str
    tone: str


def badge(delivery: Delivery, *, late: bool = False) -> Badge:
    """A state as colour, icon and word."""
    match delivery.state:
        case State.SENT:
            return Badge("sent", QCoreApplication.translate("Outbox", "Sent"), "sent")
        case State.NEEDS_ATTENTION:
            return Badge("attention", QCoreApplication.translate("Outbox", "Needs attention"), "attention")
        case State.EXECUTING | State.EXECUTED:
            return Badge("sending", QCoreApplication.translate("Outbox", "Being sent"), "accent")
        case _:
            tone = "attention" if late else ""
            word = (
                QCoreApplication.translate("Outbox", "Late")
                if late
                else QCoreApplication.translate("Outbox", "Waiting")
            )
            return Badge("clock", word, tone)


def reason(delivery: Delivery) -> str:
    """Why it stands where it stands; '' where there is nothing to say."""
    if delivery.state is State.SENT:
        return ""
    if delivery.reason:
        return say(delivery.reason)
    if delivery.repeat:
        return QCoreApplication.translate("Outbox", "Sent again, since no answer came the first time.")
    return ""


def advice(delivery: Delivery) -> str:
    """What a person can do about it."""
    if delivery.state is not State.NEEDS_ATTENTION:
        return ""
    code = delivery.reason or ""
    if code.startswith("session"):
        return QCoreApplication.translate("Outbox", "Enter a new session for it; it then leaves by itself.")
    if code == "execution_uncertain":
        return QCoreApplication.translate(
            "Outbox", "Ask the service whether it is there. If not, try again; if it is, discard it here."
        )
    if code == "rejected":
        return QCoreApplication.translate("Outbox", "Correct e-mail or comments, or try again later.")
    return QCoreApplication.translate("Outbox", "Try again. If it comes back, export it and tell your IT department.")


def reasons() -> tuple[str, ...]:
    """The codes a delivery can need attention for, as far as they have a sentence."""
    known = (
        "rejected", "execution_uncertain", "session_expired", "session_rejected", "no_url", "url_invalid",
        "url_host_not_allowed", "stored_differently", "upload_refused", "upload_url_expired", "api_url_changed",
    )  # fmt: skip
    return tuple(code for code in known if code in SENTENCES)


def event(entry: AuditEntry) -> str:
    """A line of the history."""
    words = {
        "signed": QCoreApplication.translate("Outbox", "Signed and saved on this computer"),
        "execute_begun": QCoreApplication.translate("Outbox", "Sending begins"),
        "executed": QCoreApplication.translate("Outbox", "The service took it; the signature follows"),
        "not_sent": QCoreApplication.translate("Outbox", "No connection; nothing left this computer"),
        "not_executed": QCoreApplication.translate("Outbox", "The service could not take it yet"),
        "outcome_unknown": QCoreApplication.translate("Outbox", "It is not clear whether the service took it"),
        "no_url": QCoreApplication.translate("Outbox", "The service did not say where the signature goes"),
        "url_died": QCoreApplication.translate("Outbox", "The upload address expired; a new one is asked for"),
        "put_again": QCoreApplication.translate("Outbox", "The signature is uploaded once more"),
        "held_by_pause": QCoreApplication.translate("Outbox", "Sending was paused"),
        "sent": QCoreApplication.translate("Outbox", "Delivered"),
        "needs_attention": QCoreApplication.translate("Outbox", "Needs a person's decision"),
        "retried": QCoreApplication.translate("Outbox", "Somebody asked to try again"),
        "session_attached": QCoreApplication.translate("Outbox", "Somebody gave it a new session"),
        "amended": QCoreApplication.translate("Outbox", "Somebody corrected it"),
        "amends_uncertain": QCoreApplication.translate("Outbox", "Takes the place of one that may have arrived"),
        "exported": QCoreApplication.translate("Outbox", "Somebody exported it"),
        "discarded": QCoreApplication.translate("Outbox", "Somebody discarded it"),
        "bound": QCoreApplication.translate("Outbox", "Bound to the service it goes to"),
        "carried_over": QCoreApplication.translate("Outbox", "Carried over from a damaged file"),
        "taken_over": QCoreApplication.translate("Outbox", "Carried over from an earlier file"),
    }
    said = words.get(entry.event, entry.event.replace("_", " "))
    why = entry.facts.get("reason")
    if isinstance(why, str) and why in SENTENCES:
        return f"{said}. {say(why)}"
    return said
