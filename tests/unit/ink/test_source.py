"""A signature's file is told apart by content, not by its name."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from desktop_app.domain.errors import InvalidInput
from desktop_app.ink.raster import encode
from desktop_app.ink.source import encode_file
from desktop_app.ink.strokes import read_ink

RECORDING = (Path(__file__).parents[3] / "resources" / "ink" / "tablet-1.json").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_ink_json_in_any_unicode_encoding_is_ink(encoding: str) -> None:
    assert encode_file(RECORDING.decode().encode(encoding)) == encode(read_ink(RECORDING))


def test_the_colour_is_the_inks() -> None:
    assert encode_file(RECORDING, "blue") == encode(read_ink(RECORDING), "blue")


def test_a_picture_is_a_picture() -> None:
    image = Image.new("L", (100, 50), 255)
    ImageDraw.Draw(image).line([(10, 10), (90, 40)], fill=0, width=3)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    assert encode_file(buffer.getvalue()).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "picture_not_readable"), (b"  {", "ink_not_json"), (b"[1]", "ink_not_ink")]
)
def test_neither_is_refused_with_the_nearer_reason(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        encode_file(data)
    assert refused.value.code == code
