"""From degrees to a place in a picture, and which part of the world a picture shows."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Self

Bounds = tuple[float, float, float, float]
Point = tuple[float, float]

# Cut in the Bering Strait, where no land is; nobody negotiates at the poles.
WORLD: Bounds = (-169.0, -60.0, 191.0, 85.0)
WHOLE: Bounds = (-169.0, -90.0, 191.0, 90.0)
HALF_TURN = 180.0
NORTHERNMOST = 85.0
HALVINGS = 30
GRID = 5.0
LEAST_WIDE, LEAST_HIGH = 20.0, 10.0
WIDEST, HIGHEST = 120.0, 110.0
FLATTEST, STEEPEST = 0.45, 0.75


@dataclass(frozen=True)
class View:
    """A window (west, south, east, north) in degrees, drawn as a picture of a size in SVG units.

    East lies beyond 180 where the window crosses the antimeridian. Up to half the world is shown
    as Mercator has it, which keeps every shape; more as Natural Earth has it, which keeps sizes in
    proportion. The window stands in the middle, as large as the picture has room for. Raises
    ValueError for a window or a size that is none.
    """

    bounds: Bounds
    width: float
    height: float
    scale: float = field(init=False, repr=False, compare=False)
    level: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        check(self.bounds)
        if not (self.width > 0 and self.height > 0):
            raise ValueError(f"a picture of {self.width} x {self.height}: both must be above 0")
        across, below, above = self.reach()
        scale = min(self.width / (2 * across), self.height / (above - below))
        object.__setattr__(self, "scale", scale)
        object.__setattr__(self, "level", (above + below) / 2)

    @classmethod
    def fitting(cls, bounds: Bounds, width: float) -> Self:
        """The view of a width that is about as high as its window; never a strip, never a tower."""
        across, below, above = cls(bounds, width, width).reach()
        share = min(max((above - below) / (2 * across), FLATTEST), STEEPEST)
        return cls(bounds, width, round(width * share))

    @property
    def worldwide(self) -> bool:
        """Whether more than half the world is shown, and so as Natural Earth has it."""
        return self.bounds[2] - self.bounds[0] > HALF_TURN

    @property
    def middle(self) -> float:
        """The meridian in the middle, in degrees east."""
        return (self.bounds[0] + self.bounds[2]) / 2

    def shown(self, beyond: float = 0.0) -> Bounds:
        """What lies within the picture, in degrees east of the middle and degrees north.

        `beyond` are units to add on each side.
        """
        across = (self.width / 2 + beyond) / self.scale
        half = (self.height / 2 + beyond) / self.scale
        latitude = natural_earth_latitude if self.worldwide else mercator_latitude
        east = HALF_TURN if self.worldwide else min(math.degrees(across), HALF_TURN)
        return -east, latitude(self.level - half), east, latitude(self.level + half)

    def project(self, longitude: float, latitude: float) -> Point:
        """Where a place lies, in SVG units from the upper left corner of the picture."""
        return self.place((longitude - self.middle + HALF_TURN) % 360 - HALF_TURN, latitude)

    def place(self, east: float, latitude: float) -> Point:
        """The same from degrees east of the middle, which are not brought within half a turn."""
        x, y = self.plane(east, latitude)
        return self.width / 2 + x * self.scale, self.height / 2 + (self.level - y) * self.scale

    def plane(self, east: float, latitude: float) -> Point:
        """The place on the plane of the projection, for a globe whose radius is one."""
        return natural_earth(east, latitude) if self.worldwide else mercator(east, latitude)

    def reach(self) -> tuple[float, float, float]:
        """Half the width of the window on the plane, its lower and its upper side."""
        west, south, east, north = self.bounds
        broadest = min(max(0.0, south), north)
        across, _ = self.plane((east - west) / 2, broadest)
        return across, self.plane(0, south)[1], self.plane(0, north)[1]


def check(bounds: Bounds) -> None:
    """Raise ValueError unless west is left of east and south below north."""
    west, south, east, north = bounds
    if not (-HALF_TURN <= west < east <= west + 360):
        raise ValueError(
            f"a window from {west} to {east} degrees east: west must be from -180 to 180, east "
            "greater by up to 360; beyond 180 where it crosses the antimeridian"
        )
    if east - west <= HALF_TURN and not (south < NORTHERNMOST and north > -NORTHERNMOST):
        raise ValueError(
            f"a window from {south} to {north} degrees north: a region must reach beyond the "
            f"{NORTHERNMOST:g}th parallel towards the equator"
        )
    if not (-90 <= south < north <= 90):
        raise ValueError(
            f"a window from {south} to {north} degrees north: south must be less than north, both "
            "from -90 to 90"
        )


def mercator(east: float, latitude: float) -> Point:
    """Mercator's projection; nearer the poles than 85 degrees it stays at 85."""
    held = math.radians(max(-NORTHERNMOST, min(latitude, NORTHERNMOST)))
    return math.radians(east), math.asinh(math.tan(held))


def mercator_latitude(y: float) -> float:
    """The latitude that Mercator's projection puts at a height, in degrees."""
    return math.degrees(math.atan(math.sinh(y)))


def natural_earth(east: float, latitude: float) -> Point:
    """The Natural Earth projection of T. Patterson.

    The polynomial is that of B. Šavrič, B. Jenny, T. Patterson, D. Petrovič and L. Hurni, "A
    polynomial equation for the Natural Earth projection", Cartography and Geographic Information
    Science 38 (4), 2011.
    """
    phi = math.radians(latitude)
    p2 = phi * phi
    p4 = p2 * p2
    x = 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))
    y = 1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))
    return math.radians(east) * x, phi * y


def natural_earth_latitude(y: float) -> float:
    """The latitude that the Natural Earth projection puts at a height, by halving."""
    south, north = -90.0, 90.0
    for _ in range(HALVINGS):
        half = (south + north) / 2
        south, north = (half, north) if natural_earth(0, half)[1] < y else (south, half)
    return (south + north) / 2


def window_of(points: Iterable[Point], margin: float = 0.1) -> Bounds:
    """The window around points of (degrees east, degrees north), with a margin on each side.

    The margin is a share of what the points span. The sides lie on a grid of five degrees, so that
    pictures of neighbouring places share their outline; a single place gets its wider region, and
    places all over the world, or none, the world.
    """
    places = list(points)
    if not places:
        return WORLD
    south, north = min(y for _, y in places), max(y for _, y in places)
    if south < WORLD[1] or north > WORLD[3]:
        return WHOLE
    west, east = widened(*narrowest([x for x, _ in places]), margin, LEAST_WIDE)
    south, north = widened(south, north, margin, LEAST_HIGH)
    if east - west > WIDEST or north - south > HIGHEST:
        return WORLD
    turn = 360 * math.floor((west + HALF_TURN) / 360)
    return (west - turn, max(south, WORLD[1]), east - turn, min(north, WORLD[3]))


def narrowest(longitudes: Iterable[float]) -> Point:
    """The least span of longitudes that holds all, across the antimeridian where that is less."""
    # Of a longitude that is hardly below 0 the rest is 360, which is 0 again.
    ring = sorted({longitude % 360 % 360 for longitude in longitudes})
    gaps = [((west - east) % 360 or 360, west) for east, west in pairwise([ring[-1], *ring])]
    widest, west = max(gaps)
    return west, west + 360 - widest


def widened(low: float, high: float, margin: float, least: float) -> Point:
    """A span with its margins, out to the lines of the grid; of what is short, the surroundings."""
    room = (high - low) * margin
    middle = round((low + high) / 2 / GRID) * GRID
    if middle - least / 2 <= low - room and high + room <= middle + least / 2:
        return middle - least / 2, middle + least / 2
    return math.floor((low - room) / GRID) * GRID, math.ceil((high + room) / GRID) * GRID
