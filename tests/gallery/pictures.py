"""The states of the workstation, each set up as a person would find it."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.config.layers import nobody
from desktop_app.config.paths import Paths
from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import Counts, State, Tally
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ink.strokes import read_ink
from desktop_app.ui.app import Application, build_application
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.demo import replay
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.workstation.main_window import MainWindow, Start
from desktop_app.ui.workstation.outbox_dialogs import AmendDialog, DiscardDialog, SessionDialog
from desktop_app.ui.workstation.outbox_page import OutboxPage
from tests.ui.pretend import NOON, PretendParts

ROOT = Path(__file__).parents[2]
LONG = Form(
    "Marie-Antoinette",
    "Lefèvre-Desrousseaux",
    "marie@",
    "Filtre remplacé, pression contrôlée : 2,1 bar.\n" * 30,
    "x" * 2_520,
)
GOOD = Form("Marie", "Lefèvre", "marie.lefevre@example.org", "Filtre remplacé, pression contrôlée : 2,1 bar.", "")


@dataclass
class Scene:
    window: MainWindow
    parts: PretendParts
    also: QWidget | None = None  # what is drawn instead of the window


def token(minutes: int = 600) -> Token:
    def part(content: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    ends = int((NOON + timedelta(minutes=minutes)).timestamp())
    return Token(f"{part({})}.{part({'userId': 'tech-0412', 'sessionId': 'S-88213', 'exp': ends})}.x")


def sign(scene: Scene) -> None:
    replay(scene.window.page.pad, read_ink((ROOT / "resources" / "ink" / "tablet-1.json").read_bytes()))


def empty(_scene: Scene) -> None:
    """As it opens."""


def filled(scene: Scene) -> None:
    scene.window.signing.use_session(token())
    scene.window.page.form.set_form(GOOD)
    sign(scene)
    scene.window.signing.refresh()


def wrong(scene: Scene) -> None:
    scene.window.signing.use_session(token(9))
    scene.window.page.form.set_form(LONG._replace(first_name=""))
    scene.window.page.form.review()
    scene.window.signing.refresh()


def expired(scene: Scene) -> None:
    scene.window.signing.use_session(token(-30))
    scene.window.bridge.engineChanged.emit(Counts(waiting=3), "offline")


def bad_code(scene: Scene) -> None:
    scene.window.page.session.offer("no token at all")
    scene.window.errands.take_link("paraphe:session?token=a")


def saved(scene: Scene) -> None:
    filled(scene)
    scene.window.bar.button.click()
    until(scene.window.page.form.is_empty)


def disk_full(scene: Scene) -> None:
    filled(scene)
    scene.parts.desk.failure = EnvironmentFault("outbox_disk_full")
    scene.window.bar.button.click()
    settle(300)


def no_store(scene: Scene) -> None:
    scene.window.bridge.failed.emit(EnvironmentFault("vault_missing"))


def backlog(scene: Scene) -> None:
    scene.window._backlog.seen.clear()
    scene.window._backlog.note(NOON - timedelta(seconds=20), 900)
    scene.window.bridge.engineChanged.emit(Counts(waiting=420), None)
    settle(300)


def outbox_empty(scene: Scene) -> None:
    scene.window.show_page("outbox")


def outbox_full(scene: Scene) -> None:
    states = (State.SENT, State.WAITING, State.NEEDS_ATTENTION, State.SENT, State.EXECUTING)
    for number in range(60):
        state = states[number % 5]
        reason = ("rejected", "session_expired", "execution_uncertain")[number % 3]
        made = scene.parts.desk.add(
            GOOD,
            state,
            reason=reason if state is State.NEEDS_ATTENTION else None,
            tally=Tally(attempts=2, patches=2, repeats=1),
        )
        scene.parts.desk.sessions[made.id] = token()
    scene.window.bridge.engineChanged.emit(scene.parts.desk.counts(), None)
    scene.window.show_page("outbox")
    settle(300)
    page = scene.window.stack.currentWidget()
    assert isinstance(page, OutboxPage)
    page.table.selectRow(2)
    settle(300)


def outbox_several(scene: Scene) -> None:
    outbox_full(scene)
    page = scene.window.stack.currentWidget()
    assert isinstance(page, OutboxPage)
    page.table.selectAll()


def outbox_nothing(scene: Scene) -> None:
    outbox_full(scene)
    page = scene.window.stack.currentWidget()
    assert isinstance(page, OutboxPage)
    page.filters.search.setText("nobody of this name")
    settle(500)


def settings(scene: Scene) -> None:
    scene.window.show_page("settings")


def help_page(scene: Scene) -> None:
    scene.window.show_page("help")


def hand_over(scene: Scene) -> None:
    filled(scene)
    scene.window.errands.hand_over()
    scene.also = scene.window.errands.screen


def handed_back(scene: Scene) -> None:
    hand_over(scene)
    screen = scene.window.errands.screen
    assert screen is not None
    screen.sign.click()
    until(lambda: screen._pages.currentIndex() == 1)


def assistant(scene: Scene) -> None:
    scene.window.errands.open_assistant()
    settle(100)
    scene.also = QApplication.activeModalWidget()


def dialog_session(scene: Scene) -> None:
    scene.also = SessionDialog(scene.window, scene.window.app.theme, 12)


def dialog_amend(scene: Scene) -> None:
    made = scene.parts.desk.add(GOOD)
    scene.also = AmendDialog(scene.window, scene.window.app.theme, made.id, GOOD)


def dialog_discard(scene: Scene) -> None:
    made = scene.parts.desk.add(GOOD)
    scene.also = DiscardDialog(scene.window, made.id)


SCENES: tuple[Callable[[Scene], None], ...] = (
    empty, filled, wrong, expired, bad_code, saved, disk_full, no_store, backlog, outbox_empty, outbox_full,
    outbox_several, outbox_nothing, settings, help_page, hand_over, handed_back, assistant, dialog_session,
    dialog_amend, dialog_discard,
)  # fmt: skip
NARROW = (filled, wrong, outbox_full)
SIZES = {"wide": (1180, 760), "narrow": (800, 600)}


def draw(folder: Path, scale: int) -> int:
    """Draws every scene; how many pictures were written."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    app = build_application(["gallery"], language="en")
    for language in ("en", "fr"):
        app.language.choose(language)
        for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
            app.theme.choose(scheme)
            for scene in SCENES:
                for size in ("wide", "narrow") if scene in NARROW else ("wide",):
                    name = f"{scene.__name__}-{size}-{language}-{scheme.name.lower()}-{scale}00.png"
                    one(app, scene, SIZES[size], folder / name)
                    count += 1
    return count


def one(app: Application, make: Callable[[Scene], None], size: tuple[int, int], file: Path) -> None:
    """One picture."""
    with opened(app) as scene:
        scene.window.resize(*size)
        settle(60)
        make(scene)
        if scene.also is not None and scene.also is not scene.window.errands.screen:
            scene.also.show()
        elif scene.also is not None:
            scene.also.resize(*size)
        settle(250)
        (scene.also or scene.window).grab().save(str(file))
        for top in QApplication.topLevelWidgets():
            if top is not scene.window:
                top.hide()


@contextmanager
def opened(app: Application) -> Iterator[Scene]:
    """A window with a pretended program behind it."""
    parts = PretendParts()
    bridge = Bridge(parts.make)
    with TemporaryDirectory() as profile:
        preferences = Preferences(Paths(Path(profile)), nobody)
        start = Start(
            Settings(api_url="https://api.example.org/main"), preferences, lambda _file: None, now=lambda: NOON
        )
        window = MainWindow(app, bridge, start)
        window.show()
        bridge.start()
        until(lambda: window.counts is not None)
        try:
            yield Scene(window, parts)
        finally:
            bridge.stop()
            window.hide()
            window.deleteLater()
            settle(20)


def settle(time_ms: int) -> None:
    """Lets Qt work off what is due."""
    end = QDeadlineTimer(time_ms)
    while not end.hasExpired():
        QApplication.processEvents()


def until(done: Callable[[], bool]) -> None:
    """Waits for at most 10 s."""
    end = QDeadlineTimer(10_000)
    while not done() and not end.hasExpired():
        QApplication.processEvents()
