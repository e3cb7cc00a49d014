"""How much of what the hand did is kept, and how close the ink lies to it."""

import math

import numpy as np
from numpy.typing import NDArray

from desktop_app.ink.raster import draw
from desktop_app.ink.strokes import Ink, Stroke
from desktop_app.ink.width import Nib

from .ink_hand import everything
from .ink_peer import NAME, Peer, measure
from .ink_pictures import Shades, Way, ink_to_way, way, way_to_ink
from .ink_replay import replayed
from .table import Row

PEER_HALF_WIDTH_PX = 1.25  # its maxWidth is 2.5; its line is often finer, so this is to its favour
GAP_MAX_PX = 0.5
WAY_MAX_PX = 0.5
ALL_PERCENT = 100.0

Distances = NDArray[np.float64]


def run() -> list[Row]:
    """Samples kept, gaps at stroke ends, distances between way and ink; ours on the pad, as it was drawn live."""
    inks = everything()
    pads = {name: replayed(ink) for name, ink in inks.items()}
    sent = sum(len(stroke) for ink in inks.values() for stroke in ink.strokes)
    kept = ALL_PERCENT * sum(len(stroke) for ink, _ in pads.values() for stroke in ink.strokes) / sent
    gap = max(max(_gaps(ink, [_alone(ink, stroke) for stroke in ink.strokes])) for ink in inks.values())
    outward, inward = _both_ways(inks, {name: shades for name, (_, shades) in pads.items()}, None)
    away = float(max(np.percentile(outward, 95), np.percentile(inward, 95)))
    peer_kept, peer_gap, peer_away = _peer(inks, measure())
    rows = (
        ("samples kept", kept, "%", "= 100", peer_kept, kept == ALL_PERCENT),
        ("gap at stroke ends, worst", gap, "px", f"<= {GAP_MAX_PX}", peer_gap, gap <= GAP_MAX_PX),
        (
            "way to ink, ink to way beyond half width, p95",
            away,
            "px",
            f"<= {WAY_MAX_PX}",
            peer_away,
            away <= WAY_MAX_PX,
        ),
    )
    return [
        Row(f"ink: {name}", value, unit, budget, NAME, beside, met if beside is not None else None)
        for name, value, unit, budget, beside, met in rows
    ]


def _peer(inks: dict[str, Ink], peer: Peer | None) -> tuple[float | None, float | None, float | None]:
    """Samples kept in %, worst gap in px, p95 of the distances in px."""
    if peer is None:
        return None, None, None
    kept = ALL_PERCENT * sum(ink.kept for ink in peer.inks.values()) / sum(ink.sent for ink in peer.inks.values())
    gap = max(max(_gaps(inks[name], ink.strokes)) for name, ink in peer.inks.items())
    shades = {name: ink.whole for name, ink in peer.inks.items()}
    outward, inward = _both_ways(inks, shades, PEER_HALF_WIDTH_PX)
    return kept, gap, float(max(np.percentile(outward, 95), np.percentile(inward, 95)))


def _alone(ink: Ink, stroke: Stroke) -> Shades:
    return np.asarray(draw(Ink(ink.width, ink.height, (stroke,)), 1.0))


def _gaps(ink: Ink, rasters: list[Shades]) -> list[float]:
    """How far each stroke's last sample lies from that stroke's ink."""
    return [
        float(way_to_ink(shades, np.array([[stroke[-1].x, stroke[-1].y]]))[0])
        for stroke, shades in zip(ink.strokes, rasters, strict=True)
    ]


def _both_ways(
    inks: dict[str, Ink], shades: dict[str, Shades], half_width: float | None
) -> tuple[Distances, Distances]:
    """Of all inks: way to ink, and ink to way beyond `half_width` (None: our own width at each place)."""
    outward, inward = [], []
    for name, ink in inks.items():
        ways = [way(stroke) for stroke in ink.strokes]
        points = np.concatenate([one.points for one in ways])
        halves = [
            _half_widths(stroke, one) if half_width is None else np.full(len(one.points), half_width)
            for stroke, one in zip(ink.strokes, ways, strict=True)
        ]
        outward.append(way_to_ink(shades[name], points))
        inward.append(ink_to_way(shades[name], points, np.concatenate(halves)))
    return np.concatenate(outward), np.concatenate(inward)


def _half_widths(stroke: Stroke, one: Way) -> Distances:
    nib = Nib()
    radii, before = [], stroke[0]
    for sample in stroke:
        radii.append(nib.radius(sample, math.hypot(sample.x - before.x, sample.y - before.y)))
        before = sample
    return np.interp(one.at_sample, np.arange(len(radii)), radii)


def median_peer_gap() -> float | None:
    """For the report: the median over all stroke ends."""
    peer, inks = measure(), everything()
    if peer is None:
        return None
    return float(np.median([gap for name, ink in peer.inks.items() for gap in _gaps(inks[name], ink.strokes)]))
