"""Finds the outbox's rows in the pages of a file, told apart by the shape of their records alone."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from desktop_app.domain.delivery import Delivery
from desktop_app.domain.errors import EnvironmentFault

from .blobs import Kind
from .connection import PAGE_SIZE_BYTES
from .pages import BrokenPage, Cell, Pages, Value
from .rows import delivery_of, id_of, is_key

_DELIVERY_COLUMNS = 17  # in the order of the table, which adds `head` to rows.COLUMNS
_HEAD_COLUMN = 3
_FACT_NAMES = frozenset({"outbox_id", "test_value", "pause", "recovery_sealed", "recovery_key"})


@dataclass(slots=True)
class Carved:
    """What was found. Blobs are read when asked for: they are most of the file. Close it after use."""

    pages: Pages
    facts: dict[str, Value] = field(default_factory=dict)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)  # of rows that may themselves be unreadable
    blobs: dict[int, Cell] = field(default_factory=dict)
    audit: dict[int, dict[int, tuple[int, str, str]]] = field(default_factory=dict)
    discards: dict[int, tuple[str, int]] = field(default_factory=dict)
    side_files: dict[str, tuple[str, int, int]] = field(default_factory=dict)  # kind, when, complete

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.pages.close()

    @property
    def outbox_id(self) -> str | None:
        """The outbox's id: from its facts, else from the first line of its own audit."""
        stored = self.facts.get("outbox_id")
        if isinstance(stored, str):
            return stored
        for _, (_, event, facts) in sorted(self.audit.get(0, {}).items()):
            if event == "begun":
                named = json.loads(facts).get("outbox_id")
                return named if isinstance(named, str) else None
        return None

    def blob(self, seq: int, kind: Kind) -> bytes | None:
        """The sealed bytes, or None where they were not found whole."""
        cell = self.blobs.get(kind.slot(seq))
        if cell is None:
            return None
        try:
            _, sealed = self.pages.values(cell)
        except (BrokenPage, ValueError):
            return None
        return sealed if isinstance(sealed, bytes) else None

    def seqs(self) -> list[int]:
        """Every sign-off of which anything but its history was found, in the order of signing."""
        payloads = {slot >> 2 for slot in self.blobs if slot & 3 == Kind.PAYLOAD}
        return sorted((self.deliveries.keys() | self.ids.keys() | payloads) - self.discards.keys())


def carve(path: Path) -> Carved:
    """Everything in the file and its WAL that can be told for a row of ours; raises OSError."""
    carved = Carved(Pages(path, PAGE_SIZE_BYTES))
    for cell in carved.pages.cells():
        try:
            if cell.rowid is None:
                _index_record(carved, carved.pages.values(cell))
            else:
                _table_record(carved, cell, cell.rowid)
        except BrokenPage:
            continue
    return carved


def _table_record(carved: Carved, cell: Cell, rowid: int) -> None:
    match carved.pages.values(cell, limit=None if cell.size < PAGE_SIZE_BYTES else 1):
        case [None] | [None, bytes()]:
            carved.blobs[rowid] = cell
        case [None, str(key), int(at_us)] if is_key(key):
            carved.discards[rowid] = (key, at_us)
        case [None, str(key), *rest] if is_key(key) and len(rest) == _DELIVERY_COLUMNS - 2:
            _delivery(carved, rowid, [rowid, key, *rest])


def _delivery(carved: Carved, seq: int, row: list[Any]) -> None:
    del row[_HEAD_COLUMN]
    try:
        delivery = delivery_of(tuple(row))
    except EnvironmentFault:
        return
    known = carved.deliveries.get(seq)
    if known is None or known.version < delivery.version:
        carved.deliveries[seq] = delivery


def _index_record(carved: Carved, values: list[Value]) -> None:
    match values:
        case [str(name), value] if name in _FACT_NAMES:
            carved.facts[name] = value
        case [str(key), int(seq)] if is_key(key):
            carved.ids[seq] = id_of(key)
        case [str(name), str(kind), int(made_us), int(complete), int()]:
            carved.side_files[name] = (kind, made_us, complete)
        case [int(seq), int(line), int(at_us), str(event), str(facts)]:
            carved.audit.setdefault(seq, {})[line] = (at_us, event, facts)
