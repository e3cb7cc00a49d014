"""The tables of an MSI, read by Windows Installer itself."""

from __future__ import annotations

from pathlib import Path

from release.runtime import Runtime

# every row's columns, a tab between them
_READ = """
import ctypes, sys
msi, database, view, record = ctypes.WinDLL("msi"), ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
assert msi.MsiOpenDatabaseW(sys.argv[1], None, ctypes.byref(database)) == 0
assert msi.MsiDatabaseOpenViewW(database, sys.argv[2], ctypes.byref(view)) == 0
assert msi.MsiViewExecute(view, 0) == 0
while msi.MsiViewFetch(view, ctypes.byref(record)) == 0:
    columns = []
    for number in range(msi.MsiRecordGetFieldCount(record)):
        text, size = ctypes.create_unicode_buffer(1000), ctypes.c_ulong(1000)
        assert msi.MsiRecordGetStringW(record, number + 1, text, ctypes.byref(size)) == 0
        columns.append(text.value)
    print(*columns, sep="\\t")
"""


def rows(runtime: Runtime, package: Path, query: str) -> list[tuple[str, ...]]:
    """What the query answers."""
    return [tuple(line.split("\t")) for line in runtime.run_python("-c", _READ, package, query).splitlines()]
