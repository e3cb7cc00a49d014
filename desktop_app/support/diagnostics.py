"""The diagnostics file: logs, crash reports, settings, the doctor's answer, versions, and states of sign-offs.

Tokens, URLs, names, addresses, comments and pictures are left out: nothing personal is asked for, and every text
passes a redactor that was told each secret this profile still knows. The outbox itself is never packed.
"""

import json
import logging
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path

from desktop_app.config.settings import TABLE
from desktop_app.domain.delivery import Delivery
from desktop_app.domain.errors import EnvironmentFault, InvalidInput, ParapheError
from desktop_app.logs import Redactor
from desktop_app.logs.redactor import STRUCK
from desktop_app.outbox.opening import open_for_reading

from .checkup import Checkup
from .doctor import examine
from .findings import Finding
from .known_secrets import known_secrets, newest
from .versions import versions

_log = logging.getLogger("paraphe.diagnostics")
_FILE_MAX_BYTES = 5_000_000  # of each log; its end is kept
_BELOW_STRUCK = re.compile(rf"(?:[A-Za-z0-9_-]+\.)+{re.escape(STRUCK)}")  # a bucket before its storage's host
_SHOWN_SETTINGS = frozenset(key for key, row in TABLE.items() if row.choices or isinstance(row.default, bool | int))


def pack(file: Path, checkup: Checkup) -> list[str]:
    """Writes the file and returns the names in it.

    Raises InvalidInput `file_exists`; EnvironmentFault `file_not_writable` (both with `file`).
    """
    if file.exists():
        raise InvalidInput("file_exists", file=str(file))
    names: list[str] = []
    handle, temporary = _temporary_beside(file)
    try:
        with os.fdopen(handle, "wb") as opened, zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as archive:
            findings = examine(checkup)
            redactor = Redactor(known_secrets(checkup, findings))
            for name, text in _contents(checkup, findings):
                archive.writestr(name, _BELOW_STRUCK.sub(STRUCK, redactor.clean(text)))
                names.append(name)
        Path(temporary).replace(file)
    except OSError as error:
        with suppress(OSError):
            Path(temporary).unlink()
        raise EnvironmentFault("file_not_writable", file=str(file)) from error
    return names


def _temporary_beside(file: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise EnvironmentFault("file_not_writable", file=str(file)) from error


def _contents(checkup: Checkup, findings: list[Finding]) -> Iterator[tuple[str, str]]:
    yield "versions.json", _json(versions())
    yield "settings.json", _json(_settings(checkup))
    yield "doctor.json", _json([finding.as_json() for finding in findings])
    yield "sign-offs.json", _json(_states(checkup))
    folder = checkup.paths.logs_dir
    for path in sorted([*folder.glob("*.log*"), *folder.glob("*.txt")]):
        with suppress(OSError):
            yield f"logs/{path.name}", _end_of(path.read_bytes()).decode("utf-8", "replace")


def _end_of(log: bytes) -> bytes:
    """Its last lines, whole ones: half a secret would not be known for one."""
    if len(log) <= _FILE_MAX_BYTES:
        return log
    return log[-_FILE_MAX_BYTES - 1 :].partition(b"\n")[2]


def _settings(checkup: Checkup) -> dict[str, object]:
    """Numbers, switches and choices as they are; of texts only whether they are set, and where from."""
    try:
        configuration = checkup.configuration
    except ParapheError as error:
        return {"error": error.code}
    shown: dict[str, object] = {}
    for key in TABLE:
        value = configuration.value(key)
        shown[key] = {
            "value": value if key in _SHOWN_SETTINGS else ("set" if value else "not set"),
            "origin": configuration.origin(key).value,
        }
    return shown


def _states(checkup: Checkup) -> list[dict[str, object]] | dict[str, object]:
    if not checkup.paths.outbox_file.exists():
        return []
    try:
        with closing(open_for_reading(checkup.paths.outbox_file, checkup.vault)) as reader:
            return [_state(row) for row in newest(reader)]
    except ParapheError as error:
        return {"error": error.code}


def _state(row: Delivery) -> dict[str, object]:
    return {
        "id": row.id,
        "state": row.state.value,
        "reason": row.reason,
        "signed_at": row.signed_at.isoformat(),
        "changed_at": row.changed_at.isoformat() if row.changed_at else None,
        "next_attempt_at": row.next_attempt_at.isoformat() if row.next_attempt_at else None,
        "size_bytes": row.size_bytes,
        "tally": {item.name: getattr(row.tally, item.name) for item in fields(row.tally)},
    }


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
