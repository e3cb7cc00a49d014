"""S3's XML errors, read without trusting them: a document type ends the reading, so no entity is ever defined."""

from xml.parsers import expat

_WANTED = ("Code", "Message")
_CODE_MAX = 64


def s3_error(body: bytes) -> tuple[str, str]:
    """`<Code>` and `<Message>` of an `<Error>`; '' each where the body is something else."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, _Refused, ValueError, LookupError):
        return "", ""
    code = "".join(reader.found["Code"]).strip()
    plain = code.isascii() and code.isalnum() and len(code) <= _CODE_MAX
    return code if plain else "", "".join(reader.found["Message"])


class _Refused(Exception):
    """The document brings a document type."""


class _Reader:
    """Collects the text of the wanted children of the root `Error`."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {name: [] for name in _WANTED}
        self._path: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._path.append(name)

    def end(self, _name: str) -> None:
        self._path.pop()

    def text(self, data: str) -> None:
        if len(self._path) == 2 and self._path[0] == "Error" and self._path[1] in self.found:  # noqa: PLR2004 - a child of the root
            self.found[self._path[1]].append(data)

    def refuse(self, *_declaration: object) -> None:
        raise _Refused
