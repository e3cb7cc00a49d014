"""Where our picture of an ink lies, so that the peer can be given the same pixels."""

from typing import NamedTuple

from desktop_app.ink.raster import placement
from desktop_app.ink.strokes import Ink


class Trim(NamedTuple):
    """Size of the picture, and the scale and shift from the pad to it."""

    width: int
    height: int
    scale: float
    left: float
    top: float


def trim(ink: Ink) -> Trim:
    """For the JPEG that is sent."""
    place = placement(ink)
    return Trim(*place.size_px, place.scale, *place.offset_px)
