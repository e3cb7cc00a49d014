"""Ink -> the JPEG that is sent: trimmed to the ink, 1,000 px on its longest side, baseline, without metadata.

The same strokes give the same bytes on one version of Pillow.
"""

import io
import math
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImagePath

from desktop_app.domain.errors import InvalidInput

from .geometry import outlines
from .outline import polygon
from .strokes import Ink

LONGEST_SIDE_PX: Final = 1_000
MARGIN_PX: Final = 24  # of the finished picture
OVERSAMPLING: Final = 4  # finer cannot be seen and costs time
FILL_SHIFT: Final = (0.25, 0.125)  # x, y: Pillow fills a polygon's border too; measured against Qt's exact coverage
DPI: Final = 300
COARSENESS: Final = 20  # mean step of the quantisation, chosen in tests/benchmarks/ink_rates.md
COLOUR_COARSER: Final = 2.0  # the eye sees edges by their brightness
# ITU-T T.81, table K.1, in rows.
_STANDARD_STEPS: Final = (
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
)  # fmt: skip
COLOURS: Final = {"black": (0, 0, 0), "blue": (18, 44, 138)}


def encode(ink: Ink, colour: str = "black") -> bytes:
    """The signature as JPEG bytes: `L` for black, RGB without colour subsampling for blue.

    Raises InvalidInput `ink_empty` where nothing of the ink lies on its area.
    """
    shades = coverage(ink)
    if shades.getextrema() == (255, 255):  # what of it touches the area is too little to be seen
        raise InvalidInput("ink_empty")
    return compress(tinted(shades, colour))


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the trimmed picture lies: pixel = logical * scale + offset."""

    size_px: tuple[int, int]
    scale: float
    offset_px: tuple[float, float]


def placement(ink: Ink, longest_side_px: int = LONGEST_SIDE_PX) -> Placement:
    """The trim that `encode` uses."""
    return _placement(_shapes(ink), ink, longest_side_px)


def coverage(ink: Ink, longest_side_px: int = LONGEST_SIDE_PX) -> Image.Image:
    """An `L` image, 255 where there is no ink, trimmed with its margin; proportions are kept."""
    shapes = _shapes(ink)
    return softened(_filled(shapes, ink, _placement(shapes, ink, longest_side_px)))


def draw(ink: Ink, scale: float) -> Image.Image:
    """The whole area at `scale`, untrimmed: what the pad shows, drawn by Pillow and not softened. For comparisons."""
    size_px = (round(ink.width * scale), round(ink.height * scale))
    return _filled(_shapes(ink), ink, Placement(size_px, scale, (0.0, 0.0)))


def softened(shades: Image.Image) -> Image.Image:
    """A pixel keeps four sixths of itself and takes one of each neighbour, first along, then across.

    With the box of the reduction that is a bell of 0.65 px: edges look smoother than a box's and take a fifth less in
    the JPEG. Pillow's own kernel of 3 x 3 takes twice as long. At an edge the neighbour is the one at the opposite
    edge: white, as all the margin is.
    """
    for x, y in ((1, 0), (0, 1)):
        # 1: up, because the blend cuts off what it should round
        beside = ImageChops.add(ImageChops.offset(shades, x, y), ImageChops.offset(shades, -x, -y), scale=2.0, offset=1)
        shades = Image.blend(shades, beside, 1 / 3)
    return shades


def tinted(shades: Image.Image, colour: str) -> Image.Image:
    """`shades` for black; for another ink an RGB picture that runs from it to white."""
    rgb = COLOURS[colour]
    if rgb == (0, 0, 0):
        return shades
    bands = [shades.point([channel + (255 - channel) * level // 255 for level in range(256)]) for channel in rgb]
    return Image.merge("RGB", bands)


def compress(image: Image.Image, coarseness: float = COARSENESS) -> bytes:
    """A baseline JPEG of an `L` or RGB image: 300 dpi, no EXIF, ICC or comment, colours at full resolution."""
    plain = Image.frombytes(image.mode, image.size, image.tobytes())  # leaves every piece of metadata behind
    buffer = io.BytesIO()
    tables = [quantisation(coarseness), quantisation(coarseness * COLOUR_COARSER)]
    plain.save(buffer, "JPEG", qtables=tables, optimize=True, progressive=False, subsampling=0, dpi=(DPI, DPI))
    return buffer.getvalue()


def quantisation(coarseness: float) -> list[int]:
    """64 steps with this mean. Flatter than the standard's table: ink is all edges, which photographs hide."""
    steps = [math.sqrt(step) for step in _STANDARD_STEPS]
    scale = coarseness * len(steps) / sum(steps)
    return [max(1, min(255, round(step * scale))) for step in steps]


def _shapes(ink: Ink) -> list[ImagePath.Path]:
    """Held by Pillow, which bounds, moves and enlarges them quicker than Python does."""
    return [ImagePath.Path(polygon(outline)) for stroke in ink.strokes for outline in outlines(stroke)]


def _placement(shapes: list[ImagePath.Path], ink: Ink, longest_side_px: int) -> Placement:
    left, top, right, bottom = _visible(shapes, ink)
    inner_px = longest_side_px - 2 * MARGIN_PX
    scale = inner_px / max(right - left, bottom - top)
    width_px = min(inner_px, math.ceil((right - left) * scale - 1e-6)) + 2 * MARGIN_PX
    height_px = min(inner_px, math.ceil((bottom - top) * scale - 1e-6)) + 2 * MARGIN_PX
    return Placement((width_px, height_px), scale, (MARGIN_PX - left * scale, MARGIN_PX - top * scale))


def _visible(shapes: list[ImagePath.Path], ink: Ink) -> tuple[float, float, float, float]:
    if not shapes:
        raise InvalidInput("ink_empty")
    lefts, tops, rights, bottoms = zip(*(shape.getbbox() for shape in shapes), strict=True)
    left, top = max(min(lefts), 0.0), max(min(tops), 0.0)
    right, bottom = min(max(rights), ink.width), min(max(bottoms), ink.height)
    if left >= right or top >= bottom:
        raise InvalidInput("ink_empty")
    return left, top, right, bottom


def _filled(shapes: list[ImagePath.Path], ink: Ink, place: Placement) -> Image.Image:
    """`shapes` are moved to their place."""
    size, fine = place.size_px, place.scale * OVERSAMPLING
    shift_x, shift_y = (
        offset * OVERSAMPLING - border for offset, border in zip(place.offset_px, FILL_SHIFT, strict=True)
    )
    large = Image.new("L", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING), 255)
    pen = ImageDraw.Draw(large)
    for shape in shapes:
        shape.transform((fine, 0.0, shift_x, 0.0, fine, shift_y))
        pen.polygon(shape, fill=0)
    _blank_outside(pen, large.size, ink, fine, (shift_x, shift_y))
    return large.reduce(OVERSAMPLING)


def _blank_outside(
    pen: ImageDraw.ImageDraw, size: tuple[int, int], ink: Ink, fine: float, shift: tuple[float, float]
) -> None:
    """Whitens what lies off the paper, as the pad clips it."""
    width, height = size
    left, top = math.ceil(shift[0]), math.ceil(shift[1])
    right, bottom = math.floor(ink.width * fine + shift[0]), math.floor(ink.height * fine + shift[1])
    for box in (
        (0, 0, width - 1, top - 1),
        (0, bottom + 1, width - 1, height - 1),
        (0, 0, left - 1, height - 1),
        (right + 1, 0, width - 1, height - 1),
    ):
        if box[2] >= box[0] and box[3] >= box[1]:
            pen.rectangle(box, fill=255)
