"""What is read from S3's answers."""

import pytest

from desktop_app.domain.outcomes import PutAnswer
from desktop_app.remote.client import RawAnswer
from desktop_app.remote.s3_error import s3_error
from desktop_app.remote.upload import put_answer

EXPIRED = b"""<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired</Message><Expires>2026-01-01T00:00:00Z</Expires>
<RequestId>1</RequestId></Error>"""


def test_code_and_message_of_an_error_are_read() -> None:
    answer = put_answer(RawAnswer(403, {}, EXPIRED))
    assert isinstance(answer, PutAnswer)
    assert (answer.status, answer.code, answer.message) == (403, "AccessDenied", "Request has expired")


def test_an_error_in_a_namespace_of_its_own_is_read() -> None:
    assert (
        s3_error(b'<Error xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Code>SlowDown</Code></Error>')[0]
        == "SlowDown"
    )


def test_etag_and_encryption_of_a_success_are_read() -> None:
    headers = {b"etag": b'"0cc175b9c0f1b6a831c399e269772661"', b"x-amz-server-side-encryption": b"AES256"}
    answer = put_answer(RawAnswer(200, headers, b""))
    assert isinstance(answer, PutAnswer)
    assert (answer.etag, answer.encryption) == ("0cc175b9c0f1b6a831c399e269772661", "AES256")


BOMB = (
    b'<!DOCTYPE Error [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<Error><Code>SlowDown</Code><Message>&b;</Message></Error>"
)
OUTSIDE = b'<!DOCTYPE Error [<!ENTITY x SYSTEM "file:///etc/hostname">]><Error><Code>SlowDown</Code><Message>&x;</Message></Error>'


@pytest.mark.parametrize("body", [BOMB, OUTSIDE])
def test_a_document_that_defines_entities_is_not_read(body: bytes) -> None:
    assert s3_error(body) == ("", "")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Error</body></html>",
        b"<Error><Code>SlowDown",
        b"\xff\xfe<Error/>",
        b'<?xml version="1.0" encoding="none-such"?><Error><Code>SlowDown</Code></Error>',
        b"<a>" * 50_000,
        b"<Wrong><Code>SlowDown</Code></Wrong>",
        b"<Error><Deep><Code>SlowDown</Code></Deep></Error>",
        b'{"Code":"SlowDown"}',
    ],
)
def test_anything_else_has_no_code(body: bytes) -> None:
    assert s3_error(body) == ("", "")


def test_a_code_that_is_no_word_is_dropped() -> None:
    assert s3_error(b"<Error><Code>Slow Down; rm</Code></Error>")[0] == ""
