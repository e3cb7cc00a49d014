"""What came back from the network, as facts; what they mean is decided in `sync.policy`."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PatchAnswer:
    """A whole HTTP answer to the PATCH."""

    status: int
    is_json: bool
    presigned_url: str | None = field(default=None, repr=False)  # the body's string, not yet judged
    message: str = ""  # the server's words (`message` of a JSON object), cut to SERVER_WORDS_MAX
    retry_after_s: float | None = None  # seconds from now; a date is taken relative to the answer's own Date
    server_time: datetime | None = None  # the answer's Date


@dataclass(frozen=True, slots=True)
class PutAnswer:
    """A whole HTTP answer to the PUT."""

    status: int
    code: str = ""  # S3's <Code>
    message: str = ""  # S3's <Message>, cut to SERVER_WORDS_MAX
    etag: str = ""  # without quotes
    encryption: str = ""  # x-amz-server-side-encryption
    retry_after_s: float | None = None
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing was sent.

    `code`: `offline`, `dns`, `tls_untrusted`, `tls_wrong_name`, `tls_expired`, `tls_not_yet_valid` (a wrong clock),
    `tls_failed`, `proxy_unreachable`, `proxy_password`, `proxy_refused`, `proxy_unsupported`.
    """

    code: str
    detail: str = ""  # for the log and the details pane: no token, no URL


@dataclass(frozen=True, slots=True)
class Lost:
    """The request, or a part of it, may have arrived; no whole answer came back.

    `code`: `broken`, `timed_out`, `answer_too_large`, `answer_garbled`.
    """

    code: str
    detail: str = ""


PatchOutcome = PatchAnswer | Unreachable | Lost
PutOutcome = PutAnswer | Unreachable | Lost
