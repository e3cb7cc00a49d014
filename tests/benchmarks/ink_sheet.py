"""The picture sheet: `python -m tests.benchmarks.ink_sheet DIR` writes all inks at 1x, 1.5x and 2x, screen beside JPEG.

One PNG for each ink. Left the pad as it was drawn live, right the JPEG that is sent, enlarged to the same scale of ink.
"""

import io
import sys
from pathlib import Path

from PIL import Image, ImageDraw

from desktop_app.ink.raster import encode, placement
from desktop_app.ink.strokes import Ink

from .ink_hand import everything
from .ink_replay import backing_image, new_pad, replay

SCALES = (1.0, 1.5, 2.0)
GAP = 16


def main(folder: Path) -> None:
    """Writes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, ink in everything().items():
        sheet(ink).save(folder / f"{name}.png")
        sys.stdout.write(f"{name}\n")


def sheet(ink: Ink) -> Image.Image:
    """Rows of scales; screen left, JPEG right."""
    rows = [(_screen(ink, scale), _sent(ink, scale)) for scale in SCALES]
    width = max(left.width + right.width for left, right in rows) + 3 * GAP
    height = sum(left.height + GAP for left, _ in rows) + GAP
    picture = Image.new("L", (width, height), 220)
    top = GAP
    for (left, right), scale in zip(rows, SCALES, strict=True):
        picture.paste(left, (GAP, top))
        picture.paste(right, (2 * GAP + left.width, top))
        ImageDraw.Draw(picture).text((GAP + 4, top + 4), f"{scale:g}x, {len(encode(ink)):,} bytes", fill=120)
        top += left.height + GAP
    return picture


def _screen(ink: Ink, scale: float) -> Image.Image:
    pad = new_pad(ink.width, ink.height, scale)
    pad.setHint("Sign here")
    pad.setSigner("Ada Lovelace", "23 November 2026")
    replay(pad, ink)
    return Image.fromarray(backing_image(pad))


def _sent(ink: Ink, scale: float) -> Image.Image:
    """The JPEG's ink where the pad has it, at the pad's scale."""
    jpeg = Image.open(io.BytesIO(encode(ink)))
    place = placement(ink)
    ratio = scale / place.scale
    size = (max(1, round(jpeg.width * ratio)), max(1, round(jpeg.height * ratio)))
    paper = Image.new("L", (round(ink.width * scale), round(ink.height * scale)), 255)
    corner = (round(-place.offset_px[0] * ratio), round(-place.offset_px[1] * ratio))
    paper.paste(jpeg.resize(size, Image.Resampling.LANCZOS), corner)
    return paper


if __name__ == "__main__":
    main(Path(sys.argv[1]))
