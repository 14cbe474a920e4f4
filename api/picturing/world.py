"""The outline of the world's land, fitted to a view."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import mapcraft

from api.picturing.projection import Bounds, Point, View
from api.picturing.tracing import Ring, apart, box, clipped, path, thinned

ALPHA_3 = re.compile("[A-Z]{3}")
PACK = "world-countries-2024"
TOLERANCE = 0.6
SPECK = 1.0
BEYOND = 2.0
KEPT = 64
TURNS = (-360.0, 0.0, 360.0)

Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class World:
    """Lines, each a coast or a border that two countries share, and the rings made of them.

    A ring is a list of places in `lines`; ~place is that line backwards. The land of a country
    without a code of ISO 3166-1 has the empty code.
    """

    lines: tuple[Line, ...]
    boxes: tuple[Bounds, ...]
    rings: dict[str, list[list[int]]]


@lru_cache(maxsize=KEPT)
def outline(view: View) -> tuple[tuple[str, str], ...]:
    """Each country in a view as (ISO 3166-1 alpha-3, SVG path data), by code.

    The paths are to be filled by `evenodd`. Neighbours have the same points, so no gap is between
    them; what lies outside of the picture is cut off a little beyond its sides. Land that no code
    is for has the empty code.
    """
    land = world()
    seen = view.shown(BEYOND)
    lines = [
        fitted(line, place, view, seen) for line, place in zip(land.lines, land.boxes, strict=True)
    ]
    paths = (
        (code, path(piece for ring in rings for piece in pieces(lines, ring, view, seen)))
        for code, rings in land.rings.items()
    )
    return tuple(sorted((code, data) for code, data in paths if data))


def fitted(line: Line, place: Bounds, view: View, seen: Bounds) -> Line:
    """The points of a line that a view needs: of one that is not seen, its ends."""
    if all(apart(turned(place, turn - view.middle), seen) for turn in TURNS):
        return (line[0], line[-1])
    drawn = [view.place(x - view.middle, y) for x, y in line]
    return tuple(line[index] for index in thinned(drawn, TOLERANCE))


def pieces(lines: list[Line], ring: list[int], view: View, seen: Bounds) -> Iterator[Ring]:
    """The parts of a ring that a view shows, in units: one, or two at both ends of the world."""
    whole = joined(lines, ring)
    place = box(whole)
    for turn in TURNS:
        if not apart(turned(place, turn - view.middle), seen):
            moved = [(x + turn - view.middle, y) for x, y in whole]
            drawn = [view.place(x, y) for x, y in clipped(moved, seen)]
            if drawn and visible(drawn):
                yield drawn


def visible(ring: Ring) -> bool:
    """Whether a ring is large enough to be more than dust."""
    west, north, east, south = box(ring)
    return (east - west) * (south - north) >= SPECK


def joined(lines: list[Line], ring: list[int]) -> Ring:
    """The points of a ring, going on beyond 180 degrees; one around a pole runs by the pole."""
    points: Ring = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        turn = 360 * round((points[-1][0] - line[0][0]) / 360) if points else 0
        points += [(x + turn, y) for x, y in line[bool(points) :]]
    (start, _), (end, latitude) = points[0], points[-1]
    if round(end - start) == 0:
        return points
    pole = math.copysign(90, latitude)
    return [*points, (end, pole), (start, pole)]


def turned(place: Bounds, by: float) -> Bounds:
    """A box moved to the east by degrees."""
    return place[0] + by, place[1], place[2] + by, place[3]


@lru_cache(maxsize=1)
def world() -> World:
    """The land of the world, read once from the package that carries it."""
    pack = mapcraft.load(PACK)
    topology = pack.topology
    lines = tuple(decoded(arc, **topology["transform"]) for arc in topology["arcs"])
    rings: dict[str, list[list[int]]] = {}
    for country in topology["objects"][pack.object_name]["geometries"]:
        names = pack.regions[country["id"]].aliases if country.get("id") else ()
        code = next((name for name in names if ALPHA_3.fullmatch(name)), "")
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings.setdefault(code, []).extend(ring for polygon in polygons for ring in polygon)
    # The package would keep its own form of all that for good.
    mapcraft.load.cache_clear()
    return World(lines, tuple(box(line) for line in lines), rings)


def decoded(arc: list[Point], scale: Point, translate: Point) -> Line:
    """The points of an arc of TopoJSON in degrees, going on beyond 180 where it does."""
    points: list[Point] = []
    for x, y in zip(accumulate(x for x, _ in arc), accumulate(y for _, y in arc), strict=True):
        longitude = x * scale[0] + translate[0]
        turn = 360 * round((points[-1][0] - longitude) / 360) if points else 0
        points.append((longitude + turn, y * scale[1] + translate[1]))
    return tuple(points)
