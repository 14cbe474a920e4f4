"""The geometry of maps: real places on real land, windows, lines made small, marks drawn as one."""

import math
import random
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.picturing.clusters import LARGEST_RADIUS, LEAST_RADIUS, Cluster, clusters, radius
from api.picturing.projection import WHOLE, WORLD, Bounds, View, natural_earth, window_of
from api.picturing.tracing import clipped, path, thinned
from api.picturing.world import BEYOND, outline, world

Point = tuple[float, float]
WIDTH = 960
PLACES = {
    "Yerevan": ("ARM", 44.51, 40.18),
    "Stepanakert": ("AZE", 46.75, 39.82),
    "Moscow": ("RUS", 37.62, 55.75),
    "Brussels": ("BEL", 4.35, 50.85),
    "Kragujevac": ("SRB", 20.91, 44.01),
    "Pristina": ("", 21.16, 42.66),
    "Naypyidaw": ("MMR", 96.1, 19.75),
    "Juba": ("SSD", 31.58, 4.85),
    "Taichung": ("TWN", 120.9, 24.1),
    "Thaba-Tseka": ("LSO", 28.6, -29.53),
    "Bogota": ("COL", -74.07, 4.71),
    "Waikato": ("NZL", 175.5, -38.2),
    "Egvekinot": ("RUS", -179.1, 66.9),
    "Mauna Kea": ("USA", -155.5, 19.6),
    "Vostok": ("ATA", 106.8, -78.46),
}
WINDOWS: dict[str, Bounds] = {
    "the world": WORLD,
    "all of it": WHOLE,
    "Caucasus": (40, 35, 55, 45),
    "Europe": (-15, 35, 50, 65),
    "Africa and Arabia": (-20, -35, 60, 40),
    "the Pacific": (140, -50, 240, 40),
    "Chukotka": (170, 60, 195, 75),
}


def view_of(bounds: Bounds) -> View:
    return View.fitting(bounds, WIDTH)


def corners(data: str) -> Iterator[list[Point]]:
    """The rings of path data, each corner where it lies."""
    for ring in data.split("z")[:-1]:
        numbers = [float(each) for each in re.findall(r"-?(?:\d*\.\d|\d+)", ring)]
        x = y = 0.0
        corner = []
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = round(x + across, 1), round(y + down, 1)
            corner.append((x, y))
        yield corner


def holds(rings: list[list[Point]], x: float, y: float) -> bool:
    """Whether a point is filled by `evenodd`."""
    crossings = 0
    for ring in rings:
        for (a, b), (c, d) in pairwise([*ring, ring[0]]):
            crossings += (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a
    return crossings % 2 == 1


def countries_at(view: View, x: float, y: float) -> set[str]:
    return {code for code, data in outline(view) if holds(list(corners(data)), x, y)}


def seen(view: View, longitude: float, latitude: float) -> bool:
    x, y = view.project(longitude, latitude)
    return -0.01 <= x <= view.width + 0.01 and -0.01 <= y <= view.height + 0.01


@pytest.mark.parametrize("window", WINDOWS)
def test_a_place_lies_in_its_country_in_every_view_that_shows_it(window: str) -> None:
    view = view_of(WINDOWS[window])
    shown = {name: place for name, place in PLACES.items() if seen(view, *place[1:])}
    found = {name: countries_at(view, *view.project(*place[1:])) for name, place in shown.items()}
    assert shown
    assert found == {name: {place[0]} for name, place in shown.items()}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_lies_in_its_country_in_the_view_around_it(name: str) -> None:
    code, longitude, latitude = PLACES[name]
    view = view_of(window_of([(longitude, latitude)]))
    assert seen(view, longitude, latitude)
    assert countries_at(view, *view.project(longitude, latitude)) == {code}


@pytest.mark.parametrize("window", ["the world", "all of it", "Europe"])
def test_east_is_right_and_north_is_up(window: str) -> None:
    view = view_of(WINDOWS[window])
    moscow, brussels, yerevan = (
        view.project(*PLACES[name][1:]) for name in ("Moscow", "Brussels", "Yerevan")
    )
    assert brussels[0] < moscow[0] < yerevan[0]
    assert moscow[1] < brussels[1] < yerevan[1]


def test_there_is_land_for_every_country_at_war_or_at_peace() -> None:
    land = world().rings
    assert len(land) > 230
    assert {"SRB", "MNE", "MMR", "HUN", "TWN", "PSE", "ESH", "SSD", "TLS", ""} <= set(land)


@pytest.mark.parametrize("window", WINDOWS)
def test_no_line_runs_across_a_picture_or_out_of_it(window: str) -> None:
    view = view_of(WINDOWS[window])
    for code, data in outline(view):
        for ring in corners(data):
            for (x, y), (right, below) in pairwise([*ring, ring[0]]):
                assert -BEYOND - 0.1 <= x <= view.width + BEYOND + 0.1, code
                assert -BEYOND - 0.1 <= y <= view.height + BEYOND + 0.1, code
                edge = x == right or y == below
                assert edge or math.dist((x, y), (right, below)) < view.width / 2, (code, x, y)


def test_what_the_antimeridian_cuts_is_whole_in_the_world() -> None:
    drawn = dict(outline(view_of(WORLD)))
    across = {
        code: [x for ring in corners(drawn[code]) for x, _ in ring] for code in ("RUS", "FJI")
    }
    assert min(across["RUS"]) > WIDTH / 2
    assert min(across["FJI"]) > 0.9 * WIDTH
    assert max(max(each) for each in across.values()) < WIDTH


def test_antarctica_reaches_the_lower_edge_of_the_whole_world() -> None:
    view = view_of(WHOLE)
    drawn = dict(outline(view))["ATA"]
    assert max(y for ring in corners(drawn) for _, y in ring) == pytest.approx(view.height, abs=0.5)
    assert "ATA" not in dict(outline(view_of(WORLD)))


def test_outlines_are_small_and_those_of_regions_smaller() -> None:
    sizes = {
        name: sum(len(data) for _, data in outline(view_of(WINDOWS[name]))) for name in WINDOWS
    }
    assert 30_000 < sizes["the world"] < 60_000
    assert 2_000 < sizes["Caucasus"] < 12_000
    assert max(sizes.values()) < 70_000


def test_neighbours_have_the_points_of_their_border_in_common() -> None:
    drawn = {
        code: {corner for ring in corners(data) for corner in ring}
        for code, data in outline(view_of(WINDOWS["Caucasus"]))
    }
    assert len(drawn["ARM"] & drawn["AZE"]) > 20
    assert len(drawn["ARM"] & drawn["GEO"]) > 5


def test_the_same_view_is_drawn_once() -> None:
    assert outline(view_of(WINDOWS["Caucasus"])) is outline(view_of(WINDOWS["Caucasus"]))


def test_a_region_is_not_stretched() -> None:
    view = view_of(WINDOWS["Europe"])
    for latitude in (36, 50, 64):
        x, y = view.project(20, latitude)
        east = view.project(20.01, latitude)[0] - x
        north = y - view.project(20, latitude + 0.01)[1]
        assert east / math.cos(math.radians(latitude)) == pytest.approx(north, rel=0.001)


@pytest.mark.parametrize(
    ("latitude", "length", "height"),
    [
        (0, 1, 0),
        (15, 0.9894, 0.186),
        (30, 0.957, 0.372),
        (45, 0.9006, 0.5571),
        (60, 0.8196, 0.7346),
        (75, 0.716, 0.8936),
    ],
)
def test_the_world_has_the_proportions_of_natural_earth(
    latitude: float, length: float, height: float
) -> None:
    """The table from which Patterson's projection was drawn before it had a polynomial."""
    x, y = natural_earth(180, latitude)
    assert x / natural_earth(180, 0)[0] == pytest.approx(length, abs=0.002)
    assert y / natural_earth(0, 90)[1] == pytest.approx(height, abs=0.002)
    assert natural_earth(-180, -latitude) == (-x, -y)


@given(
    west=st.floats(-180, 179),
    south=st.floats(-85, 84),
    wide=st.floats(0.5, 360),
    high=st.floats(0.5, 170),
    height=st.integers(100, 2000),
)
@settings(deadline=None, derandomize=True)
def test_a_picture_shows_all_of_its_window(
    west: float, south: float, wide: float, high: float, height: int
) -> None:
    view = View((west, south, west + wide, min(south + high, 85)), WIDTH, height)
    slack = 1e-6 * WIDTH
    for longitude in (west + 1e-9, west + wide / 2, west + wide - 1e-9):
        for latitude in (view.bounds[1], view.bounds[3]):
            x, y = view.project(longitude, latitude)
            assert -slack <= x <= WIDTH + slack
            assert -slack <= y <= height + slack


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ((50, 35, 40, 45), "west must be"),
        ((-190, 35, 40, 45), "west must be"),
        ((-170, 35, 191, 45), "east greater by up to 360"),
        ((40, 45, 50, 35), "south must be less than north"),
        ((40, 35, 50, 95), "from -90 to 90"),
        ((40, 30, 50, math.nan), "north: "),
        ((0, 86, 10, 88), "beyond the 85th parallel"),
        ((0, -88, 10, -86), "beyond the 85th parallel"),
    ],
)
def test_a_window_that_is_none_is_refused(bounds: Bounds, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        view_of(bounds)


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="both must be above 0"):
        View(WORLD, 960, 0)


@pytest.mark.parametrize(
    ("points", "window"),
    [
        ([], WORLD),
        ([(44.51, 40.18)], (35, 35, 55, 45)),
        ([(44.51, 40.18), (49.87, 40.41), (44.8, 41.7)], (35, 35, 55, 45)),
        ([(178.4, -18.1), (-171.8, -13.8)], (175, -20, 195, -10)),
        ([(-179.5, 66)], (170, 60, 190, 70)),
        ([(-74, 4.7), (44.5, 40.2), (96, 19.7)], WORLD),
        ([(19, -34), (24, 45), (37, 50)], (15, -45, 40, 60)),
        ([(19, -54), (24, 65)], WORLD),
        ([(15.6, 78.2)], (5, 75, 25, 85)),
        ([(0, 0), (106.8, -78.46)], WHOLE),
    ],
)
def test_a_window_is_found_for_points(points: list[Point], window: Bounds) -> None:
    assert window_of(points) == window


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6),
    st.floats(0, 1),
)
@example([(0.0, 0.0), (11.0, 0.0), (-1e-156, 0.0)], 0.0)
@settings(deadline=None, derandomize=True)
def test_a_window_holds_its_points_and_lies_on_the_grid(points: list[Point], margin: float) -> None:
    bounds = window_of(points, margin)
    view = view_of(bounds)
    assert all(seen(view, *point) for point in points)
    assert bounds in (WORLD, WHOLE) or all(side % 5 == 0 for side in bounds)


def test_neighbouring_places_share_their_window() -> None:
    assert window_of([(44.51, 40.18)]) == window_of([(43.85, 40.79)])


def square(x: float, y: float, side: float) -> list[Point]:
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]


@pytest.mark.parametrize(
    ("ring", "left"),
    [
        (square(2, 2, 3), set(square(2, 2, 3))),
        (square(-5, -5, 20), set(square(0, 0, 10))),
        (square(-2, 4, 4), {(0, 4), (2, 4), (2, 8), (0, 8)}),
        (square(20, 2, 3), set()),
        (square(-5, -5, 3), set()),
    ],
)
def test_a_square_is_cut_to_a_rectangle(ring: list[Point], left: set[Point]) -> None:
    assert set(clipped(ring, (0, 0, 10, 10))) == left


def test_what_is_cut_covers_the_same_within_and_nothing_beyond() -> None:
    chance = random.Random(6)
    bounds = (0.0, 0.0, 10.0, 10.0)
    for _ in range(60):
        ring = [(chance.uniform(-8, 18), chance.uniform(-8, 18)) for _ in range(7)]
        left = clipped(ring, bounds)
        for _ in range(40):
            x, y = chance.uniform(-8, 18), chance.uniform(-8, 18)
            within = 0 <= x <= 10 and 0 <= y <= 10
            assert holds([left] if left else [], x, y) == (within and holds([ring], x, y))


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the straight between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across**2 + down**2
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * down) / length
    held = min(max(along, 0), 1)
    return math.dist(point, (start[0] + held * across, start[1] + held * down))


def test_a_thinned_line_stays_near_the_line() -> None:
    chance = random.Random(6)
    line = [(index / 4, math.sin(index / 9) * 5 + chance.uniform(-1, 1)) for index in range(400)]
    kept = thinned(line, 0.8)
    assert kept[0] == 0 and kept[-1] == len(line) - 1
    assert 20 < len(kept) < 200
    for first, last in pairwise(kept):
        between = (off(line[index], line[first], line[last]) for index in range(first, last))
        assert max(between) <= 0.8


def test_path_data_tells_each_way_as_short_as_can_be() -> None:
    ring = [(10.04, 0.5), (10.51, 0.52), (10.5, 12), (-3.26, 0.46)]
    assert path([ring]) == "M10 .5l.5 0 0 11.5-13.8-11.5z"
    assert list(corners(path([ring]))) == [[(10, 0.5), (10.5, 0.5), (10.5, 12), (-3.3, 0.5)]]
    assert path([[(1, 1), (1.01, 1.02), (9, 9)], []]) == ""


def crowd(count: int) -> list[tuple[float, float, float, str]]:
    chance = random.Random(6)
    return [
        (chance.gauss(480, 200), chance.gauss(220, 60), chance.randint(1, 40), f"plc-{index}")
        for index in range(count)
    ]


def test_clusters_are_the_same_whatever_the_order() -> None:
    points = crowd(400) + [(100.0, 100.0, 2.0, f"plc-same-{index}") for index in range(5)]
    found = clusters(points, 18)
    for seed in range(5):
        assert clusters(random.Random(seed).sample(points, len(points)), 18) == found


def test_clusters_lose_nothing_and_stand_apart() -> None:
    points = crowd(1500)
    found = clusters(points, 18)
    assert sum(each.weight for each in found) == sum(weight for _, _, weight, _ in points)
    assert sorted(name for each in found for name in each.payloads) == sorted(
        name for _, _, _, name in points
    )
    assert 100 < len(found) < 1000
    assert min(math.dist((a.x, a.y), (b.x, b.y)) for a, b in combinations(found, 2)) >= 18


def test_a_cluster_stands_at_the_weighted_mean() -> None:
    assert clusters([(0, 0, 1, "a"), (4, 8, 3, "b")], 10) == [Cluster(3, 6, 4, ("b", "a"))]
    assert len(clusters([(0, 0, 1, "a"), (4, 8, 3, "b")], 8)) == 2


def test_clusters_do_not_creep_along_a_chain() -> None:
    found = clusters([(index * 9.0, 0.0, 1.0, index) for index in range(100)], 10)
    assert len(found) > 20
    assert max(each.weight for each in found) <= 5


def test_a_small_mark_is_drawn_over_a_large_one() -> None:
    weights = [each.weight for each in clusters(crowd(300), 18)]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("points", "distance", "told"),
    [
        ([(0, 0, 1, "plc-moscow")], 0, "a distance of 0"),
        ([(0, 0, 1, "plc-moscow")], math.nan, "a distance of nan"),
        ([(0, 0, 0, "plc-moscow")], 5, "'plc-moscow' weighs 0"),
    ],
)
def test_what_cannot_be_gathered_is_refused(
    points: list[tuple[float, float, float, str]], distance: float, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        clusters(points, distance)


def test_the_area_of_a_mark_goes_by_its_weight() -> None:
    assert radius(40, 40) == LARGEST_RADIUS
    assert radius(10, 40) == pytest.approx(LARGEST_RADIUS / 2)
    assert radius(1, 10_000) == LEAST_RADIUS
