"""Opens the window and runs it until it is closed. Light: what is heavy is imported behind the first paint."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.config.settings import Settings
from desktop_app.sync.ports import Watcher

from .app import Application, build_application
from .bridge import Bridge
from .ports import Parts
from .workstation.main_window import MainWindow, Start


@dataclass(frozen=True, slots=True)
class Opening:
    """What the window is given. `make` builds the parts; it runs in the background thread."""

    settings: Settings
    make: Callable[[Watcher], Parts]
    arguments: Sequence[str] = ("paraphe",)


@dataclass(frozen=True, slots=True)
class Opened:
    """A window on screen, with its thread running."""

    app: Application
    bridge: Bridge
    window: MainWindow


def open_window(opening: Opening) -> Opened:
    """Shows the window at once; the outbox is opened behind it."""
    app = build_application(opening.arguments, language=opening.settings.language)
    bridge = Bridge(opening.make)
    window = MainWindow(app, bridge, Start(opening.settings))
    window.painted.connect(bridge.start)
    window.leaving.connect(app.qt.quit)
    window.show()
    return Opened(app, bridge, window)


def run(opening: Opening) -> int:
    """Runs until the window is closed; the exit code."""
    opened = open_window(opening)
    try:
        return int(opened.app.qt.exec())
    finally:
        opened.bridge.stop()
