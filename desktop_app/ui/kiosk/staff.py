"""The attendant's side: the sign, the PIN and what it opens, the first PIN of a new kiosk, and leaving."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import Counts
from desktop_app.domain.errors import ParapheError
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.sync_words import sync_line
from desktop_app.ui.parts.words import say, say_error
from desktop_app.ui.ports import Parts

from .guard import Guard
from .kiosk import Kiosk
from .pin import PIN_MIN_DIGITS, pin_problem
from .staff_page import Screens
from .status import age_words, sign
from .window import KioskWindow

Save = Callable[[str, str | int], Settings]
Managed = Callable[[str], bool]


class _Asking(Enum):
    """What the PIN pad is for."""

    PIN = auto()
    NEW = auto()
    AGAIN = auto()


@dataclass(frozen=True, slots=True)
class Administration:
    """`save` writes one setting and returns all in force; `managed` tells what the organisation has set."""

    save: Save
    managed: Managed


class Staff(QObject):
    """`leaving`: the PIN was right and the attendant wants out."""

    leaving = Signal()

    def __init__(
        self,
        kiosk: Kiosk,
        window: KioskWindow,
        bridge: Bridge,
        guard: Guard,
        *,
        administration: Administration,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(window)
        self._kiosk, self._window, self._bridge = kiosk, window, bridge
        self._guard, self._administration, self._now = guard, administration, now
        self._asking, self._first = _Asking.PIN, ""
        self._counts: Counts | None = None
        self._offline: str | None = None
        self._offline_since: datetime | None = None
        self._notices: list[str] = []  # of what happened to the outbox, until the attendant has seen them
        self._notices_seen = False
        window.attract.staffAsked.connect(self.ask)
        window.pin.entered.connect(self._entered)
        window.pin.cancelled.connect(self._cancelled)
        kiosk.wiped.connect(self._forget)
        guard.setParent(self)
        guard.opened.connect(self._open)
        guard.refused.connect(self._refused)
        guard.failed.connect(self._failed)
        guard.hashed.connect(self._hashed)
        staff = window.staff
        staff.backAsked.connect(kiosk.wipe)
        staff.leaveAsked.connect(self.leaving)
        staff.pinChangeAsked.connect(self.choose_pin)
        staff.sendAsked.connect(self._send)
        staff.settingChosen.connect(self._chosen)
        bridge.engineChanged.connect(self._engine_changed)
        bridge.ready.connect(self._ready)
        bridge.noticed.connect(self._noticed)
        kiosk.signed.connect(lambda _: bridge.call(lambda parts: parts.desk.counts(), self._counted))
        self._show_sign()

    def start(self) -> None:
        """A kiosk without a PIN asks for one before anything else: otherwise nobody could leave it."""
        if not self._kiosk.settings.kiosk_pin_hash:
            self.choose_pin()

    def ask(self) -> None:
        """The PIN pad."""
        if not self._kiosk.settings.kiosk_pin_hash:
            self.choose_pin()
            return
        self._asking = _Asking.PIN
        self._show_pad(self.tr("The attendant's PIN"), self.tr("Back"))
        if (wait_s := self._guard.wait_s()) > 0:
            self._refused(wait_s)

    def choose_pin(self) -> None:
        """A new PIN, twice."""
        self._asking, self._first = _Asking.NEW, ""
        cancel = self.tr("Back") if self._kiosk.settings.kiosk_pin_hash else self.tr("Leave Paraphe")
        self._show_pad(self.tr("Choose a PIN for the attendant"), cancel)
        self._window.pin.notice.say(self._pin_rule(), "attention")

    def _show_pad(self, title: str, cancel: str) -> None:
        self._kiosk.begin_aside()
        self._window.show_aside(self._window.pin)
        self._window.pin.ask(title, cancel)
        self._window.pin.wait(waiting=False)

    def _entered(self, digits: str) -> None:
        if self._asking is _Asking.PIN:
            self._window.pin.wait(waiting=True)
            self._guard.check(digits, self._kiosk.settings.kiosk_pin_hash)
        elif self._asking is _Asking.NEW:
            problem = pin_problem(digits)
            if problem:
                self._window.pin.say(self._pin_words(problem))
                return
            self._asking, self._first = _Asking.AGAIN, digits
            self._window.pin.ask(self.tr("The same PIN once more"), self.tr("Back"))
        elif digits != self._first:
            self.choose_pin()
            self._window.pin.say(self.tr("The two were not the same. Please begin again."))
        else:
            self._first = ""
            self._window.pin.wait(waiting=True)
            self._guard.make_hash(digits)

    def _cancelled(self) -> None:
        if self._kiosk.settings.kiosk_pin_hash:
            self._kiosk.wipe()
        elif self._asking is _Asking.AGAIN:
            self.choose_pin()
        else:
            self.leaving.emit()

    def _forget(self) -> None:
        """A visit ended, or nobody is at the pad any more; without a PIN the pad comes back at the next touch."""
        self._asking, self._first = _Asking.PIN, ""
        if self._notices_seen:
            self._notices, self._notices_seen = [], False
        self._show_sign()

    def _ready(self, parts: Parts) -> None:
        self._noticed(tuple(parts.notices))
        self._bridge.call(lambda there: there.desk.counts(), self._counted)

    def _noticed(self, codes: tuple[str, ...]) -> None:
        """The outbox was damaged, and mended or not: the attendant's business, not the visitor's."""
        self._notices += [code for code in codes if code not in self._notices]
        self._show_sign()

    def _open(self) -> None:
        if self._window.stack.currentWidget() is not self._window.pin:
            return  # nobody is there any more
        self._show_staff()

    def _show_staff(self) -> None:
        window = self._window
        window.pin.wipe()
        self._kiosk.begin_aside()
        screens = [
            (str(number), f"{number} · {screen.name()}") for number, screen in enumerate(QGuiApplication.screens(), 1)
        ]
        keys = ("language", "kiosk.idle_s", "kiosk.touch_keyboard", "kiosk.monitor", "kiosk.pin_hash")
        managed = {key: self._administration.managed(key) for key in keys}
        window.staff.show_settings(self._kiosk.settings, managed, Screens(screens))
        window.staff.notice.say("")
        window.staff.tell("\n".join(say(code) for code in self._notices))
        self._notices_seen = bool(self._notices)
        self._show_sign()
        window.show_aside(window.staff)

    def _refused(self, wait_s: float) -> None:
        pin = self._window.pin
        pin.wait(waiting=False)
        words = self.tr("This is not the PIN.")
        if wait_s > 0:
            words = self.tr("Too many wrong PINs. Please wait: {0}").format(_wait_words(wait_s))
        pin.say(words)

    def _failed(self, error: Exception) -> None:
        self._window.pin.wait(waiting=False)
        self._window.pin.say(say_error(error))

    def _hashed(self, phc: str) -> None:
        try:
            self._kiosk.use(self._administration.save("kiosk.pin_hash", phc))
        except ParapheError as error:
            self.choose_pin()
            self._window.pin.say(say_error(error))
            return
        self._kiosk.wipe()

    def _chosen(self, key: str, value: str | int) -> None:
        try:
            settings = self._administration.save(key, value)
        except ParapheError as error:
            self._window.staff.notice.say(say_error(error))
            return
        self._kiosk.use(settings)
        after = self.tr("Saved. It holds from the next start.") if key == "kiosk.monitor" else self.tr("Saved")
        self._show_staff()
        self._window.staff.notice.say(after, "sent")

    def _send(self) -> None:
        if self._kiosk.broken:
            self._bridge.reopen()
        else:
            self._bridge.call(lambda parts: parts.desk.resume())
            self._bridge.wake("asked")
        self._window.staff.notice.say(self.tr("Trying now."), "sent")

    def _engine_changed(self, counts: Counts, offline: str | None) -> None:
        if offline is None:
            self._offline_since = None
        elif self._offline is None:
            self._offline_since = self._now()
        self._offline = offline
        self._counted(counts)

    def _counted(self, counts: Counts) -> None:
        self._counts = counts
        self._show_sign()

    def _show_sign(self) -> None:
        shown = sign(self._counts, self._now(), self._kiosk.settings.outbox_alert_days)
        alert = shown.alert or bool(self._notices)
        self._window.attract.show_status(shown.text, alert=alert, spoken=shown.spoken)
        self._window.staff.show_state(sync_line(self._counts, self._offline, self._offline_since, self._now()))

    def _pin_rule(self) -> str:
        return self.tr("At least {0} digits, and no simple row.").format(PIN_MIN_DIGITS)

    def _pin_words(self, problem: str) -> str:
        if problem == "pin_too_simple":
            return self.tr("This one is too easy to guess.")
        return self._pin_rule()


def _wait_words(wait_s: float) -> str:
    if wait_s < 60:  # noqa: PLR2004 - a minute
        return f"{QLocale().toString(int(wait_s) + 1)} s"
    return age_words(timedelta(seconds=wait_s + 59))
