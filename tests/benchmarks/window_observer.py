"""In a window's process: sees its first paint and what fires in its event loop; and the bare window beside it.

Until the paint nothing but the window itself is watched. A filter on the whole application would be handed objects
that Qt made itself, and to name the class of one the binding loads every class there is: 180 enums, a fifth of the bare
window's start.
"""

import json
import os
import sys
import threading
import time
from collections import Counter

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

HEAVY = ("httpx", "PIL", "cryptography", "keyring")
_COLUMNS = 12
_PAINT, _TIMER = QEvent.Type.Paint, QEvent.Type.Timer


class Observer(QObject):
    """Tells the first paint of the application's first window, then counts; the same for either window."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._fired: Counter[str] = Counter()
        self._painted = False
        window = next(widget for widget in application.topLevelWidgets() if isinstance(widget, QMainWindow))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind == _TIMER:
            self._fired[f"{type(watched).__name__} {watched.objectName()}".strip()] += 1
        elif kind == _PAINT and not self._painted and isinstance(watched, QMainWindow):
            self._painted = True  # once: later paints come by the application's filter
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell_painted)  # once it is on screen and the loop is free again
        return False

    def _tell_painted(self) -> None:
        at_s, cpu_s = time.monotonic(), time.process_time()
        names = set(sys.modules)
        tell(
            {
                "painted_s": at_s,
                "cpu_s": cpu_s,
                "modules": sorted(names),
                "heavy": sorted(name for name in HEAVY if name in names),
                "bound": sorted({*vars(QtCore), *vars(QtGui), *vars(QtWidgets)}),  # the classes that were asked for
                "classes": classes(),
                "widgets": len(QApplication.allWidgets()),
            }
        )
        self._application.installEventFilter(self)
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        for _ in sys.stdin:
            fired, self._fired = self._fired, Counter()
            tell({"fired": dict(fired)})
        os._exit(0)  # nothing is measured any more


def classes() -> dict[str, int]:
    """How many widgets there are of each of Qt's own classes; what scroll areas make for themselves is left out."""
    found: Counter[str] = Counter()
    for widget in QApplication.allWidgets():
        if widget.objectName().startswith("qt_"):
            continue
        kind = widget.metaObject()
        while kind is not None and not hasattr(QtWidgets, kind.className()):
            kind = kind.superClass()
        found[kind.className() if kind is not None else "QWidget"] += 1
    return dict(found)


def observe() -> None:
    """From now on the window is watched that is there when an event loop begins: it is built, and not painted yet."""
    run = QApplication.exec

    def watched(application: QApplication) -> int:
        Observer(application)
        return run()

    QApplication.exec = watched  # type: ignore[assignment,method-assign] # what both windows call


def show_bare(classes_json: str) -> int:
    """Runs a bare window until the process ends."""
    observe()
    application = QApplication(["bare"])
    window = bare(json.loads(classes_json))
    code = application.exec()
    del window
    return code


def bare(counts: dict[str, int]) -> QMainWindow:
    """A plain window with as many widgets of the same classes, in a grid; the words are as short as labels are."""
    window = QMainWindow()
    window.setWindowTitle("Bare")
    central = QtWidgets.QWidget()
    grid = QtWidgets.QGridLayout(central)
    wanted = {name: count for name, count in counts.items() if name not in {"QMainWindow", "QScrollBar"}}
    place = 0
    for name, count in sorted(wanted.items()):
        for number in range(count):
            widget = getattr(QtWidgets, name)()
            if hasattr(widget, "setText"):
                widget.setText(f"{name} {number}")
            grid.addWidget(widget, place // _COLUMNS, place % _COLUMNS)
            place += 1
    window.setCentralWidget(central)
    window.resize(1180, 760)
    window.show()
    return window


def tell(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()
