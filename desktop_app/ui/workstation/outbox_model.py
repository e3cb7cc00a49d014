"""The outbox as a Qt model: rows come page by page from the background while the view scrolls."""

from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from desktop_app.domain.delivery import Delivery
from desktop_app.domain.ids import short_reference
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.moments import moment
from desktop_app.ui.parts.theme.theme import Theme

from . import outbox_words
from .outbox_query import Query, Row, Rows, fetching, is_late, row_of

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Column(IntEnum):
    """In the order shown."""

    STATE = 0
    REFERENCE = 1
    SIGNED = 2
    NAME = 3
    REASON = 4


class OutboxModel(QAbstractTableModel):
    """`loaded` follows each page; `failed` carries the error where there is none."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, theme: Theme, bridge: Bridge, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme, self._bridge, self._now = theme, bridge, now
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}
        self._query = Query()
        self._before: str | None = None
        self._complete = True
        self._fetching = False
        self._generation = 0
        theme.changed.connect(self._redraw)

    @property
    def loading(self) -> bool:
        """Whether a page is on its way."""
        return self._fetching

    def ask(self, query: Query) -> None:
        """Begins anew with other filters."""
        self._generation += 1
        self._query = query
        self.beginResetModel()
        self._rows, self._places, self._before, self._complete = [], {}, None, False
        self.endResetModel()
        self._fetching = False
        self.fetchMore(_ROOT)

    def row(self, number: int) -> Row:
        """One row."""
        return self._rows[number]

    def place_of(self, signoff_id: str) -> int | None:
        """The number of its row, where it is loaded."""
        return self._places.get(signoff_id)

    def take(self, delivery: Delivery) -> None:
        """A delivery changed, or is new."""
        place = self._places.get(delivery.id)
        if place is None:
            if self._query.takes(delivery) and self._belongs_on_top(delivery):
                self._bridge.call(row_of(delivery), self._insert)
            return
        if self._query.takes(delivery):
            self._rows[place] = Row(delivery, self._rows[place].name)
            self.dataChanged.emit(self.index(place, 0), self.index(place, Column.REASON))
        else:
            self._remove(place)

    def drop(self, signoff_id: str) -> None:
        """A delivery is gone."""
        place = self._places.get(signoff_id)
        if place is not None:
            self._remove(place)

    # Qt's calls

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Rows loaded so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """See Column."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether the background has more."""
        return not parent.isValid() and not self._complete and not self._fetching

    def fetchMore(self, parent: AnyIndex) -> None:
        """Asks for the next page; the view goes on meanwhile."""
        if not self.canFetchMore(parent):
            return
        self._fetching = True
        generation = self._generation
        self._bridge.call(
            fetching(self._query, self._before),
            lambda rows: self._append(rows, generation),
            lambda error: self._not_loaded(error, generation),
        )

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column) if column is Column.REASON else None
            case Qt.ItemDataRole.DecorationRole if column is Column.STATE:
                badge = self._badge(row)
                return self._theme.icon(badge.icon, badge.tone or "quiet")
            case Qt.ItemDataRole.ForegroundRole if column is Column.STATE:
                return QColor(getattr(self._theme.colours, self._badge(row).tone or "text"))
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return [self.tr("State"), self.tr("Reference"), self.tr("Signed"), self.tr("Name"), self.tr("What happened")][
            section
        ]

    def retranslate(self) -> None:
        """Another language."""
        self._redraw()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def _text(self, row: Row, column: Column) -> str:
        match column:
            case Column.STATE:
                return self._badge(row).word
            case Column.REFERENCE:
                return short_reference(row.delivery.id)
            case Column.SIGNED:
                return moment(row.delivery.signed_at, self._now())
            case Column.NAME:
                return row.name
            case Column.REASON:
                return outbox_words.reason(row.delivery)

    def _badge(self, row: Row) -> outbox_words.Badge:
        return outbox_words.badge(row.delivery, late=is_late(row.delivery, self._now(), self._query.alert_days))

    def _belongs_on_top(self, delivery: Delivery) -> bool:
        """Whether it is newer than what is loaded; an older one comes with its page."""
        return not self._rows or delivery.signed_at >= self._rows[0].delivery.signed_at

    def _insert(self, row: Row) -> None:
        if row.delivery.id in self._places:
            return
        self.beginInsertRows(_ROOT, 0, 0)
        self._rows.insert(0, row)
        self._number()
        self.endInsertRows()
        self.loaded.emit()

    def _append(self, page: Rows, generation: int) -> None:
        if generation != self._generation:
            return
        self._fetching = False
        self._before, self._complete = page.before, page.complete
        new = [row for row in page.rows if row.delivery.id not in self._places]
        if new:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(new) - 1)
            self._rows += new
            self._places.update({row.delivery.id: first + place for place, row in enumerate(new)})
            self.endInsertRows()
        self.loaded.emit()
        if not new and not page.complete:
            self.fetchMore(_ROOT)

    def _not_loaded(self, error: Exception, generation: int) -> None:
        if generation == self._generation:
            self._fetching, self._complete = False, True
            self.failed.emit(error)

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(_ROOT, place, place)
        del self._rows[place]
        self._number()
        self.endRemoveRows()
        self.loaded.emit()

    def _number(self) -> None:
        self._places = {row.delivery.id: place for place, row in enumerate(self._rows)}

    def _redraw(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, Column.REASON))
