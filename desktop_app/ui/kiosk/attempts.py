"""Wrong PINs are counted on disk, and each costs a longer wait. A restart changes nothing.

The count is written before a PIN is checked, so that pulling the plug during the check gains no try. The file lies in
the profile: whoever can write as the kiosk's account can remove it. It slows a hand at the screen, it is no boundary.
"""

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE_NAME: Final = "kiosk-attempts.json"
FREE_TRIES: Final = 3
FIRST_WAIT_S: Final = 30
LONGEST_WAIT_S: Final = 3_600
_DAMAGED_COUNTS_AS: Final = 5
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Attempts:
    """`failures` in a row, the last at `last_at` (seconds since the epoch)."""

    failures: int = 0
    last_at: float = 0.0

    def wait_s(self, now: float) -> float:
        """Seconds until the next try is taken; 0 for at once. A clock that was set back waits the whole time anew."""
        whole = wait_after_s(self.failures)
        passed = now - self.last_at
        return whole if passed < 0 else max(0.0, whole - passed)

    def failed(self, now: float) -> "Attempts":
        """One more."""
        return Attempts(min(_MOST, self.failures + 1), now)


def wait_after_s(failures: int) -> float:
    """0 for the first tries, then 30 s, doubled each time, an hour at most."""
    if failures < FREE_TRIES:
        return 0.0
    return float(min(LONGEST_WAIT_S, FIRST_WAIT_S << min(16, failures - FREE_TRIES)))


class AttemptsFile:
    """Keeps the count. In a profile that cannot be written it still holds while the program runs."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._known: Attempts | None = None

    def read(self) -> Attempts:
        """The count; a damaged file counts as several failures, since we never leave one behind."""
        if self._known is None:
            self._known = self._stored()
        return self._known

    def write(self, attempts: Attempts) -> None:
        """Durable when it returns, where the profile can be written."""
        self._known = attempts
        beside = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as file:
                json.dump({"failures": attempts.failures, "last_at": attempts.last_at}, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._file)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink()

    def settle(self, now: float) -> None:
        """At the start: a time that lies ahead (the clock was set back) begins its wait now, once."""
        kept = self.read()
        if kept.failures and kept.last_at > now:
            self.write(Attempts(kept.failures, now))

    def _stored(self) -> Attempts:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            failures, last_at = int(kept["failures"]), float(kept["last_at"])
        except FileNotFoundError:
            return Attempts()
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return Attempts(_DAMAGED_COUNTS_AS, self._written_at())
        if not 0 <= failures <= _MOST or not 0 <= last_at < 1e12:  # noqa: PLR2004 - some 30,000 years from now
            return Attempts(_DAMAGED_COUNTS_AS, self._written_at())
        return Attempts(failures, last_at)

    def _written_at(self) -> float:
        try:
            return self._file.stat().st_mtime
        except OSError:
            return 0.0
