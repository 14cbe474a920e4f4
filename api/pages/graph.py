"""The picture of the network: who is tied to whom, where they stand, how strong their ties are."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.picturing.backbone import Line, backbone
from api.picturing.labels import Label, labels
from api.picturing.layout import LINES_A_NODE, arranged, radii

WIDTH, HEIGHT = 1160, 760
LETTERS = 12
MOST_NODES = 100
THINNEST, THICKEST = 1.0, 6.0
# A line with so many records is as broad as any may be, where no other has more.
MANY = 10
# Between the strands of one line.
GAP = 1.5
# How long and how broad the head of an arrow is beside the width of its strand.
HEAD_LENGTH, HEAD_BREADTH = 5.0, 2.4
# The sides of a square that is as large as a circle of radius 1, halved.
HALF_SIDE = math.sqrt(math.pi) / 2
# From an edge of the picture; nearer to it the middle of a name has no room.
NAME_ROOM = 110
LONGEST_NAME = 60

Member = Mapping[str, Any]
Place = tuple[float, float]


@dataclass(frozen=True)
class Name:
    """What a node is called, and the language of that where it is not that of the data."""

    text: str
    language: str | None = None


@dataclass(frozen=True)
class Node:
    """A party or person in the picture: its place, its size, and its name where there is room."""

    node: Member
    name: Name
    x: float
    y: float
    r: float
    label: Label | None

    @property
    def half(self) -> float:
        """Half the side of a square as large as the circle."""
        return round(self.r * HALF_SIDE, 1)

    @property
    def aside(self) -> Label:
        """Where the name stands when the node is pointed at, below it or, at the foot, above."""
        under = self.y + self.r + 2 * LETTERS < HEIGHT
        y = self.y + self.r + LETTERS + 2 if under else self.y - self.r - 5
        anchor = "middle"
        if self.x < NAME_ROOM:
            anchor = "start"
        elif self.x > WIDTH - NAME_ROOM:
            anchor = "end"
        text = self.name.text
        shown = text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
        return Label(self.x, round(y, 1), anchor, (shown,), 0)


@dataclass(frozen=True)
class Strand:
    """A relation within a line: its type, its line, and the heads of its arrows."""

    type: str
    path: str
    width: float
    heads: str


@dataclass(frozen=True)
class Tie:
    """All that ties two nodes; its edges stand as they were answered, the heaviest first."""

    ends: tuple[str, str]
    edges: Sequence[Member]
    strong: bool
    strands: Sequence[Strand]


@dataclass(frozen=True)
class Picture:
    """The whole picture, in user units; `left_out` are nodes of the answer that are not in it."""

    ties: Sequence[Tie]
    nodes: Sequence[Node]
    names: Mapping[str, Name]
    left_out: int
    width: int = WIDTH
    height: int = HEIGHT


def drawn(
    nodes: Sequence[Member], edges: Sequence[Member], name_of: Callable[[Member], Name]
) -> Picture:
    """The nodes and edges of an answer, as many as can be looked at; there must be some."""
    kept = most_tied(edges, MOST_NODES)
    names = {node["id"]: name_of(node) for node in nodes if node["id"] in kept}
    shown = [{**node, "label": names[node["id"]].text} for node in nodes if node["id"] in kept]
    between = [edge for edge in edges if edge["source"] in kept and edge["target"] in kept]
    lines = backbone(shown, between, math.ceil(LINES_A_NODE * len(shown)))
    places, sizes = arranged(shown, between, WIDTH, HEIGHT), radii(shown, WIDTH, HEIGHT)
    named = labels(shown, lines, places, sizes, WIDTH, HEIGHT, LETTERS)
    heaviest = max(MANY, *(line.weight for line in lines))
    return Picture(
        [tied(line, between, places, sizes, heaviest) for line in lines],
        [
            Node(node, names[own], *places[own], sizes[own], named.get(own))
            for node in shown
            for own in (node["id"],)
        ],
        names,
        len(nodes) - len(shown),
    )


def most_tied(edges: Sequence[Member], most: int) -> set[str]:
    """The ends of the heaviest edges, which come first: up to so many, and none without an edge."""
    kept: set[str] = set()
    for edge in edges:
        with_both = kept | {edge["source"], edge["target"]}
        if len(with_both) <= most:
            kept = with_both
    return kept


def tied(
    line: Line,
    edges: Sequence[Member],
    places: Mapping[str, Place],
    sizes: Mapping[str, float],
    heaviest: int,
) -> Tie:
    """A line with its strands beside each other, one for each type; a faint line has but one."""
    own = [edges[place] for place in line.edges]
    types = line.types if line.strong else line.types[:1]
    whole = THINNEST + (THICKEST - THINNEST) * math.sqrt(line.weight / heaviest)
    widths = [max(THINNEST, round(whole * weight / line.weight, 1)) for _, weight in types]
    aside = -(sum(widths) + GAP * (len(widths) - 1)) / 2
    strands = []
    for (name, _), width in zip(types, widths, strict=True):
        pointed = [
            any(each["type"] == name and each["directed"] and each["target"] == end for each in own)
            for end in (line.source, line.target)
        ]
        ends = [(*places[end], sizes[end]) for end in (line.source, line.target)]
        path, heads = strand(ends, aside + width / 2, width, pointed if line.strong else ())
        strands.append(Strand(name, path, width, heads))
        aside += width + GAP
    return Tie((line.source, line.target), own, line.strong, strands)


def strand(
    ends: Sequence[tuple[float, float, float]], aside: float, width: float, pointed: Sequence[bool]
) -> tuple[str, str]:
    """The path of a strand so far aside of the middle, and those of the heads at its ends.

    An end is the centre and the radius of a node; a head touches it.
    """
    (x0, y0, r0), (x1, y1, r1) = ends
    length = math.hypot(x1 - x0, y1 - y0)
    along = ((x1 - x0) / length, (y1 - y0) / length)

    def at(far: float, beside: float) -> str:
        x = x0 + along[0] * far - along[1] * beside
        y = y0 + along[1] * far + along[0] * beside
        return f"{x:.1f} {y:.1f}"

    starts, stops, heads = r0, length - r1, ""
    if any(pointed):
        long, broad = HEAD_LENGTH + width, HEAD_BREADTH + width / 2
        if pointed[0]:
            heads += f"M{at(starts, aside)}L{at(starts + long, aside - broad)}"
            heads += f"L{at(starts + long, aside + broad)}z"
            starts += long - 1
        if pointed[1]:
            heads += f"M{at(stops, aside)}L{at(stops - long, aside - broad)}"
            heads += f"L{at(stops - long, aside + broad)}z"
            stops -= long - 1
    return f"M{at(starts, aside)}L{at(stops, aside)}", heads
