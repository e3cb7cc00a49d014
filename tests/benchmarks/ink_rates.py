"""The rate-distortion table from which the JPEG's coarseness was chosen: `python -m tests.benchmarks.ink_rates`.

Written to ink_rates.md beside this file: what each coarseness costs in bytes and in likeness to the lossless raster.
"""

import io
import statistics
from pathlib import Path

import numpy as np
from PIL import Image

from desktop_app.ink.raster import COARSENESS, compress, coverage, tinted

from .ink_hand import everything
from .ink_jpeg import similarity

COARSENESSES = (6, 8, 10, 12, 16, 20, 24, 28, 32, 40)
TARGET = Path(__file__).with_name("ink_rates.md")

_HEAD = """# Rate and distortion of the signature's JPEG
Medians over {count} inks (recordings, generated pen, generated mouse), longest side 1,000 px. Made by
`python -m tests.benchmarks.ink_rates`. SSIM and PSNR are to the lossless raster, of the shades of grey.
`q75`, `q85`, `q92`: the same raster with the standard tables at that quality, optimised, one channel.

| coarseness | bytes | SSIM | SSIM, worst | PSNR | blue, bytes |
|---|---|---|---|---|---|
"""
_TAIL = """
Chosen: **{chosen}**. Below it the bytes rise faster than likeness does, and at it no ring can be seen
 around a line at 100 %.
"""


def main() -> None:
    """Writes the table."""
    rasters = [coverage(ink) for ink in everything().values()]
    lines = [_line(str(step), [compress(r, step) for r in rasters], rasters, step) for step in COARSENESSES]
    lines += [_line(f"q{q}", [_standard(r, q) for r in rasters], rasters, None) for q in (75, 85, 92)]
    TARGET.write_text(_HEAD.format(count=len(rasters)) + "\n".join(lines) + "\n" + _TAIL.format(chosen=COARSENESS))


def _line(name: str, jpegs: list[bytes], rasters: list[Image.Image], step: float | None) -> str:
    likeness = [similarity(np.asarray(raster), jpeg) for raster, jpeg in zip(rasters, jpegs, strict=True)]
    noise = [_psnr(raster, jpeg) for raster, jpeg in zip(rasters, jpegs, strict=True)]
    size = statistics.median(map(len, jpegs))
    blue = "" if step is None else f"{statistics.median(len(compress(tinted(r, 'blue'), step)) for r in rasters):,.0f}"
    mean, worst = statistics.median(likeness), min(likeness)
    return f"| {name} | {size:,.0f} | {mean:.4f} | {worst:.4f} | {statistics.median(noise):.1f} dB | {blue} |"


def _psnr(raster: Image.Image, jpeg: bytes) -> float:
    decoded = np.asarray(Image.open(io.BytesIO(jpeg)), dtype=float)
    error = float(((decoded - np.asarray(raster, dtype=float)) ** 2).mean())
    return 10 * float(np.log10(255**2 / max(error, 1e-9)))


def _standard(raster: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    raster.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
