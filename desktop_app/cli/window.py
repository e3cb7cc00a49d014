"""`paraphe`: opens the window, or the kiosk."""

import os
import sys

from desktop_app.domain.errors import EnvironmentFault
from desktop_app.sync.ports import Watcher
from desktop_app.ui.ports import Parts

from .context import Context

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def window(context: Context) -> int:
    """Runs until the window is closed."""
    need_screen()
    settings = context.configuration.settings
    from desktop_app.ui.start import Opening, run  # noqa: PLC0415 - imports Qt

    def make(watcher: Watcher) -> Parts:
        return context.build(watcher)

    return run(Opening(settings=settings, make=make))


def need_screen() -> None:
    """Raises EnvironmentFault `no_screen` where Qt would abort the process."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _SCREENS):
        raise EnvironmentFault("no_screen")
