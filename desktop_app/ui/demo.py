"""Drives the window as a person would, with real key and pen events, and checks what arrived byte by byte.

What runs where there is no screen, and what shows that the whole way works.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QPointF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop_app.config.paths import resource
from desktop_app.domain.delivery import Delivery, State
from desktop_app.domain.ids import object_name, short_reference
from desktop_app.ink.strokes import Ink, Sample, read_ink

from .ports import Parts
from .start import Opening, open_window
from .workstation.main_window import MainWindow

_Kind = TypeVar("_Kind", bound=QWidget)
_WAIT_MS: Final = 30_000
_SIZE_PX: Final = (1180, 760)


@dataclass(frozen=True, slots=True)
class Script:
    """What is filled in, and where the result is looked up: `stored` gives the bytes of a name, None where absent."""

    session_token: str
    ink_file: Path
    stored: Callable[[str], bytes | None]
    shots: Path | None = None
    say: Callable[[str], None] = print
    first_name: str = "Marie"
    last_name: str = "Lefèvre"
    email: str = "marie.lefevre@example.org"
    action_comment: str = "Filtre remplacé, pression contrôlée : 2,1 bar."
    comment: str = "Prochaine visite en mars."


class DemoFailed(Exception):
    """A step did not do what it says."""


def play(window: MainWindow, script: Script) -> int:
    """Runs the script on a window that is shown and whose background is running; 0 or 1, as an exit code."""
    try:
        _Player(window, script).play()
    except DemoFailed as error:
        script.say(f"FAILED: {error}")
        return 1
    return 0


class Stored(Protocol):
    """What the storage keeps of one upload."""

    @property
    def data(self) -> bytes:
        """Its bytes."""


class Server(Protocol):
    """What the demonstration asks of the practice server."""

    @property
    def session_tokens(self) -> Sequence[str]:
        """Sessions that it accepts."""

    @property
    def objects(self) -> Mapping[str, Stored]:
        """What is stored, by the signature's name."""


def run_scripted(opening: Opening, server: Server, *, shots: Path | None, say: Callable[[str], None]) -> int:
    """Opens the window, plays the script and closes it again; the exit code."""
    opened = open_window(opening)

    def stored(name: str) -> bytes | None:
        found = server.objects.get(name)
        return None if found is None else found.data

    script = Script(server.session_tokens[1], resource("ink") / "tablet-1.json", stored, shots, say)
    try:
        return play(opened.window, script)
    finally:
        opened.window.leave()
        opened.bridge.stop()


class _Player:
    def __init__(self, window: MainWindow, script: Script) -> None:
        self._window, self._script = window, script
        self._number = 0
        self._signed: list[tuple[Delivery, Ink]] = []
        window.signing.signed.connect(lambda delivery, _form, ink: self._signed.append((delivery, ink)))

    def play(self) -> None:
        script = self._script
        self._window.resize(*_SIZE_PX)
        self._wait("the outbox to open", lambda: self._window.counts is not None)
        self._shot("empty")
        self._say("the window is open and the outbox ready")
        self._session()
        self._fill()
        strokes = self._sign()
        self._shot("signed")
        self._say(f"signed with {strokes} pen strokes")
        delivery, ink = self._save()
        self._shot("saved")
        self._say(f"saved, reference {short_reference(delivery.id)}, {delivery.size_bytes} bytes")
        self._wait_for_sent(delivery)
        self._window.show_page("outbox")
        self._settle()
        self._shot("sent")
        self._say("sent")
        self._compare(delivery, ink, script.stored(object_name(delivery.id)))
        self._say(f"the stored object is byte for byte what was signed, SHA-256 {delivery.sha256[:16]}…")

    def _session(self) -> None:
        field = self._find(QLineEdit, "session")
        if self._window.page.session.token is not None:
            self._window.page.session.ask()
        self._type(field, self._script.session_token)
        self._press(field, Qt.Key.Key_Return, "\r")
        self._wait("the session to be taken", lambda: self._window.page.session.token is not None)
        self._say("session entered")

    def _fill(self) -> None:
        script = self._script
        for name, text in (("firstName", script.first_name), ("lastName", script.last_name), ("email", script.email)):
            self._type(self._find(QLineEdit, name), text)
        for name, text in (("actionComment", script.action_comment), ("comment", script.comment)):
            self._type(self._find(QPlainTextEdit, name), text)
        if self._button().isEnabled():
            raise DemoFailed("sign-off was possible without a signature")
        self._say("names and comments filled in")

    def _sign(self) -> int:
        pad = self._window.page.pad
        self._window.page.ensureWidgetVisible(pad)
        self._settle()
        recorded = read_ink(self._script.ink_file.read_bytes())
        replay(pad, recorded)
        self._settle()
        if len(pad.ink().strokes) != len(recorded.strokes):
            raise DemoFailed("the pad did not keep every stroke")
        return len(recorded.strokes)

    def _save(self) -> tuple[Delivery, Ink]:
        if not self._button().isEnabled():
            raise DemoFailed(f"sign-off is not possible: {self._window.signing.missing()}")
        click(self._button(), QPointF(10, 10))
        self._wait("the outbox to commit", lambda: bool(self._signed))
        self._settle()
        return self._signed[0]

    def _wait_for_sent(self, delivery: Delivery) -> None:
        states: list[State] = []

        def look(parts: Parts) -> State:
            return parts.store.get(delivery.id).state

        def arrived() -> bool:
            self._window.bridge.call(look, states.append)
            self._settle(50)
            if states and states[-1] is State.NEEDS_ATTENTION:
                raise DemoFailed("the service refused it")
            return bool(states) and states[-1] is State.SENT

        self._wait("the sign-off to be sent", arrived)

    def _compare(self, delivery: Delivery, ink: Ink, stored: bytes | None) -> None:
        if stored is None:
            raise DemoFailed("nothing is stored under its name")
        from desktop_app.ink.raster import encode  # noqa: PLC0415 - Pillow, after everything is on screen

        if stored != encode(ink, self._window.settings.ink_colour):
            raise DemoFailed("the stored object is not what was drawn")
        if len(stored) != delivery.size_bytes or hashlib.sha256(stored).hexdigest() != delivery.sha256:
            raise DemoFailed("the stored object is not what was declared")

    def _type(self, field: QWidget, text: str) -> None:
        """Key by key, as an input method or a keyboard with accents does; QtTest would be a library for this alone."""
        field.setFocus()
        for character in text:
            self._press(field, 0, character)

    @staticmethod
    def _press(field: QWidget, key: int, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def _button(self) -> QPushButton:
        return self._find(QPushButton, "signOff")

    def _find(self, kind: type[_Kind], name: str) -> _Kind:
        found = self._window.findChild(kind, name)
        if not isinstance(found, kind):
            raise DemoFailed(f"there is no {name} in the window")
        return found

    def _say(self, what: str) -> None:
        self._number += 1
        self._script.say(f"{self._number}. {what}")

    def _shot(self, name: str) -> None:
        folder = self._script.shots
        if folder is None:
            return
        folder.mkdir(parents=True, exist_ok=True)
        self._settle()
        self._window.grab().save(str(folder / f"{self._number + 1}-{name}.png"))

    def _settle(self, time_ms: int = 200) -> None:
        """Lets the window work off what is due."""
        end = QDeadlineTimer(time_ms)
        while not end.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def _wait(self, what: str, done: Callable[[], bool]) -> None:
        end = QDeadlineTimer(_WAIT_MS)
        while not done():
            if self._window.banner.text:
                said = self._window.banner.text
                raise DemoFailed(f"waited for {what}, but the window says: {said}")
            if end.hasExpired():
                raise DemoFailed(f"waited {_WAIT_MS // 1000} s for {what}")
            self._settle(20)


def click(button: QWidget, place: QPointF) -> None:
    """The left button of the mouse, down and up again at a place inside."""
    for kind, held in (
        (QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        where = QPointF(button.mapToGlobal(place))
        event = QMouseEvent(
            kind, place, where, Qt.MouseButton.LeftButton, held, Qt.KeyboardModifier.NoModifier
        )  # fmt: skip
        QApplication.sendEvent(button, event)


def replay(pad: QWidget, ink: Ink) -> None:
    """The recorded strokes as pen events, in the middle of the pad, as large as fits."""
    scale = min(pad.width() / ink.width, pad.height() / ink.height)
    left, top = (pad.width() - ink.width * scale) / 2, (pad.height() - ink.height * scale) / 2
    capabilities = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    pen = QPointingDevice(
        "recorded pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen, capabilities, 1, 1
    )

    def send(kind: QEvent.Type, sample: Sample, *, down: bool) -> None:
        place = QPointF(left + sample.x * scale, top + sample.y * scale)
        buttons = Qt.MouseButton.LeftButton if down else Qt.MouseButton.NoButton
        pressure = (sample.pressure if sample.pressure is not None else 0.5) if down else 0.0
        event = QTabletEvent(
            kind, pen, place, QPointF(pad.mapToGlobal(place)), pressure, 0, 0, 0, 0, 0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, buttons,
        )  # fmt: skip
        event.setTimestamp(1_000 + round(sample.t_s * 1_000))
        QApplication.sendEvent(pad, event)

    for stroke in ink.strokes:
        send(QEvent.Type.TabletPress, stroke[0], down=True)
        for sample in stroke[1:]:
            send(QEvent.Type.TabletMove, sample, down=True)
        send(QEvent.Type.TabletRelease, stroke[-1], down=False)
