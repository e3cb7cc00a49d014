"""A signature from a file: ink JSON or a picture, told apart by content."""

import json

from desktop_app.domain.errors import InvalidInput

from .enough import problem
from .picture import encode_picture
from .raster import encode
from .strokes import read_ink


def encode_file(data: bytes, colour: str = "black") -> bytes:
    """The JPEG to send. Raises InvalidInput with the codes of `read_ink`, `enough.problem` or `encode_picture`."""
    if looks_like_json(data):
        ink = read_ink(data)
        code = problem(ink)
        if code is not None:
            raise InvalidInput(code)
        return encode(ink, colour)
    return encode_picture(data)


def looks_like_json(data: bytes) -> bool:
    """Whether the first character is one that JSON, and no picture, begins with."""
    begin = data[:64].decode(json.detect_encoding(data[:64]), "replace") if data else ""
    return begin.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}
