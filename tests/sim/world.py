"""The other side: the service, its storage and the network between, all with faults drawn from one seed.

Nothing here uses the product's own remote, wire format or practice server: outcomes are made as facts, and what the
service knows is kept for the oracle.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from desktop_app.domain.outcomes import Lost, PatchAnswer, PatchOutcome, PutAnswer, PutOutcome, Unreachable
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import SignOff
from tests.sim.oracle import Oracle, Url

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
API = "https://api.sim/main"
OTHER_API = "https://api2.sim/main"
BUCKET = "https://bucket.sim"

REFUSALS = (400, 404, 409, 410, 413, 422)
NOT_NOW = (408, 425, 429, 503)
FAILURES = (500, 502, 504)
PATCH_FAULTS = (
    *("refused", "unauthorised", "forbidden", "wrong_path", "not_now", "not_now", "failed", "failed_but_acted"),
    *("no_url", "bad_url", "reading_url", "html", "redirect", "lost_before", "lost_after", "lost_after", "timed_out"),
)
PUT_FAULTS = (
    *("redirect", "request_timeout", "failed", "slow_down", "lost_before", "lost_after", "lost_after", "forbidden"),
    *("signature", "token_died", "other_etag", "bad_digest", "refused", "portal"),
)
UNREACHABLE = ("offline", "dns", "tls_untrusted", "tls_not_yet_valid", "proxy_password")


@dataclass
class Weather:
    """How bad it is at the moment; all chances from 0 to 1."""

    patch_fault: float = 0.0
    put_fault: float = 0.0
    api_down: bool = False
    storage_down: bool = False
    everything: str | None = None  # one fault for every PATCH: a wrong setting
    url_life_s: tuple[float, float] = (600.0, 900.0)
    delay_s: tuple[float, float] = (0.01, 0.4)
    date_offset_s: float = 0.0
    without_date: float = 0.0


@dataclass
class World:
    """One seed's world, in true time."""

    chance: Random
    oracle: Oracle
    weather: Weather = field(default_factory=Weather)
    clock: Callable[[], float] = float  # virtual seconds since START
    urls: dict[str, Url] = field(default_factory=dict)
    objects: dict[str, bytes] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)  # valid account tokens, with their origin
    revoked_sessions: set[str] = field(default_factory=set)
    _numbers: int = 0

    @property
    def time_s(self) -> float:
        return self.clock()

    def now(self) -> datetime:
        return START + timedelta(seconds=self.time_s)

    def token(self, user: str, session: str, life_s: float) -> Token:
        """A JWT-shaped token that expires by the true time."""
        self._numbers += 1
        made = int(self.now().timestamp())
        claims = {"userId": user, "sessionId": session, "iat": made, "exp": made + int(life_s), "n": self._numbers}
        body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        return Token(f"e30.{body}.x")

    # PATCH

    def patch(self, process: str, signoff: SignOff, account: Token) -> PatchOutcome:
        """What becomes of a PATCH that leaves now."""
        weather = self.weather
        if weather.api_down:
            return Unreachable(self.chance.choice(UNREACHABLE))
        fault = weather.everything
        if fault is None and self.chance.random() < weather.patch_fault:
            fault = self.chance.choice(PATCH_FAULTS)
        if fault == "lost_before":
            return Lost("broken")
        if fault == "html":
            return self._answer(200, is_json=False)
        if fault == "redirect":
            return self._answer(302, is_json=False)
        outcome, acted = self._served(signoff, account, fault)
        self.oracle.patch_arrived(process, signoff, account, acted=acted, told=outcome, at=self.now())
        return outcome

    def _served(self, signoff: SignOff, account: Token, fault: str | None) -> tuple[PatchOutcome, bool]:
        refusal = self._refusal(signoff, account, fault)
        if refusal is not None:
            return refusal, False
        match fault:
            case "not_now":
                after_s = self.chance.choice((None, None, 1.0, 30.0, 300.0))
                return self._answer(self.chance.choice(NOT_NOW), retry_after_s=after_s), False
            case "failed":
                return self._answer(self.chance.choice(FAILURES)), False
            case "failed_but_acted":
                return self._answer(self.chance.choice(FAILURES)), True
            case "no_url":
                return self._answer(200), True
            case "bad_url":
                return self._answer(200, url=self.chance.choice(("http://bucket.sim/1", "nonsense", "https://"))), True
            case "lost_after":
                self._url(signoff)
                return Lost("broken"), True
            case "timed_out":
                return Lost("timed_out"), self.chance.random() < 0.5
        url = self._url(signoff)
        return self._answer(200, url=url + "&x-id=GetObject" if fault == "reading_url" else url), True

    def _refusal(self, signoff: SignOff, account: Token, fault: str | None) -> PatchAnswer | None:
        if fault == "wrong_path":
            return self._answer(403, message="Missing Authentication Token")
        if account.value not in self.accounts or account.claims.expired(self.now()):
            return self._answer(self.chance.choice((401, 403)) if account.claims.expired(self.now()) else 401)
        session = signoff.session
        if session.claims.expired(self.now()):
            return self._answer(self.chance.choice((401, 403)))
        if session.value in self.revoked_sessions or fault == "forbidden":
            return self._answer(403, message="Forbidden")
        if fault == "unauthorised":
            return self._answer(401, message="Unauthorized")
        if fault == "refused":
            return self._answer(self.chance.choice(REFUSALS), message="no")
        if fault == "refused_alike":
            return self._answer(404, message="no such stage")
        return None

    def _answer(
        self,
        status: int,
        *,
        is_json: bool = True,
        url: str | None = None,
        message: str = "",
        retry_after_s: float | None = None,
    ) -> PatchAnswer:
        return PatchAnswer(status, is_json, url, message, retry_after_s, self._date())

    def _date(self) -> datetime | None:
        if self.chance.random() < self.weather.without_date:
            return None
        return (self.now() + timedelta(seconds=self.weather.date_offset_s)).replace(microsecond=0)

    def _url(self, signoff: SignOff) -> str:
        self._numbers += 1
        made, life_s = self.now(), int(self.chance.uniform(*self.weather.url_life_s))
        url = (
            f"{BUCKET}/{signoff.name}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date={made:%Y%m%dT%H%M%SZ}"
            f"&X-Amz-Expires={life_s}&X-Amz-SignedHeaders=content-length;content-type;host&X-Amz-Signature={self._numbers}"
        )
        dies_at = made.replace(microsecond=0) + timedelta(seconds=life_s)
        self.urls[url] = Url(signoff.id, signoff.size_bytes, dies_at)
        return url

    # PUT

    def put(self, url: str, data: bytes) -> PutOutcome:
        """What becomes of a PUT that leaves now."""
        weather = self.weather
        if weather.storage_down:
            return Unreachable(self.chance.choice(UNREACHABLE))
        fault = self.chance.choice(PUT_FAULTS) if self.chance.random() < weather.put_fault else None
        if fault == "lost_before":
            return Lost("broken")
        if fault == "portal":
            return PutAnswer(302, server_time=self._date())
        known = self.urls.get(url)
        if known is None:
            self.oracle.complain(f"5: a PUT went to a URL that was never handed out: {url}")
            return PutAnswer(404, "NoSuchBucket")
        return self._stored(known, data, fault)

    def _stored(self, known: Url, data: bytes, fault: str | None) -> PutOutcome:
        date = self._date()
        if known.dies_at <= self.now():
            known.refused = True
            return PutAnswer(403, "AccessDenied", "Request has expired", server_time=date)
        if len(data) != known.size_bytes:
            self.oracle.complain(f"3: {len(data)} bytes uploaded, {known.size_bytes} declared")
        refused = {
            "forbidden": PutAnswer(403, "AccessDenied", "Access Denied", server_time=date),
            "signature": PutAnswer(403, "SignatureDoesNotMatch", server_time=date),
            "token_died": PutAnswer(403, "ExpiredToken", server_time=date),
            "refused": PutAnswer(405, "MethodNotAllowed", server_time=date),
        }
        again = {
            "redirect": PutAnswer(307, "TemporaryRedirect", server_time=date),
            "request_timeout": PutAnswer(400, "RequestTimeout", server_time=date),
            "failed": PutAnswer(self.chance.choice(FAILURES), server_time=date),
            "slow_down": PutAnswer(503, "SlowDown", retry_after_s=self.chance.choice((None, 5.0)), server_time=date),
            "bad_digest": PutAnswer(400, "BadDigest", server_time=date),
        }
        if fault in refused:
            known.refused = True
            return refused[fault]
        if fault in again:
            return again[fault]
        self.objects[known.signoff_id] = data
        self.oracle.stored(known.signoff_id, data)
        if fault == "lost_after":
            return Lost("broken")
        etag = "0" * 32 if fault == "other_etag" else hashlib.md5(data, usedforsecurity=False).hexdigest()
        return PutAnswer(200, etag=etag, server_time=date)
