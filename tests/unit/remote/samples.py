"""A sign-off, tokens and a service to try answers with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.remote.network import Network, Timeouts
from desktop_app.remote.proxies import ProxyFor
from desktop_app.remote.service import Service

ACCOUNT = Token("account-token-value")
SESSION = Token("session-token-value")
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20 + b"\xff\xd9"
ID = "019aa0b1-0000-7000-8000-0123456789ab"


def signoff(api_url: str, form: Form | None = None, jpeg: bytes = JPEG) -> SignOff:
    when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    return SignOff(ID, when, form or Form("Zoë", "Martin"), jpeg, SESSION, api_url)


def upload_url(base: str, path: str = "/bucket/key?X-Amz-Signature=abc") -> PresignedUrl:
    return PresignedUrl(base + path, None, ())


@asynccontextmanager
async def service(
    *, whole_s: float = 10.0, read_s: float = 5.0, proxy: str = "", proxy_for: ProxyFor | None = None
) -> AsyncIterator[Service]:
    times = Timeouts(connect_s=2.0, read_s=read_s, write_s=2.0, whole_s=whole_s)
    made = Service(Network("9.9", timeouts=times, proxy=proxy, proxy_for=proxy_for))
    try:
        yield made
    finally:
        await made.close()
