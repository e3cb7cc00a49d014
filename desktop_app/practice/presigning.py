"""AWS Signature Version 4 in the query: making a presigned PUT and checking one.

Source: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)", Amazon S3 API Reference. The
signature covers host, content-type and content-length, so that a URL takes exactly the declared file.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote

from .protocol import Request

ALGORITHM = "AWS4-HMAC-SHA256"
SIGNED = ("content-length", "content-type", "host")
TIME_FORMAT = "%Y%m%dT%H%M%SZ"
EXPIRES_MAX_S = 604_800  # a week
FUTURE_MAX = timedelta(minutes=15)
_PARAMETERS = (
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
)


class Refused(Exception):
    """A request that S3 would refuse: HTTP status, its error code and message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Key:
    """An access key and the region it signs for."""

    access_key: str
    secret_key: str = field(repr=False)
    region: str = "eu-west-3"

    def presigned(
        self, base_url: str, path: str, *, mime_type: str, size_bytes: int, at: datetime, lifetime_s: int
    ) -> str:
        """The URL a file of this type and size may be PUT to until `at` + `lifetime_s`. `path` is percent-encoded."""
        host = base_url.partition("://")[2]
        query = {
            "X-Amz-Algorithm": ALGORITHM,
            "X-Amz-Credential": f"{self.access_key}/{self._scope(at)}",
            "X-Amz-Date": at.strftime(TIME_FORMAT),
            "X-Amz-Expires": str(lifetime_s),
            "X-Amz-SignedHeaders": ";".join(SIGNED),
        }
        headers = {"content-length": str(size_bytes), "content-type": mime_type, "host": host}
        signature = self._signature("PUT", path, query, headers, at)
        return f"{base_url}{path}?{_canonical_query(query)}&X-Amz-Signature={signature}"

    def check(self, request: Request, now: datetime) -> None:
        """Whether this PUT is what was signed, and still in time. Raises Refused with what S3 answers."""
        query = dict(parse_qsl(request.query, keep_blank_values=True))
        if request.header("authorization") is not None:
            raise Refused(400, "InvalidArgument", "Only one auth mechanism allowed")
        if any(name not in query for name in _PARAMETERS):
            raise Refused(403, "AccessDenied", "Access Denied")
        at, expires_s = self._checked_parameters(query)
        if now > at + timedelta(seconds=expires_s):
            raise Refused(403, "AccessDenied", "Request has expired")
        if at > now + FUTURE_MAX:
            raise Refused(403, "AccessDenied", "Request is not valid yet")
        signed = query["X-Amz-SignedHeaders"].split(";")
        unsigned = [name for name, _ in request.headers if name.startswith("x-amz-") and name not in signed]
        if unsigned or not set(SIGNED) <= set(signed):
            raise Refused(403, "AccessDenied", "There were headers present in the request which were not signed")
        headers = {name: request.header(name) or "" for name in signed}
        given = query.pop("X-Amz-Signature")
        expected = self._signature(request.method, request.path, query, headers, at)
        if not hmac.compare_digest(given.encode(), expected.encode()):
            raise Refused(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided.",
            )

    def _checked_parameters(self, query: dict[str, str]) -> tuple[datetime, int]:
        malformed = "AuthorizationQueryParametersError"
        if query["X-Amz-Algorithm"] != ALGORITHM:
            raise Refused(400, malformed, f"X-Amz-Algorithm only supports {ALGORITHM}")
        try:
            at = datetime.strptime(query["X-Amz-Date"], TIME_FORMAT).replace(tzinfo=UTC)
            expires_s = int(query["X-Amz-Expires"])
        except ValueError as error:
            raise Refused(400, malformed, "X-Amz-Date or X-Amz-Expires is malformed") from error
        if not 0 < expires_s <= EXPIRES_MAX_S:
            raise Refused(400, malformed, "X-Amz-Expires must be between 1 second and a week")
        access_key, _, scope = query["X-Amz-Credential"].partition("/")
        if access_key != self.access_key:
            raise Refused(403, "InvalidAccessKeyId", "The access key does not exist.")
        if scope != self._scope(at):
            raise Refused(400, malformed, "The credential's scope is not of this region, service and day")
        return at, expires_s

    def _scope(self, at: datetime) -> str:
        return f"{at:%Y%m%d}/{self.region}/s3/aws4_request"

    def _signature(self, method: str, path: str, query: dict[str, str], headers: dict[str, str], at: datetime) -> str:
        canonical = "\n".join(
            [
                method,
                quote(unquote(path, "latin-1"), safe="/-_.~", encoding="latin-1"),
                _canonical_query(query),
                *(f"{name}:{' '.join(headers[name].split())}" for name in sorted(headers)),
                "",
                ";".join(sorted(headers)),
                "UNSIGNED-PAYLOAD",
            ]
        )
        hashed = hashlib.sha256(canonical.encode()).hexdigest()
        to_sign = f"{ALGORITHM}\n{at.strftime(TIME_FORMAT)}\n{self._scope(at)}\n{hashed}"
        key = f"AWS4{self.secret_key}".encode()
        for part in (f"{at:%Y%m%d}", self.region, "s3", "aws4_request"):
            key = hmac.digest(key, part.encode(), "sha256")
        return hmac.digest(key, to_sign.encode(), "sha256").hex()


def _canonical_query(query: dict[str, str]) -> str:
    pairs = sorted((quote(name, safe="-_.~"), quote(text, safe="-_.~")) for name, text in query.items())
    return "&".join(f"{name}={text}" for name, text in pairs)
