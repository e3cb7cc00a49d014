"""What is printed: one JSON document on standard output with --json, people's words beside it."""

import io
import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import BinaryIO, TextIO

from desktop_app.domain.errors import EnvironmentFault, InvalidForm, InvalidInput, ParapheError
from desktop_app.messages import sentence, sentence_of

INPUT_MAX_BYTES = 1 << 20
_TERMINAL_LINE_MAX = 4_095  # Linux's N_TTY_BUF_SIZE without the end of the line; macOS has fewer


def rfc3339(moment: datetime | None) -> str | None:
    """A time in UTC with a Z, to the millisecond; None for None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Console:
    """The three streams of a command. People read standard output, or standard error where --json takes the former.

    A program of Windows without a console has none of the three. Whatever prints raises BrokenPipeError where the
    reader went away, EnvironmentFault `file_not_writable` where it cannot be written (a full disk).
    """

    def __init__(
        self,
        json: bool = False,  # noqa: FBT001, FBT002 - as the option
        out: TextIO | None = None,
        errors: TextIO | None = None,
        source: BinaryIO | None = None,
    ) -> None:
        self.json = json
        self.out: TextIO = out or sys.stdout or io.StringIO()
        self.errors: TextIO = errors or sys.stderr or io.StringIO()
        self.source = source

    def says(self, text: str) -> None:
        """The command's answer in people's words."""
        _print(text, self.errors if self.json else self.out)

    def warns(self, code: str, **facts: object) -> None:
        """Something to know beside the answer."""
        _print(sentence(code, **facts), self.errors)

    def document(self, content: object) -> None:
        """The command's answer as JSON, where it was asked for."""
        if self.json:
            _print(json.dumps(content, ensure_ascii=False), self.out)

    def failed(self, error: ParapheError) -> None:
        """An error: its sentence, and its code for programs."""
        _print(sentence_of(error), self.errors)
        told: dict[str, object] = {"code": error.code, "message": sentence_of(error)}
        if isinstance(error, InvalidForm):
            told["fields"] = dict(error.problems)
        self.document({"error": told})

    def read(self) -> bytes:
        """Standard input to its end. Raises InvalidInput `input_too_large`."""
        source = self.source or (sys.stdin.buffer if sys.stdin else io.BytesIO())
        data = source.read(INPUT_MAX_BYTES + 1)
        if len(data) > INPUT_MAX_BYTES:
            raise InvalidInput("input_too_large")
        return data

    def read_text(self) -> str:
        """Standard input as UTF-8. Raises InvalidInput `input_not_text`, `input_too_large`."""
        try:
            return self.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InvalidInput("input_not_text") from error

    def read_token(self, which: str) -> str:
        """A token: typed unseen where standard input is a terminal, else as `read_text`.

        Raises InvalidInput `token_cut_off`: a POSIX terminal drops what is behind its longest line.
        """
        if self.source is not None or sys.stdin is None or not sys.stdin.isatty():
            return self.read_text()
        from getpass import getpass  # noqa: PLC0415 - a window paints before

        try:
            text = getpass(f"Paste the {which} token, which is not shown, and press Enter: ", stream=self.errors)
        except EOFError:
            return ""
        if os.name == "posix" and len(text) >= _TERMINAL_LINE_MAX:
            raise InvalidInput("token_cut_off", limit=_TERMINAL_LINE_MAX)
        return text

    def read_object(self) -> Mapping[str, object]:
        """Standard input as a JSON object. Raises InvalidInput `form_not_json`."""
        try:
            content = json.loads(self.read_text())
        except (ValueError, RecursionError) as error:
            raise InvalidInput("form_not_json") from error
        if not isinstance(content, dict):
            raise InvalidInput("form_not_json")
        return content


def _print(text: str, stream: TextIO) -> None:
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise EnvironmentFault("file_not_writable", file="Standard output") from error
