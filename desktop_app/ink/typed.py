"""The typed alternative, for people who cannot draw: their name in a script font, as a JPEG like the drawn one.

An organisation allows it with `ink.typed`; what is shown on the pad is the very picture that is sent.
"""

import io
import unicodedata
from typing import Final

from PIL import Image, ImageDraw, ImageFont, features

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.limits import NAME_MAX

from .raster import LONGEST_SIDE_PX, MARGIN_PX, compress, tinted

LETTER_PX: Final = 200  # the size the name is drawn at before it is made to fit
HEIGHT_MAX_PX: Final = 320  # a short name does not become a poster
_NO_CHARACTER: Final = "\uffff"


def encode_typed(name: str, font: bytes, colour: str = "black") -> bytes:
    """`name` in the OpenType `font` as JPEG bytes, longest side 1,000 px at most.

    Raises InvalidInput: `typed_empty`, `typed_too_long`, `typed_no_letter` (`count`: of letters the font lacks).
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text:
        raise InvalidInput("typed_empty")
    if len(text) > 2 * NAME_MAX + 1:
        raise InvalidInput("typed_too_long", limit=2 * NAME_MAX + 1)
    face = _face(font, LETTER_PX)
    missing = _missing(text, face)
    if missing:
        raise InvalidInput("typed_no_letter", count=len(missing))
    inner_px = LONGEST_SIDE_PX - 2 * MARGIN_PX
    left, top, right, bottom = face.getbbox(text)
    scale = min(inner_px / (right - left), (HEIGHT_MAX_PX - 2 * MARGIN_PX) / (bottom - top))
    return compress(tinted(_drawn(text, _face(font, LETTER_PX * scale)), colour))


def _face(font: bytes, size_px: float) -> ImageFont.FreeTypeFont:
    shaped = features.check("raqm")  # kerning and joins of the font's own tables
    layout = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(io.BytesIO(font), max(1.0, size_px), layout_engine=layout)


def _missing(text: str, face: ImageFont.FreeTypeFont) -> set[str]:
    """The letters for which the font only has its empty box."""
    box = _shape(_NO_CHARACTER, face)
    return {letter for letter in text if not letter.isspace() and _shape(letter, face) == box}


def _shape(letter: str, face: ImageFont.FreeTypeFont) -> bytes:
    left, top, right, bottom = face.getbbox(letter)
    picture = Image.new("L", (max(1, round(right)), max(1, round(bottom))), 0)
    ImageDraw.Draw(picture).text((0, 0), letter, fill=255, font=face)
    return picture.crop((round(left), round(top), round(right), round(bottom))).tobytes()


def _drawn(text: str, face: ImageFont.FreeTypeFont) -> Image.Image:
    left, top, right, bottom = face.getbbox(text)
    size = (round(right - left) + 4 * MARGIN_PX, round(bottom - top) + 4 * MARGIN_PX)
    picture = Image.new("L", size, 255)
    ImageDraw.Draw(picture).text((2 * MARGIN_PX - left, 2 * MARGIN_PX - top), text, fill=0, font=face)
    box = picture.point([255 - level for level in range(256)]).getbbox()
    if box is None:  # letters without ink, such as a lone soft hyphen
        raise InvalidInput("typed_empty")
    inner = picture.crop(box)
    inner.thumbnail((LONGEST_SIDE_PX - 2 * MARGIN_PX,) * 2)  # rounding of letters' widths may add a pixel or two
    sheet = Image.new("L", (inner.width + 2 * MARGIN_PX, inner.height + 2 * MARGIN_PX), 255)
    sheet.paste(inner, (MARGIN_PX, MARGIN_PX))
    return sheet
