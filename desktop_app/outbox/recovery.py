"""The recovery key: the outbox's key, also sealed to a public key of the organisation (X25519, HPKE, RFC 9180).

Whoever holds the private key can open an outbox whose key the credential store has lost.
"""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from desktop_app.domain.errors import InvalidInput

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def read_public(text: str) -> X25519PublicKey:
    """A public key as PEM or as base64 of its 32 bytes; raises InvalidInput `recovery_key_invalid`."""
    text = text.strip()
    try:
        if text.startswith("-----BEGIN"):
            key = serialization.load_pem_public_key(text.encode())
        else:
            raw = base64.b64decode(text, validate=True)
            key = X25519PublicKey.from_public_bytes(raw)
    except (ValueError, binascii.Error) as error:
        raise InvalidInput("recovery_key_invalid") from error
    if not isinstance(key, X25519PublicKey):
        raise InvalidInput("recovery_key_invalid")
    return key


def read_private(pem: bytes) -> X25519PrivateKey:
    """A private key as unencrypted PEM; raises InvalidInput `recovery_private_key_invalid`."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise InvalidInput("recovery_private_key_invalid") from error
    if not isinstance(key, X25519PrivateKey):
        raise InvalidInput("recovery_private_key_invalid")
    return key


def fingerprint(key: X25519PublicKey) -> str:
    """What the window shows of a recovery key: 16 hex digits of the hash of its 32 bytes."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


def sealed(outbox_key: bytes, outbox_id: str, public: X25519PublicKey) -> bytes:
    """The outbox's key, to be opened with the private key alone; bound to the outbox's id."""
    return _SUITE.encrypt(outbox_key, public, info=_bound_to(outbox_id))


def unsealed(data: bytes, outbox_id: str, private: X25519PrivateKey) -> bytes | None:
    """The outbox's key, or None where it was sealed to another key."""
    try:
        return _SUITE.decrypt(data, private, info=_bound_to(outbox_id))
    except (InvalidTag, ValueError):
        return None


def _bound_to(outbox_id: str) -> bytes:
    return f"paraphe outbox key|{outbox_id}".encode()
