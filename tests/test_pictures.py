"""The network's picture: what is tied, where it stands, what is drawn, and that it can be read."""

import json
import math
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from statistics import mean
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from api.picturing.backbone import Line, backbone
from api.picturing.labels import Label, breadth, labels, wrapped
from api.picturing.layout import MOST_NODES, TARGET, arranged, evened, radii, upright
from api.picturing.spacing import Frame, seated, spread

Nodes = list[dict[str, Any]]
Edges = list[dict[str, Any]]
SIZES = [(1200, 800), (360, 480)]
TYPES = ("met", "mediated", "signed", "spoke_of")


def network_of(edges: Edges, alone: int = 0) -> tuple[Nodes, Edges]:
    """The nodes that edges touch, as the API tells them, and some that nothing touches."""
    weights: Counter[str] = Counter()
    for edge in edges:
        for end in (edge["source"], edge["target"]):
            weights[end] += edge["weight"]
    weights |= Counter({f"pty-alone-{number}": 1 for number in range(alone)})
    return [
        {"id": name, "label": f"Party {name}", "weight": weight, "degree": 1}
        for name, weight in sorted(weights.items())
    ], edges


def tie(source: str, target: str, weight: int = 1, type: str = "met") -> dict[str, Any]:
    """An edge."""
    return {"source": source, "target": target, "type": type, "weight": weight}


def at_random(nodes: int, edges: int, seed: int = 5) -> tuple[Nodes, Edges]:
    """A weighted network of so many edges among so many nodes."""
    drawn = random.Random(seed)
    pairs = drawn.sample(list(combinations(range(nodes), 2)), edges)
    return network_of(
        [
            tie(f"n{one}", f"n{other}", min(40, int(drawn.paretovariate(1.1))), drawn.choice(TYPES))
            for one, other in pairs
        ]
    )


@st.composite
def networks(draw: st.DrawFn) -> tuple[Nodes, Edges]:
    """Networks of up to 46 nodes, with double edges, islands and nodes without edges."""
    number = draw(st.integers(2, 40))
    name = st.integers(0, number - 1).map("n{}".format)
    edge = st.builds(tie, name, name, st.integers(1, 1000), st.sampled_from(TYPES))
    return network_of(draw(st.lists(edge, max_size=80)), alone=draw(st.integers(0, 6)))


def faults(nodes: Nodes, edges: Edges, width: int, height: int) -> list[str]:
    """Circles that touch each other or leave the picture."""
    places, sizes = arranged(nodes, edges, width, height), radii(nodes, width, height)
    assert set(places) == set(sizes) == {node["id"] for node in nodes}
    outside = [
        name
        for name, (x, y) in places.items()
        if not (
            sizes[name] <= x <= width - sizes[name] and sizes[name] <= y <= height - sizes[name]
        )
    ]
    touching = [
        f"{one} and {other}"
        for one, other in combinations(places, 2)
        if math.dist(places[one], places[other]) < sizes[one] + sizes[other]
    ]
    return outside + touching


@pytest.mark.parametrize(("width", "height"), SIZES)
@settings(derandomize=True, deadline=None, max_examples=40)
@given(network=networks())
def test_circles_neither_touch_nor_leave_the_picture(
    width: int, height: int, network: tuple[Nodes, Edges]
) -> None:
    assert faults(*network, width, height) == []


@pytest.mark.parametrize(
    ("network", "width", "height"),
    [
        (at_random(100, 400), 360, 480),
        (at_random(MOST_NODES, 1000), 1200, 800),
        (at_random(430, 1000), 360, 480),
        (at_random(20, 30), 120, 120),
        (network_of([tie("a", "b")]), 120, 120),
    ],
)
def test_nor_do_very_many_or_two_in_a_small_picture(
    network: tuple[Nodes, Edges], width: int, height: int
) -> None:
    assert faults(*network, width, height) == []


@pytest.mark.parametrize("place", [(0.0, 0.0), (-40.0, 900.0), (250.0, 30.0)])
@pytest.mark.parametrize("move", [spread, seated])
def test_circles_of_one_place_come_apart_within_their_frame(
    move: Callable[..., dict[str, tuple[float, float]]], place: tuple[float, float]
) -> None:
    frame = Frame(10, 20, 200, 120)
    moved = move(dict.fromkeys("abcde", place), dict.fromkeys("abcde", 10.0), frame)
    assert all(20 <= x <= 190 and 30 <= y <= 110 for x, y in moved.values())
    nearest = min(math.dist(*pair) for pair in combinations(moved.values(), 2))
    assert nearest >= (19.9 if move is seated else 8)


def test_up_to_forty_on_a_telephone_can_each_be_hit_with_a_finger() -> None:
    nodes, edges = at_random(40, 120)
    places = arranged(nodes, edges, 360, 480)
    nearest = min(math.dist(one, other) for one, other in combinations(places.values(), 2))
    assert nearest >= 2 * TARGET - 0.2


def test_the_same_network_is_always_drawn_alike() -> None:
    nodes, edges = at_random(60, 200)
    program = (
        "import json, sys\nfrom api.picturing.layout import arranged\n"
        "nodes, edges = json.load(sys.stdin)\nprint(json.dumps(arranged(nodes, edges, 900, 600)))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps([nodes[::-1], edges]),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    here = arranged(nodes, edges[::-1], 900, 600)
    assert {name: list(place) for name, place in here.items()} == json.loads(elsewhere.stdout)


def test_what_is_given_is_a_copy_of_what_is_kept() -> None:
    nodes, edges = network_of([tie("a", "b"), tie("b", "c")])
    arranged(nodes, edges, 400, 400).clear()
    assert set(arranged(nodes, edges, 400, 400)) == {"a", "b", "c"}


def test_who_is_tied_stands_nearer_than_who_is_not() -> None:
    groups = [[f"{group}{number}" for number in range(8)] for group in "ab"]
    edges = [tie(*pair, 5) for group in groups for pair in combinations(group, 2)]
    nodes, edges = network_of([*edges, tie("a0", "b0")])
    places = arranged(nodes, edges, 1200, 800)
    apart: dict[bool, list[float]] = {True: [], False: []}
    for one, other in combinations(places, 2):
        apart[one[0] == other[0]].append(math.dist(places[one], places[other]))
    assert mean(apart[True]) < 0.6 * mean(apart[False])


def test_an_island_stands_beside_the_rest() -> None:
    main = [tie(f"m{number}", f"m{other}") for number in range(20) for other in (20, 21)]
    nodes, edges = network_of([*main, tie("x1", "x2")])
    places = arranged(nodes, edges, 1200, 800)
    island = [place for name, place in places.items() if name[0] == "x"]
    others = [place for name, place in places.items() if name[0] == "m"]
    assert min(x for x, _ in island) > max(x for x, _ in others)
    assert math.dist(*island) < 200


def test_what_is_long_lies_along_the_longer_side() -> None:
    slanting = [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]
    assert [y for _, y in upright(slanting, lies=True)] == pytest.approx([0, 0, 0])
    assert [x for x, _ in upright(slanting, lies=False)] == pytest.approx([0, 0, 0])


def test_one_far_out_does_not_press_the_rest_together() -> None:
    assert evened([0, 1, 2, 100]) == pytest.approx([0, 0.005 + 1 / 6, 0.01 + 2 / 6, 1])
    assert evened([7, 7]) == [0.5, 0.5]


def test_areas_go_by_weight() -> None:
    nodes = [{"id": str(weight), "weight": weight} for weight in (1, 25, 100)]
    sizes = radii(nodes, 1200, 800)
    assert sizes["100"] == 2 * sizes["25"] and sizes["1"] >= 2.6
    assert radii([], 1200, 800) == {} == arranged([], [], 1200, 800)


def test_edges_between_two_are_one_line_with_its_types() -> None:
    edges = [tie("b", "a", 2, "spoke_of"), tie("a", "b", 1), tie("a", "b", 3, "spoke_of")]
    nodes, edges = network_of([*edges, tie("a", "a", 9)])
    assert backbone(nodes, edges, 1) == [
        Line("a", "b", 6, (("spoke_of", 5), ("met", 1)), (0, 1, 2), strong=True)
    ]
    assert not backbone(nodes, edges, 0)[0].strong


def test_strong_lines_hold_all_together_before_they_tell_more() -> None:
    heavy = [tie(*pair, 50) for pair in combinations("abcd", 2)]
    nodes, edges = network_of([*heavy, tie("d", "e", 1), tie("a", "e", 2)])
    strong = [line for line in backbone(nodes, edges, 4) if line.strong]
    assert {name for line in strong for name in (line.source, line.target)} == set("abcde")
    assert ("a", "e") in {(line.source, line.target) for line in strong}


def test_beyond_that_a_line_is_strong_that_is_much_for_one_of_its_ends() -> None:
    hub = [tie("hub", f"n{number}", 100) for number in range(10)]
    quiet = [tie("n0", "n1", 80), *(tie("n2", f"n{number}", 2) for number in range(3, 10))]
    nodes, edges = network_of(hub + quiet)
    strong = {(line.source, line.target) for line in backbone(nodes, edges, 11) if line.strong}
    assert strong == {("hub", f"n{number}") for number in range(10)} | {("n0", "n1")}


@settings(derandomize=True, deadline=None, max_examples=60)
@given(network=networks(), most=st.integers(0, 100))
def test_lines_lose_no_weight_and_no_edge(network: tuple[Nodes, Edges], most: int) -> None:
    nodes, edges = network
    lines = backbone(nodes, edges, most)
    told = {place for place, edge in enumerate(edges) if edge["source"] != edge["target"]}
    assert sorted(place for line in lines for place in line.edges) == sorted(told)
    assert sum(line.weight for line in lines) == sum(edges[place]["weight"] for place in told)
    assert all(line.weight == sum(dict(line.types).values()) for line in lines)
    assert sum(line.strong for line in lines) == min(most, len(lines))
    assert [line.strong for line in lines] == sorted(line.strong for line in lines)


def boxes_of(drawn: dict[str, Label], size: float) -> dict[str, tuple[float, float, float, float]]:
    """Where labels lie, reckoned from what is drawn."""
    boxes = {}
    for name, label in drawn.items():
        wide = max(breadth(line) for line in label.lines) * size
        left = label.x - wide * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]
        top = label.y - size * 0.8
        bottom = label.y + label.leading * (len(label.lines) - 1) + size * 0.2
        boxes[name] = (left, top, left + wide, bottom)
    return boxes


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_labels_lie_on_nothing_and_the_heaviest_have_theirs(width: int, height: int) -> None:
    nodes, edges = at_random(100, 400)
    places, sizes = arranged(nodes, edges, width, height), radii(nodes, width, height)
    drawn = labels(nodes, backbone(nodes, edges, 150), places, sizes, width, height)
    boxes = boxes_of(drawn, 12)
    assert len(drawn) >= (70 if width == 1200 else 10)
    for name, (left, top, right, bottom) in boxes.items():
        assert 0 <= left < right <= width and 0 <= top < bottom <= height
        for other, (x, y) in places.items():
            beside = math.dist((x, y), (min(max(x, left), right), min(max(y, top), bottom)))
            assert beside >= sizes[other] - 0.1, f"{name} lies on the circle {other}"
    for one, other in combinations(boxes.values(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_label_stands_where_no_line_leads() -> None:
    nodes, edges = network_of([tie("left", "right")])
    places, sizes = {"left": (100.0, 60.0), "right": (300.0, 60.0)}, {"left": 9.0, "right": 9.0}
    drawn = labels(nodes, backbone(nodes, edges, 1), places, sizes, 400, 120)
    assert (drawn["left"].anchor, drawn["right"].anchor) == ("end", "start")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Armenia", ("Armenia",)),
        ("Ministry of Foreign Affairs of Armenia", ("Ministry of Foreign", "Affairs of Armenia")),
        (
            "European Union monitoring mission in Armenia",
            ("European Union", "monitoring mission…"),
        ),
        ("Donaudampfschifffahrtsgesellschaft", ("Donaudampfschifffahrt…",)),
        ("", ("",)),
    ],
)
def test_long_labels_break_into_two_lines(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text) == lines


def test_letters_are_as_broad_as_their_script() -> None:
    assert breadth("日本") == 2.0 and breadth("e\u0301") == breadth("e") > breadth("i")


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_network_of_the_seeds_can_be_read(make_app: Callable[[str], Flask]) -> None:
    answer = make_app("seeds").test_client().get("/v1/network?limit=1000")
    nodes, edges = answer.json["data"]["nodes"], answer.json["data"]["edges"]
    for width, height in SIZES:
        assert faults(nodes, edges, width, height) == []
        places, sizes = arranged(nodes, edges, width, height), radii(nodes, width, height)
        lines = backbone(nodes, edges, 60)
        drawn = labels(nodes, lines, places, sizes, width, height, 11)
        heaviest = sorted(nodes, key=lambda node: -node["weight"])[:6]
        assert {node["id"] for node in heaviest} <= set(drawn)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: arranged([], [], 100, 800), "100 by 800 is too small: each side needs 120"),
        (lambda: arranged([], [], math.nan, 800), "nan by 800 is too small"),
        (
            lambda: radii([{"id": str(n)} for n in range(500)], 900, 900),
            "900 by 900 has room for 499 nodes, not 500",
        ),
        (lambda: radii([{"id": str(n)} for n in range(24)], 120, 120), "has room for 23 nodes"),
        (lambda: backbone([{"id": "a"}], [tie("a", "b")], 1), "edge 0 leads to 'b', which is none"),
        (lambda: backbone([], [], -1), "most is -1: it must be 0 or more lines"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make: Callable[[], Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        make()
