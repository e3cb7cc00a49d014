"""One sample: from the event to its pixels in the backing image."""

import statistics
import time

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from .ink_hand import everything, long_stroke
from .ink_peer import LONG_SAMPLES, NAME, measure
from .ink_replay import events, new_pad
from .table import Row

P50_MAX_US, P99_MAX_US = 100.0, 1_000.0
GROWTH_MAX = 1.2
WINDOW = 1_000
RUNS = 3  # the quietest counts: what else the machine does is not the pad's


def run() -> list[Row]:
    """p50 and p99 over all inks; and whether the 50,000th sample costs more than the first."""
    runs = [sorted(_timed_us(short=True)) for _ in range(RUNS)]
    p50 = min(took_us[len(took_us) // 2] for took_us in runs)
    p99 = min(took_us[len(took_us) * 99 // 100] for took_us in runs)
    long_us = _timed_us(short=False)
    growth = statistics.median(long_us[-WINDOW:]) / statistics.median(long_us[:WINDOW])
    peer = measure()
    rows = (
        ("one sample to pixels, p50", p50, "us", P50_MAX_US, None if peer is None else peer.event_p50_us),
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


def _timed_us(*, short: bool) -> list[float]:
    took_us = []
    for ink in everything().values() if short else [long_stroke(LONG_SAMPLES)]:
        pad = new_pad(ink.width, ink.height)
        for stroke in ink.strokes:
            for event in events(stroke):
                begin = time.perf_counter()
                QApplication.sendEvent(pad, event)
                took_us.append((time.perf_counter() - begin) * 1e6)
                if event.type() == QEvent.Type.TabletPress:
                    pad.grab()  # as a screen does; from here on pieces are added to the backing image
    return took_us
