"""Which labels of a network's picture are drawn, and where, so that none lies on anything."""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.picturing.backbone import Line
from api.picturing.spacing import Place

Member = Mapping[str, Any]
Box = tuple[float, float, float, float]

LINE_HEIGHT = 1.2
# About the letters of DejaVu Sans, which are broader than those of most.
LETTERS = {
    letter: wide
    for letters, wide in (("ijlI .,:;'|!", 0.33), ("rtf-()[]*/", 0.41), ("MWmw@%", 1.0))
    for letter in letters
}
WIDE, CAPITAL, USUAL = 1.0, 0.7, 0.61
SPACE = 3.0
LONGEST_LINE = 20
MOST_LINES = 2
DIAGONAL = math.sqrt(0.5)
# Anchor and way from the circle, the most usual first.
SPOTS = (
    ("start", 1, 0),
    ("end", -1, 0),
    ("middle", 0, 1),
    ("middle", 0, -1),
    ("start", 1, 1),
    ("start", 1, -1),
    ("end", -1, 1),
    ("end", -1, -1),
    ("start", -1, 1),
    ("start", -1, -1),
    ("end", 1, 1),
    ("end", 1, -1),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in lines, from the middle or an end (`anchor`, as SVG has it) of its first line.

    `y` is the baseline of the first line; the others follow `leading` pixels below each other.
    """

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]
    leading: float


def labels(
    nodes: Sequence[Member],
    lines: Sequence[Line],
    places: Mapping[str, Place],
    radii: Mapping[str, float],
    width: float,
    height: float,
    size: float = 12.0,
) -> dict[str, Label]:
    """The labels there is room for, the heaviest nodes first, in letters of `size` pixels.

    One stands beside its circle, where fewest strong lines lead, within the picture, and touches
    no circle and no other label; those left out are shown when their node is pointed at.
    """
    circles = {name: around(places[name], radii[name]) for name in places}
    boxes: list[Box] = []
    directions = directions_of(lines, places)
    drawn: dict[str, Label] = {}
    for node in sorted(nodes, key=lambda node: (-node["weight"], node["id"])):
        own = node["id"]
        spots = candidates(wrapped(node["label"]), places[own], radii[own], size, directions[own])
        others = [*boxes, *(circle for name, circle in circles.items() if name != own)]
        for label, box in spots:
            if inside(box, width, height) and not any(touch(box, other) for other in others):
                drawn[own] = label
                boxes.append(box)
                break
    return drawn


def around(place: Place, radius: float) -> Box:
    """The square around a circle."""
    return place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius


def candidates(
    lines: tuple[str, ...], place: Place, radius: float, size: float, directions: Sequence[Place]
) -> list[tuple[Label, Box]]:
    """Where a label may stand, with the box that it fills: first where fewest lines lead."""
    leading = round(size * LINE_HEIGHT, 1)
    wide = max(breadth(line) for line in lines) * size
    tall = leading * len(lines)
    found = []
    for anchor, way_x, way_y in sorted(SPOTS, key=lambda spot: crossed(spot[1:], directions)):
        # A label that begins below its circle's far side lies below all of it.
        lies_under = (anchor, way_x) in (("start", -1), ("end", 1))
        away = radius * (1 if 0 in (way_x, way_y) or lies_under else DIAGONAL)
        x = place[0] + way_x * (away + SPACE)
        top = place[1] + way_y * (away + 1) - tall * (1 - way_y) / 2
        left = x - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
        label = Label(round(x, 1), round(top + size * 0.95, 1), anchor, lines, leading)
        found.append((label, (left, top, left + wide, top + tall)))
    return found


def crossed(way: Place, directions: Sequence[Place]) -> int:
    """How many of the lines that lead in these directions lead about this way."""
    length = math.hypot(*way)
    return sum(
        way[0] * x + way[1] * y > DIAGONAL * length * math.hypot(x, y) for x, y in directions
    )


def directions_of(
    lines: Sequence[Line], places: Mapping[str, Place]
) -> defaultdict[str, list[Place]]:
    """Where the strong lines lead from each node."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for line in lines:
        if line.strong:
            here, there = places[line.source], places[line.target]
            way = (there[0] - here[0], there[1] - here[1])
            found[line.source].append(way)
            found[line.target].append((-way[0], -way[1]))
    return found


def inside(box: Box, width: float, height: float) -> bool:
    """Whether a box lies in the picture."""
    return box[0] >= 1 and box[1] >= 1 and box[2] <= width - 1 and box[3] <= height - 1


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes have a place in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def breadth(text: str) -> float:
    """About how broad a text is, in multiples of the size of its letters, rather more than less."""
    return sum(letter_breadth(letter) for letter in text if not unicodedata.combining(letter))


def letter_breadth(letter: str) -> float:
    """The same of one letter."""
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return LETTERS.get(letter, CAPITAL if letter.isupper() else USUAL)


def wrapped(text: str) -> tuple[str, ...]:
    """The text in at most two lines of some twenty letters; what is left over becomes `…`."""
    lines = [""]
    for word in text.split():
        if not lines[-1] or len(lines[-1]) + 1 + len(word) <= LONGEST_LINE:
            lines[-1] = f"{lines[-1]} {word}".strip()
        else:
            lines.append(word)
    shown = [shortened(line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES and not shown[-1].endswith("…"):
        shown[-1] += "…"
    return tuple(shown)


def shortened(line: str) -> str:
    """A line that is too long, cut off."""
    return line if len(line) <= LONGEST_LINE + 2 else f"{line[: LONGEST_LINE + 1]}…"
