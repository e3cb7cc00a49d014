"""In a window's process: sees its first paint and what fires in its event loop; and the bare window beside it."""

import json
import os
import sys
import threading
import time
from collections import Counter

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

HEAVY = ("httpx", "PIL", "cryptography", "keyring")
_COLUMNS = 12


class Observer(QObject):
    """Sees every event of the application; the same for either window, so that neither gains by it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._fired: Counter[str] = Counter()
        self._painted = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind == QEvent.Type.Timer:
            self._fired[f"{type(watched).__name__} {watched.objectName()}".strip()] += 1
        elif kind == QEvent.Type.Paint and not self._painted and isinstance(watched, QMainWindow):
            self._painted = True
            QTimer.singleShot(0, self, self._tell_painted)  # once it is on screen and the loop is free again
        return False

    def _tell_painted(self) -> None:
        at_s = time.monotonic()
        names = set(sys.modules)
        tell(
            {
                "painted_s": at_s,
                "cpu_s": time.process_time(),
                "modules": len(names),
                "heavy": sorted(name for name in HEAVY if name in names),
                "classes": classes(),
                "widgets": len(QApplication.allWidgets()),
            }
        )
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


def observe(name: str) -> QApplication:
    """An application whose events are seen."""
    application = QApplication([name])
    Observer(application)
    return application


def show_bare(classes_json: str) -> int:
    """Runs a bare window until the process ends."""
    application = observe("bare")
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
