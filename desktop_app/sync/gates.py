"""What is known of the network: a gate for the API and one for the storage.

A gate is shut by a connection that failed, by something in between that answered, and by a service that has no time.
While it is shut, one request at a time tries it, after a back-off of its own: a kiosk with 500 sign-offs that is
offline, or that meets a throttled service, does not knock 500 times. While the storage's gate is shut no further PATCH
begins, since its URL would die before the upload can follow and ask for a repeat; what waits for its upload tries.
"""

from dataclasses import dataclass
from typing import Literal

from . import backoff
from .ports import Clock

Side = Literal["patch", "put"]

_WAY: dict[Side, tuple[Side, ...]] = {"patch": ("patch", "put"), "put": ("put",)}


@dataclass(slots=True)
class Gate:
    """Open while `code` is None."""

    code: str | None = None
    step: int = 0
    tries_at_s: float = 0.0  # monotonic
    trying: int = 0  # deliveries under way


class Gates:
    """Both gates. `since_s`: when the network was last seen to be gone, monotonic; None while it is there."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._gates: dict[Side, Gate] = {"patch": Gate(), "put": Gate()}
        self.since_s: float | None = None

    @property
    def offline(self) -> str | None:
        """The code of why nothing gets through, the API's before the storage's."""
        return self._gates["patch"].code or self._gates["put"].code

    def may_start(self, side: Side, *, uploads_wait: bool) -> bool:
        """Whether a request may go out now. `uploads_wait`: some uploads could not reach the storage."""
        storage = self._gates["put"]
        if side == "patch" and storage.code is not None and (uploads_wait or not self._opens(storage)):
            return False
        return self._opens(self._gates[side])

    def started(self, side: Side) -> None:
        """A delivery begins with this request; one that begins with a PATCH goes on to the storage."""
        for each in _WAY[side]:
            self._gates[each].trying += 1

    def ended(self, side: Side) -> None:
        """It went as far as it could."""
        for each in _WAY[side]:
            self._gates[each].trying -= 1

    def failed(self, side: Side, code: str) -> None:
        """This side could not be reached."""
        self._shut(self._gates[side], code)
        self.lost()

    def busy(self, side: Side, code: str) -> None:
        """This side answered that it has no time."""
        self._shut(self._gates[side], code)

    def lost(self) -> None:
        """A request went out and the service did not answer it."""
        if self.since_s is None:
            self.since_s = self._clock.monotonic()

    def answered(self, side: Side) -> None:
        """A whole answer came; what it says may shut the gate again."""
        gate = self._gates[side]
        gate.code, gate.tries_at_s = None, 0.0

    def reached(self) -> None:
        """The service itself answered, not something in between."""
        self.since_s = None

    def succeeded(self, side: Side) -> None:
        """The answer was the one that was hoped for: the next failure is a first one."""
        self._gates[side].step = 0

    def open_all(self) -> None:
        """The network is said to be back: whoever is due may try at once."""
        for gate in self._gates.values():
            gate.code, gate.step, gate.tries_at_s = None, 0, 0.0

    def next_try_s(self) -> float:
        """The monotonic time of the next try at a gate that is shut; 0 where both are open."""
        return min((gate.tries_at_s for gate in self._gates.values() if gate.code is not None), default=0.0)

    def _opens(self, gate: Gate) -> bool:
        return gate.code is None or (gate.trying == 0 and gate.tries_at_s <= self._clock.monotonic())

    def _shut(self, gate: Gate, code: str) -> None:
        now_s = self._clock.monotonic()
        if gate.tries_at_s <= now_s:  # once for several requests under way
            gate.tries_at_s = now_s + backoff.delay_s(gate.step, self._clock.uniform)
            gate.step += 1
        gate.code = code
