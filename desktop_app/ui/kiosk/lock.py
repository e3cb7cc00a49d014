"""Keeps people inside: what the program itself can refuse.

Close, Alt+F4, Esc, context menus, drops, printing, help and links end here. Ctrl+Alt+Del, the Windows key, Task
Manager and edge swipes belong to the system: Shell Launcher and Keyboard Filter take those (packaging/README.md).
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

_LINK_SCHEMES: Final = ("http", "https", "mailto", "file", "ftp", "tel")
_REFUSED: Final = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.WhatsThis,
        QEvent.Type.ToolTip,
        QEvent.Type.EnterWhatsThisMode,
    }
)
_REFUSED_KEYS: Final = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_Menu, Qt.Key.Key_Help, Qt.Key.Key_Print, Qt.Key.Key_Cancel, Qt.Key.Key_HomePage}
    | {getattr(Qt.Key, f"Key_F{number}") for number in range(1, 36)}
)
_EDITING: Final = frozenset(
    {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Left,
     Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return,
     Qt.Key.Key_Enter, Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_AltGr}
)  # fmt: skip
"""With Ctrl only what edits a field passes; Ctrl+Alt is AltGr on Windows and types characters."""


_TOUCHES: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.Wheel,
    }
)


def _is_touch(event: QEvent) -> bool:
    """A mouse that trembles or a book on a key is nobody."""
    if isinstance(event, QKeyEvent):
        return not event.isAutoRepeat()
    if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
        return event.buttons() != Qt.MouseButton.NoButton
    return True


def refused_key(event: QKeyEvent) -> bool:
    """Whether a key is kept from everybody."""
    modifiers = event.modifiers()
    ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    if event.key() in _REFUSED_KEYS:
        return True
    if ctrl and alt:
        return not event.text()
    if alt or modifiers & Qt.KeyboardModifier.MetaModifier:
        return True
    return ctrl and event.key() not in _EDITING


class Lock(QObject):
    """An event filter on the whole application. `on_touch` is called for whatever a person does."""

    def __init__(self, app: QApplication, on_touch: Callable[[], object]) -> None:
        super().__init__(app)
        self._on_touch = on_touch
        self._app = app
        app.installEventFilter(self)
        for scheme in _LINK_SCHEMES:
            # PySide takes a str here whatever its stub says.
            QDesktopServices.setUrlHandler(scheme, self, "swallow")  # type: ignore[arg-type]

    def release(self) -> None:
        """Opens the door; only after the PIN."""
        self._app.removeEventFilter(self)
        for scheme in _LINK_SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)

    @Slot(QUrl)
    def swallow(self, _link: QUrl) -> None:
        """No link leads out of a kiosk."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """True keeps the event from everybody."""
        kind = event.type()
        if kind in _TOUCHES and _is_touch(event):
            self._on_touch()
        if kind in _REFUSED:
            event.ignore()
            return True
        if kind in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut}:
            if isinstance(event, QKeyEvent) and refused_key(event):
                event.accept()
                return True
        elif kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)  # no zoom
        return False
