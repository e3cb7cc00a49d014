"""The states of the kiosk, each set up as a person would find it."""

import base64
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import Counts
from desktop_app.domain.errors import EnvironmentFault
from desktop_app.ink.strokes import read_ink
from desktop_app.ui.app import Application, build_application
from desktop_app.ui.demo import replay
from desktop_app.ui.kiosk.guard import Guard
from desktop_app.ui.kiosk.kiosk import Kiosk
from desktop_app.ui.kiosk.staff import Administration, Staff
from desktop_app.ui.kiosk.window import KioskWindow
from desktop_app.ui.parts.theme.tokens import KIOSK
from desktop_app.ui.parts.words import say_error
from tests.gallery.wanted import be_quiet, dresses, wanted
from tests.ui.kiosk.inline import START, InlineBridge, InlineParts

ROOT: Final = Path(__file__).parents[2]
SIZES: Final = ((1_024, 600), (1_920, 1_080))
PHC: Final = "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"


@dataclass
class Stage:
    """A kiosk whose clock stands still until a scene moves it."""

    window: KioskWindow
    kiosk: Kiosk
    staff: Staff
    seconds: list[float]


def token() -> str:
    def part(content: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    ends = int((START + timedelta(hours=9)).timestamp())
    return f"{part({})}.{part({'userId': 'tech-0412', 'sessionId': 'S-88213', 'exp': ends})}.c2ln"


def attract(_stage: Stage) -> None:
    """As it waits."""


def session(stage: Stage) -> None:
    stage.kiosk.begin()


def session_missing(stage: Stage) -> None:
    stage.kiosk.begin()
    stage.kiosk.next()


def names(stage: Stage) -> None:
    stage.kiosk.take_scan(token())


def names_missing(stage: Stage) -> None:
    names(stage)
    stage.kiosk.next()


def names_mail(stage: Stage) -> None:
    names(stage)
    for name, text in (("first_name", "Marie-Antoinette"), ("last_name", "Lefèvre"), ("email", "marie@")):
        stage.window.names.fields[name].set_text(text)
    stage.window.names.fields["email"].editor.setFocus()
    stage.window.names.review()


def comments(stage: Stage) -> None:
    names(stage)
    for name, text in (("first_name", "Marie"), ("last_name", "Lefèvre"), ("email", "")):
        stage.window.names.fields[name].set_text(text)
    stage.kiosk.next()
    stage.window.comments.fields["action_comment"].set_text("Filtre remplacé, pression contrôlée : 2,1 bar.")


def sign_missing(stage: Stage) -> None:
    comments(stage)
    stage.kiosk.next()
    stage.kiosk.sign_off()


def signed(stage: Stage) -> None:
    comments(stage)
    stage.kiosk.next()
    QApplication.processEvents()
    replay(stage.window.sign.pad, read_ink((ROOT / "resources" / "ink" / "tablet-1.json").read_bytes()))


def countdown(stage: Stage) -> None:
    signed(stage)
    stage.seconds[0] += 65
    stage.kiosk.tick()


def thanks(stage: Stage) -> None:
    signed(stage)
    stage.kiosk.sign_off()


def used_session(stage: Stage) -> None:
    thanks(stage)
    stage.kiosk.wipe()
    stage.kiosk.take_scan(token())


def pin(stage: Stage) -> None:
    stage.staff.ask()
    QTest.keyClicks(stage.window.pin, "9081")


def new_pin(stage: Stage) -> None:
    stage.staff.choose_pin()


def settings(stage: Stage) -> None:
    stage.staff.ask()
    stage.staff._open()


def out_of_order(stage: Stage) -> None:
    stage.kiosk.out_of_order(say_error(EnvironmentFault("outbox_key_lost")))


SCENES: Final[tuple[Callable[[Stage], None], ...]] = (
    attract, session, session_missing, names, names_missing, names_mail, comments, sign_missing, signed, countdown,
    thanks, used_session, pin, new_pin, settings, out_of_order,
)  # fmt: skip


def draw(folder: Path, scale: int, words: Sequence[str]) -> int:
    """Every scene that is wanted in each size (device pixels) at one scale; how many pictures were made."""
    be_quiet()
    app = build_application(["gallery"], measures=KIOSK)
    count = 0
    for dress in dresses(scale):
        dress.put_on(app.theme)
        for width, height in SIZES:
            place = folder / f"kiosk-{dress.language}-{dress.name}-{scale}-{width}x{height}"
            for number, scene in enumerate(SCENES, start=1):
                file = place / f"{number:02d}-{scene.__name__}.png"
                if wanted(file, words):
                    place.mkdir(parents=True, exist_ok=True)
                    _draw(app, scene, dress.language, QSize(width * 100 // scale, height * 100 // scale), file)
                    count += 1
    return count


def _draw(app: Application, scene: Callable[[Stage], None], language: str, size: QSize, file: Path) -> None:
    with staged(app, language, size) as stage:
        scene(stage)
        for _ in range(3):
            QApplication.processEvents()
        stage.window.grab().save(str(file))


@contextmanager
def staged(app: Application, language: str, size: QSize, *, keyboard: str = "own") -> Iterator[Stage]:
    """A kiosk of a size (logical pixels), with three sign-offs waiting."""
    chosen = Settings(language=language, kiosk_touch_keyboard=keyboard, kiosk_pin_hash=PHC)
    seconds = [0.0]
    bridge = InlineBridge(InlineParts())
    window = KioskWindow(app.theme, lambda: START, size=size)
    kiosk = Kiosk(app, window, bridge, chosen, lambda: seconds[0])
    with tempfile.TemporaryDirectory() as profile:
        administration = Administration(lambda _key, _value: chosen, lambda key: key == "kiosk.monitor")
        guard = Guard(Path(profile), inline=True)
        staff = Staff(kiosk, window, bridge, guard, administration=administration, now=lambda: START)
        window.resize(size)
        window.show()
        window.activateWindow()
        bridge.start()
        bridge.engineChanged.emit(Counts(waiting=3, oldest_waiting=START - timedelta(hours=5)), None)
        QApplication.processEvents()
        try:
            yield Stage(window, kiosk, staff, seconds)
        finally:
            kiosk.wipe()
            window.let_go()
            window.close()
            window.deleteLater()
            # Now, and not whenever Python's collector comes by in the middle of the next window's making.
            QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
