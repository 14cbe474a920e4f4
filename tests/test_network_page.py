"""The page of the network: its picture and its tables say what the API answers, on both engines."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.pages.graph import HEIGHT, MOST_NODES, WIDTH, Name, Node, Picture, drawn
from tests.test_pages import page, requests_of
from tests.writing import changed, plain, put

TIE = re.compile(r'<g class="tie( faint)?" data-ends="(\S+) (\S+)"><title>([^<]*)</title>(.*?)</g>')
MARK = re.compile(r'<a class="mark of-(\w+)" href="([^"]+)" data-record="([^"]+)"><title>([^<]*)<')
HEAD = re.compile(r'class="head is-(\w+)" d="([^"]+)"')
WORDS = {
    "met": "met", "mediated": "mediated for", "signed": "signed with", "spoke_of": "spoke of",
}  # fmt: skip


class Tables(HTMLParser):
    """The rows of all tables by their class: for each cell its words and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: dict[str, list[list[tuple[str, list[str]]]]] = {}
        self.table, self.within = "", False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.table = given.get("class") or ""
            self.rows[self.table] = []
        elif tag == "tr":
            self.rows[self.table].append([])
        elif tag in ("td", "th"):
            self.rows[self.table][-1].append(("", []))
            self.within = True
        elif tag == "a" and self.within:
            self.rows[self.table][-1][-1][1].append(given["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.within:
            words, links = self.rows[self.table][-1][-1]
            self.rows[self.table][-1][-1] = (f"{words}{data}", links)


def rows(text: str, table: str) -> list[list[tuple[str, list[str]]]]:
    """The rows of a table of a page, without its head."""
    return Tables(text).rows[table][1:]


def answer_of(client: FlaskClient, text: str) -> Any:
    """What the API answers to the question that a page shows the answer of."""
    return client.get(requests_of(text)[0]).get_json()["data"]


def made(edges: list[tuple[str, str, str, int]]) -> tuple[list[Any], list[Any]]:
    """A network as the API would answer it."""
    told = [
        {
            "source": source,
            "target": target,
            "type": name,
            "directed": name in ("mediated", "spoke_of"),
            "weight": weight,
        }
        for source, target, name, weight in sorted(edges, key=lambda each: -each[3])
    ]
    weights: dict[str, int] = {}
    for edge in told:
        for end in (edge["source"], edge["target"]):
            weights[end] = weights.get(end, 0) + edge["weight"]
    order = sorted(weights, key=lambda name: (-weights[name], name))
    nodes = [{"id": each, "label": each, "weight": weights[each]} for each in order]
    return nodes, told


def picture(edges: list[tuple[str, str, str, int]]) -> Picture:
    """The picture of a network."""
    return drawn(*made(edges), lambda node: Name(node["label"]))


def in_words(day: str | None) -> str:
    """A day as the page writes it."""
    return f"{date.fromisoformat(day):%-d %B %Y}" if day else "unknown"


# The page


@pytest.mark.parametrize("query", ["", "?type=met,signed", "?party=pty-norland", "?status=any"])
def test_the_picture_shows_what_the_api_answers(reader: FlaskClient, query: str) -> None:
    text = page(reader, f"/network{query}")
    answered = answer_of(reader, text)
    assert [mark[2] for mark in MARK.findall(text)] == [each["id"] for each in answered["nodes"]]
    pairs = {frozenset((each["source"], each["target"])) for each in answered["edges"]}
    assert {frozenset(each[1:3]) for each in TIE.findall(text)} == pairs
    labels = {each["id"]: each["label"] for each in answered["nodes"]}
    titles = "\n".join(each[3] for each in TIE.findall(text))
    for edge in answered["edges"]:
        ends = labels[edge["source"]], labels[edge["target"]]
        assert f"{ends[0]} {WORDS[edge['type']]} {ends[1]}: {edge['weight']} record" in titles


@pytest.mark.parametrize("query", ["", "?type=met&limit=50", "?person=per-ada-boreal"])
def test_the_tables_say_the_same(reader: FlaskClient, query: str) -> None:
    text = page(reader, f"/network{query}")
    answered = answer_of(reader, text)
    labels = {each["id"]: each["label"] for each in answered["nodes"]}
    told = [[cell[0].strip() for cell in row[:3]] for row in rows(text, "ties")]
    assert told == [
        [labels[each["source"]], WORDS[each["type"]], labels[each["target"]]]
        for each in answered["edges"]
    ]
    told = [[row[0][0], row[2][0], row[3][0]] for row in rows(text, "actors")]
    assert told == [
        [each["label"], str(each["weight"]), str(each["degree"])] for each in answered["nodes"]
    ]


def test_a_tie_leads_to_the_records_behind_it(seeded: FlaskClient) -> None:
    text = page(seeded, "/network?type=met,signed")
    edges = answer_of(seeded, text)["edges"]
    assert edges[0]["weight"] > 1
    for row, edge in zip(rows(text, "ties"), edges, strict=True):
        assert [link.rpartition("/")[2] for link in row[3][1]] == edge["records"]
        assert [cell[0] for cell in row[4:]] == [in_words(edge["first"]), in_words(edge["last"])]
    page(seeded, rows(text, "ties")[0][3][1][0])


def test_records_that_are_not_named_are_counted(seeded: FlaskClient) -> None:
    text = page(seeded, "/network")
    row, edge = rows(text, "ties")[0], answer_of(seeded, text)["edges"][0]
    assert edge["weight"] > len(row[3][1]) > 0
    assert f"and {edge['weight'] - len(row[3][1])} more" in row[3][0]


def test_a_node_opens_its_record_and_a_row_its_ties(reader: FlaskClient) -> None:
    text = page(reader, "/network?type=met")
    assert ("party", "/parties/pty-norland", "pty-norland") in {
        each[:3] for each in MARK.findall(text)
    }
    links = {row[0][1][0]: row[4][1][0] for row in rows(text, "actors")}
    assert links["/parties/pty-norland"] == "/network?type=met&party=pty-norland"
    assert links["/persons/per-ada-boreal"] == "/network?type=met&person=per-ada-boreal"


def test_the_heading_names_whose_network_it_is(reader: FlaskClient) -> None:
    assert "<h1>Network</h1>" in page(reader, "/network")
    text = page(reader, "/network?party=pty-norland&type=met&lang=en")
    assert "<h1>Network of Norland</h1>" in text
    assert 'href="/network?type=met&amp;lang=en"' in text
    text = page(reader, "/network?party=pty-norland,pty-sudland")
    assert re.search("<h1>Network of (Norland, Sudland|Sudland, Norland)</h1>", text)


def test_the_form_keeps_what_is_chosen(reader: FlaskClient) -> None:
    text = page(reader, "/network?type=met&status=any&min_weight=1&limit=70&date__gte=1999")
    assert 'value="met" checked' in text and 'value="spoke_of">' in text
    assert 'name="status" value="any" checked' in text
    assert "<option selected>70</option>" in text
    assert re.search('name="date__gte"[^>]*value="1999"', text)
    assert 'type="hidden"' not in text


def test_where_nothing_is_found_the_page_says_what_would_bring_more(reader: FlaskClient) -> None:
    text = page(reader, "/network?party=pty-norland&date__gte=2090&min_weight=2")
    assert '<svg class="picture' not in text and "<table" not in text
    offered = re.findall('<li><a href="(/network[^"]*)">', text)
    assert offered == [
        "/network?date__gte=2090&amp;min_weight=2",
        "/network?party=pty-norland&amp;min_weight=2",
        "/network?party=pty-norland&amp;date__gte=2090",
        "/network?party=pty-norland&amp;date__gte=2090&amp;min_weight=2&amp;status=any",
    ]


def test_where_there_are_no_records_there_is_no_network(make_app: Callable[[str], Flask]) -> None:
    text = page(make_app("empty").test_client(), "/network")
    assert "No tie is known yet." in text


def test_names_in_the_picture_are_the_readers(make_app: Callable[[str], Flask]) -> None:
    client = make_app("world").test_client()
    name = {"key": "hy", "text": "Գետափնյա", "kind": "official", "language": "hy"}
    put(changed("pty-norland", names=[*plain("pty-norland").get("names", []), name]))
    text = page(client, "/network?lang=hy")
    assert re.search(r'<text class="name"[^>]* lang="hy"[^>]*>Գետափնյա</text>', text)
    assert re.search(r"<title>[^<]* Գետափնյա: [^<]*</title>", text)
    assert "Գետափնյա" not in page(client, "/network")


# The picture


def test_of_many_the_most_tied_are_drawn_and_none_hangs_loose() -> None:
    heavy = [("hub", f"n{each:03}", "met", 300 - each) for each in range(150)]
    shown = picture([*heavy, ("n100", "n101", "met", 500)])
    kept = {each.node["id"] for each in shown.nodes}
    assert len(kept) == MOST_NODES
    assert {"hub", "n000", "n096", "n100", "n101"} <= kept and "n098" not in kept
    assert shown.left_out == 151 - MOST_NODES
    assert {end for tie in shown.ties for end in tie.ends} == kept
    for each in shown.nodes:
        assert each.r <= each.x <= WIDTH - each.r and each.r <= each.y <= HEIGHT - each.r


def test_each_relation_has_a_strand_and_an_arrow_at_whom_it_is_aimed() -> None:
    (tie,) = picture(
        [("a", "b", "met", 4), ("b", "a", "spoke_of", 2), ("a", "b", "mediated", 1)]
    ).ties
    places = {each.node["id"]: each for each in picture([("a", "b", "met", 4)]).nodes}
    assert [each.type for each in tie.strands] == ["met", "spoke_of", "mediated"]
    met, spoke_of, mediated = tie.strands
    assert met.width > spoke_of.width >= mediated.width
    assert met.heads == ""
    for strand, aim, other in ((spoke_of, "a", "b"), (mediated, "b", "a")):
        assert strand.heads.count("M") == 1
        assert tip(strand.heads, places[aim]) < tip(strand.heads, places[other])


def tip(heads: str, node: Any) -> float:
    """How far the first head's tip is from a node's centre."""
    x, y = map(float, re.findall(r"M(\S+) ([^L]+)L", heads)[0])
    return float((x - node.x) ** 2 + (y - node.y) ** 2)


def test_who_spoke_of_each_other_has_an_arrow_at_both_ends() -> None:
    (tie,) = picture([("a", "b", "spoke_of", 4), ("b", "a", "spoke_of", 2)]).ties
    assert [each.heads.count("M") for each in tie.strands] == [2]


def test_the_broader_a_line_the_more_records() -> None:
    shown = picture([("a", "b", "met", 1), ("b", "c", "met", 9), ("c", "d", "met", 40)])
    widths = {tie.ends: tie.strands[0].width for tie in shown.ties}
    assert 1 < widths["a", "b"] < widths["b", "c"] < widths["c", "d"] == 6


def test_a_faint_tie_is_one_line_and_tells_all() -> None:
    ends = [f"n{each}" for each in range(12)]
    pairs = [(one, other) for one in ends for other in ends if one < other]
    ties = picture([(*pair, name, 1) for pair in pairs for name in ("met", "spoke_of")]).ties
    faint = [tie for tie in ties if not tie.strong]
    assert (len(ties), len(faint)) == (66, 48)
    assert [tie.strong for tie in ties] == [False] * 48 + [True] * 18
    assert {(len(tie.strands), tie.strands[0].heads) for tie in faint} == {(1, "")}
    assert {len(tie.edges) for tie in ties} == {len(tie.strands) for tie in ties[48:]} == {2}


@pytest.mark.parametrize(
    ("x", "y", "anchor", "is_below"),
    [
        (580, 300, "middle", True),
        (580, HEIGHT - 10, "middle", False),
        (20, 300, "start", True),
        (WIDTH - 20, HEIGHT - 10, "end", False),
    ],
)
def test_a_name_without_room_is_shown_within_the_picture(
    x: float, y: float, anchor: str, is_below: bool
) -> None:
    shown = Node({}, Name("n" * 80), x, y, 5, None).aside
    assert (shown.x, shown.anchor, shown.y > y) == (x, anchor, is_below)
    assert 0 < shown.y < HEIGHT
    assert len(shown.lines[0]) == 60 and shown.lines[0].endswith("…")
