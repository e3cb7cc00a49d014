"""Sealing: AES-256-GCM under a key derived from the outbox's, bound to what and whose the bytes are.

A blob is `nonce (12) | ciphertext | tag (16)` with AAD `kind | outbox id | sign-off id | blob format`, so that one
moved to another sign-off, another outbox or another purpose does not open.
"""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop_app.domain.errors import EnvironmentFault

KEY_BYTES = 32
BLOB_FORMAT = 1
_NONCE_BYTES = 12  # NIST SP 800-38D; random, one outbox stays far below its 2**32 messages a key
_GROUP_BYTES = 8


def new_key() -> bytes:
    """A fresh outbox key: 32 random bytes."""
    return os.urandom(KEY_BYTES)


class Cipher:
    """Seals and opens the blobs of one outbox."""

    def __init__(self, key: bytes, outbox_id: str) -> None:
        self._aead = AESGCM(_derived(key, b"paraphe blobs 1"))
        self._group_key = _derived(key, b"paraphe groups 3")
        self._outbox_id = outbox_id

    def seal(self, kind: str, signoff_id: str, plain: bytes) -> bytes:
        """The sealed bytes: 28 longer than `plain`."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, self._bound_to(kind, signoff_id))

    def open(self, kind: str, signoff_id: str, sealed: bytes) -> bytes:
        """The plain bytes; raises EnvironmentFault `blob_damaged` where a bit of them or of their owner differs."""
        try:
            return self._aead.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._bound_to(kind, signoff_id))
        except (InvalidTag, ValueError) as error:
            raise EnvironmentFault("blob_damaged", kind=kind, id=signoff_id) from error

    def group(self, token_group: str) -> str:
        """The keyed hash (BLAKE2b, RFC 7693), 16 hex digits, that stands for a session's group in a column."""
        return hashlib.blake2b(token_group.encode(), digest_size=_GROUP_BYTES, key=self._group_key).hexdigest()

    def _bound_to(self, kind: str, signoff_id: str) -> bytes:
        return f"{kind}|{self._outbox_id}|{signoff_id}|{BLOB_FORMAT}".encode()


def _derived(key: bytes, purpose: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"an outbox key has {KEY_BYTES} bytes")
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)
