"""From the command to the first painted window, beside a bare window with as many widgets; and what is imported then.

Cold processes, in turn with each other. The command is the real one; its profile exists, its outbox does not.
"""

import json
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median

from .table import Row
from .window_process import WindowProcess, make_profile, xvfb

PAIRS = 21
WARM_UP = 2
BUDGET = 1.25
API_URL = "http://127.0.0.1:9/main"  # where nobody answers


def run() -> list[Row]:
    """Milliseconds, the median of 21 starts each."""
    ours_ms, bare_ms = list[float](), list[float]()
    ours_cpu_ms, bare_cpu_ms = list[float](), list[float]()
    with tempfile.TemporaryDirectory() as folder, xvfb() as screen:
        environment = {**os.environ, **screen}
        profile = make_profile(Path(folder, "profile"), API_URL)
        command = ["paraphe", "--profile", str(profile)]
        with WindowProcess(*command, environment=environment) as window:
            first = window.first
        plain = ["bare", json.dumps(first["classes"])]
        with WindowProcess(*plain, environment=environment) as window:
            widgets = window.first["widgets"]
        extra = Counter(first["classes"]) + Counter(QWidget=max(0, first["widgets"] - widgets))
        plain = ["bare", json.dumps(extra)]
        for turn in range(PAIRS + WARM_UP):
            pair = [(command, ours_ms, ours_cpu_ms), (plain, bare_ms, bare_cpu_ms)]
            for arguments, times_ms, cpu_ms in pair if turn % 2 else reversed(pair):
                shutil.rmtree(profile / "Logs", ignore_errors=True)  # what ends without a word leaves a file there
                with WindowProcess(*arguments, environment=environment) as window:
                    if turn >= WARM_UP:
                        times_ms.append(window.painted_ms)
                        cpu_ms.append(window.cpu_to_paint_ms)
    ours, beside = median(ours_ms), median(bare_ms)
    heavy = first["heavy"]
    bare_name = f"bare QMainWindow, {first['widgets']} widgets"
    return [
        Row(
            "command to first painted window, p50", ours, "ms", f"<= {BUDGET} x", bare_name, beside,
            ours <= BUDGET * beside, f"{'Xvfb' if 'DISPLAY' in screen else 'no screen'}, {PAIRS} starts",
        ),
        Row("quickest start", min(ours_ms), "ms", "", bare_name, min(bare_ms), met=True),
        Row("CPU until then, p50", median(ours_cpu_ms), "ms", "", bare_name, median(bare_cpu_ms), met=True),
        Row(
            "httpx, Pillow, cryptography, keyring imported before the first paint", len(heavy), "", "= 0", "-", None,
            not heavy, ", ".join(heavy) or f"of {len(first['modules'])} modules",
        ),
    ]  # fmt: skip
