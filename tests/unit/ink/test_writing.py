"""Any order of presses, moves, cancels and steps back: nothing raises, and no finished stroke is lost."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ink.capture import Kind, Pointer
from desktop_app.ink.outline import Outline
from desktop_app.ink.strokes import Ink, Stroke, read_ink, write_ink
from desktop_app.ink.writing import Phase, Report, Writing


@dataclass
class Screen:
    """A viewer that only counts."""

    size: tuple[int, int] = (600, 200)
    added: list[Outline] = field(default_factory=list)
    changes: int = 0

    def ink_added(self, final: list[Outline], tail: list[Outline] | None) -> None:
        self.added += final + (tail or [])

    def room(self) -> tuple[int, int]:
        return self.size

    def page_replaced(self) -> None:
        self.added.clear()

    def signature_changed(self) -> None:
        self.changes += 1


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


any_float = st.floats()
pointers = st.builds(Pointer, st.sampled_from(Kind), st.integers(0, 2))
drawing = st.sampled_from([Pointer(Kind.PEN), Pointer(Kind.TOUCH), Pointer(Kind.MOUSE)])
reports = st.builds(
    Report, pointers | drawing, st.sampled_from(Phase), any_float, any_float, any_float, st.none() | any_float
)
waits = st.floats(0, 2)
acts = st.lists(
    st.one_of(reports, waits, st.sampled_from(["end", "touch_cancel", "undo", "redo", "clear"])), max_size=60
)


def perform(writing: Writing, clock: Clock, act: Report | float | str) -> None:
    match act:
        case Report():
            writing.take(act)
        case float():
            clock.now_s += act
        case "end":
            writing.end()
        case "touch_cancel":
            writing.end(Kind.TOUCH)
        case "undo":
            writing.undo()
        case "redo":
            writing.redo()
        case _:
            writing.clear()


@given(acts)
def test_no_order_of_events_raises_or_loses_a_finished_stroke(performed: list[Report | float | str]) -> None:
    clock = Clock()
    writing = Writing(Screen(), clock)
    for act in performed:
        before: tuple[Stroke, ...] = writing.page.strokes
        perform(writing, clock, act)
        erasing = isinstance(act, Report) and act.pointer.kind is Kind.ERASER
        if isinstance(act, Report | float) and not erasing:
            assert writing.page.strokes[: len(before)] == before


@given(acts)
def test_whatever_was_drawn_is_ink_that_reads_back_exactly(performed: list[Report | float | str]) -> None:
    clock = Clock()
    writing = Writing(Screen(), clock)
    for act in performed:
        perform(writing, clock, act)
    strokes = writing.strokes()
    if strokes:
        ink = Ink(600, 200, strokes)
        assert strokes[0][0].t_s == 0
        assert read_ink(write_ink(ink)) == ink


@given(acts)
def test_undoing_everything_and_redoing_it_is_where_one_was(performed: list[Report | float | str]) -> None:
    clock = Clock()
    writing = Writing(Screen(), clock)
    for act in performed:
        perform(writing, clock, act)
    writing.end()
    while writing.redo():
        pass
    there = writing.page
    steps = 0
    while writing.undo():
        steps += 1
    assert writing.empty
    for _ in range(steps):
        assert writing.redo()
    assert writing.page == there


def press_and_drag(writing: Writing, pointer: Pointer, *places: tuple[float, float]) -> None:
    for index, (x, y) in enumerate(places):
        writing.take(Report(pointer, Phase.PRESS if index == 0 else Phase.MOVE, x, y, 1000.0 + index))


def test_the_palm_before_the_pen_leaves_no_ink_and_no_step_back() -> None:
    clock = Clock()
    writing = Writing(Screen(), clock)
    press_and_drag(writing, Pointer(Kind.TOUCH), (10, 10), (12, 12))
    clock.now_s = 0.2
    press_and_drag(writing, Pointer(Kind.PEN), (50, 50), (90, 60))
    writing.end()
    assert len(writing.strokes()) == 1
    assert writing.strokes()[0][0][:2] == (50, 50)
    writing.undo()
    assert not writing.can_undo


def test_a_cancelled_stroke_is_kept() -> None:
    writing = Writing(Screen(), Clock())
    press_and_drag(writing, Pointer(Kind.TOUCH), (10, 10), (60, 60))
    writing.end(Kind.TOUCH)
    assert len(writing.strokes()[0]) == 2


def test_a_wipe_forgets_the_pen_the_strokes_and_the_way_back() -> None:
    writing = Writing(Screen(), Clock())
    press_and_drag(writing, Pointer(Kind.PEN), (10, 10), (60, 60))
    writing.end()
    press_and_drag(writing, Pointer(Kind.PEN), (10, 10), (60, 60))
    writing.wipe()
    assert writing.strokes() == ()
    assert (writing.can_undo, writing.can_redo) == (False, False)
    assert not any("Sample" in repr(value) for value in vars(writing).values())


def test_ink_drawn_on_a_large_sheet_keeps_its_sheet_through_clear_resize_and_undo() -> None:
    screen = Screen((1200, 400))
    writing = Writing(screen, Clock())
    press_and_drag(writing, Pointer(Kind.MOUSE), (1000, 300), (1100, 350))
    writing.end()
    writing.clear()
    screen.size = (600, 200)
    press_and_drag(writing, Pointer(Kind.MOUSE), (10, 10), (60, 60))
    writing.end()
    assert writing.size == (600, 200)
    writing.undo()
    writing.undo()
    assert writing.size == (1200, 400)
    assert writing.strokes()[0][0][:2] == (1000, 300)
