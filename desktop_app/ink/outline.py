"""Outlines: closed curves that a line of varying width is filled with, on the screen and in the JPEG.

A renderer fills each outline and keeps the darker of old and new at every pixel; the union is then the same in whatever
order and in however many pieces it is drawn. All run the same way round. They are made of cubic curves, so that few
numbers tell a round shape, and written without a loop or an object for each point: the pad waits for them.
"""

import math
from typing import Final

Point = tuple[float, float]
Disc = tuple[float, float, float]  # x, y, radius
Outline = tuple[float, ...]  # x, y where it begins; then for each curve two controls and its end, six numbers

FLATNESS_PX: Final = 0.05  # an eighth of a pixel where the JPEG enlarges 2.5 times
PIECES_MAX: Final = 48
INSIDE: Final = 0.98  # of a radius: one disc so far inside the other leaves nothing to see beside it
SHORT: Final = 0.75  # of half its width: a shorter piece says nothing of a direction
WIDENS_MAX: Final = 0.25  # of its length, half the width
BEND_MAX: Final = 1.5  # half the width over the radius of the bend
FORTH_MIN: Final = 0.3  # how far the inner side of a bend still goes forth beside the line itself
HALF_TURN: Final = 4 / 3  # the controls of a half circle, in radii: 2 % too wide at most, 0.03 px

_THIRD: Final = 1 / 3
_QUARTER: Final = 4 / 3 * (math.sqrt(2) - 1)
_CIRCLE: Final[tuple[Point, ...]] = (
    (1, 0), (1, _QUARTER), (_QUARTER, 1), (0, 1), (-_QUARTER, 1), (-1, _QUARTER), (-1, 0), (-1, -_QUARTER),
    (-_QUARTER, -1), (0, -1), (_QUARTER, -1), (1, -_QUARTER), (1, 0),
)  # fmt: skip


def _weights(count: int) -> tuple[tuple[float, float, float, float], ...]:
    """What a cubic's four points weigh at `count` even steps, without its beginning and its end."""
    steps = [(1 - i / count, i / count) for i in range(1, count)]
    return tuple((v * v * v, 3 * v * v * u, 3 * v * u * u, u * u * u) for v, u in steps)


_WEIGHTS: Final = tuple(_weights(count) for count in range(PIECES_MAX + 1))
_CUTS: Final = (0.75 / FLATNESS_PX) ** 2


def disc(x: float, y: float, radius: float) -> Outline:
    """A circle."""
    return tuple([value for dx, dy in _CIRCLE for value in (x + radius * dx, y + radius * dy)])


def capsule(start: Disc, end: Disc, *, follows: bool = False) -> Outline:
    """The convex hull of two discs.

    One that `follows` another leaves out the round of its first disc, which that one has drawn.
    """
    x0, y0, r0 = start
    x1, y1, r1 = end
    dx, dy = x1 - x0, y1 - y0
    length = math.hypot(dx, dy)
    if length * INSIDE <= abs(r0 - r1):
        return disc(x0, y0, r0) if r0 >= r1 else disc(x1, y1, r1)
    dx, dy = dx / length, dy / length
    # From the axis to where the straight sides touch both discs: left and right of it.
    cos = (r0 - r1) / length
    sin = math.sqrt(1.0 - cos * cos)
    left_x, left_y = dx * cos - dy * sin, dy * cos + dx * sin
    right_x, right_y = dx * cos + dy * sin, dy * cos - dx * sin
    front = (
        *_line(x0 + r0 * right_x, y0 + r0 * right_y, x1 + r1 * right_x, y1 + r1 * right_y),
        *_arcs(end, (right_x, right_y), (dx, dy), (left_x, left_y), sin / (1.0 + cos)),
    )
    if follows:
        return (
            x0 + r0 * right_x,
            y0 + r0 * right_y,
            *front,
            *_line(front[-2], front[-1], x0 + r0 * left_x, y0 + r0 * left_y),
        )
    back = _arcs(start, (left_x, left_y), (-dx, -dy), (right_x, right_y), sin / (1.0 - cos))
    return (x0 + r0 * left_x, y0 + r0 * left_y, *back, *front)


def ribbon(start: Disc, leaves: Point, arrives: Point, end: Disc) -> Outline | None:
    """A curved line from disc to disc with the round of the last one; None where it is too short or bent too sharply.

    `leaves` and `arrives` are its derivatives. Its sides are the cubics that begin and end as the curve's parallels do.
    """
    x0, y0, r0 = start
    x3, y3, r3 = end
    ax, ay = leaves
    bx, by = arrives
    a_px, b_px = math.sqrt(ax * ax + ay * ay), math.sqrt(bx * bx + by * by)
    widens = r3 - r0
    room = min(b_px, a_px)
    if room < SHORT * r0 or room < SHORT * r3 or not -WIDENS_MAX * room < widens < WIDENS_MAX * room:
        return None
    qx, qy = x3 - x0 - (ax + bx) * _THIRD, y3 - y0 - (ay + by) * _THIRD
    bend_a = 6.0 * r0 * (ax * qy - ay * qx) / (a_px * a_px * a_px)  # curvature times half the width
    bend_b = 6.0 * r3 * (qx * by - qy * bx) / (b_px * b_px * b_px)
    if not (-BEND_MAX < bend_a < BEND_MAX and -BEND_MAX < bend_b < BEND_MAX):
        return None
    # To the left of the way, as long as half the width; and by how much the sides draw apart.
    nx, ny = -ay / a_px, ax / a_px
    mx, my = -by / b_px, bx / b_px
    wider = widens * _THIRD
    a_wider_x, a_wider_y, b_wider_x, b_wider_y = nx * wider, ny * wider, mx * wider, my * wider
    nx, ny, mx, my = nx * r0, ny * r0, mx * r3, my * r3
    left_a, left_b, right_a, right_b = 1 - bend_a, 1 - bend_b, 1 + bend_a, 1 + bend_b
    if not (left_a > FORTH_MIN and left_b > FORTH_MIN and right_a > FORTH_MIN and right_b > FORTH_MIN):
        left_a, left_b, right_a, right_b = (max(FORTH_MIN, forth) for forth in (left_a, left_b, right_a, right_b))
    left_a, left_b, right_a, right_b = left_a * _THIRD, left_b * _THIRD, right_a * _THIRD, right_b * _THIRD
    right_x, right_y, left_x, left_y = x3 - mx, y3 - my, x3 + mx, y3 + my
    cap_x, cap_y = my * HALF_TURN, -mx * HALF_TURN
    x0_right, y0_right, x0_left, y0_left = x0 - nx, y0 - ny, x0 + nx, y0 + ny
    return (
        x0_right, y0_right,
        x0_right + ax * right_a - a_wider_x, y0_right + ay * right_a - a_wider_y,
        right_x - bx * right_b + b_wider_x, right_y - by * right_b + b_wider_y, right_x, right_y,
        right_x + cap_x, right_y + cap_y, left_x + cap_x, left_y + cap_y, left_x, left_y,
        left_x - bx * left_b - b_wider_x, left_y - by * left_b - b_wider_y,
        x0_left + ax * left_a + a_wider_x, y0_left + ay * left_a + a_wider_y, x0_left, y0_left,
    )  # fmt: skip


def polygon(outline: Outline) -> list[float]:
    """Points on an outline, near enough to it to be seen as round: x and y in turns."""
    values = iter(outline)
    x0, y0 = next(values), next(values)
    points = [x0, y0]
    for x1, y1, x2, y2, x3, y3 in zip(values, values, values, values, values, values, strict=True):
        if x1 != x0 or y1 != y0 or x2 != x3 or y2 != y3:
            count = bent(x0 - x1 - x1 + x2, y0 - y1 - y1 + y2, x1 - x2 - x2 + x3, y1 - y2 - y2 + y3)
            for a, b, c, d in _WEIGHTS[count]:
                points += (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
        points += (x3, y3)
        x0, y0 = x3, y3
    return points


def bent(ax: float, ay: float, bx: float, by: float) -> int:
    """Into how many straight pieces a cubic is cut, from the second differences of its points."""
    a, b = ax * ax + ay * ay, bx * bx + by * by
    square = _CUTS * max(a, b)
    if square <= 1.0:
        return 1
    return min(PIECES_MAX, math.ceil(math.sqrt(math.sqrt(square))))


def _line(x0: float, y0: float, x1: float, y1: float) -> tuple[float, ...]:
    return (x0, y0, x1, y1, x1, y1)


def _arcs(circle: Disc, first: Point, over: Point, last: Point, half_tan: float) -> tuple[float, ...]:
    """Two curves around a circle between directions from its middle; `half_tan`: of half the turn of each."""
    x, y, radius = circle
    # 4/3 of the tangent of a quarter of the turn is how far the controls lie from the ends.
    handle = radius * 4 / 3 * half_tan / (1.0 + math.sqrt(1.0 + half_tan * half_tan))
    (ax, ay), (bx, by), (cx, cy) = first, over, last
    top_x, top_y, end_x, end_y = x + radius * bx, y + radius * by, x + radius * cx, y + radius * cy
    return (
        x + radius * ax - ay * handle, y + radius * ay + ax * handle,
        top_x + by * handle, top_y - bx * handle, top_x, top_y,
        top_x - by * handle, top_y + bx * handle,
        end_x + cy * handle, end_y - cx * handle, end_x, end_y,
    )  # fmt: skip
