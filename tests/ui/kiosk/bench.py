"""A kiosk in a window of 1024 x 600, with a virtual clock and a bridge without a thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.config.settings import Settings
from desktop_app.ui.app import Application, build_application
from desktop_app.ui.kiosk.flow import Page
from desktop_app.ui.kiosk.guard import Guard
from desktop_app.ui.kiosk.kiosk import Kiosk
from desktop_app.ui.kiosk.lock import Lock
from desktop_app.ui.kiosk.pin import pin_hash
from desktop_app.ui.kiosk.staff import Administration, Staff
from desktop_app.ui.kiosk.window import KioskWindow
from desktop_app.ui.parts.scanner import Scanner
from desktop_app.ui.parts.theme.tokens import KIOSK, WORKSTATION
from tests.ui.kiosk.inline import START, InlineBridge, InlineParts

PIN = "908172"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOiJ0ZWNoLTE3Iiwic2Vzc2lvbklkIjoiNDcxMSJ9.c2ln"


@pytest.fixture(scope="session")
def phc() -> str:
    return pin_hash(PIN)


@dataclass
class Bench:
    """A kiosk and everything around it that a test turns."""

    app: Application
    window: KioskWindow
    kiosk: Kiosk
    staff: Staff
    guard: Guard
    lock: Lock
    bridge: InlineBridge
    profile: Path
    left: list[bool] = field(default_factory=list)
    monotonic_s: float = 0.0
    wall_s: float = 1_800_000_000.0

    def pass_s(self, seconds: float, step_s: float = 0.25) -> None:
        """Time passes, and the kiosk looks at its clock as often as it does."""
        end_s = self.monotonic_s + seconds
        while self.monotonic_s < end_s:
            self.monotonic_s += step_s
            self.wall_s += step_s
            self.kiosk.tick()

    def at(self, page: Page) -> bool:
        """Whether the visit is there."""
        return self.kiosk.page is page

    def settle(self) -> None:
        """What an event loop does between two touches; without one nothing is ever deleted later."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


@pytest.fixture
def make_bench(qapp: QApplication, tmp_path: Path, phc: str) -> Iterator[Callable[..., Bench]]:
    """Makes benches; settings as keywords."""
    made: list[Bench] = []
    app = build_application(["paraphe"], language="en", measures=KIOSK)

    def make(**changes: object) -> Bench:
        settings = [Settings(**{"language": "en", "kiosk_touch_keyboard": "own", "kiosk_pin_hash": phc, **changes})]  # type: ignore[arg-type]
        bridge = InlineBridge(InlineParts())
        window = KioskWindow(app.theme, lambda: START, size=QSize(1024, 600))
        times = {"s": 0.0}

        def monotonic() -> float:
            return made[-1].monotonic_s if made else times["s"]

        kiosk = Kiosk(app, window, bridge, settings[0], monotonic)
        guard = Guard(tmp_path, wall_clock=lambda: made[-1].wall_s if made else 1_800_000_000.0, inline=True)

        def save(key: str, value: str | int) -> Settings:
            settings[0] = settings[0]._replace(**{key.replace(".", "_"): value})  # type: ignore[arg-type]
            return settings[0]

        administration = Administration(save, lambda key: key == "kiosk.monitor")
        staff = Staff(kiosk, window, bridge, guard, administration=administration, now=lambda: START)
        lock = Lock(qapp, kiosk.touched)
        Scanner(qapp, window).scanned.connect(kiosk.take_scan)
        bench = Bench(app, window, kiosk, staff, guard, lock, bridge, tmp_path)
        staff.leaving.connect(lambda: bench.left.append(True))
        made.append(bench)
        window.resize(1024, 600)
        window.show()
        window.activateWindow()
        bridge.start()
        staff.start()
        QApplication.processEvents()
        return bench

    yield make
    for bench in made:
        bench.kiosk.wipe()
        bench.lock.release()
        bench.lock.deleteLater()
        bench.window.let_go()
        bench.window.close()
        bench.window.deleteLater()
        bench.bridge.deleteLater()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    app.theme.resize(WORKSTATION)


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    return make_bench()


LEFT = Qt.MouseButton.LeftButton


def press(bench: Bench, name: str) -> None:
    button = bench.window.findChild(QWidget, name)
    assert button is not None, name
    assert button.isVisible(), name
    QTest.mouseClick(button, LEFT)
    bench.settle()


def draw(bench: Bench) -> None:
    pad = bench.window.sign.pad
    width, height = pad.width(), pad.height()
    QTest.mousePress(pad, LEFT, pos=QPoint(width // 4, height // 2))
    for step in range(1, 30):
        QTest.mouseMove(pad, QPoint(width // 4 + step * width // 64, height // 2 + (30 if step % 2 else -30)))
    QTest.mouseRelease(pad, LEFT, pos=QPoint(width * 3 // 4, height // 2))


def to_names(bench: Bench) -> None:
    press(bench, "begin")
    QTest.keyClicks(bench.window.session.entry.field, TOKEN)
    QTest.keyClick(bench.window.session.entry.field, Qt.Key.Key_Return)
    bench.settle()
    assert bench.at(Page.NAMES)


def to_sign(bench: Bench) -> None:
    to_names(bench)
    for name, text in (("firstName", "Marie"), ("lastName", "Duval"), ("email", "marie@example.org")):
        field = bench.window.findChild(QLineEdit, name)
        assert field is not None
        field.setFocus()
        QTest.keyClicks(field, text)
    press(bench, "next")
    comment = bench.window.findChild(QPlainTextEdit, "actionComment")
    assert comment is not None
    QTest.keyClicks(comment, "Filter changed.")
    press(bench, "next")
    assert bench.at(Page.SIGN)


def enter_pin(bench: Bench, pin: str) -> None:
    for digit in pin:
        press(bench, f"pin_{digit}")
    press(bench, "pinEnter")


def leftovers(bench: Bench) -> list[str]:
    """What of a person can still be found in the window, undo and clipboard included."""
    found = []
    for line in bench.window.findChildren(QLineEdit):
        found += [f"{line.objectName()} text"] * bool(line.text()) + [f"{line.objectName()} undo"] * (
            line.isUndoAvailable() or line.isRedoAvailable()
        )
    for plain in bench.window.findChildren(QPlainTextEdit):
        document = plain.document()
        found += [f"{plain.objectName()} text"] * (not document.isEmpty())
        found += [f"{plain.objectName()} undo"] * (document.isUndoAvailable() or document.isRedoAvailable())
    pad = bench.window.sign.pad
    found += ["ink"] * (not pad.isEmpty()) + ["ink undo"] * (pad.canUndo() or pad.canRedo())
    found += ["session"] * (bench.window.session.token is not None)
    found += ["clipboard"] * bool(QGuiApplication.clipboard().text())
    found += ["session named"] * bool(bench.window.header.session.text)
    for label in ("reference", "pinDots"):
        shown = bench.window.findChild(QWidget, label)
        found += [label] * bool(shown is not None and shown.property("text").strip())
    return found
