"""The picture of the map: land, and circles on it for what happened where.

Circles that would lie on each other become one. There are two layers of them over the same land,
one for wide and one for narrow windows, since a circle and a word need the same room on both.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Any

from markupsafe import Markup

from api.picturing.clusters import Cluster, clusters, radius
from api.picturing.labels import Label, breadth, labels
from api.picturing.projection import Bounds, Point, View
from api.picturing.world import KEPT, outline

from .rendering import safe
from .windows import around, around_all, fitted
from .wording import number

WIDTH = 960.0
HIGH, AROUND = 0.75, 0.2
"""How high a figure is and how much stays free around it, in multiples of its size."""
SURROUNDINGS = 50.0, 30.0
"""How wide and high the surroundings of a chosen place are, in degrees."""
RING, SHARE_OF_RING, THINNER = 5.0, 0.6, 0.5
ROOM = 1.2
"""Between a circle and what stands around it, in smallest circles."""
PRECISE = ("exact", "near")
NameOf = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class Spot:
    """A place and how much happened there; it lies somewhere unless its coordinates are unknown."""

    place: Mapping[str, Any]
    meetings: int = 0
    events: int = 0

    @property
    def id(self) -> str:
        """The id of the place."""
        found: str = self.place["id"]
        return found

    @property
    def total(self) -> int:
        """How much happened there."""
        return self.meetings + self.events

    @property
    def point(self) -> Point | None:
        """Degrees east and north; None where they are unknown."""
        if self.place["latitude"] is None:
            return None
        return self.place["longitude"], self.place["latitude"]

    @property
    def is_precise(self) -> bool:
        """Whether the coordinates are those of the place and not of what it lies in."""
        return self.place["precision"] in PRECISE


@dataclass(frozen=True)
class Scale:
    """How a layer is drawn: sizes in units, the distance of circles, how many have a name."""

    name: str
    distance: float
    size: float
    least: float
    letters: float
    figures: float
    most_names: int


SCALES = (
    Scale("wide", 24.0, 0.85, 5.0, 12.0, 11.0, 40),
    Scale("narrow", 72.0, 1.9, 12.0, 30.0, 26.0, 8),
)


@dataclass(frozen=True)
class Mark:
    """A circle: what it stands for, where it lies, and where it leads.

    `closer` is the window in which it comes apart; None where it is a single place, or places so
    near to each other that no window parts them. `figure` is what stands in it, where it has room.
    """

    spots: Sequence[Spot]
    x: float
    y: float
    r: float
    hit: float
    ring: float
    closer: Bounds | None
    figure: str

    @property
    def meetings(self) -> int:
        """How many meetings it stands for."""
        return sum(each.meetings for each in self.spots)

    @property
    def events(self) -> int:
        """How many events it stands for."""
        return sum(each.events for each in self.spots)

    @property
    def share(self) -> float:
        """How much of a hundred of it are meetings."""
        return round(100 * self.meetings / (self.meetings + self.events), 1)

    @property
    def thin(self) -> float:
        """How thick the ring of events is, to be told from that of meetings without colours."""
        return round(self.ring * THINNER, 1)

    @property
    def is_precise(self) -> bool:
        """Whether one of its places is known exactly."""
        return any(each.is_precise for each in self.spots)


@dataclass(frozen=True)
class Layer:
    """The circles of one scale, the names beside them, and a ring around the chosen place."""

    name: str
    marks: Sequence[Mark]
    names: Sequence[Label]
    ring: tuple[float, float, float] | None


@dataclass(frozen=True)
class Picture:
    """The whole map, in units, and the places that lie outside of it."""

    bounds: Bounds
    width: float
    height: float
    land: Markup
    layers: Sequence[Layer]
    seen: Sequence[Spot]
    beyond: Sequence[Spot]
    beside: Sequence[Spot]


@lru_cache(maxsize=KEPT)
def land_of(view: View) -> Markup:
    """All land of a view as the data of one path; letters and digits alone."""
    return safe("".join(data for _, data in outline(view)))


def drawn(spots: Sequence[Spot], bounds: Bounds, chosen: Spot | None, name_of: NameOf) -> Picture:
    """The picture of some places in a window, with a ring around the chosen one.

    `beside` are the others that the circle of that one stands for.
    """
    view = View.fitting(bounds, WIDTH)
    placed = {each.id: view.project(*each.point) for each in spots if each.point}
    inside = {target: point for target, point in placed.items() if is_in(view, point)}
    seen = [each for each in spots if each.id in inside and each.total]
    layers = [layer(scale, view, seen, inside, chosen, name_of) for scale in SCALES]
    beyond = [each for each in spots if each.id in placed.keys() - inside.keys() and each.total]
    own = mark_of(chosen, layers[0].marks) if chosen else None
    beside = [each for each in own.spots if each != chosen] if own else []
    return Picture(bounds, view.width, view.height, land_of(view), layers, seen, beyond, beside)


def is_in(view: View, point: Point) -> bool:
    """Whether a point lies in the picture."""
    return 0 <= point[0] <= view.width and 0 <= point[1] <= view.height


def layer(
    scale: Scale,
    view: View,
    spots: Sequence[Spot],
    places: Mapping[str, Point],
    chosen: Spot | None,
    name_of: NameOf,
) -> Layer:
    """The circles, names and the ring of one scale."""
    by_id = {each.id: each for each in spots}
    weighed = [(*places[each.id], float(each.total), each.id) for each in spots]
    found = clusters(weighed, scale.distance)
    heaviest = found[0].weight if found else 1.0
    marks = [
        mark(each, [by_id[target] for target in each.payloads], heaviest, scale, view.bounds)
        for each in found
    ]
    ring = None
    if chosen and chosen.id in places:
        own = mark_of(chosen, marks)
        x, y = (own.x, own.y) if own else places[chosen.id]
        ring = round(x, 1), round(y, 1), round((own.r if own else 0) + ROOM * scale.least, 1)
    return Layer(scale.name, marks, names(marks, scale, view, chosen, name_of), ring)


def mark_of(spot: Spot, marks: Sequence[Mark]) -> Mark | None:
    """The circle that stands for a place, where there is one."""
    return next((each for each in marks if any(spot.id == one.id for one in each.spots)), None)


def mark(
    cluster: Cluster[str], spots: Sequence[Spot], heaviest: float, scale: Scale, bounds: Bounds
) -> Mark:
    """One circle."""
    r = max(radius(cluster.weight, heaviest) * scale.size, scale.least)
    ring = min(RING * scale.size, r * SHARE_OF_RING)
    figure = number(round(cluster.weight))
    room = 2 * (r - ring) / scale.figures
    has_room = hypot(breadth(figure), HIGH) + AROUND < room
    closer = None
    if len(spots) > 1:
        closer = narrower([each.point for each in spots if each.point], bounds)
    return Mark(
        spots,
        round(cluster.x, 1),
        round(cluster.y, 1),
        round(r, 1),
        scale.distance / 2,
        round(ring, 1),
        closer,
        figure if has_room else "",
    )


def narrower(points: Sequence[Point], bounds: Bounds) -> Bounds | None:
    """The window around some points where it shows less than the present one."""
    found = around_all(points)
    return found if extent(found) < extent(bounds) else None


def extent(bounds: Bounds) -> float:
    """How much a window shows, in square degrees."""
    return (bounds[2] - bounds[0]) * (bounds[3] - bounds[1])


def names(
    marks: Sequence[Mark], scale: Scale, view: View, chosen: Spot | None, name_of: NameOf
) -> list[Label]:
    """The names of single places that there is room for, the chosen one and the heaviest first."""
    single = [each.spots[0] for each in marks if len(each.spots) == 1]
    single.sort(key=lambda each: not (chosen and chosen.id == each.id))
    nodes = [
        {"id": each.id, "label": name_of(each.place), "weight": -place}
        for place, each in enumerate(single[: scale.most_names])
    ]
    places = {each.spots[0].id: (each.x, each.y) for each in marks}
    radii = {each.spots[0].id: each.r + ROOM * scale.least for each in marks}
    found = labels(nodes, [], places, radii, view.width, view.height, scale.letters)
    return list(found.values())


def window_for(spots: Sequence[Spot], chosen: Spot | None, asked: Bounds | None) -> Bounds:
    """The window that is shown: the one asked for, else around the chosen place, or around all."""
    if asked:
        return asked
    if chosen and chosen.point:
        return fitted(around(chosen.point, *SURROUNDINGS))
    return around_all([each.point for each in spots if each.point])
