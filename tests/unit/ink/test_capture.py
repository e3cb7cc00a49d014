"""Who may draw: one pointer owns a stroke, a pen outranks touch."""

from desktop_app.ink.capture import Capture, Kind, Pointer, Press
from desktop_app.ink.timeline import Timeline

PEN, FINGER, OTHER_FINGER, MOUSE = (
    Pointer(Kind.PEN, 1),
    Pointer(Kind.TOUCH, 1),
    Pointer(Kind.TOUCH, 2),
    Pointer(Kind.MOUSE),
)


def test_one_pointer_owns_a_stroke() -> None:
    capture = Capture()
    assert capture.press(FINGER, 0.0) is Press.BEGINS
    assert capture.press(OTHER_FINGER, 0.1) is Press.REFUSED
    assert capture.press(MOUSE, 0.1) is Press.REFUSED
    assert not capture.owns(OTHER_FINGER, 0.2)
    assert not capture.release(OTHER_FINGER, 0.2)
    assert capture.release(FINGER, 0.3)
    assert capture.press(OTHER_FINGER, 0.4) is Press.BEGINS


def test_a_pen_locks_touch_out_for_half_a_second() -> None:
    capture = Capture()
    capture.press(PEN, 0.0)
    capture.release(PEN, 1.0)
    assert capture.press(FINGER, 1.49) is Press.REFUSED
    assert capture.press(FINGER, 1.5) is Press.BEGINS


def test_a_hovering_pen_locks_touch_out_too() -> None:
    capture = Capture()
    capture.pen_seen(1.0)
    assert capture.press(FINGER, 1.2) is Press.REFUSED


def test_the_palm_that_came_before_the_pen_goes() -> None:
    capture = Capture()
    capture.press(FINGER, 0.0)
    assert capture.press(PEN, 0.3) is Press.REPLACES_PALM
    assert capture.owner == PEN
    assert not capture.owns(FINGER, 0.4)


def test_a_finger_that_really_drew_keeps_its_stroke_when_the_pen_takes_over() -> None:
    capture = Capture()
    capture.press(FINGER, 0.0)
    assert capture.press(PEN, 2.0) is Press.TAKES_OVER


def test_a_lost_release_does_not_lock_the_pad() -> None:
    capture = Capture()
    capture.press(MOUSE, 0.0)
    assert capture.press(MOUSE, 1.0) is Press.TAKES_OVER


def test_after_a_cancel_moves_belong_to_nobody() -> None:
    capture = Capture()
    capture.press(PEN, 0.0)
    capture.cancel()
    assert not capture.owns(PEN, 0.1)
    assert capture.press(PEN, 0.2) is Press.BEGINS


def test_stored_time_never_runs_backwards() -> None:
    timeline = Timeline()
    stamps = [5000, 5008, 5004, 5008, float("nan"), 5016]
    assert [timeline.at(stamp) for stamp in stamps] == [0.0, 0.008, 0.008, 0.008, 0.008, 0.016]


def test_time_goes_on_where_the_counter_begins_anew() -> None:
    timeline = Timeline()
    timeline.at(4_294_967_000)
    timeline.at(4_294_967_290)
    assert timeline.at(5) == 0.29
    assert timeline.at(13) == 0.298
