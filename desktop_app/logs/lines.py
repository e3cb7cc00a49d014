"""Logs: one JSON object a line, rotated, in the profile; every secret that is known or looks like one is struck out.

    {"at": "2026-01-31T08:00:00.000Z", "level": "info", "part": "sync", "says": "executed", "delivery": "0190…"}

`extra={"delivery": id}` correlates all lines of one sign-off. Names, comments, tokens and URLs are never logged in
the first place; the redaction here is the second net, for exceptions of libraries that quote what they were given.
"""

import json
import logging
import os
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from .redactor import Redactor

FILE_NAME = "paraphe.log"
FILE_MAX_BYTES = 1_000_000
FILES_KEPT = 5
_SILENCED = ("httpx", "httpcore", "h11", "keyring", "PIL", "hpack")


class _Lines(logging.Formatter):
    """A record as one line of JSON, redacted."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        clean = self._redactor.clean
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "part": record.name.removeprefix("paraphe."),
            "says": clean(_said(record)),
        }
        delivery = getattr(record, "delivery", None)
        if delivery is not None:
            line["delivery"] = clean(str(delivery))
        if record.exc_info:
            line["trace"] = clean(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _said(record: logging.LogRecord) -> str:
    """A library's wrong use of logging must not stop the program."""
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - whatever an argument's own text raises
        return "(a log line that cannot be formatted)"


class _Rotated(logging.FileHandler):
    """A file and its numbered predecessors. A full disk costs log lines, not the program.

    The one of `logging.handlers` would import sockets, pickle and queues: 8 ms of the window's start.
    """

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._make_room(len(self.format(record)) + 1)
        except Exception:  # noqa: BLE001 - as logging's own handlers
            self.handleError(record)
        super().emit(record)

    def _make_room(self, size: int) -> None:
        if self.stream is None or os.fstat(self.stream.fileno()).st_size + size < FILE_MAX_BYTES:
            return
        self.stream.close()
        self.stream = None  # opened anew for the line, as for the first
        file = Path(self.baseFilename)
        if file.stat().st_size + size < FILE_MAX_BYTES:
            return  # another process has made room
        _shift(file)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        del record


def _shift(file: Path) -> None:
    """Gives each file the next number; raises OSError.

    The newest steps aside first, as number 0: Windows renames no file that another process has open, and no older one
    has moved then. A number 0 that is there already is of a turn that was cut short.
    """
    numbered = [file.with_name(f"{file.name}.{number}") for number in range(FILES_KEPT + 1)]
    if not numbered[0].exists():
        file.replace(numbered[0])
    for older, place in reversed(list(pairwise(numbered))):
        if older.exists():
            older.replace(place)


def set_up(logs_dir: Path, level: int = logging.INFO, redactor: Redactor | None = None) -> logging.Handler | None:
    """Begins to log to a folder; what cannot be written is not logged. Returns the handler, for `tear_down`."""
    silence_libraries()
    root = logging.getLogger()
    try:
        logs_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _Rotated(logs_dir / FILE_NAME, encoding="utf-8", errors="replace")
    except OSError:
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(_Lines(redactor or Redactor()))
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("paraphe").setLevel(level)
    return handler


def silence_libraries() -> None:
    """For httpx logs presigned URLs at INFO, h11's errors quote headers."""
    for name in _SILENCED:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)


def tear_down(handler: logging.Handler | None) -> None:
    """Closes the file."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
