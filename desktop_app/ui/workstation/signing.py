"""The sign-off itself: what is missing, asking about a used session, saving, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import ParapheError
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.missing import missing
from desktop_app.ui.parts.words import say, say_error

from .bottom_bar import BottomBar
from .sign_page import SignPage

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desktop_app.domain.delivery import Delivery
    from desktop_app.domain.form import Form
    from desktop_app.domain.session import Token
    from desktop_app.ink.strokes import Ink
    from desktop_app.ui.ports import Parts

Confirm = Callable[[int], bool]
ASK: Final = "ask"
REFUSE: Final = "refuse"


class Signing(QObject):
    """`signed` carries the delivery and the form once the outbox has committed; never before."""

    signed = Signal(object, object, object)  # Delivery, Form, Ink
    begunAnew = Signal()  # the last one's receipt is gone
    notSaved = Signal(str)  # the sentence
    sessionChanged = Signal(object)  # Token

    def __init__(
        self, page: SignPage, bar: BottomBar, bridge: Bridge, confirm_reuse: Confirm, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self._bar, self._bridge = page, bar, bridge
        self._confirm_reuse = confirm_reuse
        self._uses = 0
        self._saving = False
        self._blocked = ""  # why no sign-off can be taken at all
        self.reuse = ASK
        self.api_url = ""
        self.ink_colour = "black"
        self.last_sheet: QImage | None = None  # for the receipt; goes when the next sign-off begins
        page.form.changed.connect(self._edited)
        page.card.inkChanged.connect(self._edited)
        page.session.sessionOffered.connect(self._offered)
        page.session.viewChanged.connect(self.refresh)
        bar.signOffAsked.connect(self.sign_off)
        self.refresh()

    @property
    def saving(self) -> bool:
        """Whether a sign-off is on its way to the disk."""
        return self._saving

    @property
    def begun(self) -> bool:
        """Whether something would be lost by leaving."""
        return not (self._page.form.is_empty() and self._page.pad.isEmpty())

    def missing(self) -> str:
        """What is missing, in people's words; '' where sign-off is possible."""
        if self._blocked:
            return self._blocked
        page = self._page
        if page.session.token is not None and self._uses and self.reuse == REFUSE:
            return say("session_reuse_refused")
        return missing(
            has_session=page.session.token is not None, problems=page.form.problems(), ink=page.card.problem()
        )

    def block(self, why: str) -> None:
        """No sign-off can be taken: there is no credential store, or no outbox. '' lifts it."""
        self._blocked = why
        self.refresh()

    def refresh(self) -> None:
        """Says what is missing, and lets sign off where nothing is."""
        if self._saving:
            return
        lacks = self.missing()
        self._bar.button.setEnabled(not lacks)
        self._bar.say_missing(lacks)

    def use_session(self, token: Token | None, uses: int = 0) -> None:
        """The session in force."""
        self._uses = uses
        self._page.session.show_session(token, uses)
        self.refresh()

    def sign_off(self) -> None:
        """Saves, if nothing is missing; otherwise shows where."""
        token = self._page.session.token
        if self._saving:
            return
        if self.missing() or token is None:
            self.show_where()
            return
        if self._uses and self.reuse == ASK and not self._confirm_reuse(self._uses):
            return
        pad = self._page.pad
        form, ink, picture = self._page.form.form(), pad.ink(), pad.picture()
        api_url, colour = self.api_url, self.ink_colour
        self._lock(saving=True)

        def save(parts: Parts) -> Delivery:
            return parts.desk.sign(form.checked(), lambda: picture or _encoded(ink, colour), token, api_url)

        self._bridge.call(save, lambda delivery: self._saved(delivery, form, ink), self._not_saved)

    def _saved(self, delivery: Delivery, form: Form, ink: Ink) -> None:
        from desktop_app.domain.ids import short_reference  # noqa: PLC0415 - not for the first paint

        self._lock(saving=False)
        sheet = self._page.pad.grab().toImage()
        self._page.form.clear()
        self._page.pad.wipe()
        self._uses += 1
        self._page.session.show_session(self._page.session.token, self._uses)
        self.refresh()
        self._bar.say_saved(self.tr("Saved. Reference {0}").format(short_reference(delivery.id)))
        self.last_sheet = sheet  # not before: emptying the form is an edit, with which the last one goes
        self._page.form.focus_first()
        self.signed.emit(delivery, form, ink)

    def _not_saved(self, error: Exception) -> None:
        self._lock(saving=False)
        self.refresh()
        self._bar.say_error(say_error(error))
        self.notSaved.emit(say_error(error))
        if not isinstance(error, ParapheError):
            self._bridge.unexpected.emit(error)

    def _lock(self, *, saving: bool) -> None:
        self._saving = saving
        self._bar.button.setEnabled(not saving)
        self._page.form.setEnabled(not saving)
        self._page.pad.setEnabled(not saving)

    def _edited(self) -> None:
        form = self._page.form.form()
        self._page.card.set_signer(f"{form.first_name} {form.last_name}".strip())
        if not self._saved_is_said():
            self.last_sheet = None
            self.begunAnew.emit()
            self.refresh()

    def _saved_is_said(self) -> bool:
        """An emptied form after saving is no edit: "Saved" stays until the next one begins."""
        return self._page.form.is_empty() and self._page.pad.isEmpty() and self._bar.said.property("tone") == "sent"

    def show_where(self) -> None:
        """Goes to what is missing first."""
        if self._page.session.token is None:
            self._page.session.field.setFocus()
        elif self._page.form.problems():
            self._page.form.review()
        else:
            self._page.pad.setFocus()
        self.refresh()

    def _offered(self, token: Token) -> None:
        self._bridge.call(
            lambda parts: _accept(parts, token, self.reuse),
            lambda uses: self._accepted(token, uses),
            lambda error: self._page.session.say(say_error(error), "error"),
        )

    def _accepted(self, token: Token, uses: int) -> None:
        if uses and self.reuse == REFUSE:
            self._page.session.say(say("session_reuse_refused"), "error")
            return
        self.use_session(token, uses)
        self.sessionChanged.emit(token)
        self._page.form.focus_first()


def _accept(parts: Parts, token: Token, reuse: str) -> int:
    """How many sign-offs the session has; it is kept as the current one unless it is refused for them."""
    uses = parts.desk.session_use(token)
    if not (uses and reuse == REFUSE):
        parts.vault.set_session(token)
    return uses


def _encoded(ink: Ink, colour: str) -> bytes:
    from desktop_app.ink.raster import encode  # noqa: PLC0415 - Pillow, in the background thread

    return encode(ink, colour)
