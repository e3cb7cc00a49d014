"""A scripted day in the real window with the real background, in a process of its own: how late its event loop was.

    python -m tests.ui.working_day PROFILE LASTS_S [what the practice server prints]

Without a service everything is the same but for the requests. Prints JSON. Of the latest beats: `worked_s`, the time
that the window's thread was at work itself; `waited_s`, the rest, for a lock, the disk, the network, another thread
that has the interpreter, or a machine with other work. And `lasted_s`.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.config.layers import nobody
from desktop_app.config.paths import Paths, resource
from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import State
from desktop_app.domain.origin import origin
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ink.strokes import read_ink
from desktop_app.sync.ports import Watcher
from desktop_app.ui.demo import replay
from desktop_app.ui.start import Opening, open_window
from desktop_app.ui.workstation.main_window import MainWindow
from desktop_app.vault import memory_vault
from desktop_app.wiring import Parts, build

TICK_MS = 5
SIGNS = 6
LOOKS_MS = 150
PATIENCE_MS = 60_000


class Pulse:
    """How late the event loop is at each beat. What the script itself does in one go is left out."""

    def __init__(self, window: MainWindow) -> None:
        self.worked_s: list[float] = []
        self.waited_s: list[float] = []
        self._last_s, self._work_s = time.perf_counter(), time.thread_time()
        self._timer = QTimer(window, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def leave_out(self, act: Callable[[], object]) -> None:
        """Synthetic events come faster than any hand; they block by themselves."""
        act()
        self._last_s, self._work_s = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now_s, work_s = time.perf_counter(), time.thread_time()
        worked_s = work_s - self._work_s
        self.worked_s.append(worked_s)
        self.waited_s.append(now_s - self._last_s - worked_s - TICK_MS / 1_000)
        self._last_s, self._work_s = now_s, work_s


def until(done: Callable[[], bool]) -> None:
    """An event loop as the program's own, until `done`."""
    loop, end = QEventLoop(), QDeadlineTimer(PATIENCE_MS)
    look = QTimer(interval=10)
    look.timeout.connect(lambda: loop.quit() if done() or end.hasExpired() else None)
    look.start()
    loop.exec()
    if end.hasExpired():
        raise TimeoutError


def after(time_ms: int) -> None:
    end = QDeadlineTimer(time_ms)
    until(end.hasExpired)


class Day:
    """Signs, looks at the outbox while it is sent, signs again."""

    def __init__(self, window: MainWindow, sessions: Sequence[str]) -> None:
        self.window, self.pulse, self.sessions = window, Pulse(window), sessions
        self.saved = 0
        self._ink = read_ink((resource("ink") / "tablet-1.json").read_bytes())
        window.signing.signed.connect(self._signed)

    def work(self, sent: Callable[[], bool], lasts_s: float) -> None:
        began_s = time.perf_counter()
        for number in range(SIGNS):
            self.sign(number)
            self.window.show_page("outbox")
            after(LOOKS_MS)
            self.window.show_page("sign")
            after(LOOKS_MS)
        self.window.show_page("outbox")
        until(sent)
        until(lambda: time.perf_counter() - began_s >= lasts_s)

    def sign(self, number: int) -> None:
        window = self.window
        window.signing.use_session(Token(self.sessions[number]))
        window.page.form.set_form(Form("Marie", f"Curie {number}", comment="Filter changed. " * 20))
        self.pulse.leave_out(lambda: replay(window.page.pad, self._ink))
        window.signing.refresh()
        window.bar.button.click()
        until(lambda: self.saved == number + 1)

    def _signed(self, *_: object) -> None:
        self.saved += 1


def main(arguments: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    profile, lasts_s = Paths(Path(arguments[0])), float(arguments[1])
    service = json.loads(arguments[2]) if len(arguments) > 2 else {}
    api_url, sessions = (
        service.get("api_url", ""),
        service.get("session_tokens", [f"session-{n}" for n in range(SIGNS)]),
    )
    vault = memory_vault()
    profile.make()
    if api_url:
        profile.settings_file.write_text(f'api_url = "{api_url}"\nsync.proxy = "direct"\n')
        vault.set_account(origin(api_url), Token(service["account_token"]))

    def make(watcher: Watcher) -> Parts:
        return build(profile, organisation=nobody, vault=vault, watcher=watcher)

    opened = open_window(Opening(Settings(language="en", api_url=api_url, session_reuse="allow"), make))
    window = opened.window
    until(lambda: window.counts is not None)
    day = Day(window, sessions)
    sent: list[int] = [0]

    def all_sent() -> bool:
        if not api_url:
            return True
        opened.bridge.call(lambda parts: len(parts.store.page(states=(State.SENT,))), sent.append)
        return sent[-1] >= SIGNS

    began_s = time.perf_counter()
    day.work(all_sent, lasts_s)
    lasted_s = time.perf_counter() - began_s
    pulse = day.pulse
    told = {"worked_s": max(pulse.worked_s), "waited_s": max(pulse.waited_s), "lasted_s": lasted_s}
    window.leave()
    opened.bridge.stop()
    sys.stdout.write(json.dumps(told) + "\n")
    QApplication.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
