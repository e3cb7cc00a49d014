"""Measures of a picture of ink against the way of the pen, in pixels of a 1x raster."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt
from scipy.spatial import KDTree

from desktop_app.ink.strokes import Stroke

Shades = NDArray[np.uint8]
INK_LEVEL = 191  # a pixel at least a quarter covered
FINE = 4  # sub-pixels a side in which distances to a pixel's edge are measured
STEP_PX = 0.25


class Way(NamedTuple):
    """Points on the way of the pen, shape (n, 2), and for each between which samples it lies, shape (n,)."""

    points: NDArray[np.float64]
    at_sample: NDArray[np.float64]


def way(stroke: Stroke) -> Way:
    """Points every quarter of a pixel on the straight lines between samples."""
    corners = np.array([[s.x, s.y] for s in stroke])
    points, places = [corners[:1]], [np.zeros(1)]
    for index, (start, end) in enumerate(pairwise(corners)):
        count = max(1, int(np.ceil(np.hypot(*(end - start)) / STEP_PX)))
        along = np.linspace(1 / count, 1, count)
        points.append(start + (end - start) * along[:, None])
        places.append(index + along)
    return Way(np.concatenate(points), np.concatenate(places))


def way_to_ink(shades: Shades, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The distance of each point to the nearest pixel with ink, 0 inside of one; inf where there is no ink."""
    ink = shades < INK_LEVEL
    if not ink.any():
        return np.full(len(points), np.inf)
    fine = np.kron(ink, np.ones((FINE, FINE), dtype=bool))
    distance = distance_transform_edt(~fine) / FINE
    column = np.clip((points[:, 0] * FINE).astype(int), 0, fine.shape[1] - 1)
    row = np.clip((points[:, 1] * FINE).astype(int), 0, fine.shape[0] - 1)
    return np.asarray(distance[row, column])


def ink_to_way(shades: Shades, points: NDArray[np.float64], half_widths: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far the middle of each pixel with ink lies beyond half the line's width; 0 within."""
    rows, columns = np.nonzero(shades < INK_LEVEL)
    if len(rows) == 0:
        return np.zeros(0)
    distance, nearest = KDTree(points).query(np.column_stack([columns + 0.5, rows + 0.5]))
    return np.asarray(np.maximum(0.0, distance - half_widths[nearest]))
