"""What tests of the outbox share: a clock that is set by hand, sign-offs, a vault in memory, an apsw connection."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apsw
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop_app.domain.delivery import AuditEntry, Delivery, State
from desktop_app.domain.ids import uuid7
from desktop_app.domain.presigned import PresignedUrl
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form, SignOff
from desktop_app.outbox.connection import Connection
from desktop_app.outbox.store import Store

START = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
API = "https://api.example/main"
URL = PresignedUrl("https://bucket.example/1?X-Amz-Signature=abc", START + timedelta(hours=1), ("host",))

# An organisation's recovery key.
X25519 = X25519PrivateKey.generate()
PRIVATE_PEM = X25519.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
PUBLIC_PEM = (
    X25519.public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)


class HandClock:
    """A wall clock that moves when told."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **delta: float) -> datetime:
        self.time += timedelta(**delta)
        return self.time


class Signer:
    """Makes sign-offs, each different from all others."""

    def __init__(self, seed: int = 1) -> None:
        self._number = seed << 20

    def __call__(self, session: str = "session", *, jpeg: bytes | None = None, api_url: str = API) -> SignOff:
        self._number += 1
        number = self._number
        unix_ms = int(START.timestamp() * 1000) + number
        return SignOff(
            id=uuid7(unix_ms, number.to_bytes(4, "big") * 2 + os.urandom(2)),
            signed_at=START + timedelta(seconds=number),
            form=Form("Zoë", f"Müller-{number}", "z@example.org", "fuite réparée\nbien", ""),
            jpeg=jpeg if jpeg is not None else number.to_bytes(4, "big") * 300,
            session=Token(session),
            api_url=api_url,
        )


def event(signoff_id: str, name: str = "tested", at: datetime = START) -> AuditEntry:
    return AuditEntry(at, signoff_id, name)


def moved(store: Store, delivery: Delivery, state: State, **changes: Any) -> Delivery:
    """Writes a state; an `executed` one gets a URL."""
    url = URL if state is State.EXECUTED else None
    words = changes.pop("words", None)
    target = delivery._replace(state=state, **changes)
    return store.apply(target, event(delivery.id, state.value), url=url, words=words)


def sent(store: Store, delivery: Delivery, at: datetime = START) -> Delivery:
    return moved(store, delivery, State.SENT, changed_at=at)


class ApswConnection:
    """Another binding in the store's place: apsw behind the few calls that the store makes."""

    def __init__(self, path: Path, vfs: str | None = None) -> None:
        self._db = apsw.Connection(str(path), vfs=vfs)
        self._db.set_busy_timeout(10_000)

    def execute(self, statement: str, parameters: Sequence[object] = (), /) -> Iterable[tuple[Any, ...]]:
        # The bindings differ here alone: apsw runs a statement as its rows are read, sqlite3 at once.
        return list(self._db.execute(statement, parameters))

    def close(self) -> None:
        self._db.close()


def connect_apsw(path: Path) -> Connection:
    return ApswConnection(path)
