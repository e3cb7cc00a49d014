"""The PUT: the JPEG to its presigned URL, and the facts of S3's answer."""

from desktop_app.domain.limits import JPEG_MIME
from desktop_app.domain.outcomes import PutAnswer

from .client import Header, RawAnswer
from .headers import retry_after_s, server_time, words
from .s3_error import s3_error

UPLOAD_HEADERS: list[Header] = [(b"Content-Type", JPEG_MIME.encode("ascii"))]


def put_answer(raw: RawAnswer) -> PutAnswer:
    """The facts of an answer; S3's error code and message where its body is S3's XML."""
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
