"""What the window's tests share. A warning of Qt fails a test."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.config.settings import Settings
from desktop_app.ui.app import Application, build_application
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.workstation.main_window import MainWindow, Start
from tests.ui.longer import Pseudo
from tests.ui.pretend import NOON, PretendParts

HARMLESS = (
    "This plugin does not support",  # the offscreen platform has no window manager
    "QFont::setPointSizeF: Point size <= 0",
    "EnableNonClientDpiScaling() failed",  # wine has no such call
)


@pytest.fixture(scope="session", autouse=True)
def translations_are_built() -> None:
    """As set-up does: the .qm files are not in the repository."""
    root = Path(__file__).parents[2]
    for source in (root / "resources" / "translations").glob("*.ts"):
        built = source.with_suffix(".qm")
        if not built.exists() or built.stat().st_mtime < source.stat().st_mtime:
            subprocess.run([sys.executable, root / "packaging" / "translations.py"], check=True, capture_output=True)


@pytest.fixture(autouse=True)
def qt_is_silent(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - the application comes first
    """Fails a test in which Qt warned."""
    said: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(HARMLESS):
            said.append(message)

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert not said, said


@pytest.fixture
def app(qapp: QApplication) -> Iterator[Application]:  # noqa: ARG001 - taken over
    made = build_application(["test"], language="en")
    yield made
    made.theme.deleteLater()
    made.language.deleteLater()


def token_of(user: str = "u-12", session: str = "s-9", ends: datetime | None = NOON + timedelta(hours=9)) -> str:
    claims: dict[str, object] = {"userId": user, "sessionId": session}
    if ends is not None:
        claims["exp"] = int(ends.timestamp())

    def part(content: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    return f"{part({'alg': 'HS256'})}.{part(claims)}.{'x' * 43}"


@pytest.fixture
def parts() -> PretendParts:
    return PretendParts()


def let_go(window: MainWindow) -> None:
    """Nothing that closing would ask about."""
    window.page.form.clear()
    window.page.pad.wipe()
    window.counts = None


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(app: Application, parts: PretendParts, qtbot: QtBot) -> Iterator[MakeWindow]:
    """Opens windows whose background is `parts`."""
    bridges: list[Bridge] = []

    def make(settings: Settings | None = None, *, ready: bool = True) -> MainWindow:
        bridge = Bridge(parts.make)
        bridges.append(bridge)
        window = MainWindow(app, bridge, Start(settings or Settings(), now=lambda: NOON))
        window.destroyed.connect(lambda: None)
        qtbot.addWidget(window, before_close_func=let_go)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        bridge.start()
        if ready:
            qtbot.waitUntil(lambda: window.counts is not None)
        return window

    yield make
    for bridge in bridges:
        assert bridge.stop()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


@pytest.fixture
def pseudo(app: Application) -> Iterator[Pseudo]:
    """Everything in a language 40 % longer."""
    translator = Pseudo()
    app.qt.installTranslator(translator)
    yield translator
    app.qt.removeTranslator(translator)
