"""Crash reports: what ended the program, with its stack, without values. They stay in the profile's logs.

A Python exception that nobody caught becomes `crash-<time>.txt` at once. What kills the interpreter itself is
written by faulthandler to `fault-<process>.log`, and becomes a report at the next start. No report holds local
variables; messages of exceptions are redacted and cut, since libraries quote what they were given.
"""

import faulthandler
import os
import re
import sys
import threading
import time
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from desktop_app import __version__

from .redactor import Redactor

REPORTS_KEPT = 10
_FAULT_FILES = "fault-*.log"  # one a process: two may use a profile at once
_FAULT_EMPTY_KEPT_S = 7 * 86_400
# COM raises these and catches them itself; on Windows faulthandler writes of them while the program goes on.
_SURVIVED = "Windows fatal exception: code 0x8001"
_ENTRY = re.compile(r"^(?=Windows fatal exception: |Fatal Python error: )", re.MULTILINE)
_OWN_LINES = ("  File", "Traceback", "\n")
_SEEN_FILE = "crashes-seen"
_MESSAGE_MAX = 300
_LAST_WORD = re.compile(r"\S*\Z")
_FAULT_MAX_BYTES = 200_000


class CrashReports:
    """The reports of one profile. What cannot be written is not: reporting never makes things worse."""

    def __init__(self, logs_dir: Path, redactor: Redactor | None = None) -> None:
        self._folder = logs_dir
        self._redactor = redactor or Redactor()
        self._fault_file: TextIO | None = None

    def install(self) -> None:
        """From now on every uncaught exception and fatal signal of this process is reported."""
        self._collect_fault()
        with suppress(OSError, RuntimeError, AttributeError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._fault_file = (self._folder / f"fault-{os.getpid()}.log").open("a", encoding="utf-8")
            faulthandler.enable(self._fault_file)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Back to Python's own hooks; for tests and at the end of a run."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            with suppress(OSError):
                Path(self._fault_file.name).unlink()
            self._fault_file = None

    def write(self, error: BaseException) -> Path | None:
        """A report of an exception; where it stands, or None where it could not be written."""
        return self._write(self._redactor.clean(_told(error, self._redactor)))

    def reports(self) -> list[Path]:
        """All reports, oldest first."""
        return sorted(self._folder.glob("crash-*.txt"))

    def unseen(self) -> list[Path]:
        """Reports since the last `mark_seen`: what the next start tells."""
        with suppress(OSError):
            last = (self._folder / _SEEN_FILE).read_text(encoding="utf-8").strip()
            return [report for report in self.reports() if report.name > last]
        return self.reports()

    def mark_seen(self) -> None:
        """The person was told."""
        reports = self.reports()
        if reports:
            with suppress(OSError):
                (self._folder / _SEEN_FILE).write_text(reports[-1].name, encoding="utf-8")

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        written = self.write(error)
        if sys.stderr is not None:
            said = f"Paraphe ended by a mistake of its own ({kind.__name__})."
            print(said, f"Report: {written}" if written else "", file=sys.stderr)  # noqa: T201 - the last words

    def _uncaught_in_thread(self, ended: threading.ExceptHookArgs) -> None:
        if ended.exc_value is not None:
            self._uncaught(ended.exc_type, ended.exc_value, ended.exc_traceback)

    def _collect_fault(self) -> None:
        """What faulthandler wrote in an earlier run becomes a report, if a process died of it."""
        for fault in self._folder.glob(_FAULT_FILES):
            with suppress(OSError):
                text = fault.read_text(encoding="utf-8", errors="replace")
                if not text.strip() and time.time() - fault.stat().st_mtime < _FAULT_EMPTY_KEPT_S:
                    continue  # perhaps of a process that is alive
                fault.unlink()  # first: on Windows it stays while its process lives, which then has not died of it
                if deadly := _deadly(text):
                    self._write(self._redactor.clean(deadly)[:_FAULT_MAX_BYTES])

    def _write(self, text: str) -> Path | None:
        import platform  # noqa: PLC0415 - 2 ms that a run without a crash does without

        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        report = self._folder / f"crash-{stamp}.txt"
        head = f"Paraphe {__version__}, Python {platform.python_version()}, {platform.platform()}, {stamp}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            report.write_text(f"{head}\n\n{text}\n", encoding="utf-8")
            for old in self.reports()[:-REPORTS_KEPT]:
                old.unlink()
        except OSError:
            return None
        return report


def _deadly(faults: str) -> str:
    """The entries of a fault file that a program may have died of; '' where it survived them all."""
    return "".join(entry for entry in _ENTRY.split(faults) if not entry.startswith(_SURVIVED)).strip()


def _told(error: BaseException, redactor: Redactor) -> str:
    """The stack of an exception and of its causes, with their messages cut.

    Each is redacted before: of a secret that the cut goes through, what is left would not be known for one.
    """
    whole = traceback.TracebackException.from_exception(error, capture_locals=False)
    lines = whole.format(chain=True)
    return "".join(line if line.startswith(_OWN_LINES) else _cut(redactor.clean(line)) for line in lines)


def _cut(line: str) -> str:
    """A message at its first words, whole ones: the diagnostics may know a secret that was not known here."""
    line = line.rstrip("\n")
    return (line if len(line) <= _MESSAGE_MAX else _LAST_WORD.sub("…", line[:_MESSAGE_MAX])) + "\n"
