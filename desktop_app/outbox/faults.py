"""What SQLite's errors mean for a person: the one place where a binding's errors become ours.

Both bindings that are used tell SQLite's own result code (sqlite.org/rescode.html): the standard library's
exceptions in `sqlite_errorcode`, apsw's in `extendedresult`.
"""

import shutil
from pathlib import Path

from desktop_app.domain.errors import EnvironmentFault, NotNow, ParapheError

_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 3, 5, 6, 8, 10, 11, 13, 14, 26
_IOERR_SHORT_READ = 522
_IOERR_CORRUPTFS = 8458
_DECODING = "Could not decode to UTF-8"  # the standard library's words for a text column of other bytes
_NEARLY_FULL_BYTES = 256 * 1024  # a shared-memory or journal file cannot be made below this: SQLite says only IOERR


def as_ours(error: BaseException, path: Path) -> BaseException:
    """The error to raise instead of `error`; `error` itself where it is no error of SQLite, or a bug of ours."""
    if isinstance(error, ParapheError):
        return error
    if isinstance(error, UnicodeDecodeError) or _DECODING in str(error):
        return EnvironmentFault("outbox_damaged")
    code = result_code(error)
    if code is None:
        return error
    primary = code & 0xFF
    if primary in (_BUSY, _LOCKED):
        return NotNow("outbox_busy")
    fault = _fault(code, primary, path)
    return error if fault is None else EnvironmentFault(fault)


def result_code(error: BaseException) -> int | None:
    """SQLite's extended result code, or None where the error is none of SQLite's."""
    for attribute in ("sqlite_errorcode", "extendedresult"):
        code = getattr(error, attribute, None)
        if isinstance(code, int):
            return code
    return None


def _fault(code: int, primary: int, path: Path) -> str | None:
    if primary == _FULL:
        return "outbox_disk_full"
    if primary in (_CORRUPT, _NOTADB) or code in (_IOERR_SHORT_READ, _IOERR_CORRUPTFS):
        return "outbox_damaged"
    if primary in (_READONLY, _PERM):
        return "outbox_read_only"
    if primary in (_CANTOPEN, _IOERR):
        if _nearly_full(path):
            return "outbox_disk_full"
        return "outbox_cannot_open" if primary == _CANTOPEN else "outbox_io_error"
    return None


def _nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NEARLY_FULL_BYTES
    except OSError:
        return False
