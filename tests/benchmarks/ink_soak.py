"""100,000 paint and event calls: neither None's reference count nor the memory drifts.

One release of the binding dropped a reference to None in every void call, and the process ended after a few thousand.
"""

import gc
import os
import sys

import psutil  # type: ignore[import-untyped]  # it ships no types
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from .ink_hand import recordings
from .ink_replay import events, new_pad
from .table import Row

CALLS = 100_000
WARM_UP_CALLS = 10_000
NONE_DRIFT_MAX = 200  # of 100,000: what caches take
MEMORY_DRIFT_MAX_KB = 2_048


def run() -> list[Row]:
    """Signs, paints and wipes over and over."""
    pad = new_pad(600, 200)
    stroke_events = [event for stroke in recordings()["tablet-1"].strokes for event in events(stroke)]

    def work(calls: int) -> None:
        done = 0
        while done < calls:
            for event in stroke_events:
                QApplication.sendEvent(pad, event)
                pad.repaint(QRect(0, 0, 60, 60))  # draws the backing image anew where the press made it stale
                done += 2
            pad.undo()
            pad.wipe()
        QApplication.processEvents()

    work(WARM_UP_CALLS)
    gc.collect()
    none_before, memory_before = sys.getrefcount(None), _memory_kb()
    work(CALLS)
    gc.collect()
    none_drift, memory_drift = abs(sys.getrefcount(None) - none_before), _memory_kb() - memory_before
    return [
        Row(
            f"ink: drift of None's reference count over {CALLS:,} calls", none_drift, "", f"<= {NONE_DRIFT_MAX}", "-",
            None, none_drift <= NONE_DRIFT_MAX,
        ),
        Row(
            f"ink: growth of memory over {CALLS:,} calls", memory_drift, "kB", f"<= {MEMORY_DRIFT_MAX_KB}", "-", None,
            memory_drift <= MEMORY_DRIFT_MAX_KB,
        ),
    ]  # fmt: skip


def _memory_kb() -> float:
    return float(psutil.Process(os.getpid()).memory_info().rss) / 1024
