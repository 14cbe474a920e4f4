"""Marks on a picture that would lie on each other, drawn as one."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Cell = tuple[int, int]

LARGEST_RADIUS, LEAST_RADIUS = 24.0, 3.0


@dataclass(frozen=True, slots=True)
class Cluster(Generic[T]):
    """Marks drawn as one: their weighted mean, their weight together, and what each stands for.

    `x` and `y` are in the units of the picture; the payload that was heaviest comes first.
    """

    x: float
    y: float
    weight: float
    payloads: tuple[T, ...]


def clusters(points: Iterable[tuple[float, float, float, T]], distance: float) -> list[Cluster[T]]:
    """Points (x, y, weight, payload) as clusters no two of which are nearer than `distance`.

    The heaviest point takes in its neighbours, then the heaviest of the rest, and so on; where the
    means have come too near to each other, they go through the same again. So clusters do not
    creep along a chain of points. The heaviest comes first: drawn in this order, a large mark never
    hides a small one. The same points in another order give the same clusters. Raises ValueError
    for a distance or a weight that is not above 0.
    """
    if not distance > 0:
        raise ValueError(f"a distance of {distance}: it must be above 0")
    found = [Cluster(x, y, weight, (payload,)) for x, y, weight, payload in points]
    if light := next((each for each in found if not each.weight > 0), None):
        raise ValueError(f"{light.payloads[0]!r} weighs {light.weight}: it must be above 0")
    found = sorted(found, key=order)
    before: list[Cluster[T]] = []
    while len(found) != len(before):
        before = found
        found = sorted((merged(each) for each in gathered(before, distance)), key=order)
    return found


def order(cluster: Cluster[T]) -> tuple[float, float, float, str]:
    """Where a cluster stands among others: the heaviest first, then from left to right."""
    return -cluster.weight, cluster.x, cluster.y, repr(cluster.payloads)


def gathered(found: Sequence[Cluster[T]], distance: float) -> Iterator[list[Cluster[T]]]:
    """Each cluster that none before has taken in, in order, with those that it takes in."""
    grid: dict[Cell, list[int]] = defaultdict(list)
    for index, each in enumerate(found):
        grid[cell_of(each, distance)].append(index)
    left = set(range(len(found)))
    for index, each in enumerate(found):
        if index in left:
            near = [
                other
                for other in around(grid, cell_of(each, distance))
                if other in left
                and math.hypot(found[other].x - each.x, found[other].y - each.y) < distance
            ]
            left.difference_update(near)
            yield [found[other] for other in sorted(near)]


def around(grid: Mapping[Cell, list[int]], cell: Cell) -> Iterator[int]:
    """What stands in a cell and in the eight around it."""
    for column in range(cell[0] - 1, cell[0] + 2):
        for row in range(cell[1] - 1, cell[1] + 2):
            yield from grid.get((column, row), ())


def cell_of(cluster: Cluster[T], distance: float) -> Cell:
    """The cell of a grid as wide as the distance; what is nearer lies in it or beside it."""
    return math.floor(cluster.x / distance), math.floor(cluster.y / distance)


def merged(group: Sequence[Cluster[T]]) -> Cluster[T]:
    """Several clusters as one; the sums are exact, so that their order makes no difference."""
    weight = math.fsum(each.weight for each in group)
    return Cluster(
        math.fsum(each.x * each.weight for each in group) / weight,
        math.fsum(each.y * each.weight for each in group) / weight,
        weight,
        tuple(payload for each in group for payload in each.payloads),
    )


def radius(weight: float, heaviest: float) -> float:
    """The radius of a mark in units: its area goes by its weight, down to what can still be hit."""
    return max(LARGEST_RADIUS * math.sqrt(weight / heaviest), LEAST_RADIUS)
