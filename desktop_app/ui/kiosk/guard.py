"""Who may pass: checks PINs in a thread of their own, counts wrong ones, makes people wait."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from .attempts import Attempts, AttemptsFile
from .pin import pin_hash, pin_matches

_Work = Callable[[], object]


class Guard(QObject):
    """`opened`, `refused` (seconds to wait until the next try), `failed` (Exception), `hashed` (PHC string)."""

    opened = Signal()
    refused = Signal(float)
    failed = Signal(object)
    hashed = Signal(str)
    _answered = Signal(object, object)  # from the thread: (signal's name, value)

    def __init__(self, profile: Path, *, wall_clock: Callable[[], float] = time.time, inline: bool = False) -> None:
        super().__init__()
        self._file = AttemptsFile(profile)
        self._now = wall_clock
        self._inline: Final = inline  # tests with a virtual clock wait for no thread
        self._busy = False
        self._file.settle(self._now())
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def wait_s(self) -> float:
        """Seconds until the next try is taken."""
        return self._file.read().wait_s(self._now())

    def check(self, pin: str, phc: str) -> None:
        """Answers by a signal. The try counts as a wrong one until it turns out to be right."""
        if self._busy:
            return
        if self.wait_s() > 0:
            self.refused.emit(self.wait_s())
            return
        self._file.write(self._file.read().failed(self._now()))
        self._run("checked", lambda: pin_matches(pin, phc))

    def make_hash(self, pin: str) -> None:
        """Answers by `hashed`; the PIN has passed `pin_problem`."""
        if not self._busy:
            self._run("hashed", lambda: pin_hash(pin))

    def _run(self, what: str, work: _Work) -> None:
        self._busy = True
        if self._inline:
            self._work(what, work)
        else:
            threading.Thread(target=self._work, args=(what, work), name="paraphe-pin", daemon=True).start()

    def _work(self, what: str, work: _Work) -> None:
        try:
            value = work()
        except Exception as error:  # noqa: BLE001 - said in the window, whatever it is
            what, value = "failed", error
        if self._inline:
            self._answer(what, value)
        else:
            self._answered.emit(what, value)

    def _answer(self, what: str, value: object) -> None:
        self._busy = False
        if what == "failed":
            self.failed.emit(value)
        elif what == "hashed":
            self.hashed.emit(value)
        elif value:
            self._file.write(Attempts())
            self.opened.emit()
        else:
            self.refused.emit(self.wait_s())
