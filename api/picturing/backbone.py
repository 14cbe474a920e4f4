"""The lines of a network's picture: one for each two that are tied, and which of them stand out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx

Member = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """What ties two nodes, all its types together.

    `source` comes before `target` by id, so direction is not told; `types` are pairs of a type and
    its weight, the heaviest first; `edges` are the places of its edges in the list they came from.
    """

    source: str
    target: str
    weight: int
    types: tuple[tuple[str, int], ...]
    edges: tuple[int, ...]
    strong: bool


def backbone(nodes: Sequence[Member], edges: Sequence[Member], most: int) -> list[Line]:
    """One line for each pair of nodes, the strong ones last, so that they are drawn on top.

    Strong are, up to `most`: first a maximum spanning forest, the heaviest first, so that nobody
    who is tied hangs loose; then those of the least probability by the disparity filter (M. Á.
    Serrano, M. Boguñá and A. Vespignani, "Extracting the multiscale backbone of complex weighted
    networks", PNAS 106, 2009). An edge from a node to itself makes no line. Raises ValueError for
    an edge whose ends are not among the nodes, and for a negative `most`.
    """
    if most < 0:
        raise ValueError(f"most is {most}: it must be 0 or more lines")
    gathered = gather({node["id"] for node in nodes}, edges)
    weights = {
        pair: sum(edges[place]["weight"] for place in places) for pair, places in gathered.items()
    }
    strong = set(standing_out(weights)[:most])
    lines = [
        Line(*pair, weights[pair], types_of(edges, places), tuple(places), pair in strong)
        for pair, places in gathered.items()
    ]
    return sorted(lines, key=lambda line: (line.strong, line.weight, line.source, line.target))


def gather(known: set[str], edges: Sequence[Member]) -> dict[tuple[str, str], list[int]]:
    """The places of the edges of each pair."""
    gathered: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, edge in enumerate(edges):
        first, last = sorted((edge["source"], edge["target"]))
        for end in (first, last):
            if end not in known:
                raise ValueError(f"edge {place} leads to {end!r}, which is none of the nodes")
        if first != last:
            gathered[first, last].append(place)
    return gathered


def types_of(edges: Sequence[Member], places: Iterable[int]) -> tuple[tuple[str, int], ...]:
    """The types of some edges with their weights, the heaviest first."""
    weights: Counter[str] = Counter()
    for place in places:
        weights[edges[place]["type"]] += edges[place]["weight"]
    return tuple(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def standing_out(weights: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """All pairs in the order in which they stand out."""
    by_weight = sorted(weights, key=lambda pair: (-weights[pair], pair))
    joined: networkx.utils.UnionFind = networkx.utils.UnionFind()
    forest = []
    for first, last in by_weight:
        if joined[first] != joined[last]:
            joined.union(first, last)
            forest.append((first, last))
    chance = chances(weights)
    spanning = set(forest)
    rest = [pair for pair in by_weight if pair not in spanning]
    return forest + sorted(rest, key=lambda pair: chance[pair])


def chances(weights: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], float]:
    """How probable the share of each pair is, if each node spread its weight at random.

    Of the two ends the lesser counts; an end with one line says nothing (1.0).
    """
    strength: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for pair, weight in weights.items():
        for end in pair:
            strength[end] += weight
            degree[end] += 1
    return {
        pair: min((1 - weight / strength[end]) ** (degree[end] - 1) for end in pair)
        for pair, weight in weights.items()
    }
