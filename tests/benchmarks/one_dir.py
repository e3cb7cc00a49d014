"""The installed one-dir, where build/windows holds one (`packaging/build.py` makes it): its size, and its start.

The start is measured under wine, beside a bare window frozen by the same Windows Python (tests/windows makes it).
"""

import sys
from pathlib import Path

from .table import Row

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "windows"
WORST_RATIO = 1.3
NOT_HERE = "not measured here: packaging/build.py has made none on this machine"
NO_WINE = "not measured here: no one-dir, or no Windows Python under wine (build/wine)"


def run() -> list[Row]:
    """Megabytes (10^6 bytes) of what is installed and of what installs it."""
    sys.path.append(str(ROOT / "packaging"))
    from release import freeze, nsis  # noqa: PLC0415 - the folder is known only now; the build checks the same budgets

    folder = BUILD / "Paraphe"
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    size_mb = sum(path.stat().st_size for path in files) / 1e6 if files else None
    installers = sorted(BUILD.glob("*.exe")) if BUILD.is_dir() else []
    installer_mb = max(path.stat().st_size for path in installers) / 1e6 if installers else None
    return [
        _size("one-dir, size", size_mb, freeze.LARGEST_BYTES / 1e6),
        _size("installer, size", installer_mb, nsis.LARGEST_BYTES / 1e6),
        _start(),
    ]


def _size(name: str, size_mb: float | None, budget_mb: float) -> Row:
    met = None if size_mb is None else size_mb <= budget_mb
    note = NOT_HERE if size_mb is None else ""
    return Row(name, size_mb, "MB", f"<= {budget_mb:.0f}", "-", None, met, note)


def _start() -> Row:
    """Process to window on screen, in milliseconds."""
    name, peer = "one-dir, start to the window", "frozen bare PySide6 window"
    program = BUILD / "Paraphe" / "paraphew.exe"
    if sys.platform == "win32" or not program.is_file() or not (ROOT / "build" / "wine" / "installed").is_file():
        return Row(name, None, "ms", f"<= {WORST_RATIO} x", peer, None, None, NO_WINE)
    from tests.windows import start, wine  # noqa: PLC0415 - they need packaging's folder on the path

    work = ROOT / "build" / "bare"
    with wine.virtual_screen() as screen, wine.running(wine.BUILDS, screen) as runtime:
        bare = start.freeze_bare(runtime, work)
        started = start.measure(runtime, screen, bare, program, work / "profile")
    ours_ms, bare_ms = (1e3 * sorted(times)[len(times) // 2] for times in (started.paraphe_s, started.bare_s))
    note = f"{started.ratio:.2f} x, under wine"
    return Row(name, ours_ms, "ms", f"<= {WORST_RATIO} x", peer, bare_ms, started.ratio <= WORST_RATIO, note)
