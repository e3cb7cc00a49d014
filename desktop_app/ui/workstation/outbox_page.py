"""The outbox's page: filters, the list, and the pane for what is chosen."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.delivery import Delivery
from desktop_app.ui.bridge import Bridge
from desktop_app.ui.parts.labels import Notice, title
from desktop_app.ui.parts.theme.theme import Theme, tell_style
from desktop_app.ui.parts.theme.tokens import GAP, ROOM, TWO_COLUMNS_FROM_PX, WIDE
from desktop_app.ui.parts.vacancy import Vacancy
from desktop_app.ui.parts.words import say_error

from .outbox_actions import OutboxActions
from .outbox_detail import OutboxDetail
from .outbox_filters import OutboxFilters
from .outbox_model import Column, OutboxModel
from .outbox_query import Facts, facts_of
from .outbox_state import StateDelegate

_ROOT: Final = QModelIndex()
_ENOUGH = 50  # rows of a name: more than a screen shows
_ROW_PX = 40
_ALL_FROM_PX = 300  # below that the list needs the room of title and filters
_DETAIL_PX = (340, 460)  # at least and at most
_DETAIL_SHARE = 0.28  # of the width
_STATE_ALONE_BELOW_PX = 600
_NARROW_DETAIL_PX = 300  # at most, and half of the width: a state must be readable beside it
_WIDTHS_PX = {Column.STATE: 150, Column.REFERENCE: 100, Column.SIGNED: 150, Column.NAME: 150}


class OutboxPage(QWidget):
    """Made once; asks the background anew each time it is opened."""

    def __init__(self, theme: Theme, bridge: Bridge, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        tell_style(self, role="page")
        self._bridge = bridge
        self._asked: tuple[object, ...] = ()
        self.model = OutboxModel(theme, bridge, now)
        self.model.setParent(self)
        self._names = QSortFilterProxyModel(self)
        self._names.setSourceModel(self.model)
        self._names.setFilterKeyColumn(Column.NAME)
        self._names.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filters = OutboxFilters(theme, now)
        self.table = QTableView(self)  # the layout shows it at once, which without a parent opens a window
        self.table.setObjectName("outboxView")
        self.detail = OutboxDetail(theme)
        self.detail.setFixedWidth(_DETAIL_PX[0])
        self.detail.asked.connect(self._act)
        self._title, self._notice, self._empty = title(""), Notice(theme), Vacancy(theme)
        self._actions = OutboxActions(self, theme, bridge, self._notice)
        self._actions.done.connect(self.reload)
        self._set_up_table()
        self._arrange()
        self.filters.changed.connect(self._filter)
        self.model.loaded.connect(self._say_how_it_is)
        self.model.failed.connect(lambda error: self._notice.say(say_error(error)))
        bridge.deliveryChanged.connect(self._changed)
        self.retranslate()

    def set_alert_days(self, days: int) -> None:
        """After how long a waiting sign-off is pointed out."""
        self.filters.alert_days = days

    def _filter(self) -> None:
        """A name is looked for among the rows that are loaded, and more of them while it is not found often enough."""
        if self.filters.wants != self._asked:
            self.reload()
            return
        self._names.setFilterFixedString(self.filters.name)
        self.detail.show_count(0)
        self._say_how_it_is()

    def reload(self) -> None:
        """Asks anew with the filters of now."""
        self._names.setFilterFixedString(self.filters.name)
        self._asked = self.filters.wants
        self.model.ask(self.filters.query)
        self.detail.show_count(0)
        self._say_how_it_is()

    def chosen(self) -> list[Delivery]:
        """The deliveries of the chosen rows."""
        rows = self.table.selectionModel().selectedRows()
        return [self.model.row(self._names.mapToSource(index).row()).delivery for index in rows]

    def retranslate(self) -> None:
        """Words in the language of now."""
        self._title.setText(self.tr("Outbox"))
        self.table.setAccessibleName(self.tr("Sign-offs on this computer"))
        self.model.retranslate()
        self.detail.retranslate()
        self._say_how_it_is()

    def showEvent(self, event: QShowEvent) -> None:
        """Another process may have written since."""
        super().showEvent(event)
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the pane says what the last columns would."""
        high = self.height() >= _ALL_FROM_PX
        self._title.setVisible(high)
        self.filters.show_boxes(shown=high)
        wide = self.width() >= TWO_COLUMNS_FROM_PX
        share_px = min(max(_DETAIL_PX[0], round(_DETAIL_SHARE * self.width())), _DETAIL_PX[1])
        self.detail.setFixedWidth(share_px if wide else min(_NARROW_DETAIL_PX, self.width() // 2))
        for column in (Column.SIGNED, Column.REASON):
            self.table.setColumnHidden(column, not wide)
        for column in (Column.REFERENCE, Column.NAME):
            self.table.setColumnHidden(column, self.width() < _STATE_ALONE_BELOW_PX)
        super().resizeEvent(event)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self._names)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # 10,000 rows of one height cost nothing
        rows.setDefaultSectionSize(_ROW_PX)
        columns = table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setStretchLastSection(True)
        for column, width_px in _WIDTHS_PX.items():
            table.setColumnWidth(column, width_px)
        table.setItemDelegateForColumn(Column.STATE, StateDelegate(table))
        table.selectionModel().selectionChanged.connect(self._selected)

    def _arrange(self) -> None:
        self._over = QStackedLayout()
        self._over.addWidget(self.table)
        self._over.addWidget(self._empty)
        both = QHBoxLayout()
        both.setSpacing(ROOM)
        both.addLayout(self._over, 1)
        both.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self.filters)
        column.addWidget(self._notice)
        column.addLayout(both, 1)

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        only = self._only()
        if only is None:
            self.detail.show_count(self._number_chosen())
        else:
            self._bridge.call(facts_of(only.id), self._show_facts, lambda error: self._notice.say(say_error(error)))

    def _number_chosen(self) -> int:
        """How many rows are chosen; thousands at once are counted by their ranges."""
        ranges = self.table.selectionModel().selection()
        return sum(ranges.at(place).height() for place in range(ranges.count()))

    def _only(self) -> Delivery | None:
        """The one delivery that is chosen, if it is one."""
        return self.chosen()[0] if self._number_chosen() == 1 else None

    def _show_facts(self, facts: Facts) -> None:
        only = self._only()
        if only is not None and only.id == facts.delivery.id:
            self.detail.show_facts(facts)

    def _changed(self, delivery: Delivery) -> None:
        if self.isVisible():
            self.model.take(delivery)
            only = self._only()
            if only is not None and only.id == delivery.id:
                self._bridge.call(facts_of(delivery.id), self._show_facts, lambda _: None)

    def _act(self, action: str) -> None:
        chosen = self.chosen()
        if chosen:
            self._notice.say("")
            self._actions.start(action, chosen)

    def _say_how_it_is(self) -> None:
        if self.filters.name and self._names.rowCount() < _ENOUGH and self.model.canFetchMore(_ROOT):
            self.model.fetchMore(_ROOT)
        there = bool(self._names.rowCount())
        self._over.setCurrentIndex(0 if there else 1)
        self.detail.setVisible(there or self.model.loading)
        if there:
            return
        if self.model.loading:
            self._empty.say("clock", self.tr("Looking…"))
        elif self.filters.active:
            self._empty.say("search", self.tr("Nothing matches"), self.tr("Try fewer filters or another word."))
        else:
            words = self.tr("What is signed on this computer appears here until it is delivered, with where it stands.")
            self._empty.say("outbox", self.tr("Nothing here yet"), words)
