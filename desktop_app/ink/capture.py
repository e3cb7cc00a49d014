"""Which pointer draws: one owns a stroke, a pen outranks touch and locks it out for a while.

    nobody --press--> owned --release, cancel--> nobody
    owned  --press of a pen, or of the owner again--> owned by that one

Every other press is refused until the owner is gone.
"""

from enum import Enum, auto
from typing import Final, NamedTuple

PEN_LOCKS_TOUCH_S: Final = 0.5  # the hand rests on the screen shortly before and after the pen writes


class Kind(Enum):
    """What touches the pad."""

    PEN = auto()
    ERASER = auto()
    TOUCH = auto()
    MOUSE = auto()


_PEN, _ERASER = Kind.PEN, Kind.ERASER  # looked up once: an Enum's members are slow to reach in Python 3.11


class Pointer(NamedTuple):
    """One pen, finger or mouse; `id` tells fingers and pens apart."""

    kind: Kind
    id: int = 0

    @property
    def is_pen(self) -> bool:
        """Either end of a pen."""
        return self.kind is _PEN or self.kind is _ERASER


class Press(Enum):
    """What a press does."""

    REFUSED = auto()
    BEGINS = auto()
    TAKES_OVER = auto()  # the stroke under way ends here and is kept
    REPLACES_PALM = auto()  # the stroke under way was the hand that holds the pen: it goes


class Capture:
    """Times are seconds of any clock that never runs backwards."""

    def __init__(self) -> None:
        self._owner: Pointer | None = None
        self._since_s = 0.0
        self._pen_seen_s: float | None = None

    @property
    def owner(self) -> Pointer | None:
        """Who draws."""
        return self._owner

    def pen_seen(self, now_s: float) -> None:
        """A pen is near: it hovers, writes or leaves."""
        self._pen_seen_s = now_s

    def press(self, pointer: Pointer, now_s: float) -> Press:
        """A pointer comes down."""
        if pointer.is_pen:
            self.pen_seen(now_s)
        owner = self._owner
        verdict = self._verdict(owner, pointer, now_s)
        if verdict is not Press.REFUSED:
            self._owner, self._since_s = pointer, now_s
        return verdict

    def owns(self, pointer: Pointer, now_s: float) -> bool:
        """Whether a move of this pointer belongs to the stroke under way."""
        kind = pointer.kind
        if kind is _PEN or kind is _ERASER:
            self._pen_seen_s = now_s
        owner = self._owner
        return pointer is owner or pointer == owner

    def release(self, pointer: Pointer, now_s: float) -> bool:
        """Whether this pointer ended the stroke."""
        owned = self.owns(pointer, now_s)
        if owned:
            self._owner = None
        return owned

    def cancel(self) -> None:
        """Nobody draws any more; later moves need a new press."""
        self._owner = None

    def _verdict(self, owner: Pointer | None, pointer: Pointer, now_s: float) -> Press:
        if pointer.kind is Kind.TOUCH and self._pen_is_near(now_s):
            return Press.REFUSED
        if owner is None:
            return Press.BEGINS
        if owner == pointer:
            return Press.TAKES_OVER  # its release was lost
        if pointer.is_pen and not owner.is_pen:
            palm = owner.kind is Kind.TOUCH and now_s - self._since_s <= PEN_LOCKS_TOUCH_S
            return Press.REPLACES_PALM if palm else Press.TAKES_OVER
        return Press.REFUSED

    def _pen_is_near(self, now_s: float) -> bool:
        return self._pen_seen_s is not None and now_s - self._pen_seen_s < PEN_LOCKS_TOUCH_S
