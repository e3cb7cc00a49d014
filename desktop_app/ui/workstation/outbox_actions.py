"""What the outbox's buttons do: ask where it must, hand the work to the background, say how it went."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.domain.delivery import Delivery
from desktop_app.domain.signoff import Form
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.labels import Notice
from desktop_app.ui.parts.theme.theme import Theme
from desktop_app.ui.parts.words import say_error
from desktop_app.ui.ports import Parts

from .outbox_detail import AMEND, DISCARD, EXPORT, RETRY, SESSION
from .outbox_dialogs import AmendDialog, DiscardDialog, SessionDialog, ask_export_folder


class OutboxActions(QObject):
    """`done` follows an action that changed something."""

    done = Signal()

    def __init__(self, page: QWidget, theme: Theme, bridge: Bridge, notice: Notice) -> None:
        super().__init__(page)
        self._page, self._theme, self._bridge, self._notice = page, theme, bridge, notice

    def start(self, action: str, chosen: Sequence[Delivery]) -> None:
        """Does `action` with the deliveries."""
        ids = [delivery.id for delivery in chosen]
        {
            RETRY: lambda: self._work(
                lambda parts: parts.desk.retry(ids), self.tr("%n will be tried again.", "", len(ids))
            ),
            SESSION: lambda: self._new_session(ids),
            AMEND: lambda: self._amend(ids[0]),
            EXPORT: lambda: self._export(ids[0]),
            DISCARD: lambda: self._discard(ids[0]),
        }[action]()

    def _new_session(self, ids: list[str]) -> None:
        dialog = SessionDialog(self._page, self._theme, len(ids))
        token = dialog.token if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if token is not None:
            self._work(
                lambda parts: parts.desk.attach_session(ids, token),
                self.tr("%n will be sent under the new session.", "", len(ids)),
            )

    def _amend(self, signoff_id: str) -> None:
        def ask(form: Form) -> None:
            dialog = AmendDialog(self._page, self._theme, signoff_id, form)
            accepted, changes = dialog.exec() == QDialog.DialogCode.Accepted, dialog.changes
            dialog.deleteLater()
            if accepted:
                self._work(lambda parts: parts.desk.amend(signoff_id, changes), self.tr("The correction is saved."))

        self._bridge.call(lambda parts: parts.store.form(signoff_id), ask, self._failed)

    def _export(self, signoff_id: str) -> None:
        folder = ask_export_folder(self._page)
        if folder is None:
            return

        def told(files: Sequence[Path]) -> None:
            self._notice.say(self.tr("Exported to {0}").format(files[0].parent), "sent")

        self._bridge.call(lambda parts: parts.desk.export(signoff_id, folder), told, self._failed)

    def _discard(self, signoff_id: str) -> None:
        dialog = DiscardDialog(self._page, signoff_id)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self._work(lambda parts: parts.desk.discard(signoff_id), self.tr("Discarded."))

    def _work(self, function: Callable[[Parts], object], said: str) -> None:
        def finished(_: object) -> None:
            self._notice.say(said, "sent")
            self._bridge.wake("person")
            self.done.emit()

        self._bridge.call(function, finished, self._failed)

    def _failed(self, error: Exception) -> None:
        self._notice.say(say_error(error))
        self.done.emit()
