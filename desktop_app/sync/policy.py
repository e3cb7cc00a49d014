"""What an answer means: the two tables of the design. Facts in, meaning out; what follows is the machine's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from desktop_app.domain.outcomes import Lost, PatchAnswer, PatchOutcome, PutAnswer, PutOutcome, Unreachable
from desktop_app.domain.presigned import PresignedUrl, judge
from desktop_app.domain.session import Claims

WRONG_PATH = "missing authentication token"  # what API Gateway says of a path it does not have, with 403
URL_FOR_A_PERSON = frozenset({"url_host_not_allowed", "url_for_reading", "url_signed_header"})

_NOT_EXECUTED = frozenset({408, 425, 429, 503})
_PROXY_PASSWORD = 407
_PORTAL = 511  # RFC 6585: network authentication required
_MD5 = re.compile(r"[0-9a-fA-F]{32}")

_URL_DEAD = frozenset({"ExpiredToken", "TokenRefreshRequired", "SignatureDoesNotMatch"})
_URL_DEAD_WORDS = re.compile(r"\bexpired\b", re.IGNORECASE)  # AccessDenied "Request has expired", of S3 and others
_SAME_URL_CODES = frozenset({"RequestTimeout", "IncompleteBody", "SlowDown", "OperationAborted"})
_SAME_URL_STATUSES = frozenset({307, 408, 409, 425, 429})
_NEVER = frozenset({405, 411, 501})
_DIGEST = frozenset({"BadDigest", "XAmzContentSHA256Mismatch"})


class Patched(Enum):
    """What a PATCH's outcome means."""

    EXECUTED = auto()
    OFFLINE = auto()  # nothing was sent
    BETWEEN = auto()  # a portal or a proxy answered
    NOT_EXECUTED = auto()  # try again
    UNKNOWN = auto()  # try again, as a possible repeat
    NO_URL = auto()  # unknown, and counted
    URL_REFUSED = auto()  # executed, but the URL is one for a person to look at
    REFUSED = auto()
    SESSION_EXPIRED = auto()
    SESSION_REJECTED = auto()
    ACCOUNT_REFUSED = auto()  # pause
    WRONG_PATH = auto()  # pause


class Put(Enum):
    """What a PUT's outcome means."""

    SENT = auto()
    OFFLINE = auto()  # nothing was sent
    AGAIN = auto()  # the same URL, after a back-off
    DIFFERENT = auto()  # stored, but other bytes: once more
    BAD_DIGEST = auto()  # once more
    URL_DEAD = auto()  # a new URL, at most MAX_URL_RENEWALS times
    FORBIDDEN = auto()  # a new URL, once
    REFUSED = auto()  # a person


@dataclass(frozen=True, slots=True)
class PatchVerdict:
    """A PATCH's meaning; `reason` is a code of `messages`."""

    meaning: Patched
    reason: str | None = None
    status: int = 0  # 0: no whole answer
    words: str = ""
    retry_after_s: float | None = None
    url: PresignedUrl | None = None


@dataclass(frozen=True, slots=True)
class PutVerdict:
    """A PUT's meaning; `reason` is a code of `messages`."""

    meaning: Put
    reason: str | None = None
    status: int = 0
    words: str = ""
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Credentials:
    """What both tokens say of themselves, and the server's time to hold it against."""

    session: Claims
    account: Claims
    server_now: datetime


def judge_patch(
    outcome: PatchOutcome, credentials: Credentials, api_url: str, upload_hosts: Sequence[str] = ()
) -> PatchVerdict:
    """The first table: what came back for a PATCH."""
    if isinstance(outcome, Unreachable):
        return PatchVerdict(Patched.OFFLINE, outcome.code)
    if isinstance(outcome, Lost):
        return PatchVerdict(Patched.UNKNOWN, outcome.code)
    meaning, reason, url = _patched(outcome, credentials, api_url, upload_hosts)
    return PatchVerdict(meaning, reason, outcome.status, outcome.message, outcome.retry_after_s, url)


def _patched(
    answer: PatchAnswer, credentials: Credentials, api_url: str, upload_hosts: Sequence[str]
) -> tuple[Patched, str | None, PresignedUrl | None]:
    status = answer.status
    if _succeeded(status):
        return _success(answer, api_url, upload_hosts)
    if status < 400 or status == _PORTAL:  # noqa: PLR2004 - where refusals begin (RFC 9110, 15.5)
        return Patched.BETWEEN, "something_between", None
    if status == _PROXY_PASSWORD:
        return Patched.BETWEEN, "proxy_password", None
    if status in _NOT_EXECUTED:
        return Patched.NOT_EXECUTED, "server_busy", None
    if status >= 500:  # noqa: PLR2004 - the server's own failures (RFC 9110, 15.6)
        return Patched.UNKNOWN, "server_failed", None
    if status in (401, 403):
        return (*_unauthorised(answer, credentials), None)
    return Patched.REFUSED, "rejected", None


def _success(
    answer: PatchAnswer, api_url: str, upload_hosts: Sequence[str]
) -> tuple[Patched, str | None, PresignedUrl | None]:
    if not answer.is_json:
        return Patched.BETWEEN, "something_between", None
    if answer.presigned_url is None:
        return Patched.NO_URL, "no_url", None
    judged = judge(answer.presigned_url, api_url, upload_hosts)
    if isinstance(judged, PresignedUrl):
        return Patched.EXECUTED, None, judged
    return (Patched.URL_REFUSED if judged in URL_FOR_A_PERSON else Patched.NO_URL), judged, None


def _unauthorised(answer: PatchAnswer, credentials: Credentials) -> tuple[Patched, str]:
    if answer.status == 403 and WRONG_PATH in answer.message.lower():  # noqa: PLR2004 - the table's own number
        return Patched.WRONG_PATH, "api_refuses"
    if credentials.account.expired(credentials.server_now):
        return Patched.ACCOUNT_REFUSED, "account_token"
    if credentials.session.expired(credentials.server_now):
        return Patched.SESSION_EXPIRED, "session_expired"
    if answer.status == 401:  # noqa: PLR2004 - the table's own number
        return Patched.ACCOUNT_REFUSED, "account_token"
    return Patched.SESSION_REJECTED, "session_rejected"


def judge_put(outcome: PutOutcome, md5: str) -> PutVerdict:
    """The second table: what came back for a PUT of bytes with this MD5 (hex)."""
    if isinstance(outcome, Unreachable):
        return PutVerdict(Put.OFFLINE, outcome.code)
    if isinstance(outcome, Lost):
        return PutVerdict(Put.AGAIN, outcome.code)
    meaning, reason = _put(outcome, md5)
    return PutVerdict(meaning, reason, outcome.status, outcome.message, outcome.retry_after_s)


def _put(answer: PutAnswer, md5: str) -> tuple[Put, str | None]:
    status, code = answer.status, answer.code
    if _succeeded(status):
        plain = _MD5.fullmatch(answer.etag) and not answer.encryption.startswith("aws:kms")
        return (Put.DIFFERENT, "stored_differently") if plain and answer.etag.lower() != md5 else (Put.SENT, None)
    if code in _URL_DEAD or (status == 403 and _URL_DEAD_WORDS.search(answer.message)):  # noqa: PLR2004 - S3's status
        return Put.URL_DEAD, "upload_url_expired"
    if code in _DIGEST:
        return Put.BAD_DIGEST, "stored_differently"
    if code in _SAME_URL_CODES or status in _SAME_URL_STATUSES:
        return Put.AGAIN, "server_busy"
    if status in (401, 403) or code == "InvalidToken":
        return Put.FORBIDDEN, "upload_refused"
    if status in _NEVER or (400 <= status < 500 and status != _PROXY_PASSWORD):  # noqa: PLR2004 - RFC 9110, 15.5
        return Put.REFUSED, "upload_refused"
    if status >= 500 and status != _PORTAL:  # noqa: PLR2004 - RFC 9110, 15.6
        return Put.AGAIN, "server_failed"
    if code:  # S3's own redirect (wrong region): a new URL would lead there too
        return Put.REFUSED, "upload_refused"
    return Put.AGAIN, "something_between"


def _succeeded(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004 - RFC 9110, 15.3
