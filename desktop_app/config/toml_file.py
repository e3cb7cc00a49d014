"""Reading a TOML file of settings, with the line of whatever is wrong in it; writing one without losing comments."""

import os
import re
import tempfile
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from desktop_app.domain.errors import EnvironmentFault, InvalidInput

from .setting import Setting, Value, nearest

FILE_MAX_BYTES = 1 << 20
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def read_document(path: Path) -> str:
    """A file's text; '' where there is none.

    Raises, all with `file`: InvalidInput `settings_not_utf8`, `settings_too_large`; EnvironmentFault
    `settings_not_readable`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(FILE_MAX_BYTES + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise EnvironmentFault("settings_not_readable", file=str(path)) from error
    if len(data) > FILE_MAX_BYTES:
        raise InvalidInput("settings_too_large", file=str(path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("settings_not_utf8", file=str(path)) from error


def parsed_document(text: str, file: str) -> dict[str, object]:
    """The document. Raises InvalidInput `settings_syntax` (with `file`, `line`)."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        raise InvalidInput("settings_syntax", file=file, line=line) from error


def values_of(text: str, file: str, table: Mapping[str, Setting], besides: Collection[str] = ()) -> dict[str, Value]:
    """The settings of a document, checked, without the keys `besides`. Every error tells `file` and `line`."""
    found: dict[str, Value] = {}
    for key, value in flattened(parsed_document(text, file)):
        if key in besides:
            continue
        if key not in table:
            raise InvalidInput(
                "setting_unknown", key=key[:100], file=file, line=line_of(text, key), meant=nearest(key, table)
            )
        try:
            found[key] = table[key].parsed(value)
        except InvalidInput as error:
            raise InvalidInput(
                error.code, **{"key": key, **error.facts, "file": file, "line": line_of(text, key)}
            ) from error
    return found


def flattened(document: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """`{"ink": {"colour": "blue"}}` as `("ink.colour", "blue")`."""
    for name, value in document.items():
        key = prefix + name
        if isinstance(value, dict):
            yield from flattened(value, f"{key}.")
        else:
            yield key, value


def line_of(text: str, key: str) -> int:
    """The line, from 1, on which a key of a valid document stands: the shortest beginning that has it ends there.

    Found by parsing ever longer beginnings, since the parser tells no places; only errors pay for it.
    """
    lines = text.splitlines(keepends=True)
    begins_at = 1
    for count in range(1, len(lines) + 1):
        try:
            keys = {known for known, _ in flattened(tomllib.loads("".join(lines[:count])))}
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
        if key in keys:
            return begins_at
        begins_at = count + 1
    return begins_at


def write_atomically(path: Path, text: str) -> None:
    """Replaces a file, or leaves it as it was; readable by its owner only.

    Raises EnvironmentFault `settings_not_writable` (with `file`).
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise EnvironmentFault("settings_not_writable", file=str(path)) from error


def with_values(text: str, changes: Mapping[str, Value | None], file: str) -> str:
    """The document with values set (None: removed), everything else as it was.

    Raises InvalidInput `settings_syntax`.
    """
    import tomlkit  # noqa: PLC0415 - only writing needs it
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above

    parsed_document(text, file)
    try:
        document = tomlkit.parse(text)
        for key, value in changes.items():
            *groups, name = key.split(".")
            table: object = document
            for group in groups:
                if not isinstance(table, dict):
                    raise InvalidInput("settings_syntax", file=file, line=1)
                if group not in table:
                    if value is None:
                        break
                    table[group] = tomlkit.table()
                table = table[group]
            if not isinstance(table, dict):
                raise InvalidInput("settings_syntax", file=file, line=1)
            if value is None:
                table.pop(name, None)
            else:
                table[name] = list(value) if isinstance(value, tuple) else value
        return tomlkit.dumps(document)
    except TOMLKitError as error:
        raise InvalidInput("settings_syntax", file=file, line=1) from error
