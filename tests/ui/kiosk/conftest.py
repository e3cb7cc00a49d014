"""The kiosk on its bench; see bench."""

from tests.ui.kiosk.bench import bench, make_bench, phc

__all__ = ["bench", "make_bench", "phc"]
