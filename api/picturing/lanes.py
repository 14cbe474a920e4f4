"""Marks of a picture in rows, so that none lies on another."""

import math
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import NamedTuple

GAP = 4.0


class Lanes(NamedTuple):
    """The row of each mark and its upper edge in pixels, in their order, and what all take."""

    rows: tuple[int, ...]
    tops: tuple[float, ...]
    depth: int
    height: float


def lanes(spans: Sequence[tuple[float, float]], height: float, gap: float = GAP) -> Lanes:
    """Marks from x0 to x1 in rows of a height, with `gap` pixels between two of one row.

    Each stands in the uppermost row that is free, from left to right; so there are as few rows as
    marks lie above each other at one place (J. Kleinberg and É. Tardos, Algorithm Design, 4.1).
    Of two that begin at one place the longer comes first. Raises ValueError for a mark that ends
    before it begins.
    """
    rows = [0] * len(spans)
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    depth = 0
    for index in sorted(range(len(spans)), key=lambda index: (spans[index][0], -spans[index][1])):
        x0, x1 = spans[index]
        if not (-math.inf < x0 <= x1 < math.inf):
            raise ValueError(f"mark {index} goes from {x0} to {x1}: give finite x0 <= x1")
        while busy and busy[0][0] <= x0:
            heappush(free, heappop(busy)[1])
        if not free:
            free.append(depth)
            depth += 1
        rows[index] = heappop(free)
        heappush(busy, (x1 + gap, rows[index]))
    return Lanes(tuple(rows), tuple(row * height for row in rows), depth, depth * height)
