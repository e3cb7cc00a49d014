"""Drives a visit: moves between pages, signs, and wipes everything when it ends or nobody is there any more."""

import math
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from desktop_app.config.settings import Settings
from desktop_app.domain.delivery import Delivery
from desktop_app.domain.errors import ParapheError
from desktop_app.domain.ids import short_reference
from desktop_app.domain.session import Token
from desktop_app.domain.signoff import Form
from desktop_app.ink.strokes import Ink
from desktop_app.ui.app import Application
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.words import say, say_error
from desktop_app.ui.ports import Parts

from .flow import STEPS, Page, following, previous
from .idle import Idle, Presence
from .keyboard.decision import KeyboardChoice
from .window import KioskWindow

TICK_MS: Final = 250
THANKS_S: Final = 15.0
ASK: Final = "ask"
REFUSE: Final = "refuse"


class Kiosk(QObject):
    """`wiped` follows each end of a visit; `signed` carries the delivery once the outbox has committed."""

    wiped = Signal()
    signed = Signal(object)  # Delivery

    def __init__(
        self,
        app: Application,
        window: KioskWindow,
        bridge: Bridge,
        settings: Settings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._app, self._window, self._bridge, self._clock = app, window, bridge, clock
        self.settings = settings
        self._page = Page.ATTRACT
        self._aside = False  # the PIN or the attendant's page lies before the visit
        self._visit = 0  # answers that belong to an earlier one are dropped
        self._saving = False
        self._thanks_until_s = 0.0
        self._broken = ""
        self._language = ""  # as chosen: a visitor's choice ends with the visit
        self._idle = Idle(settings.kiosk_idle_s, clock())
        self.keyboard = KeyboardChoice(window.keyboard, settings.kiosk_touch_keyboard, self)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._connect()
        self.wipe()

    @property
    def page(self) -> Page:
        """Where the visit is."""
        return self._page

    @property
    def saving(self) -> bool:
        """Whether a sign-off is on its way to the disk."""
        return self._saving

    def use(self, settings: Settings) -> None:
        """Other settings; they hold from the next visit on."""
        self.settings = settings
        self._idle = Idle(settings.kiosk_idle_s, self._clock())
        self.keyboard.want(settings.kiosk_touch_keyboard)
        self._choose_language(settings.language)

    @property
    def broken(self) -> bool:
        """Whether no sign-off can be taken."""
        return bool(self._broken)

    def out_of_order(self, why: str) -> None:
        """No sign-off can be taken: there is no credential store, or no outbox. '' for: now there is."""
        self._broken = why
        self._window.attract.show_broken(why)

    def in_order(self, _parts: Parts) -> None:
        """There is a credential store, and an outbox."""
        if self._broken:
            self.out_of_order("")

    # Presence

    def touched(self) -> None:
        """Somebody did something."""
        self._idle = self._idle.touched(self._clock())
        if not self._window.countdown.isHidden():
            self._window.countdown.hide()
        if self._page is Page.THANKS:
            self._stay()

    def tick(self) -> None:
        """Looks at the clock."""
        now_s = self._clock()
        down = self._window.sign.pad.isDrawing()
        if down != self._idle.pen_down:
            self._idle = self._idle.pen(now_s, down=down)
        if self._page is Page.THANKS and not self._aside:
            if now_s >= self._thanks_until_s:
                self.wipe()
            else:
                self._window.thanks.count(math.ceil(self._thanks_until_s - now_s))
            return
        presence = self._idle.presence(now_s)
        if presence is Presence.ACTIVE:
            self._window.countdown.hide()
        elif presence is Presence.COUNTDOWN:
            self._count_down(self._idle.seconds_left(now_s))
        elif not self._saving:
            self.wipe()

    def begin_aside(self) -> None:
        """Something lies before the visit that ends by itself, too."""
        self._aside = True
        self.touched()
        self.keyboard.switch(on=False)
        self._timer.start()

    # The visit

    def begin(self) -> None:
        """From the attract screen to the first question."""
        if self._page is Page.ATTRACT and not self._aside and not self._broken:
            self._visit += 1
            self.touched()
            self._timer.start()
            self._show(following(Page.ATTRACT))

    def take_scan(self, code: str) -> None:
        """What a scanner read. It begins a visit, and never replaces the session of one under way.

        On a busy machine a burst may arrive in two parts, of which only the last is handed in here: what came before
        it stands in the field, or was heard by the attract screen. Half a code must never pass for a whole one.
        """
        heard = self._window.attract.take_heard()
        if self._aside:
            return
        if self._page is Page.ATTRACT and heard.endswith(code):
            code = heard
        elif self._page is Page.SESSION:
            code = self._window.session.entry.field.text() + code
        if self._page is Page.THANKS:
            self.wipe()
        self.begin()
        if self._page is Page.SESSION and self._window.question.isHidden():
            self._window.session.entry.offer(code)

    def next(self) -> None:
        """Forward, if the page is complete."""
        if self._aside or self._page not in STEPS or self._page is Page.SIGN or not self._complete():
            return
        self._show(following(self._page))

    def back(self) -> None:
        """One page back; from the first question the visit ends."""
        if self._aside or self._saving or self._page not in STEPS:
            return
        to = previous(self._page)
        if to is Page.ATTRACT:
            self.wipe()
        else:
            self._show(to)

    def sign_off(self) -> None:
        """Saves; the thanks come once the outbox has committed, never before."""
        window, token = self._window, self._window.session.token
        if self._saving or self._aside or self._page is not Page.SIGN or not window.sign.review() or token is None:
            return
        form = Form(**window.names.values(), **window.comments.values())
        ink, api_url, colour = window.sign.pad.ink(), self.settings.api_url, self.settings.ink_colour
        visit = self._visit
        self._set_saving(saving=True)

        def save(parts: Parts) -> Delivery:
            return parts.desk.sign(form.checked(), lambda: _encoded(ink, colour), token, api_url)

        self._bridge.call(
            save,
            lambda delivery: self._saved(visit, delivery, form.first_name),
            lambda error: self._not_saved(visit, error),
        )

    def wipe(self) -> None:
        """Everything of the last person goes: fields, ink, session, undo, clipboard, what a keyboard holds."""
        window = self._window
        self._visit += 1
        self._timer.stop()
        self._set_saving(saving=False)
        self.keyboard.switch(on=False)
        QGuiApplication.inputMethod().reset()
        for page in (window.session, window.names, window.comments, window.sign, window.thanks, window.pin):
            page.wipe()
        window.keyboard.forget()
        window.question.hide()
        window.countdown.hide()
        _clear_clipboard()
        self._aside = False
        self._choose_language(self.settings.language)
        self._page = Page.ATTRACT
        window.show_page(Page.ATTRACT)
        window.attract.setFocus()
        self.wiped.emit()

    def _connect(self) -> None:
        window = self._window
        fields = [field for page in (window.names, window.comments) for field in page.fields.values()]
        for editor in (window.session.entry.field, *(field.editor for field in fields)):
            self.keyboard.watch(editor)
        window.attract.beginAsked.connect(self.begin)
        window.attract.scanned.connect(self.take_scan)
        window.attract.languageAsked.connect(self._choose_language)
        window.header.backAsked.connect(self.back)
        window.header.nextAsked.connect(self.next)
        window.header.signAsked.connect(self.sign_off)
        window.session.sessionOffered.connect(self._offered)
        window.names.finished.connect(self.next)
        window.comments.finished.connect(self.next)
        window.thanks.doneAsked.connect(self.wipe)

    def _show(self, page: Page) -> None:
        self._page = page
        window = self._window
        if page is Page.SIGN:
            names = window.names.values()
            window.sign.card.set_signer(f"{names['first_name']} {names['last_name']}")
        window.show_page(page)
        self.keyboard.switch(on=page in {Page.NAMES, Page.COMMENTS})
        if page is Page.SESSION:
            window.session.focus_first()
            self.keyboard.switch(on=True, ask=False)  # a code is scanned; who must type it touches the field
        elif page is Page.NAMES:
            window.names.focus_first()
        elif page is Page.COMMENTS:
            window.comments.focus_first()
        elif page is Page.SIGN:
            window.sign.pad.setFocus()

    def _complete(self) -> bool:
        window = self._window
        if self._page is Page.SESSION:
            if window.session.token is None:
                window.session.ask_first()  # what was typed is on its way: who takes it goes on
                return False
            return True
        fields = window.names if self._page is Page.NAMES else window.comments
        if fields.problems():
            fields.review()
        return not fields.problems()

    def _offered(self, token: Token) -> None:
        visit = self._visit
        self._bridge.call(
            lambda parts: parts.desk.session_use(token),
            lambda uses: self._known(visit, token, uses),
            lambda error: self._session_refused(visit, say_error(error)),
        )

    def _known(self, visit: int, token: Token, uses: int) -> None:
        if visit != self._visit or self._page is not Page.SESSION:
            return
        if uses and self.settings.session_reuse == REFUSE:
            self._session_refused(visit, say("session_reuse_refused"))
        elif uses and self.settings.session_reuse == ASK:
            self._window.question.ask(
                self.tr("Sign once more?"),
                self.tr("This session has been signed off already."),
                self.tr("Yes, once more"),
                self.tr("No, another session"),
                on_yes=lambda: self._take(token, uses),
                on_no=self._window.session.focus_first,
            )
        else:
            self._take(token, uses)

    def _take(self, token: Token, uses: int) -> None:
        self._window.session.show_session(token, uses)
        self.next()

    def _session_refused(self, visit: int, why: str) -> None:
        if visit == self._visit:
            self._window.session.say(why)

    def _saved(self, visit: int, delivery: Delivery, first_name: str) -> None:
        self._bridge.wake("signed")
        self.signed.emit(delivery)
        if visit != self._visit:
            return
        self._set_saving(saving=False)
        window = self._window
        for page in (window.session, window.names, window.comments, window.sign):
            page.wipe()
        self._page = Page.THANKS
        self._stay()
        window.show_page(Page.THANKS)
        window.thanks.thank(first_name, short_reference(delivery.id))

    def _stay(self) -> None:
        """The thanks stay for their time from now on: who writes the reference down touches the screen."""
        self._thanks_until_s = self._clock() + THANKS_S
        self._window.thanks.count(round(THANKS_S))

    def _not_saved(self, visit: int, error: Exception) -> None:
        if visit == self._visit:
            self._set_saving(saving=False)
            self._window.sign.notice.say(say_error(error))
        if not isinstance(error, ParapheError):
            self._bridge.unexpected.emit(error)

    def _set_saving(self, *, saving: bool) -> None:
        self._saving = saving
        self._window.header.show_saving(saving=saving)
        self._window.sign.pad.setEnabled(not saving)

    def _count_down(self, seconds: int) -> None:
        veil = self._window.countdown
        if veil.isHidden():
            veil.ask(
                self.tr("Are you still there?"),
                self.tr("Otherwise everything typed and drawn here will be wiped."),
                self.tr("Yes, go on"),
            )
        veil.count(seconds)

    def _choose_language(self, code: str) -> None:
        if code != self._language:
            self._language = code
            self._app.language.choose(code)
        self._window.attract.show_language(self._app.language.code)
        self._window.keyboard.set_french(french=self._app.language.code == "fr")


def _clear_clipboard() -> None:
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if mode is QClipboard.Mode.Clipboard or clipboard.supportsSelection():
            clipboard.clear(mode)


def _encoded(ink: Ink, colour: str) -> bytes:
    from desktop_app.ink.raster import encode  # noqa: PLC0415 - Pillow, in the background thread

    return encode(ink, colour)
