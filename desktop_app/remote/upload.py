"""The PUT: the JPEG to its presigned URL, and the facts of S3's answer."""

from http import HTTPStatus

from desktop_app.domain.limits import JPEG_MIME
from desktop_app.domain.outcomes import Lost, PutAnswer

from .client import Header, RawAnswer
from .headers import retry_after_s, server_time, words
from .s3_error import s3_error

_HTML = (b"<html", b"<!doctype html")
UPLOAD_HEADERS: list[Header] = [(b"Content-Type", JPEG_MIME.encode("ascii"))]


def put_answer(raw: RawAnswer) -> PutAnswer | Lost:
    """The facts of an answer; S3's error code and message where its body is S3's XML.

    S3 answers a stored object with an ETag and no body. A success with a page instead is something in between (a
    portal, a filter that inspects TLS): Lost `answer_garbled`, or the only copy would be given up for it.
    """
    if HTTPStatus.OK <= raw.status < HTTPStatus.MULTIPLE_CHOICES and _is_page(raw):
        return Lost("answer_garbled", "success with a page")
    code, message = s3_error(raw.body) if raw.body else ("", "")
    return PutAnswer(
        raw.status,
        code,
        words(message),
        raw.headers.get(b"etag", b"").decode("latin-1").strip().removeprefix("W/").strip('"'),
        raw.headers.get(b"x-amz-server-side-encryption", b"").decode("latin-1").strip(),
        retry_after_s(raw.headers),
        server_time(raw.headers),
    )


def _is_page(raw: RawAnswer) -> bool:
    """Whether there is a body and it is HTML, or no ETag comes with it; a page may have an ETag of its own."""
    body = raw.body.strip()
    html = b"html" in raw.headers.get(b"content-type", b"").lower() or body[:14].lower().startswith(_HTML)
    return bool(body) and (html or b"etag" not in raw.headers)
