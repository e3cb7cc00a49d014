"""Which keyboard a person sees: the system's is asked for first, ours comes where none appears.

`keyboard` setting: auto (as said), system (never ours), own (ours at once), off (none).
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget

from .keyboard import Keyboard
from .sender import focused_field

SYSTEM_APPEARS_WITHIN_MS: Final = 700


class KeyboardChoice(QObject):
    """Watches the focus and the system's input panel while it is `on`."""

    def __init__(self, keyboard: Keyboard, wanted: str, parent: QObject) -> None:
        super().__init__(parent)
        self._keyboard, self._wanted = keyboard, wanted
        self._on = False
        self._none_of_systems = False  # learnt once: nobody waits for it at each field
        self._panel = QGuiApplication.inputMethod()
        self._late = QTimer(self, singleShot=True, interval=SYSTEM_APPEARS_WITHIN_MS)
        self._late.timeout.connect(self._no_panel)
        self._panel.visibleChanged.connect(self._panel_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)
        keyboard.hideAsked.connect(keyboard.hide)
        keyboard.hide()

    def watch(self, editor: QWidget) -> None:
        """A touch on a field that has the focus already brings a keyboard back; its text decides on capitals."""
        editor.installEventFilter(self)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(self._keyboard.text_changed)
        if isinstance(editor, QAbstractScrollArea):
            editor.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See `watch`."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.ask()
        return False

    def switch(self, *, on: bool, ask: bool = True) -> None:
        """Off during pages that take no text; `ask` False waits for a touch on a field."""
        self._on = on
        if on:
            if ask:
                self.ask()
            else:
                self._keyboard.hide()
        else:
            self._late.stop()
            self._keyboard.hide()
            self._panel.hide()

    def want(self, wanted: str) -> None:
        """Another value of the setting."""
        self._wanted = wanted
        self._none_of_systems = False

    def ask(self) -> None:
        """Brings up a keyboard for the field that has the focus."""
        field = focused_field()
        if not self._on or field is None or self._wanted == "off" or self._panel.isVisible():
            return
        if self._wanted == "own" or (self._wanted == "auto" and self._none_of_systems):
            self._show_own(field)
            return
        self._panel.show()
        if self._wanted == "auto":
            self._late.start()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self._on or new is None:
            return
        if focused_field() is None:
            self._late.stop()
            self._keyboard.hide()
        else:
            self.ask()

    def _no_panel(self) -> None:
        field = focused_field()
        if self._on and field is not None and not self._panel.isVisible():
            self._none_of_systems = True
            self._show_own(field)

    def _panel_changed(self) -> None:
        if self._panel.isVisible():
            self._late.stop()
            self._none_of_systems = False
            self._keyboard.hide()

    def _show_own(self, field: QWidget) -> None:
        self._keyboard.suit(field.inputMethodHints())
        self._keyboard.show()
