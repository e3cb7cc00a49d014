"""One sample: from the event to its pixels in the backing image."""

import statistics
import time

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop_app.ui.parts.ink_pad import InkPad

from .ink_hand import everything, long_stroke
from .ink_peer import LONG_SAMPLES, NAME, RUNS, measure
from .ink_replay import events, new_pad
from .table import Row

P50_MAX_US, P99_MAX_US = 100.0, 1_000.0
GROWTH_MAX = 1.2
WINDOW = 1_000


def run() -> list[Row]:
    """p50 and p99 over all inks; and whether the 50,000th sample costs more than the first."""
    runs = [_timed_us() for _ in range(RUNS)]
    p50 = statistics.median(min(times) for times in zip(*runs, strict=True))  # each sample's quickest
    p99 = min(sorted(took_us)[len(took_us) * 99 // 100] for took_us in runs)  # a whole run's: a rare wait is ours too
    growth = _growth()
    peer = measure()
    rows = (
        (
            f"one sample to pixels, quickest of {RUNS}, p50",
            p50,
            "us",
            P50_MAX_US,
            None if peer is None else peer.event_p50_us,
        ),
        ("one sample to pixels, p99", p99, "us", P99_MAX_US, None if peer is None else peer.event_p99_us),
        (
            f"last 1,000 of {LONG_SAMPLES:,} samples over first 1,000",
            growth,
            "x",
            GROWTH_MAX,
            None if peer is None else peer.event_growth,
        ),
    )
    return [
        Row(f"ink: {name}", value, unit, f"<= {most:g}", NAME, beside, None if beside is None else value <= most)
        for name, value, unit, most, beside in rows
    ]


def _timed_us() -> list[float]:
    took_us = []
    for ink in everything().values():
        pad = new_pad(ink.width, ink.height)
        for stroke in ink.strokes:
            for event in events(stroke):
                took_us.append(_send_us(pad, event))
                if event.type() == QEvent.Type.TabletPress:
                    pad.grab()  # as a screen does; from here on pieces are added to the backing image
    return took_us


def _growth() -> float:
    """The last samples of a long stroke over the first ones of the same on another pad, drawn by turns.

    A machine's speed changes within seconds; so both are measured in the same ones.
    """
    ink = long_stroke(LONG_SAMPLES)
    (stroke,) = ink.strokes
    old, new = new_pad(ink.width, ink.height), new_pad(ink.width, ink.height)
    moves = events(stroke)[:-1]  # the stroke stays under way
    for pad, before in ((old, moves[:-WINDOW]), (new, moves[:1])):
        for event in before:
            QApplication.sendEvent(pad, event)
            if event is before[0]:
                pad.grab()
    last_us, first_us = [], []
    for last, first in zip(moves[-WINDOW:], moves[1 : WINDOW + 1], strict=True):
        last_us.append(_send_us(old, last))
        first_us.append(_send_us(new, first))
    return statistics.median(last_us) / statistics.median(first_us)


def _send_us(pad: InkPad, event: QEvent) -> float:
    begin = time.perf_counter()
    QApplication.sendEvent(pad, event)
    return (time.perf_counter() - begin) * 1e6
