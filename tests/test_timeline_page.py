"""The timeline as a page: whatever is asked for, its picture says so and its links lead on."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.pages.chronicle import WIDTH, axis_of
from api.pages.timeline import Weighed, around
from api.picturing.axis import FIRST, LAST, Axis
from tests.page_reading import ReadPage
from tests.test_pages import page, requests_of
from tests.writing import changed, plain, put, state

ZOOM = re.compile(r'<a class="button quiet" href="([^"]+)">([^<]+)</a>')
MARK = re.compile(
    r'<a class="(mark[^"]*)" href="([^"]+)"(?: data-record="[^"]+")?>\s*<title>([^<]*)'
)
BAR = re.compile(r"(\S+): (\d+) (agreement|meeting|event|quote)s? ")
MOST_STEPS = 12


def zooms(text: str) -> dict[str, str]:
    """Where the links above the picture lead, by their words."""
    return {words: unescape(href) for href, words in ZOOM.findall(text)}


def marks(text: str) -> list[tuple[str, str, str]]:
    """The marks of the picture: class, where it leads, words."""
    return [(kind, unescape(href), unescape(words)) for kind, href, words in MARK.findall(text)]


def answer_of(client: FlaskClient, text: str) -> Any:
    """What the API answers to the question that a page shows the answer of."""
    return client.get(requests_of(text)[0]).get_json()["data"]


def day(text: str | None) -> date | None:
    """A day, or an open end."""
    return None if text is None else date.fromisoformat(text)


def closer_and_closer(client: FlaskClient) -> list[tuple[str, str]]:
    """The pages that "Closer" leads to, one after the other, by their addresses."""
    found, path = [], "/timeline"
    while path:
        text = page(client, path)
        found.append((path, text))
        assert len(found) < MOST_STEPS
        path = zooms(text).get("Closer", "")
    return found


@pytest.fixture
def crowded(make_app: Callable[[str], Flask]) -> FlaskClient:
    """A world with more records than are drawn one by one, most of them late in a long time."""
    client = make_app("world").test_client()
    told: dict[str, Any] = {"title": "Talks", "format": "talks", "status": "held"}
    put(
        *(state(id=f"mtg-{n}", started=f"2019-{n % 3 + 3:02d}-{n % 9 + 1:02d}", **told)
          for n in range(210)),
        state(id="mtg-early", started="1870-02", **told),
        state(id="mtg-open", started="2019-04/..", **told),
        state(id="evt-late", name="It", kind="war", started="2019-12-01"),
    )  # fmt: skip
    return client


def test_what_lies_beyond_the_time_asked_for_is_drawn_and_no_dead_end(seeded: FlaskClient) -> None:
    text = page(seeded, "/timeline?date__gte=2030")
    entries = answer_of(seeded, text)
    assert entries
    assert all(each["date"]["earliest"] < "2030" for each in entries)
    assert len(marks(text)) == len(entries)
    assert "Jan 2030" in text
    assert zooms(text)["All of it"] == "/timeline"
    assert page(seeded, zooms(text)["Earlier"])


@pytest.mark.parametrize(
    "query",
    ["date__gte=2005&date__lte=2006", "date__gte=2030&date__lte=2029", "date__gte=9998"],
)
def test_from_any_time_there_is_a_way_back_to_all(reader: FlaskClient, query: str) -> None:
    text = page(reader, f"/timeline?object=meeting&{query}")
    assert marks(text) == []
    assert '<svg class="picture' not in text
    assert zooms(text)["All of it"] == "/timeline?object=meeting"
    assert "Closer" not in zooms(text)


@pytest.mark.parametrize(
    ("spans", "query", "window"),
    [
        ([("1994-05-12", None)], {"date__gte": "2030"}, ("2030-01-01", "2031-01-01")),
        ([(None, "2030-05-12")], {"date__lte": "1990"}, ("1989-12-31", "1990-12-31")),
        ([("1994-05-12", "2031-02-03")], {"date__gte": "2030"}, ("2030-01-01", "2031-02-03")),
        ([("1994-05-12", "1994-05-12")], {}, ("1994-05-12", "1994-05-12")),
        ([], {"date__gte": "2030", "date__lte": "2031"}, ("2030-01-01", "2031-12-31")),
        ([], {"date__gte": "9998-12-30"}, ("9998-12-30", str(LAST))),
        ([], {"date__lte": "0002-01-02"}, (str(FIRST), "0002-01-02")),
        ([], {}, None),
        ([("1994-05-12", None)], {"date__gte": "2030", "date__lte": "2029"}, None),
    ],
)
def test_the_axis_lies_over_the_time_asked_for(
    spans: list[tuple[str | None, str | None]],
    query: dict[str, str],
    window: tuple[str, str] | None,
) -> None:
    axis = axis_of([(day(first), day(last)) for first, last in spans], query)
    assert (axis and (str(axis.first), str(axis.last))) == window


def test_closer_leads_to_where_the_records_are(seeded: FlaskClient) -> None:
    (_, whole), (_, first), *further = closer_and_closer(seeded)
    assert len(answer_of(seeded, first)) > len(answer_of(seeded, whole)) / 3
    assert further
    for path, text in further:
        assert answer_of(seeded, text), path
        assert marks(text), path


def test_closer_leads_from_bars_to_records_that_are_counted(crowded: FlaskClient) -> None:
    seen = closer_and_closer(crowded)
    assert "bar" in marks(seen[1][1])[0][0]
    for path, text in seen[1:]:
        known = [each["record"]["id"] for each in answer_of(crowded, text)]
        assert {*known} - {"mtg-open", "mtg-early"}, path
        assert marks(text), path
    assert "bar" not in marks(seen[-1][1])[0][0]


def test_a_closer_view_holds_a_counted_period_wholly_where_it_can() -> None:
    axis = Axis(date(2000, 1, 1), date(2008, 12, 31), WIDTH)
    told: list[Weighed] = [((date(2000, 1, 1), date(2000, 12, 31)), 5)]
    told.append(((date(2008, 1, 1), date(2008, 12, 31)), 2))
    window = around(axis, told, [])
    assert window is not None
    assert window.first <= date(2000, 1, 1)
    assert date(2000, 12, 31) <= window.last <= date(2003, 1, 1)
    month = Axis(date(2000, 1, 1), date(2000, 1, 31), WIDTH)
    entry = {"date": {"earliest": "2000-01-30", "latest": "2000-01-30"}}
    window = around(month, [((date(2000, 1, 1), date(2000, 1, 31)), 300)], [entry])
    assert window is not None
    assert window.first <= date(2000, 1, 30) <= window.last
    assert (window.last - window.first).days == 9
    long = {"date": {"earliest": "2000-01-20", "latest": "2000-01-31"}}
    window = around(month, [((date(2000, 1, 1), date(2000, 1, 31)), 300)], [long])
    assert window is not None
    assert window.first <= date(2000, 1, 25) <= window.last


def test_a_bar_leads_to_its_own_kind(crowded: FlaskClient) -> None:
    found = marks(page(crowded, "/timeline"))
    assert {"meeting", "event"} <= {
        match[3] for _, _, words in found if (match := BAR.match(words))
    }
    for kind, href, words in found:
        period, count, name = BAR.findall(words)[0]
        assert kind == "mark bar"
        assert f"object={name}&" in href
        assert "there may be more" in words
        answered = answer_of(crowded, page(crowded, href))
        assert {each["record"]["object"] for each in answered} == {name}
        assert len(answered) >= min(int(count), 200), period


def test_what_is_counted_beyond_the_axis_is_told(crowded: FlaskClient) -> None:
    put(*(changed(f"mtg-{n}", started=f"2019-{n % 3 + 3:02d}/..") for n in range(201)))
    text = page(crowded, "/timeline?date__gte=2025&object=meeting")
    assert marks(text) == []
    assert "202 more are counted before or after" in text
    assert "counted before" not in page(crowded, "/timeline")


def test_a_warning_stands_once(crowded: FlaskClient) -> None:
    text = page(crowded, "/timeline?party=Norland")
    assert len(requests_of(text)) == 1
    rows = [{"key": "one", "party": "pty-norland", "role": "participant"}]
    put(*(changed(f"mtg-{n}", attendance=rows) for n in range(201)))
    text = page(crowded, "/timeline?party=Norland")
    assert len(requests_of(text)) == 2
    assert text.count("was taken to be pty-norland") == 1


def test_marks_are_named_in_the_readers_language(make_app: Callable[[str], Flask]) -> None:
    client = make_app("world").test_client()
    name = {"key": "hy", "text": "Ադա <Բ>", "kind": "official", "language": "hy"}
    put(changed("per-ada-boreal", names=[*plain("per-ada-boreal")["names"], name]))
    for language, expected in (("hy", True), ("en", False)):
        text = page(client, f"/timeline?object=quote&lang={language}")
        speakers = {each["actor"]["id"] for each in answer_of(client, text) if each["actor"]}
        assert "per-ada-boreal" in speakers
        assert any(", Ադա <Բ>" in words for _, _, words in marks(text)) == expected
        assert "<span" not in text[text.index('<svg class="picture') : text.index("</svg>")]


def test_hollow_is_what_is_not_told_as_having_taken_place(seeded: FlaskClient) -> None:
    text = page(seeded, "/timeline")
    status = {each["record"]["id"]: each["status"] for each in answer_of(seeded, text)}
    drawn = re.findall(r'<a class="(mark[^"]*)" href="[^"]+" data-record="([^"]+)"', text)
    hollow = {record for kind, record in drawn if "hollow" in kind}
    assert {record for _, record in drawn} == {*status}
    assert (
        hollow == {each for each in status if status[each] not in (None, "held", "told")} != set()
    )
    assert text.count('<span class="flag">') == len(hollow)
    assert "not told as having taken place" in text


@pytest.mark.parametrize("path", ["/timeline", "/map", "/network"])
def test_a_picture_can_be_passed_by(reader: FlaskClient, path: str) -> None:
    text = page(reader, path)
    link = re.search(r'<a class="past-picture" href="#([^"]+)">', text)
    assert link
    assert link.start() < text.index('<svg class="picture')
    assert text.index('<svg class="picture') < text.index(f'<h2 id="{link[1]}"')
    assert ReadPage(text).ids[link[1]] == 1
