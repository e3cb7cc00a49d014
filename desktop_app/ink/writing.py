"""Writing: reports of pens, fingers and mice become strokes on the sheet and outlines for whoever shows them.

    idle --press--> writing --move--> writing --release, cancel, hover--> idle

Whatever ends a stroke keeps it; only the palm that came before its pen is dropped. No report is able to raise.
"""

import math
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple, Protocol

from .capture import Capture, Kind, Pointer, Press
from .geometry import Tracer
from .outline import Outline
from .sheet import Page, Sheet
from .strokes import Sample, Stroke
from .timeline import MS_PER_S, Timeline


class Phase(Enum):
    """What a pointer does."""

    PRESS = auto()
    MOVE = auto()
    RELEASE = auto()
    HOVER = auto()  # near, but not down


_PRESS, _MOVE, _RELEASE, _ERASER = Phase.PRESS, Phase.MOVE, Phase.RELEASE, Kind.ERASER  # see `capture`


class Report(NamedTuple):
    """One report of one pointer: place in pixels, stamp in ms (0: none), pressure 0..1 or None."""

    pointer: Pointer
    phase: Phase
    x: float
    y: float
    stamp_ms: float = 0.0
    pressure: float | None = None


class Viewer(Protocol):
    """Who shows what is written."""

    def ink_added(self, final: list[Outline], tail: list[Outline] | None) -> None:
        """Outlines to add for good, and the ones to show until the next call; None where the stroke ends."""

    def room(self) -> tuple[int, int]:
        """The size in logical pixels that a new sheet would have."""

    def page_replaced(self) -> None:
        """Something went away or came back: show the page anew."""

    def signature_changed(self) -> None:
        """What would be signed is different now."""


class Writing:
    """The sheet and the stroke under way. `clock` gives seconds that never run backwards."""

    def __init__(self, viewer: Viewer, clock: Callable[[], float]) -> None:
        self._viewer = viewer
        self._clock = clock
        self._capture = Capture()
        self._sheet = Sheet()
        self._timeline = Timeline()
        self._samples: list[Sample] | None = None
        self._tracer = Tracer()
        self._size = (0, 0)  # of the sheet on which the stroke under way is the first

    @property
    def size(self) -> tuple[int, int]:
        """The sheet's size in logical pixels: the viewer's room while it is empty."""
        if not self._sheet.page.empty:
            return self._sheet.page.size
        return self._size if self._samples else self._viewer.room()

    @property
    def page(self) -> Page:
        """The finished strokes, or the picture in their place."""
        return self._sheet.page

    @property
    def under_way(self) -> Stroke | None:
        """The samples of the stroke that is being drawn."""
        return None if self._samples is None else tuple(self._samples)

    @property
    def empty(self) -> bool:
        """Whether nothing would be signed."""
        return self._sheet.page.empty and not self._samples

    @property
    def can_undo(self) -> bool:
        """Whether there is a way back."""
        return self._sheet.can_undo or self._samples is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a way forth."""
        return self._sheet.can_redo

    def strokes(self) -> tuple[Stroke, ...]:
        """All strokes, the one under way last; times count from the first sample."""
        strokes = self._sheet.page.strokes
        if self._samples:
            strokes = (*strokes, tuple(self._samples))
        start_s = strokes[0][0].t_s if strokes else 0.0
        if start_s == 0:
            return strokes
        return tuple(tuple(sample._replace(t_s=sample.t_s - start_s) for sample in stroke) for stroke in strokes)

    def take(self, report: Report) -> None:
        """One report, its place in the sheet's pixels."""
        now_s, phase = self._clock(), report.phase
        if phase is _MOVE:
            if self._capture.owns(report.pointer, now_s):
                self._extend(report)
        elif phase is _PRESS:
            self._press(report, now_s)
        elif phase is _RELEASE:
            if self._capture.release(report.pointer, now_s):
                self._extend_to_release(report)
                self._keep()
        elif self._capture.owns(report.pointer, now_s):  # it hovers: its release was lost
            self.end()

    def end(self, kind: Kind | None = None) -> None:
        """Ends the stroke under way and keeps it; with `kind`, only if such a pointer draws it."""
        owner = self._capture.owner
        if kind is None or (owner is not None and owner.kind is kind):
            self._capture.cancel()
            self._keep()

    def undo(self) -> bool:
        """One step back: the last stroke, or the last clearing."""
        self.end()
        return self._replaced(done=self._sheet.undo())

    def redo(self) -> bool:
        """One step forth."""
        self.end()
        return self._replaced(done=self._sheet.redo())

    def clear(self) -> bool:
        """An empty sheet, with a way back."""
        self.end()
        return self._replaced(done=self._sheet.clear())

    def show(self, picture: bytes) -> None:
        """A picture in place of strokes, with a way back."""
        self.end()
        self._sheet.show(picture, self._viewer.room())
        self._replaced(done=True)

    def wipe(self) -> None:
        """An empty sheet with no way back; nothing of what was drawn is kept."""
        self._capture.cancel()
        self._samples = None
        self._tracer = Tracer()
        self._timeline = Timeline()
        self._sheet.wipe()
        self._replaced(done=True)

    def _press(self, report: Report, now_s: float) -> None:
        if self._sheet.page.picture is not None:
            return
        verdict = self._capture.press(report.pointer, now_s)
        if verdict is Press.REFUSED:
            return
        if verdict is Press.REPLACES_PALM:
            self._samples = None
            self._viewer.page_replaced()
        else:
            self._keep()
        if report.pointer.kind is _ERASER:
            self._erase(report)
            return
        if self.empty:
            self._size = self._viewer.room()
            self._viewer.page_replaced()
        self._samples = []
        self._tracer = Tracer()
        self._extend(report)
        self._viewer.signature_changed()

    def _extend(self, report: Report) -> None:
        if report.pointer.kind is _ERASER:
            self._erase(report)
            return
        if self._samples is None or not (math.isfinite(report.x) and math.isfinite(report.y)):
            return
        stamp_ms = report.stamp_ms or self._clock() * MS_PER_S  # what programs make has no stamp
        sample = Sample(report.x, report.y, self._timeline.at(stamp_ms), _weight(report.pressure))
        self._samples.append(sample)
        final = self._tracer.add(sample)
        self._viewer.ink_added(final, self._tracer.tail())

    def _extend_to_release(self, report: Report) -> None:
        """Where the pointer left is a sample only if it is a new place; a pen that leaves has no weight to tell."""
        if not self._samples or report.pointer.kind is _ERASER:
            return
        last = self._samples[-1]
        if (report.x, report.y) != (last.x, last.y):
            self._extend(Report(report.pointer, report.phase, report.x, report.y, report.stamp_ms, last.pressure))

    def _erase(self, report: Report) -> None:
        index = self._sheet.stroke_at(report.x, report.y)
        if index is not None:
            self._sheet.remove(index)
            self._replaced(done=True)

    def _keep(self) -> None:
        """The stroke under way becomes a finished one."""
        samples, self._samples = self._samples, None
        if not samples:
            return
        self._viewer.ink_added(self._tracer.finish(), None)
        self._sheet.add(tuple(samples), self._size)
        self._viewer.signature_changed()

    def _replaced(self, *, done: bool) -> bool:
        if done:
            self._viewer.page_replaced()
            self._viewer.signature_changed()
        return done


def _weight(pressure: float | None) -> float | None:
    if pressure is None or not math.isfinite(pressure):
        return None
    return min(1.0, max(0.0, pressure))
