"""Windows of the map: as an address names them, and where one can look from one.

An outline costs more the more land it shows, and so many are kept. So there are few wide windows,
on a grid of their own; what bounds the others is how much anybody may ask for at all.
"""

import math
import re
from collections.abc import Iterable
from typing import Any

from marshmallow import ValidationError

from api.picturing.projection import (
    GRID,
    HIGHEST,
    WHOLE,
    WIDEST,
    WORLD,
    Bounds,
    Point,
    check,
    window_of,
)
from schemas.fields import Field

EXAMPLE = "35,35,55,45"
WIDE, COARSE = 60.0, 15.0
"""The sides of a window of more degrees than this lie on a coarser grid of so many."""
CONTINENT = 80.0, 50.0
"""How wide and high a closer look at the world is, in degrees."""
DEGREES = r"-?[0-9]{1,3}(\.[0-9]{1,6})?"
FORM = re.compile(rf"{DEGREES}(,{DEGREES}){{3}}")


class Window(Field):
    """Four sides in degrees, `west,south,east,north`; gives the window of the map they ask for."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Bounds:
        told = f"Must be west,south,east,north in degrees, such as {EXAMPLE}"
        if FORM.fullmatch(value) is None:
            raise ValidationError(f"{told}.")
        west, south, east, north = map(float, value.split(","))
        try:
            check((west, south, east, north))
        except ValueError as fault:
            raise ValidationError(f"{told}: {fault}.") from fault
        return fitted((west, south, east, north))

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{FORM.pattern}$"}


def fitted(bounds: Bounds) -> Bounds:
    """The window that is shown for some bounds, one of few, so that readers share its outline."""
    west, south, east, north = bounds
    is_polar = south < WORLD[1] or north > WORLD[3]
    if is_polar or east - west > WIDEST or north - south > HIGHEST:
        return WHOLE if is_polar else WORLD
    return coarser(window_of([(west, south), (east, north)], margin=0))


def around_all(points: Iterable[Point]) -> Bounds:
    """The window around some points, as an address can name it."""
    return coarser(window_of(points))


def coarser(bounds: Bounds) -> Bounds:
    """A window, if it is wide that around it on the coarser grid; the world where that is wider."""
    if bounds in (WORLD, WHOLE) or not is_wide(bounds):
        return bounds
    west, south, east, north = bounds
    west, south = (math.floor(side / COARSE) * COARSE for side in (west, south))
    east, north = (math.ceil(side / COARSE) * COARSE for side in (east, north))
    if east - west > WIDEST or north - south > HIGHEST:
        return WORLD
    return west, max(south, WORLD[1]), east, min(north, WORLD[3])


def is_wide(bounds: Bounds) -> bool:
    """Whether a window shows so much that its outline is dear."""
    return max(bounds[2] - bounds[0], bounds[3] - bounds[1]) > WIDE


def told(bounds: Bounds) -> str:
    """A window as it stands in an address."""
    return ",".join(f"{side:g}" for side in bounds)


def moves(bounds: Bounds, heaviest: Point | None) -> dict[str, str]:
    """Where one can look from a window, by name, as it stands in an address.

    The world is looked at more closely around the `heaviest` place, any other window around its
    middle.
    """
    west, south, east, north = bounds
    is_regional = east - west <= WIDEST
    middle = (west + east) / 2, (south + north) / 2
    if not is_regional and heaviest:
        middle = heaviest
    across, up = min((east - west) / 2, CONTINENT[0]), min((north - south) / 2, CONTINENT[1])
    found = {"closer": fitted(around(middle, across, up))}
    if is_regional:
        found["wider"] = fitted(around(middle, 2 * (east - west), 2 * (north - south)))
        found |= panned(bounds)
    return {name: told(window) for name, window in found.items() if window != bounds}


def around(middle: Point, across: float, up: float) -> Bounds:
    """The bounds of a width and a height about a place, no nearer to the poles than the world."""
    x, y = middle
    south, north = max(y - up / 2, WORLD[1]), min(y + up / 2, WORLD[3])
    return x - across / 2, south, x + across / 2, north


def panned(bounds: Bounds) -> dict[str, Bounds]:
    """The windows of the same size half a window to each side, on the same grid.

    One that ends at the northern end of the world, which lies on no coarse line, is lower.
    """
    west, south, east, north = bounds
    grid = COARSE if is_wide(bounds) else GRID
    aside, along = step(east - west, grid), step(north - south, grid)
    top, end = (math.ceil(side / grid) * grid for side in (north, WORLD[3]))
    north_by, south_by = min(along, end - top), min(along, south - WORLD[1])
    return {
        "west": fitted((west - aside, south, east - aside, north)),
        "north": (west, south + north_by, east, min(top + north_by, WORLD[3])),
        "south": (west, south - south_by, east, top - south_by if south_by else north),
        "east": fitted((west + aside, south, east + aside, north)),
    }


def step(span: float, grid: float) -> float:
    """About half a span, in whole steps of a grid."""
    return max(grid, grid * (span // (2 * grid)))
