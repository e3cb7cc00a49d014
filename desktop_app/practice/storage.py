"""The S3 side: takes a presigned PUT, checks all of it, keeps the object, answers as S3 answers."""

import base64
import hashlib
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from urllib.parse import quote

from .presigning import Key, Refused
from .protocol import Answer, Request

BUCKET = "practice-signatures"
URL_LIFETIME_S = 900
Presign = Callable[[str, str, int], str]  # name, MIME type, size in bytes -> a URL of another storage
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_PLAIN_MAX = 200


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What a PUT left: its bytes and headers (names lower case), and when."""

    data: bytes = field(repr=False)
    headers: dict[str, str]
    at: datetime


class Storage:
    """One bucket. Asked by the server's thread; `objects` and `puts` may be read by any."""

    def __init__(self, key: Key, clock: Callable[[], datetime], presign: Presign | None = None) -> None:
        self.objects: dict[str, StoredObject] = {}
        self.puts: Counter[str] = Counter()  # PUTs that came in for a name, refused ones included
        self.base_url = ""
        self._key = key
        self._clock = clock
        self._presign = presign
        self._names: dict[str, str] = {}
        self._guard = threading.Lock()

    def presigned(self, name: str, mime_type: str, size_bytes: int, *, age_s: int = 0, lifetime_s: int) -> str:
        """A URL made `age_s` ago that takes the declared file; another storage's where one was handed in."""
        if self._presign is not None:
            return self._presign(name, mime_type, size_bytes)
        path = _path(name)
        with self._guard:
            self._names[path] = name
        at = self._clock() - timedelta(seconds=age_s)
        return self._key.presigned(
            self.base_url, path, mime_type=mime_type, size_bytes=size_bytes, at=at, lifetime_s=lifetime_s
        )

    def put(self, request: Request) -> Answer:
        """S3's answer to a request on the bucket."""
        name = self._names.get(request.path)
        if name is not None and request.method == "PUT":
            with self._guard:
                self.puts[name] += 1
        try:
            return self._put(request, name)
        except Refused as refusal:
            return s3_error(refusal.status, refusal.code, refusal.message)

    def _put(self, request: Request, name: str | None) -> Answer:
        if request.method not in ("PUT", "GET", "HEAD"):
            raise Refused(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
        if request.method == "PUT" and request.header("content-length") is None:
            raise Refused(411, "MissingContentLength", "You must provide the Content-Length HTTP header.")
        now = self._clock()
        self._key.check(request, now)
        if name is None:
            raise Refused(404, "NoSuchKey", "The specified key does not exist.")
        md5 = hashlib.md5(request.body, usedforsecurity=False)
        given = request.header("content-md5")
        if given is not None and given != base64.b64encode(md5.digest()).decode():
            raise Refused(400, "BadDigest", "The Content-MD5 you specified did not match what we received.")
        with self._guard:
            self.objects[name] = StoredObject(request.body, dict(request.headers), now)
        return Answer(200, (("ETag", f'"{md5.hexdigest()}"'), ("x-amz-server-side-encryption", "AES256")))


def s3_error(status: int, code: str, message: str) -> Answer:
    """An error as S3 words it."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
        "<RequestId>PRACTICE00000000</RequestId><HostId>practice</HostId></Error>"
    )
    return Answer(status, (("Content-Type", "application/xml"),), body.encode())


def _path(name: str) -> str:
    """The object's path, the same for the same name; a name that cannot stand in a path is replaced by its hash."""
    plain = 0 < len(name) <= _PLAIN_MAX and set(name) <= _PLAIN and not name.startswith(".")
    key = name if plain else hashlib.sha256(name.encode()).hexdigest()
    return f"/{BUCKET}/{quote(key, safe='')}"
