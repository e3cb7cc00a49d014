"""The icon beside the clock: goes on sending without a window, and says when something needs attention."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop_app.domain.delivery import Counts
from desktop_app.ui.parts.theme.theme import Theme


class Tray(QObject):
    """Only where the desktop has a tray; `present` tells."""

    def __init__(self, theme: Theme, show: Callable[[], None], leave: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show, self._attention = show, 0
        self._icon = QSystemTrayIcon(theme.app_icon(), self)
        self._menu = QMenu()
        self._open = self._menu.addAction("", show)
        self._quit = self._menu.addAction("", leave)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(show)
        self.retranslate()
        if self.present:
            self._icon.show()

    @property
    def present(self) -> bool:
        """Whether there is a tray to go on in."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._open.setText(QCoreApplication.translate("Tray", "Open Paraphe"))
        self._quit.setText(QCoreApplication.translate("Tray", "Quit"))

    def show_counts(self, counts: Counts) -> None:
        """Says once that something new needs attention."""
        hint, waiting, attention = "Paraphe", counts.waiting, counts.needs_attention
        if waiting:
            hint = QCoreApplication.translate("Sync", "%n sign-off(s) waiting", None, waiting)
        self._icon.setToolTip(hint)
        if counts.needs_attention > self._attention and self.present:
            self._icon.showMessage(
                QCoreApplication.translate("Sync", "%n sign-off(s) need attention", None, attention),
                QCoreApplication.translate("Sync", "Open the outbox to decide how to go on."),
                self._icon.icon(),
            )
        self._attention = counts.needs_attention

    def say_hidden(self) -> None:
        """The window went; the program did not."""
        if self.present:
            self._icon.showMessage(
                "Paraphe", QCoreApplication.translate("Tray", "Paraphe goes on sending here."), self._icon.icon()
            )

    def hide(self) -> None:
        """The program ends."""
        self._icon.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason != QSystemTrayIcon.ActivationReason.Context:
            self._show()
