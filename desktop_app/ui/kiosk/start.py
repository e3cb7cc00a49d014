"""Opens the kiosk and runs it until the administrator leaves.

Exit codes, for whoever keeps it running (Shell Launcher, systemd):

    0                left on purpose with the PIN, or the session ended: do not start again
    2                it cannot start on this machine (settings, no screen): start again, and tell somebody. It has shown
                     for a minute why, where there is a screen, since Shell Launcher starts again without a pause
    anything else    it crashed or was killed: start again at once; what was signed is safe
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from desktop_app.config.settings import Settings
from desktop_app.sync.ports import Watcher
from desktop_app.ui import collector
from desktop_app.ui.app import Application, build_application
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.connectivity import Connectivity
from desktop_app.ui.parts.scanner import Scanner
from desktop_app.ui.parts.theme.tokens import KIOSK
from desktop_app.ui.parts.words import say_error
from desktop_app.ui.ports import Parts
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.single_instance import SingleInstance

from .guard import Guard
from .kiosk import Kiosk
from .lock import Lock
from .staff import Administration, Staff
from .window import KioskWindow

_log = logging.getLogger("paraphe.kiosk")
TRY_AGAIN_MS = 60_000
_NETWORK_AFTER_MS = 250  # when the attract screen stands


@dataclass(frozen=True, slots=True)
class KioskOpening:
    """What the kiosk is given. `make` builds the parts in the background; the profile keeps the count of wrong PINs."""

    settings: Settings
    make: Callable[[Watcher], Parts]
    preferences: Preferences
    arguments: Sequence[str] = ("paraphe",)


@dataclass(frozen=True, slots=True)
class OpenedKiosk:
    """A kiosk on screen, with its thread running."""

    app: Application
    bridge: Bridge
    window: KioskWindow
    kiosk: Kiosk
    staff: Staff
    lock: Lock


def open_kiosk(opening: KioskOpening) -> OpenedKiosk:
    """Shows the attract screen at once; the outbox is opened behind it."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    settings = opening.settings
    app = build_application(opening.arguments, language=settings.language, measures=KIOSK)
    bridge = Bridge(opening.make)
    window = KioskWindow(app.theme, lambda: datetime.now(UTC), notice=settings.notice, monitor=settings.kiosk_monitor)
    window.sign.pad.setColour(settings.ink_colour)
    kiosk = Kiosk(app, window, bridge, settings)
    guard = Guard(opening.preferences.paths.profile)
    staff = Staff(kiosk, window, bridge, guard, administration=_administration(opening.preferences))
    lock = Lock(app.qt, kiosk.touched)
    opened = OpenedKiosk(app, bridge, window, kiosk, staff, lock)
    window.painted.connect(bridge.start)
    window.painted.connect(collector.release)
    bridge.failed.connect(lambda error: _out_of_order(kiosk, bridge, error))
    bridge.ready.connect(kiosk.in_order)
    bridge.unexpected.connect(lambda error: _log.error("a bug was met", exc_info=error))
    staff.leaving.connect(lambda: leave(opened))
    # Not with `commitDataRequest`: after that another program may call a log-off or shutdown off.
    for step in (kiosk.wipe, lock.release, window.let_go, window.close, bridge.stop):
        app.qt.aboutToQuit.connect(step)
    window.fill_screen()
    staff.start()
    Scanner(app.qt, window).scanned.connect(kiosk.take_scan)
    QTimer.singleShot(_NETWORK_AFTER_MS, window, lambda: Connectivity(app.qt, bridge.wake))
    return opened


def _out_of_order(kiosk: Kiosk, bridge: Bridge, error: Exception) -> None:
    """Says so, and looks again by itself: a credential store may only be unlocked a while after the kiosk came up."""
    kiosk.out_of_order(say_error(error))
    QTimer.singleShot(TRY_AGAIN_MS, bridge, bridge.reopen)


def leave(opened: OpenedKiosk) -> None:
    """Ends the program with exit code 0."""
    close(opened)
    opened.app.qt.exit(0)


def close(opened: OpenedKiosk) -> None:
    """Wipes, unlocks and takes the window away, as the end of a log-on does."""
    opened.kiosk.wipe()
    opened.lock.release()
    opened.window.let_go()
    opened.window.close()


def run_kiosk(opening: KioskOpening) -> int:
    """Runs until the administrator leaves; the exit code. Where one is open already, that one comes forward."""
    build_application(opening.arguments, language=opening.settings.language, measures=KIOSK)
    first = SingleInstance(opening.preferences.paths.profile)
    if not first.claim():
        return 0
    opened = open_kiosk(opening)
    _take_no_links(opened.bridge)
    first.asked.connect(lambda _: opened.window.fill_screen())
    first.listen()
    try:
        return int(opened.app.qt.exec())
    finally:
        opened.bridge.stop()


def _take_no_links(bridge: Bridge) -> None:
    """Whatever an earlier run as a workstation has registered."""

    def unregister(_parts: Parts) -> None:
        from desktop_app.ui.link_handler import follow_setting  # noqa: PLC0415 - when the attract screen stands

        follow_setting((), allowed=False)

    bridge.call(unregister, on_error=lambda error: _log.warning("links are still registered: %s", type(error).__name__))


def _administration(preferences: Preferences) -> Administration:
    def save(key: str, value: str | int) -> Settings:
        return preferences.write({key: value}).settings

    def managed(key: str) -> bool:
        return preferences.read().managed(key)

    return Administration(save, managed)
