"""The pages beside the one to sign on. Each is made when it is first needed, after the window is on screen."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .main_window import MainWindow


class Pages:
    """Makes them once and keeps them."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._made: dict[str, QWidget] = {}

    def widget(self, name: str) -> QWidget:
        """The page `name`: outbox, settings or help."""
        if name not in self._made:
            page = getattr(self, f"_{name}")()
            self._made[name] = page
            self._window.stack.addWidget(page)
        return self._made[name]

    def prepare(self) -> None:
        """Makes the outbox's page while nobody waits for it."""
        self.widget("outbox")

    def _outbox(self) -> QWidget:
        from .outbox_page import OutboxPage  # noqa: PLC0415 - not for the first paint

        page = OutboxPage(self._window.app.theme, self._window.bridge, self._window.now)
        page.set_alert_days(self._window.settings.outbox_alert_days)
        return page

    def _settings(self) -> QWidget:
        from .account_card import AccountCard  # noqa: PLC0415 - not for the first paint
        from .settings_page import SettingsPage  # noqa: PLC0415 - as above

        window = self._window
        if window.preferences is None:
            raise LookupError("there are no settings to change here")
        account = AccountCard(window.app.theme, window.bridge)
        page = SettingsPage(
            window.app.theme, window.preferences, window.preferences.read(), account, lambda: window.app.language.code
        )
        page.applied.connect(window.errands.apply)
        page.applied.connect(lambda configuration: account.show_service(configuration.settings.api_url))
        account.show_service(window.settings.api_url)
        return page

    def _help(self) -> QWidget:
        from .help_page import HelpPage  # noqa: PLC0415 - not for the first paint

        window = self._window
        page = HelpPage(window.app.theme, window.preferences.paths.profile if window.preferences else None)
        page.assistantAsked.connect(window.errands.open_assistant)
        page.diagnosticsAsked.connect(window.errands.save_diagnostics)
        page.offer_diagnostics(possible=window.diagnostics is not None)
        return page
