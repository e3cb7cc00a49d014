"""The practice server's S3 side: takes exactly what was signed, in time, and refuses all else in S3's words."""

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from desktop_app.practice.presigning import Key
from desktop_app.practice.protocol import Request
from desktop_app.practice.server import PracticeServer

from .calling import JPEG, Said, body, call, patch, put, url_for


class Hands:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture(scope="module")
def clock() -> Hands:
    return Hands()


@pytest.fixture(scope="module")
def server(clock: Hands) -> Iterator[PracticeServer]:
    with PracticeServer(clock=clock) as made:
        yield made


def code(answer: Said) -> str:
    found = re.search(rb"<Code>(\w+)</Code>", answer.body)
    return found[1].decode() if found else ""


def test_the_declared_file_is_stored_and_answered_with_its_md5(server: PracticeServer) -> None:
    answer = put(server, url_for(server, name="stored.jpg"))
    assert answer.status == 200
    assert answer.headers["etag"] == f'"{hashlib.md5(JPEG).hexdigest()}"'
    stored = server.objects["stored.jpg"]
    assert (stored.data, stored.headers["content-type"]) == (JPEG, "image/jpeg")


def test_a_url_may_be_used_twice(server: PracticeServer) -> None:
    url = url_for(server, name="twice.jpg")
    assert [put(server, url).status, put(server, url).status] == [200, 200]
    assert server.puts["twice.jpg"] == 2


@pytest.mark.parametrize("data", [JPEG + b"x", JPEG[:-1], b""])
def test_another_length_than_declared_is_refused(server: PracticeServer, data: bytes) -> None:
    answer = put(server, url_for(server, name="length.jpg"), data)
    assert (answer.status, code(answer)) == (403, "SignatureDoesNotMatch")
    assert "length.jpg" not in server.objects


def test_another_type_than_declared_is_refused(server: PracticeServer) -> None:
    assert code(put(server, url_for(server), Content_Type="image/png")) == "SignatureDoesNotMatch"


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        (r"Signature=(.)", lambda m: "Signature=" + ("0" if m[1] != "0" else "1"), "SignatureDoesNotMatch"),
        (r"\.jpg", ".jpeg", "SignatureDoesNotMatch"),
        (r"Expires=900", "Expires=901", "SignatureDoesNotMatch"),
        (r"Expires=900", "Expires=9000000", "AuthorizationQueryParametersError"),
        (r"Expires=900", "Expires=x", "AuthorizationQueryParametersError"),
        (r"Algorithm=[^&]+", "Algorithm=none", "AuthorizationQueryParametersError"),
        (r"eu-west-3", "us-east-1", "AuthorizationQueryParametersError"),
        (r"Credential=[^%]+", "Credential=OTHER", "InvalidAccessKeyId"),
        (r"SignedHeaders=[^&]+", "SignedHeaders=host", "AccessDenied"),
        (r"&X-Amz-Signature=.*", "", "AccessDenied"),
        (r"\?.*", "", "AccessDenied"),
    ],
)  # fmt: skip
def test_a_tampered_url_is_refused(server: PracticeServer, pattern: str, replacement: str, said: str) -> None:
    url = re.sub(pattern, replacement, url_for(server, name="tampered.jpg"))
    assert code(put(server, url)) == said
    assert "tampered.jpg" not in server.objects


def test_a_token_of_the_api_beside_the_signature_is_refused(server: PracticeServer) -> None:
    answer = put(server, url_for(server), Authorization="Bearer x")
    assert (answer.status, code(answer)) == (400, "InvalidArgument")


def test_an_unsigned_amz_header_is_refused(server: PracticeServer) -> None:
    assert code(put(server, url_for(server), x_amz_meta_note="x")) == "AccessDenied"


def test_a_digest_that_does_not_match_is_refused(server: PracticeServer) -> None:
    wrong, right = (base64.b64encode(hashlib.md5(data).digest()).decode() for data in (b"x", JPEG))
    assert code(put(server, url_for(server), Content_MD5=wrong)) == "BadDigest"
    assert put(server, url_for(server), Content_MD5=right).status == 200


def test_a_url_dies_with_its_expiry_and_is_not_born_early(server: PracticeServer, clock: Hands) -> None:
    url = url_for(server, name="late.jpg")
    try:
        clock.ahead = timedelta(seconds=903)
        late = put(server, url)
        clock.ahead = timedelta(seconds=-1000)
        early = put(server, url)
    finally:
        clock.ahead = timedelta()
    assert (late.status, code(late)) == (403, "AccessDenied")
    assert b"Request has expired" in late.body
    assert b"Request is not valid yet" in early.body
    assert "late.jpg" not in server.objects


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_url_for_a_put_is_for_nothing_else(server: PracticeServer, method: str) -> None:
    parts = urlsplit(url_for(server))
    answer = call(server, method, f"{parts.path}?{parts.query}", {"Content-Type": "image/jpeg"}, JPEG)
    assert answer.status in (403, 405)


def test_chunks_are_refused(server: PracticeServer) -> None:
    parts = urlsplit(url_for(server))
    headers = {"Content-Type": "image/jpeg", "Transfer-Encoding": "chunked"}
    assert call(server, "PUT", f"{parts.path}?{parts.query}", headers, b"0\r\n\r\n").status == 411


def test_the_signature_is_the_one_that_botocore_makes() -> None:
    """Held against code that is not ours."""
    key, at = Key("AKIDEXAMPLE", "secret/with+signs"), datetime.now(UTC).replace(microsecond=0)
    path = "/bucket/a%20b%2Bc/signature-1.jpg"
    ours = key.presigned("https://s3.example", path, mime_type="image/jpeg", size_bytes=123, at=at, lifetime_s=600)
    headers = {"Content-Type": "image/jpeg", "Content-Length": "123"}
    theirs = AWSRequest("PUT", "https://s3.example" + path, headers=headers)
    signer = S3SigV4QueryAuth(Credentials("AKIDEXAMPLE", "secret/with+signs"), "s3", "eu-west-3", expires=600)
    signer.add_auth(theirs)

    def parameters(url: str) -> set[str]:
        return set(urlsplit(url).query.split("&"))

    made_at = re.search(r"X-Amz-Date=(\w+)", theirs.url)
    if made_at and made_at[1] != at.strftime("%Y%m%dT%H%M%SZ"):  # a second passed between the two
        at = datetime.strptime(made_at[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        ours = key.presigned("https://s3.example", path, mime_type="image/jpeg", size_bytes=123, at=at, lifetime_s=600)
    assert parameters(ours) == parameters(theirs.url)


def test_what_botocore_presigns_is_accepted() -> None:
    key = Key("AKIDEXAMPLE", "secret")
    theirs = AWSRequest(
        "PUT", "https://s3.example/b/k.jpg", headers={"Content-Type": "image/jpeg", "Content-Length": "3"}
    )
    S3SigV4QueryAuth(Credentials("AKIDEXAMPLE", "secret"), "s3", "eu-west-3", expires=60).add_auth(theirs)
    parts = urlsplit(theirs.url)
    headers = (("host", "s3.example"), ("content-type", "image/jpeg"), ("content-length", "3"))
    key.check(Request("PUT", f"{parts.path}?{parts.query}", headers, b"abc"), datetime.now(UTC))


def test_a_repeated_execution_hands_out_a_url_for_the_same_object(server: PracticeServer) -> None:
    first, second = url_for(server, name="again.jpg"), url_for(server, name="again.jpg")
    assert urlsplit(first).path == urlsplit(second).path
    assert patch(server, body("again.jpg")).status == 200
    assert server.patches["again.jpg"] == 3
