"""The JPEG: trimmed, proportioned, baseline, bare, and the same for the same strokes."""

import io
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from desktop_app.domain.errors import InvalidInput
from desktop_app.ink.raster import COLOURS, MARGIN_PX, coverage, encode, softened
from desktop_app.ink.strokes import Ink, Sample, read_ink

RECORDING = Path(__file__).parents[3] / "resources" / "ink" / "tablet-1.json"
BASELINE, APP0, QUANTIZATION, HUFFMAN, SCAN = 0xC0, 0xE0, 0xDB, 0xC4, 0xDA


@pytest.fixture(scope="module")
def ink() -> Ink:
    return read_ink(RECORDING.read_bytes())


def line(*points: tuple[float, float], pressure: float | None = 0.5) -> tuple[Sample, ...]:
    return tuple(Sample(x, y, i * 0.008, pressure) for i, (x, y) in enumerate(points))


def markers(jpeg: bytes) -> list[int]:
    """The markers before the image's data."""
    found, at = [], 2
    while jpeg[at + 1] != SCAN:
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return found


def sampling(jpeg: bytes) -> range:
    """Where the frame header describes its three components; the byte after each id is its sampling."""
    frame = jpeg.index(b"\xff\xc0")
    return range(frame + 10, frame + 19, 3)


def test_the_longest_side_is_1000_px_and_proportions_are_kept(ink: Ink) -> None:
    image = Image.open(io.BytesIO(encode(ink)))
    xs = [s.x for stroke in ink.strokes for s in stroke]
    ys = [s.y for stroke in ink.strokes for s in stroke]
    proportion = (max(xs) - min(xs)) / (max(ys) - min(ys))
    assert max(image.size) == 1_000
    assert (image.width - 2 * MARGIN_PX) / (image.height - 2 * MARGIN_PX) == pytest.approx(proportion, rel=0.02)


def test_the_ink_is_trimmed_to_its_margin(ink: Ink) -> None:
    shades = coverage(ink)
    box = shades.point([255 if level < 128 else 0 for level in range(256)]).getbbox()
    assert box is not None
    gaps = (box[0], box[1], shades.width - box[2], shades.height - box[3])
    assert all(abs(gap - MARGIN_PX) <= 1 for gap in gaps), gaps


def test_black_ink_is_one_channel_baseline_300_dpi_and_nothing_else(ink: Ink) -> None:
    jpeg = encode(ink)
    image = Image.open(io.BytesIO(jpeg))
    assert image.mode == "L"
    assert image.info["dpi"] == (300, 300)
    assert set(image.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert BASELINE in markers(jpeg)
    assert set(markers(jpeg)) == {APP0, QUANTIZATION, BASELINE, HUFFMAN}


def test_blue_ink_is_blue_without_colour_subsampling(ink: Ink) -> None:
    jpeg = encode(ink, "blue")
    image = Image.open(io.BytesIO(jpeg))
    assert image.mode == "RGB"
    assert [jpeg[at + 1] for at in sampling(jpeg)] == [0x11] * 3
    colours = Counter(zip(*[iter(image.tobytes())] * 3, strict=True))
    commonest = next(colour for colour, _ in colours.most_common() if sum(colour) < 3 * 200)
    assert all(abs(got - meant) <= 4 for got, meant in zip(commonest, COLOURS["blue"], strict=True)), commonest


def test_the_same_strokes_give_the_same_bytes(ink: Ink) -> None:
    assert encode(ink) == encode(read_ink(RECORDING.read_bytes()))


def test_white_is_white_and_black_is_black(ink: Ink) -> None:
    levels = Image.open(io.BytesIO(encode(ink))).tobytes()
    low, high = min(levels), max(levels)
    assert low <= 4
    assert high >= 251


def test_softening_is_a_bell_that_leaves_white_and_black_alone() -> None:
    shades = Image.new("L", (220, 276), 255)
    shades.paste(Image.linear_gradient("L").crop((0, 0, 200, 190)), (10, 10))
    shades.paste(0, (70, 50, 150, 130))
    soft = softened(shades)
    bell = shades.filter(ImageFilter.Kernel((3, 3), (1, 4, 1, 4, 16, 4, 1, 4, 1)))
    assert set(ImageChops.difference(soft, bell).tobytes()) <= {0, 1}
    assert {soft.getpixel((0, 0)), soft.getpixel((219, 275)), soft.getpixel((50, 250))} == {255}
    assert soft.getpixel((100, 90)) == 0


def test_a_dot_is_a_round_dot() -> None:
    shades = coverage(Ink(600, 200, (line((50, 50)),)))
    assert shades.width == shades.height == 1_000
    assert shades.getpixel((500, 500)) == 0
    assert shades.getpixel((MARGIN_PX + 60, MARGIN_PX + 60)) == 255  # a corner of its square


def test_ink_off_the_area_is_not_sent() -> None:
    across = Ink(100, 100, (line((50, 50), (80, 50), (120, 50), (160, 50)),))
    inside = Ink(100, 100, (line((50, 50), (80, 50), (99.9, 50)),))
    assert abs(coverage(across).height - coverage(inside).height) <= 4


@pytest.mark.parametrize("strokes", [(), (line((-50, -50), (-40, -60)),), (line((101, 101)),)])
def test_no_visible_ink_is_refused(strokes: tuple[tuple[Sample, ...], ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        encode(Ink(100, 100, strokes))
    assert refused.value.code == "ink_empty"
