"""From the button to the disk, in the real window with the real background: raster, encode, seal, commit.

Recorded inks are drawn with pen events, "Sign off" is clicked, and the clock stops when the desk's `sign` has returned,
which is after the commit. Meanwhile the engine sends what was signed before. A timer of 1 ms tells how late the
window's event loop is, while a sign-off is being saved and while nothing happens.
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.config.layers import load, nobody, set_values
from desktop_app.config.paths import Paths
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.sync.ports import Watcher
from desktop_app.ui.start import Opened, Opening, open_window
from desktop_app.vault import memory_vault
from desktop_app.wiring import build

from .ink_hand import everything
from .ink_replay import events
from .practice_process import PracticeProcess
from .table import Row

SIGN_OFFS = 300
WARM_UP = 20
P50_MS, P99_MS = 40.0, 100.0
LATE_MS = 50.0
IDLE_S = 10.0
TIMEOUT_MS = 20_000
FORM = Form("Anne-Marie", "O'Neill", "am@example.org", "Filter replaced.", "All well.")


@dataclass
class Committed:
    """The desk, which notes when a sign-off was on disk."""

    desk: Any
    at_s: list[float] = field(default_factory=list)

    def sign(self, *arguments: Any) -> Any:
        delivery = self.desk.sign(*arguments)
        self.at_s.append(time.perf_counter())
        return delivery

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)


class Pulse(QObject):
    """How much later than 1 ms after its last turn the event loop comes round, at worst since `begin`."""

    def __init__(self) -> None:
        super().__init__()
        self.worst_ms = 0.0
        self._last_s = time.perf_counter()
        timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._beat)
        timer.start()

    def begin(self) -> None:
        self.worst_ms, self._last_s = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now_s = time.perf_counter()
        self.worst_ms = max(self.worst_ms, (now_s - self._last_s) * 1_000 - 1)
        self._last_s = now_s


def run() -> list[Row]:
    """Milliseconds over 300 sign-offs."""
    with tempfile.TemporaryDirectory() as folder, PracticeProcess() as server:
        paths = Paths(Path(folder))
        set_values(
            paths, {"api_url": server.api_url, "sync.proxy": "direct", "session_reuse": "allow"}, load(paths, nobody)
        )
        vault = memory_vault()
        vault.set_account(origin(server.api_url), Token.parse(server.account_token))
        vault.set_session(Token.parse(server.session_tokens[0]))
        desks: list[Committed] = []

        def make(watcher: Watcher) -> Any:
            parts = build(paths, organisation=nobody, vault=vault, watcher=watcher)
            desks.append(Committed(parts.desk))
            return replace(parts, desk=desks[0])  # type: ignore[arg-type]  # it hands on what it does not have

        opened = open_window(Opening(settings=load(paths, nobody).settings, make=make))
        try:
            wait(lambda: opened.window.page.session.token is not None)
            took_ms, late_ms = _signed(opened, desks[0])
            calm_ms = _calm()
        finally:
            opened.window.leave()
            assert opened.bridge.stop()
        assert server.report().objects >= SIGN_OFFS // 2, "the engine has not sent meanwhile"
    p50, p99 = took_ms[len(took_ms) // 2], took_ms[len(took_ms) * 99 // 100]
    late, calm = late_ms[len(late_ms) * 99 // 100], calm_ms[len(calm_ms) * 99 // 100]
    rows = (("p50", p50, P50_MS), ("p99", p99, P99_MS))
    name = "'Sign off' pressed to committed on disk"
    return [
        *(
            Row(f"{name}, {which}", ms, "ms", f"<= {budget:.0f}", "-", None, ms <= budget)
            for which, ms, budget in rows
        ),
        Row(
            "lateness of the window's event loop meanwhile, worst of a sign-off, p99", late, "ms",
            f"<= {LATE_MS:.0f} beyond idle", "the same window, idle", calm, late - calm <= LATE_MS,
            f"median {late_ms[len(late_ms) // 2]:.1f} ms",
        ),
    ]  # fmt: skip


def _signed(opened: Opened, desk: Committed) -> tuple[list[float], list[float]]:
    """Milliseconds to the commit, and the loop's worst lateness until the window said so; both sorted."""
    page, button = opened.window.page, opened.window.bar.button
    said: list[object] = []
    opened.window.signing.signed.connect(lambda delivery, _form, _ink: said.append(delivery))
    inks, pulse = list(everything().values()), Pulse()
    took_ms, late_ms = [], []
    for number in range(WARM_UP + SIGN_OFFS):
        page.form.set_form(FORM)
        ink = inks[number % len(inks)]
        page.pad.wipe()
        for stroke in ink.strokes:
            for index, event in enumerate(events(stroke)):
                QApplication.sendEvent(page.pad, event)
                if index == 0:
                    QApplication.processEvents()  # painted, as a screen does; the pad adds to that picture
        QApplication.processEvents()
        wait(button.isEnabled)
        pulse.begin()
        pressed_s = time.perf_counter()
        button.click()
        wait(lambda wanted=number + 1: len(said) >= wanted)  # type: ignore[misc]  # the loop's own number
        if number >= WARM_UP:
            took_ms.append((desk.at_s[-1] - pressed_s) * 1_000)
            late_ms.append(pulse.worst_ms)
    pulse.deleteLater()
    return sorted(took_ms), sorted(late_ms)


def _calm() -> list[float]:
    """The worst lateness of each of many short times in which nothing happens, sorted."""
    pulse, end_s, late_ms = Pulse(), time.perf_counter() + IDLE_S, []
    while time.perf_counter() < end_s:
        pulse.begin()
        loop = QEventLoop()
        QTimer.singleShot(40, loop.quit)
        loop.exec()
        late_ms.append(pulse.worst_ms)
    pulse.deleteLater()
    return sorted(late_ms)


def wait(condition: Callable[[], bool]) -> None:
    """Runs the event loop until something holds, looking after every few of its turns; it sleeps in between.

    QApplication.processEvents with a time limit would spin instead, and keep the interpreter from the background.
    """
    loop, end_s = QEventLoop(), time.perf_counter() + TIMEOUT_MS / 1_000
    timer = QTimer(loop, interval=2, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: loop.quit() if condition() or time.perf_counter() > end_s else None)
    timer.start()
    if not condition():
        loop.exec()
    timer.stop()
    assert condition(), "the window does not go on"
