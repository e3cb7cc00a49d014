"""The progress of a backlog: how many are left, how fast they go, how long it takes."""

from collections import deque
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

LARGE: Final = 20  # below that a number is enough
_WINDOW: Final = timedelta(seconds=30)
_MINUTE_S: Final = 60


class Backlog:
    """Fed with the number waiting; forgets what is older than half a minute."""

    def __init__(self) -> None:
        self.seen: deque[tuple[datetime, int]] = deque()
        self.most = 0

    def note(self, now: datetime, waiting: int) -> None:
        """The number waiting at a time."""
        self.most = max(self.most, waiting) if waiting else 0
        self.seen.append((now, waiting))
        while now - self.seen[0][0] > _WINDOW:
            self.seen.popleft()

    @property
    def per_second(self) -> float:
        """How many leave a second, of late."""
        (first_at, first), (last_at, last) = self.seen[0], self.seen[-1]
        elapsed_s = (last_at - first_at).total_seconds()
        return max(0.0, (first - last) / elapsed_s) if elapsed_s > 0 else 0.0

    def words(self) -> str:
        """'' while there is no backlog or it does not move."""
        waiting = self.seen[-1][1] if self.seen else 0
        if self.most < LARGE or not waiting or self.per_second <= 0:
            return ""
        left_s = waiting / self.per_second
        locale = QLocale()
        speed = locale.toString(self.per_second, "f", 0 if self.per_second >= LARGE / 2 else 1)
        if left_s < _MINUTE_S:
            left = QCoreApplication.translate("Sync", "less than a minute")
        else:
            minutes = round(left_s / _MINUTE_S)
            left = QCoreApplication.translate("Sync", "about %n minute(s)", None, minutes)
        return QCoreApplication.translate("Sync", "{0} a second, {1} left").format(speed, left)
