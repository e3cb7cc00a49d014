"""An imported picture of a signature -> our JPEG: turned upright, flattened on white, cropped to the ink.

Accepts PNG, JPEG, BMP, WebP and TIFF of one frame. The size is checked before a pixel is decoded, and nothing is
decoded by plug-ins that run other programs (EPS).
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import Image, ImageOps

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.limits import IMAGE_SIDE_MAX_PX

from .raster import LONGEST_SIDE_PX, MARGIN_PX, compress

FORMATS: Final = ("PNG", "JPEG", "BMP", "WEBP", "TIFF")
FILE_MAX_BYTES: Final = 64 << 20
PIXELS_MAX: Final = 64_000_000  # 256 MB as RGBA; a scanned A4 page at 600 dpi has 35 million
SIDE_MIN_PX: Final = 16
INK_LEVEL: Final = 40  # how much darker than the paper counts as ink


def encode_picture(data: bytes) -> bytes:
    """The picture as JPEG bytes: `L` where it has no colour, else RGB; longest side 1,000 px at most.

    Raises InvalidInput: `picture_not_readable`, `picture_too_large`, `picture_too_small`, `picture_animated`,
    `picture_damaged`, `picture_blank`.
    """
    if len(data) > FILE_MAX_BYTES:
        raise InvalidInput("picture_too_large", limit_px=IMAGE_SIDE_MAX_PX)
    with _pillow_errors("picture_not_readable"), Image.open(io.BytesIO(data), formats=_formats()) as image:
        _check(image)
        with _pillow_errors("picture_damaged"):
            image.draft("RGB", (2 * LONGEST_SIDE_PX, 2 * LONGEST_SIDE_PX))
            image.load()
            upright = ImageOps.exif_transpose(image)
            flat = _flattened(upright)
    return compress(_cropped(flat))


def _formats() -> tuple[str, ...]:
    Image.init()
    return FORMATS


@contextmanager
def _pillow_errors(code: str) -> Iterator[None]:
    """Whatever a damaged file makes Pillow say becomes one code; its warnings are not for people."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except InvalidInput:
        raise
    except Image.DecompressionBombError as error:
        raise InvalidInput("picture_too_large", limit_px=IMAGE_SIDE_MAX_PX) from error
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError) as error:
        raise InvalidInput(code) from error
    except (MemoryError, RuntimeError, AttributeError, ArithmeticError) as error:
        raise InvalidInput(code) from error


def _check(image: Image.Image) -> None:
    width, height = image.size
    if max(width, height) > IMAGE_SIDE_MAX_PX or width * height > PIXELS_MAX:
        raise InvalidInput("picture_too_large", limit_px=IMAGE_SIDE_MAX_PX)
    if min(width, height) < SIDE_MIN_PX:
        raise InvalidInput("picture_too_small", limit_px=SIDE_MIN_PX)
    if getattr(image, "n_frames", 1) > 1:
        raise InvalidInput("picture_animated")


def _flattened(image: Image.Image) -> Image.Image:
    """On white, as RGB or L; 16-bit greys keep their range."""
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        deep = image.convert("F")
        low, high = (float(str(level)) for level in deep.getextrema())
        scale = 255.0 / ((high - low) or 1.0)
        image = deep.point(lambda level: level * scale - low * scale).convert("L")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, layer)
    if image.mode in {"1", "L"}:
        return image.convert("L")
    colours = image.convert("RGB")
    red, green, blue = colours.split()
    return red if red.tobytes() == green.tobytes() == blue.tobytes() else colours


def _cropped(image: Image.Image) -> Image.Image:
    """Cut to what differs from the paper, with our margin around it."""
    shades = image.convert("L")
    paper = max(range(256), key=shades.histogram().__getitem__)
    box = shades.point([255 if abs(level - paper) > INK_LEVEL else 0 for level in range(256)]).getbbox()
    if box is None:
        raise InvalidInput("picture_blank")
    inner = image.crop(box)
    inner_px = LONGEST_SIDE_PX - 2 * MARGIN_PX
    if max(inner.size) > inner_px:
        inner.thumbnail((inner_px, inner_px), Image.Resampling.LANCZOS, reducing_gap=3.0)
    fill: int | tuple[int, ...] = paper if image.mode == "L" else (paper, paper, paper)
    sheet = Image.new(image.mode, (inner.width + 2 * MARGIN_PX, inner.height + 2 * MARGIN_PX), fill)
    sheet.paste(inner, (MARGIN_PX, MARGIN_PX))
    return sheet
