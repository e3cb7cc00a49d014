"""The JPEG's size at equal quality, and the time it takes."""

import io
import statistics
import time

import numpy as np
from PIL import Image
from skimage.metrics import structural_similarity

from desktop_app.ink.raster import compress, coverage, encode
from desktop_app.ink.strokes import Ink

from .ink_hand import everything
from .ink_peer import NAME, RUNS, Peer, measure
from .ink_pictures import Shades
from .table import Row

BYTES_MAX = 0.8
TIME_MAX_MS = 50.0
COARSENESSES = [60 * 0.95**step for step in range(60)]  # from coarse to fine


def run() -> list[Row]:
    """Both at the same pixel size and the same SSIM, each to its own lossless raster; the peer at its default."""
    inks, peer = everything(), measure()
    runs = [[_encode_ms(ink) for ink in inks.values()] for _ in range(RUNS)]
    p95 = _p95([min(times) for times in zip(*runs, strict=True)])
    ratio = None if peer is None else statistics.median(_ratios(inks, peer))
    peer_p95 = None if peer is None else _p95([min(ink.encode_ms) for ink in peer.inks.values()])
    return [
        Row(
            "ink: JPEG bytes at equal size and SSIM, median", ratio, "x", f"<= {BYTES_MAX}", NAME,
            None if ratio is None else 1.0, None if ratio is None else ratio <= BYTES_MAX,
        ),
        Row(
            f"ink: raster and encode at 1,000 px, quickest of {RUNS}, p95", p95, "ms", f"<= {TIME_MAX_MS:g}", NAME,
            peer_p95, None if peer_p95 is None else p95 <= TIME_MAX_MS,
        ),
    ]  # fmt: skip


def similarity(picture: Shades, jpeg: bytes) -> float:
    """SSIM of a JPEG's shades to the raster it was made of."""
    decoded = np.asarray(Image.open(io.BytesIO(jpeg)).convert("L"))
    return float(structural_similarity(picture, decoded, data_range=255))  # type: ignore[no-untyped-call]  # it has no types


def smallest_as_good(raster: Image.Image, wanted: float) -> int:
    """Bytes of our JPEG at the coarsest quantisation that reaches an SSIM."""
    shades = np.asarray(raster)
    for coarseness in COARSENESSES:
        jpeg = compress(raster, coarseness)
        if similarity(shades, jpeg) >= wanted:
            return len(jpeg)
    return len(jpeg)


def _ratios(inks: dict[str, Ink], peer: Peer) -> list[float]:
    ratios = []
    for name, ink in inks.items():
        theirs = peer.inks[name]
        ours = coverage(ink)
        if ours.size != theirs.lossless.shape[::-1]:
            raise ValueError(f"pictures of {name} differ in size")
        ratios.append(smallest_as_good(ours, similarity(theirs.lossless, theirs.jpeg)) / len(theirs.jpeg))
    return ratios


def _encode_ms(ink: Ink) -> float:
    begin = time.perf_counter()
    encode(ink)
    return (time.perf_counter() - begin) * 1e3


def _p95(values: list[float]) -> float:
    return sorted(values)[len(values) * 95 // 100]
