"""The kiosk on its bench, and the real program for a user with a credential store; see bench and e2e."""

from tests.e2e.conftest import logged_on, practice, program
from tests.ui.conftest import qt_is_silent
from tests.ui.kiosk.bench import bench, make_bench, phc

__all__ = ["bench", "logged_on", "make_bench", "phc", "practice", "program", "qt_is_silent"]
