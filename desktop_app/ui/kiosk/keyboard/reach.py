"""A touch that meets no key belongs to the nearest one: fingers are wider than the gaps between keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)


class Reach(QObject):
    """Watches a panel for touches beside its keys and hands each, from press to release, to the nearest key."""

    def __init__(self, panel: QWidget, keys: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(panel)
        self._panel, self._keys = panel, keys
        self._touched: QWidget | None = None
        self._handing_on = False  # what a key does not take comes back up to the panel
        panel.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """True for every touch: none goes through the panel to what lies beneath it."""
        if not isinstance(event, QMouseEvent) or event.type() not in _MOUSE:
            return False
        if self._handing_on:
            return True
        place = self._panel.mapFromGlobal(event.globalPosition().toPoint())
        if event.type() == QEvent.Type.MouseButtonPress:
            self._touched = self._nearest(place)
        key = self._touched
        if key is not None and key in self._keys():  # else another layout came meanwhile
            self._hand_on(key, event, place)
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._touched = None
        return True

    def _nearest(self, place: QPoint) -> QWidget | None:
        shown = [key for key in self._keys() if key.isVisible()]
        return min(shown, key=lambda key: _distance(self._area(key), place), default=None)

    def _hand_on(self, key: QWidget, event: QMouseEvent, place: QPoint) -> None:
        """As the key would have had it. While the finger stays no further off than it came down, it is on the key."""
        area = self._area(key)
        inside = _into(area, place) if self._nearest(place) is key else place
        local = QPointF(inside - area.topLeft())
        copy = QMouseEvent(
            event.type(), local, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        self._handing_on = True
        try:
            QCoreApplication.sendEvent(key, copy)
        finally:
            self._handing_on = False

    def _area(self, key: QWidget) -> QRect:
        return QRect(key.mapTo(self._panel, QPoint(0, 0)), key.size())


def _into(area: QRect, place: QPoint) -> QPoint:
    return QPoint(
        min(max(place.x(), area.left()), area.right()),
        min(max(place.y(), area.top()), area.bottom()),
    )


def _distance(area: QRect, place: QPoint) -> int:
    """Squared; 0 on the key."""
    beside = place - _into(area, place)
    return QPoint.dotProduct(beside, beside)
