"""The help's page: how it is done, what happens to what was signed, the keys, and who to tell."""

from pathlib import Path

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from desktop_app import __version__
from desktop_app.ui.parts.buttons import push
from desktop_app.ui.parts.labels import quiet, section, title
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, NEAR, ROOM, WIDE

from .narrow_page import NarrowPage


class HelpPage(NarrowPage):
    """`assistantAsked` opens the first run's assistant again; `diagnosticsAsked` packs a report."""

    assistantAsked = Signal()
    diagnosticsAsked = Signal()

    def __init__(self, _theme: Theme, profile: Path | None) -> None:
        super().__init__("helpPage")
        self._profile = profile
        self._assistant = push("openAssistant", self.assistantAsked.emit)
        self._diagnostics = push("saveDiagnostics", self.diagnosticsAsked.emit)
        self._folder = push("openProfile", self._open_folder)
        if profile is None:
            self._folder.hide()
        self._title = title("")
        self._body = QVBoxLayout()
        self._body.setSpacing(ROOM)
        self.column.addWidget(self._title)
        self.column.addLayout(self._body)
        buttons = QHBoxLayout()
        buttons.setSpacing(NEAR)
        for button in (self._assistant, self._diagnostics, self._folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self._version = quiet()
        self.column.addWidget(self._version)
        self.column.addStretch(1)
        self.retranslate()

    def offer_diagnostics(self, *, possible: bool) -> None:
        """Whether a report can be packed."""
        self._diagnostics.setVisible(possible)

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("Help"))
        self._assistant.setText(self.tr("Set up this computer"))
        self._diagnostics.setText(self.tr("Save a report for your IT department"))
        self._folder.setText(self.tr("Open the data folder"))
        self._version.setText(self.tr("Paraphe {0}").format(__version__))
        while (item := self._body.takeAt(0)) is not None:
            card = item.widget()
            if card is not None:
                card.deleteLater()
        for heading, paragraphs in self._chapters():
            self._body.addWidget(_card(heading, paragraphs))
        self._body.addWidget(self._keys())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _chapters(self) -> list[tuple[str, list[str]]]:
        return [
            (
                self.tr("Signing off"),
                [
                    self.tr("Scan the session's code, wherever the cursor is, or paste it."),
                    self.tr(
                        "Enter the provider's name and what was done, then let them sign with pen, finger or mouse."
                    ),
                    self.tr('"Saved" means: it is on this computer\'s disk, encrypted, and will be sent by itself.'),
                ],
            ),
            (
                self.tr("When something waits"),
                [
                    self.tr("Without a connection sign-offs wait and leave by themselves as soon as there is one."),
                    self.tr("What needs a decision stands in the outbox, with what happened and what can be done."),
                ],
            ),
        ]

    def _keys(self) -> QFrame:
        card = _card(self.tr("Keys"), [])
        grid = QGridLayout()
        grid.setHorizontalSpacing(WIDE)
        grid.setColumnStretch(1, 1)
        lines = [
            ("Ctrl+Return", self.tr("Sign off")),
            ("Return", self.tr("Next field")),
            ("Ctrl+Z", self.tr("On the sheet: take back a stroke")),
            ("Delete", self.tr("On the sheet: begin again")),
            ("F1", self.tr("This page")),
            ("Ctrl+O", self.tr("Outbox")),
        ]
        for place, (keys, meaning) in enumerate(lines):
            name = QLabel(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            tell_style(name, role="label")
            grid.addWidget(name, place, 0)
            grid.addWidget(QLabel(meaning), place, 1)
        layout = card.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(grid)
        return card

    def _open_folder(self) -> None:
        if self._profile is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._profile)))


def _card(heading: str, paragraphs: list[str]) -> QFrame:
    card = QFrame()
    tell_style(card, role="card")
    column = QVBoxLayout(card)
    column.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
    column.setSpacing(GAP)
    column.addWidget(section(heading))
    for text in paragraphs:
        label = QLabel(text)
        label.setWordWrap(True)
        column.addWidget(label)
    return card
