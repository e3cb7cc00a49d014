"""The API side: the PATCH of the contract behind what API Gateway puts before it."""

import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .contract import ContractBroken, Declared, declared
from .protocol import Answer, Request
from .storage import URL_LIFETIME_S, Storage
from .tokens import ACCOUNT_LIFETIME, SESSION_LIFETIME, signed_token, times

STAGE = "/main"
EXECUTE_PATH = STAGE + "/interventions/v2/mb/execute"


@dataclass(frozen=True, slots=True)
class Execution:
    """One PATCH that was acted upon."""

    name: str
    mime_type: str
    size_bytes: int
    body: dict[str, object] = field(repr=False)
    session_token: str = field(repr=False)
    at: datetime


class Api:
    """Tokens and executions. Asked by the server's thread; `executions` and `patches` may be read by any."""

    def __init__(self, storage: Storage, secret: bytes, clock: Callable[[], datetime]) -> None:
        self.executions: list[Execution] = []
        self.patches: Counter[str] = Counter()  # PATCHes that came in for a signature's name, refused ones included
        self._storage = storage
        self._secret = secret
        self._clock = clock
        self._accounts: dict[str, datetime] = {}  # token -> when it expires
        self._sessions: dict[str, datetime] = {}
        self._guard = threading.Lock()

    def issue_account(self, lifetime: timedelta = ACCOUNT_LIFETIME) -> str:
        """A new account token that this server accepts until it expires."""
        now = self._clock()
        with self._guard:
            claims = {"sub": f"practice-workstation-{len(self._accounts) + 1}", **times(now, lifetime)}
            token = signed_token(claims, self._secret)
            self._accounts[token] = now + lifetime
        return token

    def issue_session(self, user_id: str, session_id: str, lifetime: timedelta = SESSION_LIFETIME) -> str:
        """A new session token that this server accepts until it expires."""
        now = self._clock()
        token = signed_token({"userId": user_id, "sessionId": session_id, **times(now, lifetime)}, self._secret)
        with self._guard:
            self._sessions[token] = now + lifetime
        return token

    def revoke(self, token: str) -> None:
        """Accepts an account or session token no longer."""
        with self._guard:
            self._accounts.pop(token, None)
            self._sessions.pop(token, None)

    def refusal(self, request: Request) -> Answer | None:
        """What API Gateway answers before the service sees the request; None where it lets it through."""
        now = self._clock()
        if request.path != EXECUTE_PATH or request.method != "PATCH":
            return message(403, "Missing Authentication Token")
        scheme, _, account = (request.header("authorization") or "").partition(" ")
        if scheme.lower() != "bearer" or not _valid(self._accounts, account.strip(), now):
            return message(401, "Unauthorized")
        session = request.header("x-session-token")
        if not session:
            return message(400, "Missing required request parameters: [X-Session-Token]")
        if not _valid(self._sessions, session, now):
            return message(403, "User is not authorized to access this resource")
        kind = (request.header("content-type") or "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return message(415, "Unsupported Media Type")
        return None

    def execute(self, request: Request, *, url_age_s: int = 0, url_lifetime_s: int = URL_LIFETIME_S) -> Answer:
        """The whole answer to a request on the API; acts where the contract is kept."""
        refused = self.refusal(request)
        asked, broken = _declared(request)
        if asked is not None:
            with self._guard:
                self.patches[asked.name] += 1
        if refused is not None:
            return refused
        if asked is None:
            return message(400, f"Invalid request body: {broken}")
        execution = Execution(
            asked.name,
            asked.mime_type,
            asked.size_bytes,
            asked.body,
            request.header("x-session-token") or "",
            self._clock(),
        )
        with self._guard:
            self.executions.append(execution)
        url = self._storage.presigned(
            asked.name, asked.mime_type, asked.size_bytes, age_s=url_age_s, lifetime_s=url_lifetime_s
        )
        return json_answer(200, {"presignedUrl": url})


def message(status: int, text: str) -> Answer:
    """An error as API Gateway words it."""
    return json_answer(status, {"message": text})


def json_answer(status: int, value: object) -> Answer:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Answer(status, (("Content-Type", "application/json"),), body)


def _declared(request: Request) -> tuple[Declared | None, str]:
    try:
        return declared(request.body), ""
    except ContractBroken as broken:
        return None, str(broken)


def _valid(tokens: dict[str, datetime], token: str, now: datetime) -> bool:
    expires_at = tokens.get(token)
    return expires_at is not None and now < expires_at
