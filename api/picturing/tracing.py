"""Lines made fit for a picture: thinned, cut to a rectangle, written as SVG path data."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from api.picturing.projection import Bounds, Point

Ring = list[Point]


def thinned(line: Sequence[Point], tolerance: float) -> list[int]:
    """The places in a line of the points that it needs, so that none lies further off than this.

    The ends stay. (D. Douglas and T. Peucker, "Algorithms for the reduction of the number of
    points required to represent a digitized line or its caricature", Cartographica 10 (2), 1973.)
    """
    kept = [0, len(line) - 1] if len(line) > 1 else [0]
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        index, distance = furthest(line, first, last)
        if distance > tolerance * tolerance:
            kept.append(index)
            spans += [(first, index), (index, last)]
    return sorted(kept)


def furthest(line: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    """Which point between two of a line lies furthest from the straight, and how far, squared."""
    (left, top), (right, bottom) = line[first], line[last]
    across, down = right - left, bottom - top
    length = across * across + down * down
    found, distance = first, 0.0
    for index in range(first + 1, last):
        x, y = line[index][0] - left, line[index][1] - top
        along = min(max((x * across + y * down) / length, 0.0), 1.0) if length else 0.0
        x, y = x - along * across, y - along * down
        if (off := x * x + y * y) > distance:
            found, distance = index, off
    return found, distance


def clipped(ring: Ring, bounds: Bounds) -> Ring:
    """The part of a closed ring within bounds; it runs along a side where it leaves and returns.

    (I. Sutherland and G. Hodgman, "Reentrant polygon clipping", Communications of the ACM 17 (1),
    1974.)
    """
    for axis, limit, sign in (
        (0, bounds[0], 1), (1, bounds[1], 1), (0, bounds[2], -1), (1, bounds[3], -1)
    ):  # fmt: skip
        if any(sign * (point[axis] - limit) < 0 for point in ring):
            ring = cut(ring, axis, limit, sign)
    return ring


def cut(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """The part of a ring on one side of a line that is parallel to an axis."""
    kept: Ring = []
    for before, after in zip(ring[-1:] + ring[:-1], ring, strict=True):
        inside = sign * (after[axis] - limit) >= 0
        if inside != (sign * (before[axis] - limit) >= 0):
            kept.append(crossing(before, after, axis, limit))
        if inside:
            kept.append(after)
    return kept


def crossing(before: Point, after: Point, axis: int, limit: float) -> Point:
    """Where the way between two points meets a line that is parallel to an axis."""
    share = (limit - before[axis]) / (after[axis] - before[axis])
    other = before[1 - axis] + share * (after[1 - axis] - before[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def box(points: Iterable[Point]) -> Bounds:
    """The least and greatest of both coordinates."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def apart(one: Bounds, other: Bounds) -> bool:
    """Whether two boxes have nothing in common."""
    return one[0] > other[2] or one[2] < other[0] or one[1] > other[3] or one[3] < other[1]


def path(rings: Iterable[Ring]) -> str:
    """SVG path data of closed rings, to a tenth of a unit; each way is told from where one is."""
    return "".join(closed([(round(x * 10), round(y * 10)) for x, y in ring]) for ring in rings)


def closed(ring: list[tuple[int, int]]) -> str:
    """One ring in tenths of a unit, without points that repeat; nothing where no area is left."""
    ring = [
        here for here, before in zip(ring, ring[-1:] + ring[:-1], strict=True) if here != before
    ]
    if len(ring) < 3:
        return ""
    steps = [f"{tenths(x - u)} {tenths(y - v)}" for (u, v), (x, y) in pairwise(ring)]
    start = f"{tenths(ring[0][0])} {tenths(ring[0][1])}"
    return f"M{start}l{' '.join(steps)}z".replace(" -", "-")


def tenths(number: int) -> str:
    """A number of tenths as short as SVG reads it: `-.5`, `3`, `12.4`."""
    whole, rest = divmod(abs(number), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if number < 0 else digits
