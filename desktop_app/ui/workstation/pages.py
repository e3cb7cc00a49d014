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
