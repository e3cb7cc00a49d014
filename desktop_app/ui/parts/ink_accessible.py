"""What a screen reader learns of the pad: role, name, state, and what just happened to the ink."""

from functools import cache
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget


@runtime_checkable
class Spoken(Protocol):
    """A widget that can say its name and its state."""

    def spokenName(self) -> str:
        """Such as "Signature"."""

    def spokenState(self) -> str:
        """Such as "empty"."""


@runtime_checkable
class Grouped(Spoken, Protocol):
    """One that is no picture but stands for what lies in it, and takes the keys for all of it."""

    def spokenAsGroup(self) -> bool:
        """True."""


class SpokenWidget(QAccessibleWidget):
    """A picture, or a group, with a name and a value."""

    def __init__(self, widget: QWidget) -> None:
        role = QAccessible.Role.Grouping if isinstance(widget, Grouped) else QAccessible.Role.Graphic
        super().__init__(widget, role)

    def text(self, kind: QAccessible.Text) -> str:
        """Name and value from the widget, the rest as Qt has it."""
        widget = self.widget()
        if isinstance(widget, Spoken):
            if kind == QAccessible.Text.Name:
                return widget.spokenName()
            if kind == QAccessible.Text.Value or (kind == QAccessible.Text.Description and not super().text(kind)):
                return widget.spokenState()  # AT-SPI knows no value of a picture
        return super().text(kind)


@cache
def install() -> None:
    """Makes Qt ask us for widgets that are `Spoken`; once is enough."""
    QAccessible.installFactory(_interface)


def state_changed(widget: QWidget, state: str) -> None:
    """Tells assistive technology the new state."""
    QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, state))
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged))


def announce(widget: QWidget, message: str) -> None:
    """Has a message spoken at the next pause."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))


def _interface(_class: str, subject: QObject | None) -> QAccessibleInterface | None:
    if not (isinstance(subject, QWidget) and isinstance(subject, Spoken)):
        return None
    interface = SpokenWidget(subject)
    subject._spoken_interface = interface  # type: ignore[attr-defined]  # noqa: SLF001 - Qt owns it, Python must not drop its half
    return interface
