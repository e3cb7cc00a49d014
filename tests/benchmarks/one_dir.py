"""The installed one-dir, where build/windows holds one (`packaging/build.py` makes it).

Its start beside a frozen bare window needs both of them frozen and a Windows to run on: told as not measured elsewhere.
"""

from pathlib import Path

from .table import Row

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "windows"
ONE_DIR_MB, INSTALLER_MB = 80.0, 28.0
NOT_HERE = "not measured here: packaging/build.py has made none on this machine"


def run() -> list[Row]:
    """Megabytes (10^6 bytes) of what is installed and of what installs it."""
    folder = BUILD / "Paraphe"
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    size_mb = sum(path.stat().st_size for path in files) / 1e6 if files else None
    installers = sorted(BUILD.glob("*.exe")) if BUILD.is_dir() else []
    installer_mb = max(path.stat().st_size for path in installers) / 1e6 if installers else None
    return [
        _size("one-dir, size", size_mb, ONE_DIR_MB),
        _size("installer, size", installer_mb, INSTALLER_MB),
        Row(
            "one-dir, start to the first painted window", None, "ms", "<= 1.3 x", "frozen bare PySide6 window", None,
            None, "not measured here: needs Windows and a bare window frozen beside it",
        ),
    ]  # fmt: skip


def _size(name: str, size_mb: float | None, budget_mb: float) -> Row:
    met = None if size_mb is None else size_mb <= budget_mb
    note = NOT_HERE if size_mb is None else ""
    return Row(name, size_mb, "MB", f"<= {budget_mb:.0f}", "-", None, met, note)
