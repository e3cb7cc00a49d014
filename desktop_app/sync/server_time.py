"""The server's time, as its answers' `Date` told it: the machine's clock may be wrong, and may jump."""

from datetime import datetime, timedelta

from .ports import Clock


class ServerTime:
    """Runs on from the last `Date` by the monotonic clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard: tuple[datetime, float] | None = None  # a Date, and when it came

    def hear(self, server_time: datetime | None) -> None:
        """Takes an answer's `Date`."""
        if server_time is not None:
            self._heard = (server_time, self._clock.monotonic())

    def forget(self) -> None:
        """After a sleep of the machine, which some monotonic clocks do not count."""
        self._heard = None

    def known(self) -> datetime | None:
        """The server's time now; None where no answer has told it yet."""
        if self._heard is None:
            return None
        told, at_s = self._heard
        return told + timedelta(seconds=self._clock.monotonic() - at_s)

    def best(self) -> datetime:
        """The server's time now, or the machine's where it is not known."""
        return self.known() or self._clock.now()
