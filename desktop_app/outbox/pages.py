"""Reads an SQLite file page by page, without SQLite: what is whole is found however damaged the rest is.

Follows sqlite.org/fileformat.html: section 1.6 (b-tree pages and cells), 2.1 (records), 4 (the WAL). Only leaves and
the interior pages of indexes hold records, so neither the header, nor the schema, nor the way down a tree is needed.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

Value = int | float | bytes | str | None

_HEADER_BYTES = 100
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_WAL_MAGIC = (0x377F0682, 0x377F0683)  # checksums little, big endian
_WAL_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _FIRST_BLOB = 7, 12
_VARINT_MAX_BYTES = 9
_CELL_MIN_BYTES = 4
_RECORD_MAX_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a record lies: its page, its first byte there, its length, and its row id (None in an index)."""

    page: int
    start: int
    size: int
    rowid: int | None


class BrokenPage(Exception):
    """What was read makes no sense."""


class Pages:
    """The pages of a database file with the committed part of its WAL laid over them."""

    def __init__(self, path: Path, default_page_size: int) -> None:
        self._file: BinaryIO = path.open("rb")
        self._page_size = _page_size(self._file.read(_HEADER_BYTES), default_page_size)
        self._file.seek(0, 2)
        self._count = -(-self._file.tell() // self._page_size)
        self._newer = _wal_pages(path.with_name(path.name + "-wal"), self._page_size)
        self._count = max(self._count, *self._newer, 0) if self._newer else self._count

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def cells(self) -> Iterator[Cell]:
        """Every cell of every page that looks like one with records."""
        for number in range(1, self._count + 1):
            yield from self._page_cells(number)

    def values(self, cell: Cell, limit: int | None = None) -> list[Value]:
        """The columns of a cell's record, the first `limit` of them; raises BrokenPage."""
        record = self._record(cell)
        header_size, at = _varint(record, 0)
        if not 0 < header_size <= len(record):
            raise BrokenPage
        values: list[Value] = []
        body = header_size
        while at < header_size and (limit is None or len(values) < limit):
            kind, at = _varint(record, at)
            value, body = _value(record, kind, body)
            values.append(value)
        return values

    def _page(self, number: int) -> bytes:
        if number in self._newer:
            return self._newer[number]
        self._file.seek((number - 1) * self._page_size)
        return self._file.read(self._page_size)

    def _page_cells(self, number: int) -> Iterator[Cell]:
        page = self._page(number)
        head = _HEADER_BYTES if number == 1 else 0
        if len(page) != self._page_size or page[head] not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            return
        kind = page[head]
        pointers = head + (12 if kind == _INDEX_INTERIOR else 8)
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        if pointers + 2 * count > self._page_size:
            return
        for index in range(count):
            at = int.from_bytes(page[pointers + 2 * index : pointers + 2 * index + 2], "big")
            if not pointers <= at <= self._page_size - _CELL_MIN_BYTES:
                continue
            try:
                size, start = _varint(page, at + (4 if kind == _INDEX_INTERIOR else 0))
                rowid = None
                if kind == _TABLE_LEAF:
                    rowid, start = _varint(page, start)
            except BrokenPage:
                continue
            if 0 < size < _RECORD_MAX_BYTES:
                yield Cell(number, start, size, rowid)

    def _record(self, cell: Cell) -> bytes:
        page = self._page(cell.page)
        local = self._local_bytes(cell)
        if cell.start + local + (4 if local < cell.size else 0) > len(page):
            raise BrokenPage
        parts = [page[cell.start : cell.start + local]]
        left = cell.size - local
        following = int.from_bytes(page[cell.start + local : cell.start + local + 4], "big") if left else 0
        seen: set[int] = set()
        while left:
            if not 1 < following <= self._count or following in seen:
                raise BrokenPage
            seen.add(following)
            overflow = self._page(following)
            if len(overflow) != self._page_size:
                raise BrokenPage
            parts.append(overflow[4 : 4 + left])
            left -= len(parts[-1])
            following = int.from_bytes(overflow[:4], "big")
        return b"".join(parts)

    def _local_bytes(self, cell: Cell) -> int:
        """How much of a record lies in its own page (the file format's X, M and K)."""
        usable = self._page_size
        most = usable - 35 if cell.rowid is not None else (usable - 12) * 64 // 255 - 23
        if cell.size <= most:
            return cell.size
        least = (usable - 12) * 32 // 255 - 23
        fitting = least + (cell.size - least) % (usable - 4)
        return fitting if fitting <= most else least


def _page_size(header: bytes, default: int) -> int:
    size = int.from_bytes(header[16:18], "big") if header.startswith(b"SQLite format 3\0") else 0
    return size if size >= 512 and size & (size - 1) == 0 else default  # noqa: PLR2004 - the format's least


def _wal_pages(path: Path, page_size: int) -> dict[int, bytes]:
    """The newest committed version of each page in a WAL; empty where there is none, or of another page size."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    if len(data) < _WAL_HEADER_BYTES:
        return {}
    magic, _, size = struct.unpack_from(">III", data)
    if magic not in _WAL_MAGIC or size != page_size:
        return {}
    order = "<" if magic == _WAL_MAGIC[0] else ">"
    sums = _checksum(data[:24], (0, 0), order)
    if sums != struct.unpack_from(">II", data, 24):
        return {}
    committed: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for at in range(
        _WAL_HEADER_BYTES, len(data) - _FRAME_HEADER_BYTES - page_size + 1, _FRAME_HEADER_BYTES + page_size
    ):
        number, size_after, salt_1, salt_2, sum_1, sum_2 = struct.unpack_from(">6I", data, at)
        page = data[at + _FRAME_HEADER_BYTES : at + _FRAME_HEADER_BYTES + page_size]
        sums = _checksum(page, _checksum(data[at : at + 8], sums, order), order)
        if struct.pack(">II", salt_1, salt_2) != data[16:24] or sums != (sum_1, sum_2):
            break
        pending[number] = page
        if size_after:
            committed.update(pending)
            pending.clear()
    return committed


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """(value, where the next byte is); a row id of more than 63 bits is none of ours."""
    result = 0
    for index in range(_VARINT_MAX_BYTES):
        if at + index >= len(data):
            raise BrokenPage
        byte = data[at + index]
        if index == _VARINT_MAX_BYTES - 1:
            return result << 8 | byte, at + index + 1
        result = result << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the continuation bit
            return result, at + index + 1
    raise BrokenPage


def _value(record: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in (10, 11):
        raise BrokenPage
    size = _INTEGER_BYTES.get(kind) or (8 if kind == _REAL else (kind - _FIRST_BLOB) // 2)
    raw = record[at : at + size]
    if len(raw) != size:
        raise BrokenPage
    if kind in _INTEGER_BYTES:
        return int.from_bytes(raw, "big", signed=True), at + size
    if kind == _REAL:
        return float(struct.unpack(">d", raw)[0]), at + size
    if kind % 2 == 0:
        return raw, at + size
    try:
        return raw.decode(), at + size
    except UnicodeDecodeError as error:
        raise BrokenPage from error
