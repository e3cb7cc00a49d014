"""What the window does beside signing off: scans and links, handing the screen over, receipts, the assistant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_app.config.paths import resource
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.ui.parts.session_entry import SessionEntry
from desktop_app.ui.parts.words import say, say_error

from .ask import ask

if TYPE_CHECKING:
    from desktop_app.config.layers import Configuration
    from desktop_app.domain.delivery import Delivery
    from desktop_app.domain.session import Token
    from desktop_app.domain.signoff import Form
    from desktop_app.ink.strokes import Ink

    from .hand_over import HandOver
    from .main_window import MainWindow

Diagnostics = Callable[[Path], object]


class Errands(QObject):
    """Holds what lives only while an errand lasts."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.screen: HandOver | None = None
        self._last: tuple[Delivery, Form] | None = None
        window.signing.signed.connect(self._signed)
        window.signing.begunAnew.connect(self._forget)
        window.signing.notSaved.connect(self._not_saved)
        window.signing.sessionChanged.connect(self._offer_to_waiting)

    # Sessions from outside

    def take_scan(self, code: str) -> None:
        """A scanner read something, wherever the focus was."""
        if self.screen is not None:
            return
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            self._window.show_page("sign")
            self._window.page.session.offer(code)
        elif isinstance(entry := dialog.findChild(SessionEntry), SessionEntry):
            entry.offer(code)  # it asks for one; nothing changes behind any other question

    def take_link(self, link: str) -> None:
        """A link asks to set the session: said whose it is, and never put over a form that is being filled."""
        window = self._window
        window.come_forward()
        if not link:
            return
        if not window.settings.links_enabled:
            window.banner.say(say("links_off"))
            return
        from desktop_app.ui.session_link import session_of  # noqa: PLC0415 - not for the first paint

        try:
            token = session_of(link)
        except InvalidInput as error:
            window.banner.say(say_error(error))
            return
        if window.signing.begun or self.screen is not None:
            window.banner.say(
                self.tr("A link brought another session. Finish or clear this sign-off, then open it again.")
            )
            return
        claims = token.claims
        who = " · ".join(part for part in (claims.user_id, claims.session_id) if part) or self.tr("unknown")
        chosen = ask(
            window,
            self.tr("Use the session of this link?"),
            self.tr("It says that it is for: {0}").format(who),
            [self.tr("Use it"), self.tr("Ignore it")],
            safe=1,
        )
        if chosen == 0:
            window.page.session.offer(token.value)

    def _offer_to_waiting(self, token: Token) -> None:
        """A new token of a session whose earlier sign-offs wait serves them too, once a person agrees."""

        def offer(ids: object) -> None:
            waiting = list(ids) if isinstance(ids, list | tuple) else []
            if waiting:
                self._window.banner.say(
                    self.tr("%n earlier sign-off(s) of this session wait for a new code.", "", len(waiting)),
                    "attention",
                    [(self.tr("Send them with it"), lambda: self._attach(token))],
                )

        self._window.bridge.call(lambda parts: list(parts.desk.same_session_waiting(token)), offer)

    def _attach(self, token: Token) -> None:
        """To those that wait by now: one that was sent since the question would have all of them refused."""
        bridge = self._window.bridge
        bridge.call(
            lambda parts: parts.desk.attach_session(parts.desk.same_session_waiting(token), token),
            lambda _: bridge.wake("session"),
        )

    # Signatures that are not drawn, where the organisation allows them

    def type_name(self) -> None:
        """The provider's name in a script font."""
        form = self._window.page.form.form()
        name, colour = f"{form.first_name} {form.last_name}".strip(), self._window.settings.ink_colour
        self._show_picture(lambda: _typed(name, colour))

    def import_picture(self) -> None:
        """A signature from a picture file."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not for the first paint

        file, _ = QFileDialog.getOpenFileName(self._window, self.tr("A picture of the signature"), "", _PICTURES)
        if file:
            self._show_picture(lambda: _imported(Path(file)))

    def _show_picture(self, make: Callable[[], bytes]) -> None:
        window = self._window
        window.bridge.call(
            lambda _parts: make(),
            window.page.pad.showPicture,
            lambda error: window.banner.say(say_error(error), "error"),
        )

    # The screen in other hands

    def hand_over(self) -> None:
        """Gives the screen to the provider, once session and names are there."""
        window = self._window
        form = window.page.form.form()
        if window.page.session.token is None or window.page.form.problems():
            window.signing.show_where()
            window.banner.say(self.tr("Enter session and names first; then hand the screen over to sign."))
            return
        from .hand_over import HandOver  # noqa: PLC0415 - not for the first paint

        screen = HandOver(window.app.theme, window.page.card, form)
        self.screen = screen
        screen.signAsked.connect(window.signing.sign_off)
        screen.handedBack.connect(self._take_back)
        screen.setGeometry(window.screen().geometry())  # the screen that was in front of them both
        screen.showFullScreen()
        window.hide()

    def _take_back(self) -> None:
        screen, self.screen = self.screen, None
        if screen is not None:
            self._window.page.put_card_back()
            screen.close()
            screen.deleteLater()
            self._window.come_forward()

    def _not_saved(self, said: str) -> None:
        if self.screen is not None:
            self.screen.say(said)

    # Receipts

    def _signed(self, delivery: Delivery, form: Form, _ink: Ink) -> None:
        self._last = (delivery, form)
        if self.screen is not None:
            self.screen.thank()

    def _forget(self) -> None:
        self._last = None

    def receipt(self) -> None:
        """Prints or saves what was signed last, while its ink is still here."""
        if self._last is None or self._window.signing.last_sheet is None:
            return
        from .receipt import Receipt, offer  # noqa: PLC0415 - printing is a library of its own

        offer(self._window, Receipt(*self._last, self._window.signing.last_sheet))

    # Setting up, and help

    def open_assistant(self) -> None:
        """The first run's assistant."""
        window = self._window
        if window.preferences is None:
            return
        from desktop_app.ui.service_check import ServiceCheck  # noqa: PLC0415 - QtNetwork, not for the first paint

        from .assistant import Assistant  # noqa: PLC0415 - as above

        dialog = Assistant(
            window,
            window.app.theme,
            bridge=window.bridge,
            preferences=window.preferences,
            check=ServiceCheck(window),
            language=window.app.language.code,
        )
        dialog.languageChosen.connect(window.app.language.choose)
        dialog.applied.connect(self.apply)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def apply(self, configuration: Configuration) -> None:
        """Settings were changed: the window follows at once, the background is opened anew where it must."""
        window = self._window
        before, now = window.settings, configuration.settings
        window.apply_settings(now)
        if now.language != before.language:
            window.app.language.choose(now.language)
        if now.links_enabled != before.links_enabled:
            from .links import register_links  # noqa: PLC0415 - not for the first paint

            register_links(window)
        if any(getattr(now, name) != getattr(before, name) for name in _OF_BACKGROUND):
            window.bridge.reopen()

    def save_diagnostics(self) -> None:
        """A report for the IT department, packed in the background's thread."""
        pack = self._window.diagnostics
        if pack is None:
            return
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not for the first paint

        file, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the report"), "paraphe-diagnostics.zip", "ZIP (*.zip)"
        )
        if file:
            banner = self._window.banner
            self._window.bridge.call(
                lambda _parts: pack(Path(file)),
                lambda _: banner.say(
                    self.tr("The report is in {0}. It holds no names and no tokens.").format(file), "sent"
                ),
                lambda error: banner.say(say_error(error), "error"),
            )


_OF_BACKGROUND = ("api_url", "sync_max_in_flight", "sync_proxy", "sync_upload_hosts", "outbox_receipt_days")
_PICTURES = "PNG, JPEG, BMP, WebP, TIFF (*.png *.jpg *.jpeg *.bmp *.webp *.tif *.tiff)"
_PICTURE_MAX_BYTES = 64 << 20


def _typed(name: str, colour: str) -> bytes:
    from desktop_app.ink.typed import encode_typed  # noqa: PLC0415 - Pillow, in the background thread

    return encode_typed(name, (resource("fonts") / "DancingScript-Regular.ttf").read_bytes(), colour)


def _imported(file: Path) -> bytes:
    from desktop_app.ink.picture import encode_picture  # noqa: PLC0415 - Pillow, in the background thread

    try:
        with file.open("rb") as opened:
            data = opened.read(_PICTURE_MAX_BYTES + 1)
    except OSError as error:
        raise EnvironmentFault("file_not_readable", file=file.name) from error
    if len(data) > _PICTURE_MAX_BYTES:
        raise InvalidInput("file_too_large", file=file.name)
    return encode_picture(data)
