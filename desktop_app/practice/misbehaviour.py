"""Carries a fault out: which answer stands in for the right one, and in which manner it is written."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from enum import Enum, auto
from http import HTTPStatus

from .api import json_answer, message
from .faults import Fault
from .protocol import Answer
from .storage import s3_error

PORTAL_PAGE = (
    b"<!doctype html><html><head><title>Welcome</title></head><body>Please sign in to use this network.</body></html>"
)
_DEAD_URL_AGE_S = 7_200


class Manner(Enum):
    """How an answer is written."""

    WHOLE = auto()
    DROPPED = auto()
    GARBLED = auto()
    CUT = auto()
    TRICKLED = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer and how it is written; `date_offset_s` moves its Date."""

    answer: Answer
    manner: Manner = Manner.WHOLE
    pause_s: float = 0.0
    date_offset_s: float = 0.0


_RIGHT_BUT = {"drop_after": Manner.DROPPED, "cut": Manner.CUT, "trickle": Manner.TRICKLED, "clock": Manner.WHOLE}
_INSTEAD_IN = {"drop_before": Manner.DROPPED, "garbled": Manner.GARBLED}


def reply(fault: Fault | None, side: str, act: Callable[[int, int | None], Answer]) -> Reply:
    """What is answered. `act(url_age_s, url_lifetime_s)` does what was asked and gives the right answer."""
    if fault is None:
        return Reply(act(0, None))
    if fault.do in _RIGHT_BUT:
        return Reply(act(0, None), _RIGHT_BUT[fault.do], pause_s=fault.delay_s, date_offset_s=fault.offset_s)
    if side == "patch" and fault.do in ("short", "expire"):
        return Reply(act(0, fault.lifetime_s) if fault.do == "short" else act(_DEAD_URL_AGE_S, None))
    if side == "put" and fault.do == "etag":
        return Reply(_with_etag(act(0, None), str(fault.value)))
    if fault.acts or fault.do in ("url", "no_url"):
        right = act(0, None)
        if fault.do in ("url", "no_url") and right.status != HTTPStatus.OK:
            return Reply(right)
    return Reply(_instead(fault, side), _INSTEAD_IN.get(fault.do, Manner.WHOLE))


def _with_etag(answer: Answer, etag: str) -> Answer:
    headers = tuple((name, text) for name, text in answer.headers if name != "ETag")
    return replace(answer, headers=(*headers, ("ETag", f'"{etag}"')))


def _instead(fault: Fault, side: str) -> Answer:
    match fault.do:
        case "html":
            return Answer(fault.status or 200, (("Content-Type", "text/html"),), PORTAL_PAGE)
        case "redirect":
            return Answer(fault.status or 307, (("Location", fault.location),))
        case "url":
            return json_answer(200, {"presignedUrl": fault.value})
        case "no_url":
            return json_answer(200, {})
        case "body":
            text = fault.value if isinstance(fault.value, str) else json.dumps(fault.value)
            return Answer(fault.status or 200, (("Content-Type", fault.content_type),), text.encode("utf-8", "replace"))
        case "huge":
            return Answer(fault.status or 200, (("Content-Type", "application/json"),), b" " * fault.size_bytes)
        case "invalid_utf8":
            body = b'{"presignedUrl":"https://\xff\xfe.invalid/"}'
            return Answer(fault.status or 200, (("Content-Type", "application/json"),), body)
        case "expire":
            return s3_error(403, "AccessDenied", "Request has expired")
        case _:
            return _status(fault, side)


def _status(fault: Fault, side: str) -> Answer:
    status = fault.status or 500
    words = fault.message or "Internal server error"
    answer = message(status, words) if side == "patch" else s3_error(status, fault.code or "InternalError", words)
    if fault.retry_after:
        answer = replace(answer, headers=(*answer.headers, ("Retry-After", fault.retry_after)))
    return answer


async def write(writer: asyncio.StreamWriter, reply: Reply, now: datetime, *, keep_alive: bool) -> bool:
    """Writes a reply; returns whether the connection may be used again."""
    if reply.manner is Manner.DROPPED:
        writer.transport.abort()
        return False
    if reply.manner is Manner.GARBLED:
        writer.write(b"\x16\x03\x01 this is no HTTP \x00\xff\r\n\r\n")
        await writer.drain()
        return False
    date = format_datetime(now + timedelta(seconds=reply.date_offset_s), usegmt=True)
    head = reply.answer.head(date, keep_alive=keep_alive)
    body = reply.answer.body
    if reply.manner is Manner.CUT:
        writer.write((head + body)[: len(head) + len(body) // 2 if body else len(head) - 2])
        await writer.drain()
        return False
    if reply.manner is Manner.TRICKLED:
        for byte in head + body:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(reply.pause_s)
        return keep_alive
    writer.write(head + body)
    await writer.drain()
    return keep_alive
