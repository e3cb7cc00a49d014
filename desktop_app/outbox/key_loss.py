"""Outboxes that were set aside because their key was not in the credential store, and the two ways back."""

from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from desktop_app.domain.errors import EnvironmentFault, InvalidInput

from . import creation, recovery, side_files
from .carry_over import Carried, Carrier
from .carve import Carved, carve
from .cipher import Cipher
from .connection import Connection, reading, writing
from .keys import Keys
from .store import Store


def recover(store: Store, private_key_pem: bytes, now: datetime) -> Carried:
    """Carries over every outbox set aside for its lost key that was sealed to this recovery key.

    Raises InvalidInput `recovery_private_key_invalid`, `recovery_nothing_to_open` (no such file),
    `recovery_key_does_not_fit`.
    """
    private = recovery.read_private(private_key_pem)
    files = side_files.found(store.path, side_files.KEY_LOST)
    if not files:
        raise InvalidInput("recovery_nothing_to_open")
    results = [result for file in files if (result := _recovered(store, file, private, now)) is not None]
    if not results:
        raise InvalidInput("recovery_key_does_not_fit")
    return Carried(*(sum(getattr(result, name) for result in results) for name in ("carried", "known", "lost")))


def _recovered(store: Store, file: Path, private: X25519PrivateKey, now: datetime) -> Carried | None:
    with carve(file) as carved:
        sealed, outbox_id = carved.facts.get("recovery_sealed"), carved.outbox_id
        if not isinstance(sealed, bytes) or outbox_id is None:
            return None
        key = recovery.unsealed(sealed, outbox_id, private)
        if key is None:
            return None
        if store.has_taken_over(file):  # what was sent since may be forgotten here, and would be sent again
            return Carried(0, len(carved.seqs()), 0)
        return store.take_over(carved, Cipher(key, outbox_id), file, now)


def reclaim(path: Path, db: Connection, cipher: Cipher, keys: Keys, now: datetime) -> bool:
    """Carries over outboxes set aside for their lost key whose key is there again (a restored store)."""
    again = False
    for file in side_files.found(path, side_files.KEY_LOST):
        with reading(path):
            done = side_files.remembered(db, file)
        if done:
            continue
        with carve(file) as carved:
            outbox_id = carved.outbox_id
            key = keys.outbox_key(outbox_id) if outbox_id else None
            if key is None or outbox_id is None or not _fits(key, outbox_id, carved):
                continue
            with writing(db, path):
                Carrier(carved, Cipher(key, outbox_id), db, cipher, now).take_over(file)
            again = True
    return again


def _fits(key: bytes, outbox_id: str, carved: Carved) -> bool:
    test_value = carved.facts.get("test_value")
    try:
        creation.check_key(Cipher(key, outbox_id), test_value if isinstance(test_value, bytes) else b"")
    except EnvironmentFault:
        return False
    return True
