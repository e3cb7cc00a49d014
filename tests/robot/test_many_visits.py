"""Five hundred visits with a virtual clock: abandoned, gone back, signed, with wrong PINs in between.

After each visit nothing of its person is left, and after the first fifty the process grows by 5 MB at most.
"""

import gc
import json
import os
import random
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable

import psutil  # type: ignore[import-untyped]  # ships no types
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui.kiosk.flow import Page
from tests.ui.kiosk.bench import LEFT, PIN, Bench, draw, enter_pin, leftovers, press

VISITS = 500
WARM = 50
GROWTH_MOST_BYTES = 5 << 20
NAMES = ("Marie", "Ibrahim", "Zoe", "Jean-Pierre", "O'Neill", "Anh")


def token(number: int) -> str:
    def part(value: object) -> str:
        return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return ".".join((part({"alg": "HS256"}), part({"userId": "robot", "sessionId": number}), "c2ln"))


class Visitor:
    """Somebody who does what comes to mind, by a seed."""

    def __init__(self, bench: Bench, number: int) -> None:
        self.bench, self.number = bench, number
        self.chance = random.Random(number)
        self.signed = self.left = False

    def visit(self) -> None:
        if self.chance.random() < 0.1:
            self.try_pins()
        if self.chance.random() < 0.3:
            press(self.bench, f"language_{self.chance.choice(('fr', 'en'))}")
        press(self.bench, "begin")
        for _ in range(40):
            if self.bench.at(Page.ATTRACT) or self.bench.at(Page.THANKS):
                break
            self.act()
        else:
            self.abandon()
        if self.bench.at(Page.THANKS):
            self.signed = True
            if self.chance.random() < 0.5:
                press(self.bench, "done")
            else:
                self.bench.pass_s(16)

    def act(self) -> None:
        roll = self.chance.random()
        if roll < 0.03:
            self.abandon()
        elif roll < 0.12:
            press(self.bench, "back")
        elif roll < 0.15:
            QGuiApplication.clipboard().setText(f"copied by {self.number}")
        elif roll < 0.2:
            self.hesitate()
        else:
            self.go_on()

    def abandon(self) -> None:
        self.bench.pass_s(76, step_s=1.0)
        assert self.bench.at(Page.ATTRACT)
        self.left = True

    def hesitate(self) -> None:
        self.bench.pass_s(self.chance.uniform(61, 70), step_s=1.0)
        press(self.bench, "countdownYes")

    def go_on(self) -> None:
        bench, window = self.bench, self.bench.window
        if bench.at(Page.SESSION) and window.session.token is None:
            QTest.keyClicks(window.session.entry.field, token(self.number))
            QTest.keyClick(window.session.entry.field, Qt.Key.Key_Return)
            return
        if bench.at(Page.NAMES):
            for name in ("first_name", "last_name"):
                editor = window.names.fields[name].editor
                editor.setFocus()
                self.tap(self.chance.choice("azeuiopm"))
                QTest.keyClicks(editor, self.chance.choice(NAMES))
        elif bench.at(Page.COMMENTS):
            editor = window.comments.fields["comment"].editor
            editor.setFocus()
            QTest.keyClicks(editor, "Pump greased, seal changed. " * self.chance.randint(1, 3))
            if self.chance.random() < 0.5:
                QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        elif bench.at(Page.SIGN):
            draw(bench)
            if self.chance.random() < 0.2:
                window.sign.pad.undo()
                return
            press(bench, "signOff")
            return
        press(bench, "next")

    def tap(self, letter: str) -> None:
        for button in self.bench.window.keyboard.findChildren(type(self.bench.window.keyboard._keys[0])):
            if button.key.text == letter and button.isVisible():
                QTest.mouseClick(button, LEFT, pos=QPoint(5, 5))
                return

    def try_pins(self) -> None:
        bench = self.bench
        bench.wall_s += 4_000
        press(bench, "staff")
        for _ in range(self.chance.randint(1, 4)):
            bench.wall_s += 4_000
            enter_pin(bench, "".join(self.chance.choice("0123456789") for _ in PIN))
        if self.chance.random() < 0.5:
            bench.wall_s += 4_000
            enter_pin(bench, PIN)
            press(bench, "staffBack")
        else:
            press(bench, "pinCancel")
        assert bench.at(Page.ATTRACT)


def resident_bytes() -> int:
    gc.collect()
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    QApplication.processEvents()
    size: int = psutil.Process(os.getpid()).memory_info().rss
    return size


@pytest.mark.slow
@pytest.mark.timeout(1_200)
def test_five_hundred_visits_leave_nothing_behind(make_bench: Callable[..., Bench]) -> None:
    bench = make_bench()
    bench.bridge.inline.desk.keep = False  # the desk's own records would count as growth
    taken: list[object] = []
    bench.kiosk.signed.connect(lambda delivery: taken.append(delivery.id))
    widgets_warm = signed = left = 0
    warm_bytes = 0
    began_s = time.monotonic()
    for number in range(VISITS):
        visitor = Visitor(bench, number)
        visitor.visit()
        signed += visitor.signed
        left += visitor.left
        assert bench.at(Page.ATTRACT)
        assert leftovers(bench) == [], f"visit {number}"
        assert QApplication.activePopupWidget() is None
        assert bench.left == []
        if number + 1 == WARM:
            warm_bytes = resident_bytes()
            widgets_warm = len(bench.window.findChildren(QWidget))
    grown = resident_bytes() - warm_bytes
    assert signed == len(taken)
    assert signed > VISITS // 4
    assert left > VISITS // 20
    assert len(bench.window.findChildren(QWidget)) <= widgets_warm + len(bench.window.keyboard._keys) + 20
    print(f"{signed} signed, {left} abandoned, {grown / (1 << 20):.2f} MB, {time.monotonic() - began_s:.0f} s")  # noqa: T201
    assert grown <= GROWTH_MOST_BYTES
