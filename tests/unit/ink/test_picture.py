"""Imported pictures: what a scanner or a phone gives becomes our JPEG, anything else is refused by name."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from desktop_app.domain.errors import InvalidInput
from desktop_app.ink.picture import encode_picture
from desktop_app.ink.raster import MARGIN_PX


def drawn(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).line([(50, 60), (200, 120)], fill="black", width=5)
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def deep(image: Image.Image) -> Image.Image:
    """The same in 16 bits."""
    return Image.frombytes("I;16", image.size, b"".join(bytes((level, level)) for level in image.tobytes()))


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
def test_every_named_format_is_taken_and_cropped_to_the_ink(kind: str) -> None:
    image = opened(encode_picture(saved(drawn(), kind)))
    assert image.format == "JPEG"
    assert abs(image.width - (151 + 2 * MARGIN_PX)) <= 8
    assert abs(image.height - (65 + 2 * MARGIN_PX)) <= 8


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16"])
def test_every_mode_becomes_dark_on_white(mode: str) -> None:
    image = deep(drawn("L")) if mode == "I;16" else drawn("RGB").convert(mode)
    levels = opened(encode_picture(saved(image, "TIFF"))).convert("L").tobytes()
    assert min(levels) < 40
    assert levels[0] > 240


def test_transparent_ink_lies_on_white() -> None:
    image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(50, 60), (200, 120)], fill=(0, 0, 0, 255), width=5)
    levels = opened(encode_picture(saved(image, "PNG"))).convert("L").tobytes()
    assert levels[0] > 240
    assert min(levels) < 40


def test_a_phone_picture_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    sideways = opened(encode_picture(saved(drawn(), "JPEG", exif=exif)))
    assert sideways.height > sideways.width


def test_nothing_of_the_original_metadata_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of somebody"
    jpeg = encode_picture(saved(drawn(), "JPEG", exif=exif, comment=b"taken at home", icc_profile=b"x" * 200))
    assert set(opened(jpeg).info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert b"somebody" not in jpeg
    assert b"home" not in jpeg


def test_a_large_scan_is_made_smaller() -> None:
    image = Image.new("L", (6_000, 3_000), 255)
    ImageDraw.Draw(image).line([(200, 200), (5_800, 2_800)], fill=0, width=40)
    assert max(opened(encode_picture(saved(image, "PNG"))).size) == 1_000


def test_blue_ink_on_paper_stays_blue() -> None:
    image = Image.new("RGB", (300, 200), "white")
    ImageDraw.Draw(image).line([(50, 60), (200, 120)], fill=(20, 40, 160), width=5)
    assert opened(encode_picture(saved(image, "PNG"))).mode == "RGB"


def header_of_a_huge_png(width: int, height: int) -> bytes:
    """A PNG that claims a size; were its pixels decoded, it would fail otherwise."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def animated() -> bytes:
    return saved(drawn(), "PNG", save_all=True, append_images=[drawn().rotate(90)])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture_not_readable"),
        (b"hello", "picture_not_readable"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n", "picture_not_readable"),
        (saved(drawn(), "GIF"), "picture_not_readable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_not_readable"),
        (saved(Image.new("L", (1, 1)), "PNG"), "picture_too_small"),
        (header_of_a_huge_png(20_000, 10), "picture_too_large"),
        (header_of_a_huge_png(10, 20_000), "picture_too_large"),
        (header_of_a_huge_png(15_000, 15_000), "picture_too_large"),
        (header_of_a_huge_png(100, 100), "picture_damaged"),
        (saved(drawn(), "PNG")[:-300], "picture_damaged"),
        (saved(drawn(), "JPEG")[:900], "picture_damaged"),
        (animated(), "picture_animated"),
        (saved(drawn(), "TIFF", save_all=True, append_images=[drawn()]), "picture_animated"),
        (saved(Image.new("L", (300, 200), 255), "PNG"), "picture_blank"),
        (b"\0" * ((64 << 20) + 1), "picture_too_large"),
    ],
)
def test_what_is_no_signature_picture_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        encode_picture(data)
    assert refused.value.code == code


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["PNG", "JPEG", "BMP", "WEBP", "TIFF"]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
)
def test_a_damaged_file_is_taken_or_refused_but_never_crashes(kind: str, damage: list[tuple[float, int]]) -> None:
    data = bytearray(saved(drawn(size=(60, 40)), kind))
    for place, value in damage:
        data[int(place * (len(data) - 1))] = value
    with suppress(InvalidInput):
        assert opened(encode_picture(bytes(data))).format == "JPEG"
