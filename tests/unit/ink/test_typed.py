"""The typed alternative: a name in the shipped script font."""

import io
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.domain.errors import InvalidInput
from desktop_app.ink.typed import encode_typed

FONT = (Path(__file__).parents[3] / "resources" / "fonts" / "DancingScript-Regular.ttf").read_bytes()


@pytest.mark.parametrize("name", ["Zoé L'Œuvre-Müller", "Ada  Lovelace", "É", "A" * 120, "Ž. Żółć", "Nguyễn Văn Đức"])
def test_european_names_are_written(name: str) -> None:
    image = Image.open(io.BytesIO(encode_typed(name, FONT)))
    assert image.mode == "L"
    assert max(image.size) <= 1_000
    assert min(image.tobytes()) < 100


def test_the_same_name_gives_the_same_bytes() -> None:
    assert encode_typed("Ada", FONT) == encode_typed(" Ada ", FONT)


def test_composed_and_decomposed_accents_are_the_same_letter() -> None:
    assert encode_typed("Zoe\u0301", FONT) == encode_typed("Zo\u00e9", FONT)


def test_blue_is_blue() -> None:
    assert Image.open(io.BytesIO(encode_typed("Ada", FONT, "blue"))).mode == "RGB"


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "typed_empty"), (" \t ", "typed_empty"), ("山田", "typed_no_letter"), ("A" * 502, "typed_too_long")],
)
def test_what_cannot_be_written_is_refused_by_name(name: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        encode_typed(name, FONT)
    assert refused.value.code == code
