"""The window's thread never waits: with the slowest background its event loop is no later than with none."""

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.delivery import Counts
from desktop_app.ui.workstation.main_window import MainWindow
from tests.ui.pretend import PretendParts
from tests.ui.test_signing_off import fill

ALLOWED_S = 0.05
TICK_MS = 5


class Pulse:
    """How late the event loop is at worst."""

    def __init__(self, window: MainWindow) -> None:
        self.worst_s = 0.0
        self._last_s = time.perf_counter()
        self._timer = QTimer(window, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def rest(self) -> None:
        """What happened since does not count: filling in by key events blocks by itself."""
        self._last_s = time.perf_counter()

    def _beat(self) -> None:
        now_s = time.perf_counter()
        self.worst_s = max(self.worst_s, now_s - self._last_s - TICK_MS / 1_000)
        self._last_s = now_s


def a_day(window: MainWindow, parts: PretendParts, qtbot: QtBot, slow_s: float) -> float:
    """Signs once, opens the outbox, hears of a hundred changes; the worst lateness while it only waits."""
    fill(window, qtbot)
    parts.desk.slow_s = slow_s
    pulse = Pulse(window)
    button = window.findChild(QPushButton, "signOff")
    assert isinstance(button, QPushButton)
    pulse.rest()
    count = len(parts.desk.deliveries)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(parts.desk.deliveries) > count, timeout=60_000)
    window.show_page("outbox")
    for number in range(100):
        window.bridge.engineChanged.emit(Counts(waiting=number), "offline" if number % 2 else None)
    qtbot.wait(round(slow_s * 1_000) + 200)
    window.show_page("sign")
    return pulse.worst_s


def test_a_background_that_takes_two_seconds_is_not_felt(window: MainWindow, parts: PretendParts, qtbot: QtBot) -> None:
    alone_s = a_day(window, parts, qtbot, slow_s=0.0)
    window.signing.reuse = "allow"
    window.page.session.show_session(None)
    slow_s = a_day(window, parts, qtbot, slow_s=2.0)
    assert slow_s <= alone_s + ALLOWED_S
