"""What assistive technology is told of a window, walked as a screen reader walks it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from desktop_app.ui.parts.labels import IconLabel  # decoration: words stand beside it

ROLE = QAccessible.Role
CONTROLS = {ROLE.PushButton, ROLE.Button, ROLE.EditableText, ROLE.CheckBox, ROLE.ComboBox, ROLE.SpinBox, ROLE.Table,
            ROLE.RadioButton, ROLE.Graphic, ROLE.List, ROLE.ProgressBar}  # fmt: skip
_SHAPELESS = {ROLE.NoRole, ROLE.Client, ROLE.Pane, ROLE.Whitespace, ROLE.Border}


def walk(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    """The interface and all beneath it that can be seen; a table's cells are its own business."""
    found = [interface]
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None and child.isValid() and not child.state().invisible:
            found += walk(child) if child.role() is not ROLE.Table else [child]
    return found


def interface_of(widget: QWidget) -> QAccessibleInterface:
    """A widget's interface."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def controls(window: QWidget) -> list[QAccessibleInterface]:
    """Everything in a window that is used, not only read."""
    return [
        each
        for each in walk(interface_of(window))
        if each.role() in CONTROLS and not isinstance(each.object(), IconLabel)
    ]


def nameless(window: QWidget) -> list[str]:
    """Controls without a name."""
    return [
        f"{each.role()} {each.object().objectName()}"
        for each in controls(window)
        if not each.text(QAccessible.Text.Name).strip()
    ]


def shapeless(window: QWidget) -> list[str]:
    """Widgets that the keyboard reaches and that say neither what they are nor what they are called."""
    return [
        f"{widget.objectName() or type(widget).__name__}: {interface_of(widget).role()}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if widget.focusProxy() is None
        if interface_of(widget).role() in _SHAPELESS or not interface_of(widget).text(QAccessible.Text.Name).strip()
    ]
