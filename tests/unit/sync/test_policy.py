"""The two tables of the design, row by row: what an answer means, and where it leaves the delivery."""

import pytest

from desktop_app.domain.delivery import State
from desktop_app.domain.outcomes import Lost, PatchAnswer, PatchOutcome, PutAnswer, PutOutcome, Unreachable
from desktop_app.domain.session import Claims
from desktop_app.sync import machine
from desktop_app.sync.policy import Patched, Put, judge_patch, judge_put
from tests.unit.sync.samples import API, EXPIRED, FRESH, OPAQUE, URL, credentials, delivery, moment

MD5 = "0" * 31 + "a"
WAITING, EXECUTING, EXECUTED = State.WAITING, State.EXECUTING, State.EXECUTED
ATTENTION, SENT = State.NEEDS_ATTENTION, State.SENT


def answer(status: int, message: str = "", *, json: bool = True, url: str | None = None) -> PatchAnswer:
    return PatchAnswer(status, json, url, message)


# outcome | session | account | after an unknown outcome? || meaning | state | reason
PATCH_TABLE: list[tuple[PatchOutcome, Claims, Claims, bool, Patched, State, str | None]] = [
    # 200, JSON, usable presignedUrl
    (answer(200, url=URL), FRESH, FRESH, False, Patched.EXECUTED, EXECUTED, None),
    (answer(200, url=URL), EXPIRED, FRESH, True, Patched.EXECUTED, EXECUTED, None),
    (answer(201, url=URL), FRESH, FRESH, False, Patched.EXECUTED, EXECUTED, None),
    # 200 but not JSON; any 3xx: something in between
    (answer(200, json=False), FRESH, FRESH, False, Patched.BETWEEN, WAITING, "something_between"),
    (answer(204, json=False), FRESH, FRESH, False, Patched.BETWEEN, WAITING, "something_between"),
    *[
        (answer(status, json=False), FRESH, FRESH, False, Patched.BETWEEN, WAITING, "something_between")
        for status in (300, 301, 302, 303, 304, 307, 308, 511)
    ],
    (answer(302, json=False), FRESH, FRESH, True, Patched.BETWEEN, EXECUTING, "something_between"),
    (answer(407, json=False), FRESH, FRESH, False, Patched.BETWEEN, WAITING, "proxy_password"),
    # 200, JSON, no usable URL
    (answer(200), FRESH, FRESH, False, Patched.NO_URL, EXECUTING, "no_url"),
    *[
        (answer(200, url=url), FRESH, FRESH, False, Patched.NO_URL, EXECUTING, reason)
        for url, reason in [
            ("", "url_invalid"),
            ("/relative", "url_invalid"),
            ("http://bucket.example/1", "url_scheme"),
            ("file:///etc/passwd", "url_scheme"),
            ("https://user:word@bucket.example/1", "url_credentials"),
            ("https:///1", "url_host"),
        ]
    ],
    # a URL that only a person can allow
    (answer(200, url=URL + "&x-id=GetObject"), FRESH, FRESH, False, Patched.URL_REFUSED, ATTENTION, "url_for_reading"),
    (
        answer(200, url=URL.replace("content-length", "x-amz-acl")),
        *(FRESH, FRESH, False, Patched.URL_REFUSED, ATTENTION, "url_signed_header"),
    ),
    # refused
    *[
        (answer(status), FRESH, FRESH, False, Patched.REFUSED, ATTENTION, "rejected")
        for status in (400, 402, 404, 405, 406, 409, 410, 411, 413, 414, 415, 422, 431, 451)
    ],
    *[
        (answer(status), FRESH, FRESH, True, Patched.REFUSED, ATTENTION, "execution_uncertain")
        for status in (400, 404, 409, 410, 413, 422)
    ],
    # 401, 403: whose token it is
    (answer(401), FRESH, EXPIRED, False, Patched.ACCOUNT_REFUSED, WAITING, "account_token"),
    (answer(403), FRESH, EXPIRED, False, Patched.ACCOUNT_REFUSED, WAITING, "account_token"),
    (answer(401), EXPIRED, EXPIRED, False, Patched.ACCOUNT_REFUSED, WAITING, "account_token"),
    (answer(401), FRESH, EXPIRED, True, Patched.ACCOUNT_REFUSED, EXECUTING, "account_token"),
    (answer(401), EXPIRED, FRESH, False, Patched.SESSION_EXPIRED, ATTENTION, "session_expired"),
    (answer(403), EXPIRED, FRESH, False, Patched.SESSION_EXPIRED, ATTENTION, "session_expired"),
    (answer(403), EXPIRED, OPAQUE, False, Patched.SESSION_EXPIRED, ATTENTION, "session_expired"),
    (answer(401), FRESH, FRESH, False, Patched.ACCOUNT_REFUSED, WAITING, "account_token"),
    (answer(401), OPAQUE, OPAQUE, False, Patched.ACCOUNT_REFUSED, WAITING, "account_token"),
    (answer(403), FRESH, FRESH, False, Patched.SESSION_REJECTED, ATTENTION, "session_rejected"),
    (answer(403), OPAQUE, OPAQUE, False, Patched.SESSION_REJECTED, ATTENTION, "session_rejected"),
    (
        answer(403, "Missing Authentication Token"),
        *(FRESH, FRESH, False, Patched.WRONG_PATH, WAITING, "api_refuses"),
    ),
    (
        answer(403, "Missing Authentication Token"),
        *(EXPIRED, EXPIRED, False, Patched.WRONG_PATH, WAITING, "api_refuses"),
    ),
    # not executed
    *[
        (answer(status), FRESH, FRESH, False, Patched.NOT_EXECUTED, WAITING, "server_busy")
        for status in (408, 425, 429, 503)
    ],
    *[
        (answer(status), FRESH, FRESH, True, Patched.NOT_EXECUTED, EXECUTING, "server_busy")
        for status in (408, 425, 429, 503)
    ],
    # outcome unknown
    *[
        (answer(status), FRESH, FRESH, False, Patched.UNKNOWN, EXECUTING, "server_failed")
        for status in (500, 501, 502, 504, 505, 507)
    ],
    *[
        (Lost(code), FRESH, FRESH, False, Patched.UNKNOWN, EXECUTING, code)
        for code in ("broken", "timed_out", "answer_too_large", "answer_garbled")
    ],
    # nothing was sent
    *[
        (Unreachable(code), FRESH, FRESH, unknown, Patched.OFFLINE, EXECUTING if unknown else WAITING, code)
        for code in ("offline", "dns", "tls_untrusted", "tls_wrong_name", "tls_expired", "proxy_password")
        for unknown in (False, True)
    ],
]


@pytest.mark.parametrize(("outcome", "session", "account", "unknown", "meaning", "state", "reason"), PATCH_TABLE)
def test_what_a_patch_answer_means(
    outcome: PatchOutcome,
    session: Claims,
    account: Claims,
    unknown: bool,  # noqa: FBT001 - a column of the table
    meaning: Patched,
    state: State,
    reason: str | None,
) -> None:
    verdict = judge_patch(outcome, credentials(session, account), API)
    assert verdict.meaning is meaning
    begun = machine.begin_patch(delivery(unknown=unknown), moment()).delivery
    after = machine.patched(begun, verdict, moment()).delivery
    assert (after.state, after.reason) == (state, reason)


def put_answer(status: int, code: str = "", message: str = "", etag: str = "", encryption: str = "") -> PutAnswer:
    return PutAnswer(status, code, message, etag, encryption)


# outcome || meaning | state | reason
PUT_TABLE: list[tuple[PutOutcome, Put, State, str | None]] = [
    # 2xx
    (put_answer(200, etag=MD5), Put.SENT, SENT, None),
    (put_answer(200, etag=MD5.upper()), Put.SENT, SENT, None),
    (put_answer(200), Put.SENT, SENT, None),
    (put_answer(201, etag="not-md5-like"), Put.SENT, SENT, None),
    (put_answer(204), Put.SENT, SENT, None),
    (put_answer(200, etag="f" * 32, encryption="aws:kms"), Put.SENT, SENT, None),
    (put_answer(200, etag="f" * 32, encryption="aws:kms:dsse"), Put.SENT, SENT, None),
    (put_answer(200, etag="f" * 32, encryption="AES256"), Put.DIFFERENT, EXECUTED, "stored_differently"),
    (put_answer(200, etag="f" * 32), Put.DIFFERENT, EXECUTED, "stored_differently"),
    # the URL is dead
    (put_answer(403, "AccessDenied", "Request has expired"), Put.URL_DEAD, EXECUTING, "upload_url_expired"),
    (put_answer(403, "ExpiredToken"), Put.URL_DEAD, EXECUTING, "upload_url_expired"),
    (put_answer(400, "ExpiredToken"), Put.URL_DEAD, EXECUTING, "upload_url_expired"),
    (put_answer(400, "TokenRefreshRequired"), Put.URL_DEAD, EXECUTING, "upload_url_expired"),
    (put_answer(403, "SignatureDoesNotMatch"), Put.URL_DEAD, EXECUTING, "upload_url_expired"),
    # any other 403
    (put_answer(403, "AccessDenied", "Access Denied"), Put.FORBIDDEN, EXECUTING, "upload_refused"),
    (put_answer(403, "RequestTimeTooSkewed"), Put.FORBIDDEN, EXECUTING, "upload_refused"),
    (put_answer(403), Put.FORBIDDEN, EXECUTING, "upload_refused"),
    (put_answer(401), Put.FORBIDDEN, EXECUTING, "upload_refused"),
    (put_answer(400, "InvalidToken"), Put.FORBIDDEN, EXECUTING, "upload_refused"),
    # the same URL again
    (put_answer(307, "TemporaryRedirect"), Put.AGAIN, EXECUTED, "server_busy"),
    (put_answer(400, "RequestTimeout"), Put.AGAIN, EXECUTED, "server_busy"),
    (put_answer(400, "IncompleteBody"), Put.AGAIN, EXECUTED, "server_busy"),
    (put_answer(409, "OperationAborted"), Put.AGAIN, EXECUTED, "server_busy"),
    (put_answer(408), Put.AGAIN, EXECUTED, "server_busy"),
    (put_answer(429), Put.AGAIN, EXECUTED, "server_busy"),
    (put_answer(503, "SlowDown"), Put.AGAIN, EXECUTED, "server_busy"),
    *[(put_answer(status), Put.AGAIN, EXECUTED, "server_failed") for status in (500, 502, 503, 504)],
    (put_answer(302), Put.AGAIN, EXECUTED, "something_between"),
    (put_answer(511), Put.AGAIN, EXECUTED, "something_between"),
    *[(Lost(code), Put.AGAIN, EXECUTED, code) for code in ("broken", "timed_out", "answer_garbled")],
    # nothing was sent
    *[(Unreachable(code), Put.OFFLINE, EXECUTED, code) for code in ("offline", "dns", "tls_untrusted")],
    # once more, then a person
    (put_answer(400, "BadDigest"), Put.BAD_DIGEST, EXECUTED, "stored_differently"),
    # a person
    (put_answer(400, "EntityTooLarge"), Put.REFUSED, ATTENTION, "upload_refused"),
    (put_answer(400, "InvalidArgument"), Put.REFUSED, ATTENTION, "upload_refused"),
    (put_answer(404, "NoSuchBucket"), Put.REFUSED, ATTENTION, "upload_refused"),
    (put_answer(301, "PermanentRedirect"), Put.REFUSED, ATTENTION, "upload_refused"),
    *[(put_answer(status), Put.REFUSED, ATTENTION, "upload_refused") for status in (405, 411, 412, 413, 501)],
]


@pytest.mark.parametrize(("outcome", "meaning", "state", "reason"), PUT_TABLE)
def test_what_a_put_answer_means(outcome: PutOutcome, meaning: Put, state: State, reason: str | None) -> None:
    verdict = judge_put(outcome, MD5)
    assert verdict.meaning is meaning
    after = machine.put(delivery(EXECUTED, unknown=True), verdict, moment()).delivery
    assert (after.state, after.reason) == (state, reason)


def test_a_host_that_is_not_on_the_list_is_for_a_person() -> None:
    verdict = judge_patch(answer(200, url=URL), credentials(), API, ["*.minio.example"])
    assert (verdict.meaning, verdict.reason) == (Patched.URL_REFUSED, "url_host_not_allowed")
    assert judge_patch(answer(200, url=URL), credentials(), API, ["*.amazonaws.com"]).meaning is Patched.EXECUTED
