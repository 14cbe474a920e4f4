"""Where the nodes of a network's picture stand, and how large they are."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import networkx

from api.picturing.backbone import backbone
from api.picturing.spacing import Frame, Place, held, seated, spread

Member = Mapping[str, Any]
Ties = tuple[tuple[str, str, float], ...]

SEED = 6
LEAST_RADIUS, LARGEST_RADIUS = 3.0, 26.0
LEAST_SIDE = 120
# From 500 on networkx needs scipy.
MOST_NODES = 499
# How much of the picture circles may cover, so that `seated` always finds a place.
COVERED = 0.15
# Half of what a finger needs: WCAG 2.2, 2.5.8 (24 pixels from centre to centre).
TARGET = 12.0
SPACE = 1.0
MARGIN = 16.0
LINES_A_NODE = 1.5
# Lines that are not strong hardly pull, so that what is strong gives the shape.
FAINT = 0.05
# A part of n nodes is at most about the root of n times so many pixels long.
APART = 190.0
LEAST_SHARE = 0.14
FILLED = 0.9
EVENNESS = 0.5
FEWEST_ROUNDS, MOST_ROUNDS = 30, 60
KEPT = 64


def radii(nodes: Sequence[Member], width: float, height: float) -> dict[str, float]:
    """The radius of each node in pixels: its area goes by its weight, down to what can be seen.

    The heaviest is as large as the picture has room for all to be.
    """
    checked(nodes, width, height)
    largest = largest_reach(len(nodes), width, height) - SPACE
    heaviest = max((node["weight"] for node in nodes), default=1) or 1
    return {
        node["id"]: round(max(largest * math.sqrt(node["weight"] / heaviest), LEAST_RADIUS), 1)
        for node in nodes
    }


def arranged(
    nodes: Sequence[Member], edges: Sequence[Member], width: float, height: float
) -> dict[str, Place]:
    """The centre of each node in pixels, with room for its circle in the picture and to others.

    The same question has the same answer. Raises ValueError for a picture that is too small, for
    more nodes than can be laid out and for edges without their nodes.
    """
    sizes = radii(nodes, width, height)
    lines = backbone(nodes, edges, math.ceil(LINES_A_NODE * len(nodes)))
    ties = tuple(
        (line.source, line.target, math.log2(1 + line.weight) * (1 if line.strong else FAINT))
        for line in sorted(lines, key=lambda line: (line.source, line.target))
    )
    return dict(_arranged(tuple(sorted(sizes.items())), ties, width, height))


def checked(nodes: Sequence[Member], width: float, height: float) -> None:
    """Refuse what no legible picture can be made of."""
    if not (width >= LEAST_SIDE and height >= LEAST_SIDE):
        raise ValueError(
            f"a picture of {width:g} by {height:g} is too small: each side needs {LEAST_SIDE}"
        )
    most = min(MOST_NODES, int(room(width, height) / (LEAST_RADIUS + SPACE) ** 2))
    if len(nodes) > most:
        raise ValueError(
            f"a picture of {width:g} by {height:g} has room for {most} nodes, not {len(nodes)}"
        )


def room(width: float, height: float) -> float:
    """The sum of the squares of the radii that circles may have and still find their places."""
    return COVERED * (width - 2 * MARGIN) * (height - 2 * MARGIN) / math.pi


def largest_reach(number: int, width: float, height: float) -> float:
    """The radius, with the space around, that all of so many nodes may have."""
    return min(math.sqrt(room(width, height) / max(number, 1)), LARGEST_RADIUS + SPACE)


@lru_cache(maxsize=KEPT)
def _arranged(
    sizes: tuple[tuple[str, float], ...], ties: Ties, width: float, height: float
) -> tuple[tuple[str, Place], ...]:
    """The places of what can be kept."""
    graph = networkx.Graph()
    graph.add_nodes_from(name for name, _ in sizes)
    graph.add_weighted_edges_from(ties)
    frame = Frame(MARGIN, MARGIN / 2, width - MARGIN, height - MARGIN)
    parts = sorted(networkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    places: dict[str, Place] = {}
    for part, own in shared_out([sorted(part) for part in parts], frame):
        places |= filled(graph.subgraph(part), part, own)
    spaced = spread(places, {name: size + gap(frame, len(sizes)) for name, size in sizes}, frame)
    aimed_at = min(TARGET, largest_reach(len(sizes), width, height))
    reach = {name: max(size + SPACE, aimed_at) for name, size in sizes}
    seats = seated(spaced, reach, frame)
    return tuple((name, (round(x, 1), round(y, 1))) for name, (x, y) in sorted(seats.items()))


def gap(frame: Frame, number: int) -> float:
    """The free space wished for around a node, so that its label has room."""
    return held(0.2 * math.sqrt(frame.width * frame.height / number) - 6, 1.5, 14)


def shared_out(parts: Sequence[list[str]], frame: Frame) -> list[tuple[list[str], Frame]]:
    """A room for each part, the frame cut in two again and again by their number of nodes.

    The largest part stands alone, and no room is a sliver.
    """
    if len(parts) <= 1:
        return [(part, frame) for part in parts]
    total, first = sum(map(len, parts)), len(parts[0])
    cut = 1
    while cut < len(parts) - 1 and first + len(parts[cut]) <= total / 2:
        first += len(parts[cut])
        cut += 1
    share = held(first / total, LEAST_SHARE, 1 - LEAST_SHARE)
    one, other = halves(frame, share)
    return shared_out(parts[:cut], one) + shared_out(parts[cut:], other)


def halves(frame: Frame, share: float) -> tuple[Frame, Frame]:
    """The frame cut across its longer side, with some space between the two."""
    if frame.width >= frame.height:
        middle, space = frame.left + frame.width * share, min(MARGIN / 2, frame.width / 20)
        return (
            replace(frame, right=middle - space),
            replace(frame, left=middle + space),
        )
    middle, space = frame.top + frame.height * share, min(MARGIN / 2, frame.height / 20)
    return replace(frame, bottom=middle - space), replace(frame, top=middle + space)


def filled(graph: networkx.Graph, names: Sequence[str], room: Frame) -> dict[str, Place]:
    """A connected part laid out by its ties and drawn as large as its room, or its size, allows.

    The forces are those of T. M. J. Fruchterman and E. M. Reingold, "Graph drawing by
    force-directed placement", Software: Practice and Experience 21, 1991.
    """
    ordered = networkx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_weighted_edges_from(sorted(graph.edges(data="weight")))
    laid = networkx.spring_layout(ordered, seed=SEED, iterations=rounds(len(names)), method="force")
    turned = upright([(float(x), float(y)) for x, y in laid.values()], room.width >= room.height)
    return dict(zip(laid, fitted(turned, room), strict=True))


def rounds(number: int) -> int:
    """How often the forces act: less often on very many nodes, which cost their square."""
    return int(held(6000 / number, FEWEST_ROUNDS, MOST_ROUNDS))


def upright(places: Sequence[Place], lies: bool) -> list[Place]:
    """The places turned so that they stretch along the longer side, about their middle."""
    number = len(places)
    middle_x, middle_y = (sum(axis) / number for axis in zip(*places, strict=True))
    around = [(x - middle_x, y - middle_y) for x, y in places]
    xx, yy = sum(x * x for x, _ in around), sum(y * y for _, y in around)
    xy = sum(x * y for x, y in around)
    angle = math.atan2(2 * xy, xx - yy) / 2 + (0 if lies else math.pi / 2)
    cos, sin = math.cos(angle), math.sin(angle)
    return [(x * cos + y * sin, y * cos - x * sin) for x, y in around]


def fitted(places: Sequence[Place], room: Frame) -> list[Place]:
    """The places stretched to their room, each side no longer than its nodes need."""
    needed = APART * (math.sqrt(len(places)) - 0.6)
    sides = (min(room.width * FILLED, needed), min(room.height * FILLED, needed))
    middle = ((room.left + room.right) / 2, (room.top + room.bottom) / 2)
    axes = [
        [centre + (share - 0.5) * side for share in evened(values)]
        for values, centre, side in zip(zip(*places, strict=True), middle, sides, strict=True)
    ]
    return list(zip(*axes, strict=True))


def evened(values: Sequence[float]) -> list[float]:
    """How far along from 0 to 1 each value lies, half as it is and half by its rank.

    So a few far out do not press the rest together.
    """
    least, most = min(values), max(values)
    if most - least < 1e-9:
        return [0.5] * len(values)
    order = sorted(range(len(values)), key=lambda index: values[index])
    rank = dict(zip(order, range(len(order)), strict=True))
    return [
        (1 - EVENNESS) * (value - least) / (most - least)
        + EVENNESS * rank[index] / (len(values) - 1)
        for index, value in enumerate(values)
    ]
