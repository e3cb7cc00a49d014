"""Opens the window and runs it until it is closed. Light: what is heavy is imported behind the first paint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer

from . import collector
from .app import Application, build_application
from .bridge import Bridge
from .workstation.main_window import MainWindow, Start

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager

    from desktop_app.config.settings import Settings
    from desktop_app.sync.ports import Watcher

    from .ports import Parts
    from .preferences import Preferences
    from .single_instance import SingleInstance
    from .workstation.errands import Diagnostics

_SURROUNDINGS_AFTER_MS = 250  # tray, network and scanner come when the window is on screen


class Opening(NamedTuple):
    """What the window is given. `make` builds the parts; it runs in the background thread."""

    settings: Settings
    make: Callable[[Watcher], Parts]
    arguments: Sequence[str] = ("paraphe",)
    preferences: Preferences | None = None  # None: settings cannot be changed, and several windows may be open
    diagnostics: Diagnostics | None = None
    crashed: bool = False
    link: str = ""
    first_run: bool = False
    in_tray: bool = False  # after a log-on: sending goes on, and nobody is disturbed


class Opened(NamedTuple):
    """A window on screen, with its thread running."""

    app: Application
    bridge: Bridge
    window: MainWindow


def open_window(opening: Opening) -> Opened:
    """Shows the window at once; the outbox is opened behind it."""
    app = build_application(opening.arguments, language=opening.settings.language, bare=True)
    return _opened(app, opening)


def run(opening: Opening) -> int:
    """Runs until the window is closed; the exit code. Where one is open already, that one comes forward."""
    app = build_application(opening.arguments, language=opening.settings.language, bare=True)
    first = _claimed(opening)
    if opening.preferences is not None and first is None:
        return 0
    opened = _opened(app, opening)
    window = opened.window
    app.qt.setQuitOnLastWindowClosed(False)
    app.qt.commitDataRequest.connect(session_may_end)
    QTimer.singleShot(_SURROUNDINGS_AFTER_MS, window, lambda: _surround(opened, opening, first))
    try:
        return int(app.qt.exec())
    finally:
        opened.bridge.stop()


def _opened(app: Application, opening: Opening) -> Opened:
    bridge = Bridge(opening.make)
    start = Start(opening.settings, opening.preferences, opening.diagnostics, opening.crashed)
    window = MainWindow(app, bridge, start)
    app.theme.dress()
    window.painted.connect(bridge.start)
    window.painted.connect(app.theme.settle)
    window.painted.connect(collector.release)
    window.leaving.connect(app.qt.quit)
    app.qt.aboutToQuit.connect(bridge.stop)
    if opening.in_tray:
        window.showMinimized()  # hidden once the tray is there; a desktop without one keeps it in its bar
    else:
        window.show()
    return Opened(app, bridge, window)


def _claimed(opening: Opening) -> SingleInstance | None:
    """The claim to be the profile's one window; None where another has it."""
    if opening.preferences is None:
        return None
    from .single_instance import SingleInstance  # noqa: PLC0415 - not needed by the demonstration

    claim = SingleInstance(opening.preferences.paths.profile)
    return claim if claim.claim(opening.link) else None


def _surround(opened: Opened, opening: Opening, first: SingleInstance | None) -> None:
    """What a window has around it, once it is on screen."""
    from .connectivity import Connectivity  # noqa: PLC0415 - behind the first paint
    from .parts.scanner import Scanner  # noqa: PLC0415 - as above
    from .workstation.links import register_links  # noqa: PLC0415 - as above
    from .workstation.tray import Tray  # noqa: PLC0415 - as above

    app, window = opened.app, opened.window
    tray = Tray(app.theme, window.come_forward, window.leave, window)
    window.has_tray = tray.present
    window.hiddenToTray.connect(tray.say_hidden)
    window.countsShown.connect(tray.show_counts)
    window.leaving.connect(tray.hide)
    Connectivity(app.qt, opened.bridge.wake)
    Scanner(app.qt, window).scanned.connect(window.errands.take_scan)
    if first is not None:
        first.asked.connect(window.errands.take_link)
        first.listen()
    register_links(window)
    if opening.link:
        window.errands.take_link(opening.link)
    elif opening.in_tray:
        window.setHidden(tray.present)
    elif opening.first_run:
        window.errands.open_assistant()


def session_may_end(session: QSessionManager) -> None:
    """Log-off or shutdown is announced. Nothing is asked: everything is on disk already.

    Nothing is ended either, since another program may call it off. Where it comes, the application is about to quit.
    """
    session.setRestartHint(session.RestartHint.RestartNever)
