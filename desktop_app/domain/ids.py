"""Identifiers of sign-offs: UUIDv7 (RFC 9562, section 5.7), and the short reference people see."""

import uuid

REFERENCE_LENGTH = 8
RANDOM_BYTES = 10


def uuid7(unix_ms: int, randomness: bytes) -> str:
    """The UUIDv7 of a time in ms since the epoch (48 bits) and 10 random bytes, as its 36-character string."""
    if not 0 <= unix_ms < 1 << 48 or len(randomness) != RANDOM_BYTES:
        raise ValueError("a UUIDv7 takes 48 bits of time and 10 bytes of randomness")
    value = unix_ms << 80 | int.from_bytes(randomness, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def short_reference(signoff_id: str) -> str:
    """The end of the id, upper case: a UUIDv7 begins with the time, so only its end tells two apart."""
    return signoff_id.replace("-", "")[-REFERENCE_LENGTH:].upper()


def object_name(signoff_id: str) -> str:
    """The file name declared to the service, the same through every repeat."""
    return f"signature-{signoff_id}.jpg"
