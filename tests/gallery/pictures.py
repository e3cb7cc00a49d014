"""The states of the workstation, each set up as a person would find it."""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QDeadlineTimer, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

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
from desktop_app.ui.workstation.ask import ask_leaving, ask_reuse
from desktop_app.ui.workstation.assistant import Assistant
from desktop_app.ui.workstation.main_window import MainWindow, Start
from desktop_app.ui.workstation.outbox_dialogs import AmendDialog, DiscardDialog, SessionDialog, ask_export_folder
from desktop_app.ui.workstation.outbox_page import OutboxPage
from desktop_app.ui.workstation.question import Question
from tests.gallery.wanted import be_quiet, dresses, wanted
from tests.ui.pretend import NOON, PretendParts

_OPEN_MS = 200
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
    taken: QPixmap | None = None  # drawn already


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
    until(lambda: screen.thanked)


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


def long_hand_over(scene: Scene) -> None:
    scene.window.signing.use_session(token())
    long = "Chaudière arrêtée, vannes fermées, joint de la pompe remplacé, circuit purgé. " * 30
    scene.window.page.form.set_form(GOOD._replace(action_comment=long[:2_400], comment=long[:1_200]))
    scene.window.errands.hand_over()
    scene.also = scene.window.errands.screen


def hand_over_error(scene: Scene) -> None:
    hand_over(scene)
    scene.parts.desk.failure = EnvironmentFault("outbox_disk_full")
    screen = scene.window.errands.screen
    assert screen is not None
    screen.sign.click()
    settle(300)


def used(scene: Scene) -> None:
    scene.window.signing.use_session(token(), 2)
    scene.window.page.form.set_form(GOOD)


def other_ways(scene: Scene) -> None:
    scene.window.page.card.allow(typed=True, imported=True)
    scene.window.signing.use_session(token())
    scene.window.page.form.set_form(GOOD)
    scene.window.errands.type_name()
    until(lambda: not scene.window.page.pad.isEmpty())


def crashed(scene: Scene) -> None:
    scene.window.say_crashed()


def outbox_late(scene: Scene) -> None:
    for day in range(5):
        scene.parts.desk.add(GOOD, State.WAITING, signed_at=NOON - timedelta(days=day, hours=1), reason="offline")
    scene.window.bridge.engineChanged.emit(scene.parts.desk.counts(), "offline")
    scene.window.show_page("outbox")
    settle(300)


def outbox_loading(scene: Scene) -> None:
    outbox_full(scene)
    scene.parts.desk.slow_s = 1.0
    page = scene.window.stack.currentWidget()
    assert isinstance(page, OutboxPage)
    page.filters.which.setCurrentIndex(1)


def settings_end(scene: Scene) -> None:
    scene.window.show_page("settings")
    settle(100)
    page = scene.window.stack.currentWidget()
    assert isinstance(page, QScrollArea)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())


def assistant_wrong(scene: Scene) -> None:
    assistant(scene)
    dialog = scene.also
    assert isinstance(dialog, Assistant)
    dialog.url.setText("http://api.example.org")
    dialog.try_it()


def asked(question: Callable[[Scene], object]) -> Callable[[Scene], None]:
    """A question of `ask`, drawn while it is open: it has an event loop of its own."""

    def made(scene: Scene) -> None:
        def take() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, Question)
            scene.taken = box.grab()
            box.reject()

        QTimer.singleShot(_OPEN_MS, take)
        question(scene)

    made.__name__ = f"ask_{question.__name__}"
    return made


def leaving(scene: Scene) -> object:
    return ask_leaving(scene.window, 12, begun=True, tray=True)


def reuse(scene: Scene) -> object:
    return ask_reuse(scene.window, 2)


def export(scene: Scene) -> object:
    return ask_export_folder(scene.window)


SCENES: tuple[Callable[[Scene], None], ...] = (
    empty, filled, wrong, expired, used, bad_code, other_ways, saved, disk_full, no_store, crashed, backlog,
    outbox_empty, outbox_full, outbox_several, outbox_late, outbox_nothing, outbox_loading, settings, settings_end,
    help_page, hand_over, long_hand_over, hand_over_error, handed_back, assistant, assistant_wrong, dialog_session,
    dialog_amend, dialog_discard, asked(leaving), asked(reuse), asked(export),
)  # fmt: skip
NARROW = ("filled", "wrong", "outbox_full", "hand_over", "saved")
SMALL = ("filled", "wrong", "outbox_full", "hand_over", "long_hand_over", "handed_back", "settings", "assistant",
         "dialog_session", "dialog_amend", "dialog_discard")  # fmt: skip
SIZES = {"wide": (1180, 760), "narrow": (800, 600), "least": (512, 300), "huge": (1920, 1080)}
"""`least` is 1024 x 600 at 200 %, `huge` 3840 x 2160 at 200 %."""


def sizes(scene: str, scale: int) -> list[str]:
    found = ["wide"] + ["narrow"] * (scene in NARROW) + ["huge"] * (scale == 100 and scene in NARROW)
    return found + ["least"] * (scale == 200 and scene in SMALL)


def draw(folder: Path, scale: int, words: Sequence[str]) -> int:
    """Draws every scene that is wanted; how many pictures were written."""
    be_quiet()
    count = 0
    app = build_application(["gallery"], language="en")
    for dress in dresses(scale):
        app.language.choose(dress.language)
        dress.put_on(app.theme)
        for number, scene in enumerate(SCENES, start=1):
            for size in sizes(scene.__name__, scale):
                place = folder / f"workstation-{dress.language}-{dress.name}-{scale}"
                file = place / f"{number:02d}-{scene.__name__}-{size}.png"
                if wanted(file, words):
                    place.mkdir(parents=True, exist_ok=True)
                    one(app, scene, SIZES[size], file)
                    count += 1
    return count


def one(app: Application, make: Callable[[Scene], None], size: tuple[int, int], file: Path) -> None:
    """One picture."""
    with opened(app) as scene:
        scene.window.setMinimumSize(1, 1)
        scene.window.resize(*size)
        settle(60)
        make(scene)
        if scene.also is not None and scene.also is not scene.window.errands.screen:
            scene.also.setMaximumSize(*size)  # as if the screen were no larger
            scene.also.show()
        elif scene.also is not None:
            scene.also.showNormal()
            settle(100)  # the platform answers later, with the size of before
            scene.also.setFixedSize(*size)
        settle(250)
        (scene.taken or (scene.also or scene.window).grab()).save(str(file))
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
        window.activateWindow()
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
