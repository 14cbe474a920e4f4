"""The map of meetings and events: true numbers, true places, and a way to all that it shows."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from marshmallow import ValidationError

from api.pages.places import MOST_PLACES
from api.pages.windows import Window, fitted, is_wide, moves, told
from api.picturing.projection import WHOLE, WORLD, Bounds
from api.query.facets import MOST_GROUPS
from api.store import merge
from tests.page_reading import ReadPage, ids_in
from tests.writing import changed, plain, put, state

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ROW = re.compile(
    r'<tr(?: data-record="[^"]+")?>\s*<th scope="row"><a href="([^"]+)"(.*?)</tr>', re.S
)
CELL = re.compile(r"<td>(?:<a [^>]+>)?([^<]*)")
MARK = re.compile(r'<a class="mark" href="([^"]+)">\s*<title>([^<]*)</title>(.*?)</a>', re.S)
COUNTED = re.compile(r"(one|\d+) (meeting|event)s?\b")
ALL = "-169,-60,191,85"
HAPPENED = {"meetings": "held", "events": "told"}


def page(client: FlaskClient, path: str, status: int = 200, **headers: str) -> str:
    """A page as a browser is given it."""
    answer = client.get(path, headers={**BROWSER, **headers})
    text = answer.get_data(as_text=True)
    assert answer.status_code == status, text[:2000]
    return text


def rows(text: str) -> dict[str, list[str]]:
    """The cells of the tables by the place in the address that a row leads to."""
    return {
        found[1]: [unescape(each).replace("\u202f", "") for each in CELL.findall(rest)]
        for href, rest in ROW.findall(text)
        if (found := re.search("place=([a-z0-9-]+)", href))
    }


def marks(text: str, layer: str = "wide") -> dict[str, str]:
    """The titles of the circles of a layer, by where they lead."""
    picture = text[text.index('<g class="layer wide">') : text.index("</svg>\n<p")]
    wide, narrow = picture.split('<g class="layer narrow">')
    found = MARK.findall(wide if layer == "wide" else narrow)
    return {unescape(href): unescape(title) for href, title, _ in found}


def told_numbers(titles: Any) -> dict[str, int]:
    """The meetings and events that some circles say they stand for."""
    found = {"meeting": 0, "event": 0}
    for title in titles:
        for count, name in COUNTED.findall(title):
            found[name] += 1 if count == "one" else int(count)
    return found


def counted(client: FlaskClient, collection: str, query: str = "") -> dict[str, int]:
    """What the API counts by place: of what took place, or of all there is."""
    narrowed = query.replace("&status=any", "")
    if narrowed == query:
        narrowed += f"&status={HAPPENED[collection]}"
    url = f"/v1/stats/{collection}?group_by=place&place__null=false{narrowed}"
    return {row["place"]["id"]: row["count"] for row in client.get(url).get_json()["data"]}


@pytest.mark.parametrize(
    "query",
    ["", "party=pty-norland", "started__gte=2001", "status=any", "party=pty-norland&status=any"],
)
def test_the_table_tells_what_the_api_counts(reader: FlaskClient, query: str) -> None:
    known = [counted(reader, name, f"&{query}" if query else "") for name in ("meetings", "events")]
    shown = rows(page(reader, f"/map?{query}"))
    assert {target: [*map(int, cells[:2])] for target, cells in shown.items()} == {
        target: [each.get(target, 0) for each in known] for target in {*known[0], *known[1]}
    }


@pytest.mark.parametrize("query", ["", "&status=any"])
def test_circles_stand_for_all_that_is_counted(reader: FlaskClient, query: str) -> None:
    for path in ("/map?", f"/map?window={ALL}"):
        text = page(reader, f"{path}{query}".replace("?&", "?"))
        for layer in ("wide", "narrow"):
            assert told_numbers(marks(text, layer).values()) == {
                "meeting": sum(counted(reader, "meetings", query).values()),
                "event": sum(counted(reader, "events", query).values()),
            }


def test_what_did_not_take_place_is_left_out_unless_it_is_asked_for(world: FlaskClient) -> None:
    put(changed("mtg-port-mid", status="postponed", started=None, ended=None))
    text = page(world, "/map")
    assert rows(text) == {"plc-isle": ["0", "1", "Region"]}
    assert "/events?place=plc-isle&amp;status=told" in text
    chosen = page(world, "/map?place=plc-isle")
    assert set(ReadPage(chosen).records) == {"evt-war"}
    assert ReadPage(page(world, "/map?place=plc-port-mid")).records == []
    assert '<a href="/map?place=plc-isle&amp;status=any">' in chosen
    both = page(world, "/map?status=any")
    assert rows(both) == {
        "plc-isle": ["0", "2", "Region"],
        "plc-port-mid": ["1", "0", "Exact"],
    }
    assert 'name="status" value="any" checked' in both
    assert '"/events?place=plc-isle"' in both
    chosen = page(world, "/map?place=plc-isle&status=any")
    assert set(ReadPage(chosen).records) == {"evt-war", "evt-garrison"}
    assert ReadPage(page(world, "/map?place=plc-port-mid&status=any")).records == ["mtg-port-mid"]


def test_a_circle_of_several_places_comes_apart(reader: FlaskClient) -> None:
    together = marks(page(reader, f"/map?window={ALL}"))
    (closer,) = together
    assert closer.startswith("/map?window=")
    assert together[closer].startswith("The Isle, Port Mid: one meeting, one event")
    assert set(marks(page(reader, closer))) == {
        f"{closer}&place=plc-isle",
        f"{closer}&place=plc-port-mid",
    }


def test_a_chosen_place_shows_what_happened_there(reader: FlaskClient) -> None:
    text = page(reader, "/map?place=plc-isle")
    meetings, events = ReadPage(text).questions[:2]
    answers = [reader.get(each).get_json()["data"] for each in (meetings, events)]
    assert answers[0] == []
    assert ReadPage(text).records == [each["id"] for each in answers[1]] != []
    assert all(each["place"]["id"] == "plc-isle" for each in answers[1])
    assert "<title>The Isle" in text
    assert text.count('<circle class="chosen"') == 2
    sent = reader.get("/map?place=plc-isle", headers={"Accept": "application/json"})
    assert (sent.status_code, sent.headers["Location"]) == (303, meetings)


def test_one_kind_alone_is_asked_for_alone(reader: FlaskClient) -> None:
    text = page(reader, "/map?object=event")
    assert [*rows(text)] == ["plc-isle"]
    assert told_numbers(marks(text).values()) == {"meeting": 0, "event": 1}
    assert not any("/meetings" in each for each in ReadPage(text).questions)
    events = ReadPage(page(reader, "/map?object=event&place=plc-isle"))
    assert set(events.records) == ids_in(
        [{"id": each["id"]} for each in reader.get(events.questions[0]).get_json()["data"]]
    )


def test_what_is_only_about_there_is_told_and_dashed(reader: FlaskClient) -> None:
    text = page(reader, "/map")
    titles = marks(text)
    assert "(not exactly there)" in titles["/map?place=plc-isle"]
    assert "(not exactly there)" not in titles["/map?place=plc-port-mid"]
    dashed = {unescape(href) for href, _, drawn in MARK.findall(text) if 'class="vague"' in drawn}
    assert "/map?place=plc-isle" in dashed
    assert "/map?place=plc-port-mid" not in dashed
    assert [cells[2] for cells in rows(text).values()] == ["Region", "Exact"]


def test_names_stand_beside_single_places(reader: FlaskClient) -> None:
    text = page(reader, "/map")
    names = re.findall(r'<text class="name"[^>]*><tspan[^>]*>([^<]*)</tspan>', text)
    assert {"The Isle", "Port Mid"} <= set(names)
    assert 'class="name"' not in page(reader, f"/map?window={ALL}")


def test_elsewhere_nothing_happened(reader: FlaskClient) -> None:
    text = page(reader, "/map?window=150,-45,180,-30")
    assert (rows(text), marks(text)) == ({}, {})
    assert "2 places lie outside of what the map shows." in text
    far = page(reader, "/map?window=150,-45,180,-30&place=plc-isle")
    assert 'class="chosen"' not in far


def test_a_place_that_lies_nowhere_is_listed(world: FlaskClient) -> None:
    put(changed("plc-port-mid", latitude=None, longitude=None, precision=None))
    text = page(world, "/map")
    assert [*marks(text)] == ["/map?place=plc-isle"]
    below = text[text.index("Not on the map") :]
    assert rows(below) == {"plc-port-mid": ["1", "0", "unknown"]}
    chosen = page(world, "/map?place=plc-port-mid")
    assert "Where it lies is unknown" in chosen
    assert ReadPage(chosen).records == ["mtg-port-mid"]


def test_a_merged_place_leads_to_the_one_that_is_left(world: FlaskClient) -> None:
    merge("plc-port-mid", "plc-isle", "One and the same.", "tester")
    text = page(world, "/map?place=plc-port-mid")
    assert set(ReadPage(text).records) == {"mtg-port-mid", "evt-war"}
    assert '<h2 id="at-place"><a href="/places/plc-isle">' in text


def test_places_are_named_in_the_readers_language(make_app: Callable[[str], Flask]) -> None:
    client = make_app("world").test_client()
    name = {"key": "hy", "text": "Կղզի", "kind": "official", "language": "hy"}
    put(changed("plc-isle", names=[*plain("plc-isle")["names"], name]))
    text = page(client, "/map?lang=hy")
    assert marks(text)["/map?lang=hy&place=plc-isle"].startswith("Կղզի: one event")
    assert "<span" not in text[text.index('<svg class="picture') : text.index("</svg>\n<p")]
    assert "Կղզի" not in page(client, "/map")
    assert "<title>Կղզի · " in page(client, "/map?lang=hy&place=plc-isle")


@pytest.fixture
def crowded(make_app: Callable[[str], Flask]) -> FlaskClient:
    """More places than the API counts at once, all near the Isle, each with an event."""
    client = make_app("empty").test_client()
    numbers = range(MOST_GROUPS + 5)
    put(
        *(
            state(id=f"plc-{n}", name=f"Place {n}", latitude=60 + n / 500, longitude=4)
            for n in numbers
        ),
        *(
            state(id=f"evt-{n}-{turn}", name="It", kind="war", place=f"plc-{n}", status="told")
            for n in numbers
            for turn in range(1 if n > 1 else 2)
        ),
        *(
            state(id=f"mtg-{n}", title="It", format="talks", status="held", place=f"plc-{n}")
            for n in (MOST_GROUPS + 3, MOST_GROUPS + 4)
        ),
    )
    return client


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_of_very_many_places_the_most_frequent_are_shown_truly(crowded: FlaskClient) -> None:
    text = page(crowded, "/map")
    shown = rows(text)
    assert len(shown) == MOST_PLACES
    assert "The 200 places that most is told of are shown; more than 8" in text
    assert list(shown)[:2] == ["plc-0", "plc-1"]
    for target, cells in shown.items():
        known = crowded.get(f"/v1/events?place={target}&limit=0&count=exact").get_json()
        assert int(cells[1]) == known["meta"]["total"]["value"], target
    titles = marks(text)
    assert told_numbers(titles.values()) == {
        "meeting": 2,
        "event": sum(int(cells[1]) for cells in shown.values()),
    }
    assert all("and " in each for each in titles.values() if each.count(",") > 5)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("window=35,35,55", "west,south,east,north"),
        ("window=35,35,55,x", "35,35,55,45"),
        ("window=55,35,35,45", "west must be"),
        ("window=35,45,55,35", "south must be less than north"),
        ("window=35,86,55,89", "85th parallel"),
        ("place=pty-norland", "the id of a place such as plc-moscow"),
        ("place=plc-nowhere", "there is no record plc-nowhere"),
        ("party=pty-nobody", "there is no record pty-nobody"),
        ("object=quote", "meeting, event"),
        ("status=planned", "held, any"),
        ("started__gte=soon", "started__gte"),
        ("format=talks", "format"),
    ],
)
def test_what_cannot_be_shown_is_told(reader: FlaskClient, query: str, says: str) -> None:
    assert says in unescape(page(reader, f"/map?{query}", 400))


def test_filters_and_the_window_stay_in_every_address(reader: FlaskClient) -> None:
    query = "party=pty-norland&window=0,55,20,65"
    text = page(reader, f"/map?{query}")
    ways = [unescape(each) for each in ReadPage(text).links]
    own = [each for each in ways if each.startswith("/map?")]
    assert len(own) > 6
    assert all("party=pty-norland" in each for each in own)
    assert any(each == f"/map?{query}&place=plc-isle" for each in own)
    assert all("party=pty-norland" in each for each in ways if re.match("/(events|meetings)", each))
    assert 'name="window" value="0,55,20,65"' in text


WINDOWS: list[Bounds] = [
    (35, 35, 55, 45),
    (0, 55, 25, 65),
    (170, 60, 195, 75),
    (-30, -45, 60, 45),
    (135, -60, 240, 45),
    (0, 15, 75, 85),
    (10, 30, 70, 70),
    (-165, 70, -145, 85),
    WORLD,
    WHOLE,
]


@pytest.mark.parametrize("bounds", WINDOWS, ids=told)
def test_every_move_leads_to_a_window_that_stays_as_it_is(bounds: Bounds) -> None:
    field = Window("A window.")
    found = moves(bounds, (44.5, 40.2))
    assert found
    for name, address in found.items():
        window = field.deserialize(address)
        assert told(window) == address
        assert window != bounds
        if name in ("west", "north", "south", "east"):
            assert window[2] - window[0] == bounds[2] - bounds[0]
            high = [round((each[3] - each[1]) / 15) for each in (window, bounds)]
            assert high[0] == high[1]


def test_from_any_window_one_comes_closest_and_back_to_the_world() -> None:
    for way, last in (("closer", (20, 10)), ("wider", (360, 145))):
        for start in WINDOWS[:-1]:
            window, steps = start, 0
            while way in (found := moves(window, (44.5, 40.2))):
                window, steps = Window("A window.").deserialize(found[way]), steps + 1
                assert steps < 8
            size = window[2] - window[0], window[3] - window[1]
            assert size[0] <= last[0] + 5 if way == "closer" else size == last


def test_wide_windows_are_few() -> None:
    numbers = range(-180, 180, 5)
    wide = {fitted((west, 0, west + across, 40)) for west in numbers for across in range(65, 121)}
    assert len(wide) < 100
    assert all(each == fitted(each) and is_wide(each) for each in wide)
    assert fitted((31, 2, 99, 41)) == (30, 0, 105, 45)
    assert fitted((31, 2, 89, 41)) == (30, 0, 90, 45)
    assert fitted((-20, -50, 100, 40)) == WORLD


@pytest.mark.parametrize("wrong", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1e2,0,1,1", "nan,0,1,1"])
def test_a_window_of_another_form_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match="west,south,east,north"):
        Window("A window.").deserialize(wrong)


def test_a_wide_window_is_the_world_and_not_what_lies_behind_it() -> None:
    assert fitted((-170, 20, 170, 60)) == WORLD
    assert fitted((-169, -90, 191, 90)) == WHOLE
    assert fitted((36, 36, 54, 44)) == (35, 35, 55, 45)
