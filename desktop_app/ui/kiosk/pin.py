"""The administrator's PIN: at least 6 digits, kept as an Argon2id hash in the PHC string format.

64 MiB and 3 passes take about 0.15 s here: nothing to who knows the PIN, about a day and a half of one core for who
has the hash and tries all 6-digit PINs. A hash that others can read deserves more digits.
"""

import base64
import os
import re
from typing import TYPE_CHECKING, Final

from desktop_app.domain.errors import EnvironmentFault

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

PIN_MIN_DIGITS: Final = 6
PIN_MAX_DIGITS: Final = 32
_MEMORY_KIB: Final = 65_536
_PASSES: Final = 3
_LANES: Final = 1
_HASH_BYTES: Final = 32
_SALT_BYTES: Final = 16
_MEMORY_MOST_KIB: Final = 1 << 20  # 1 GiB
_PHC = re.compile(
    r"\$argon2id\$v=19\$m=(?P<memory>\d{1,9}),t=(?P<passes>\d{1,4}),p=(?P<lanes>\d{1,3})"
    r"\$(?P<salt>[A-Za-z0-9+/]+)\$(?P<hash>[A-Za-z0-9+/]+)",
    re.ASCII,
)
_DIGITS = re.compile(r"[0-9]+")
_SEQUENCES: Final = ("01234567890", "09876543210")


def pin_problem(pin: str) -> str | None:
    """Why this may not become the PIN: `pin_not_digits`, `pin_too_short`, `pin_too_long`, `pin_too_simple`."""
    if not _DIGITS.fullmatch(pin):
        return "pin_not_digits"
    if len(pin) < PIN_MIN_DIGITS:
        return "pin_too_short"
    if len(pin) > PIN_MAX_DIGITS:
        return "pin_too_long"
    if len(set(pin)) == 1 or any(pin in sequence for sequence in _SEQUENCES):
        return "pin_too_simple"
    return None


def pin_hash(pin: str, salt: bytes | None = None) -> str:
    """The PHC string to keep (`kiosk.pin_hash`). Frees the GIL for about 0.15 s; ValueError for a bad PIN."""
    if problem := pin_problem(pin):
        raise ValueError(problem)
    kdf = _kdf(salt or os.urandom(_SALT_BYTES), _HASH_BYTES, _PASSES, _LANES, _MEMORY_KIB)
    return kdf.derive_phc_encoded(pin.encode())


def pin_matches(pin: str, phc: str) -> bool:
    """Whether `pin` is the one that was hashed. Frees the GIL for about 0.15 s.

    Raises EnvironmentFault `pin_hash_unusable` for a hash that nobody can be checked against.
    """
    from cryptography.exceptions import InvalidKey  # noqa: PLC0415 - as above

    parts = _PHC.fullmatch(phc)
    if parts is None or int(parts["memory"]) > _MEMORY_MOST_KIB:
        raise EnvironmentFault("pin_hash_unusable")
    try:
        expected = _bytes(parts["hash"])
        kdf = _kdf(
            _bytes(parts["salt"]), len(expected), int(parts["passes"]), int(parts["lanes"]), int(parts["memory"])
        )
        kdf.verify(pin.encode(), expected)
    except InvalidKey:
        return False
    except (ValueError, MemoryError) as error:
        raise EnvironmentFault("pin_hash_unusable") from error
    return True


def _kdf(salt: bytes, length: int, passes: int, lanes: int, memory_kib: int) -> "Argon2id":
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - a PIN is asked for rarely

    return Argon2id(salt=salt, length=length, iterations=passes, lanes=lanes, memory_cost=memory_kib)


def _bytes(text: str) -> bytes:
    """PHC strings carry base64 without padding. binascii.Error is a ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
