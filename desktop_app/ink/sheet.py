"""The sheet being signed: its strokes or the picture in their place, and the way back and forth."""

import math
from typing import Final, NamedTuple

from .strokes import Sample, Stroke

ERASER_REACH_PX: Final = 5.0


class Page(NamedTuple):
    """One state of the sheet. `picture`: JPEG bytes of a typed or imported signature; then there are no strokes.

    `size` is in logical pixels, that of the pad when the first sample came.
    """

    strokes: tuple[Stroke, ...] = ()
    picture: bytes | None = None
    size: tuple[int, int] = (0, 0)

    def __repr__(self) -> str:
        return f"Page({len(self.strokes)} strokes)"  # never what was drawn

    @property
    def empty(self) -> bool:
        """Whether nothing is on it."""
        return not self.strokes and self.picture is None


class Sheet:
    """The current page with undo and redo; finished strokes are only ever added or taken away as a whole."""

    def __init__(self) -> None:
        self._page = Page()
        self._past: list[Page] = []
        self._future: list[Page] = []

    @property
    def page(self) -> Page:
        """What is on the sheet."""
        return self._page

    @property
    def can_undo(self) -> bool:
        """Whether there is a way back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a way forth."""
        return bool(self._future)

    def add(self, stroke: Stroke, size: tuple[int, int]) -> None:
        """A finished stroke; `size` is the sheet's where this is the first on it."""
        page = self._page
        self._turn(Page((*page.strokes, stroke), size=size if page.empty else page.size))

    def remove(self, index: int) -> None:
        """Takes one stroke away."""
        strokes = self._page.strokes
        self._turn(self._page._replace(strokes=strokes[:index] + strokes[index + 1 :]))

    def show(self, picture: bytes, size: tuple[int, int]) -> None:
        """A picture in place of whatever was drawn."""
        self._turn(Page(picture=picture, size=size))

    def clear(self) -> bool:
        """An empty page, with a way back; False where it was empty already."""
        if self._page.empty:
            return False
        self._turn(Page())
        return True

    def undo(self) -> bool:
        """One step back."""
        if not self._past:
            return False
        self._future.append(self._page)
        self._page = self._past.pop()
        return True

    def redo(self) -> bool:
        """One step forth."""
        if not self._future:
            return False
        self._past.append(self._page)
        self._page = self._future.pop()
        return True

    def wipe(self) -> None:
        """Empty, without a way back."""
        self._page = Page()
        self._past.clear()
        self._future.clear()

    def stroke_at(self, x: float, y: float) -> int | None:
        """The index of the newest stroke within the eraser's reach of a place."""
        strokes = self._page.strokes
        return next((index for index in reversed(range(len(strokes))) if _touches(strokes[index], x, y)), None)

    def _turn(self, page: Page) -> None:
        self._past.append(self._page)
        self._future.clear()
        self._page = page


def _touches(stroke: Stroke, x: float, y: float) -> bool:
    ends = zip(stroke, stroke[1:] or stroke, strict=False)
    return any(_distance(x, y, start, end) <= ERASER_REACH_PX for start, end in ends)


def _distance(x: float, y: float, start: Sample, end: Sample) -> float:
    """From a place to the straight line between two samples."""
    dx, dy = end.x - start.x, end.y - start.y
    square = dx * dx + dy * dy
    if not (square > 0 and math.isfinite(square)):
        return math.hypot(x - start.x, y - start.y)
    along = max(0.0, min(1.0, ((x - start.x) * dx + (y - start.y) * dy) / square))
    return math.hypot(x - start.x - along * dx, y - start.y - along * dy)
