"""The formats beside JSON: what is written is read back by others with the same ids and values."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import networkx
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from api.formats import calendar, feed, geojson, graph, table
from schemas import SCHEMAS
from schemas.dates import PartialDate, describe

MOMENT = "2026-01-31T12:00:00Z"
PORT = {
    "id": "plc-port-mid",
    "object": "place",
    "label": "Port Mid, “the harbour”",
    "name": "Port Mid, “the harbour”",
    "country": "NOR",
    "latitude": 60.5,
    "longitude": -5.25,
    "precision": "exact",
    "revision": 1,
    "created_at": MOMENT,
    "updated_at": MOMENT,
}
NOWHERE = PORT | {"id": "plc-nowhere", "latitude": None, "longitude": None}
HURTING = [
    "=1+1",
    "+47",
    "-2",
    "@home",
    "\tx",
    "\rx",
    'He said "no", then left',
    "one\ntwo",
    "one\r\ntwo",
    "a|b",
    "a;b,c\\d",
    "Ağdam – Şuşa 🕊 Åustral عربي",
    "e\u0301",
    " blank ",
    "'quoted'",
    "<b>&amp;</b>",
    "ـ" * 200,
]


def meeting(**members: Any) -> dict[str, Any]:
    """A meeting as it is answered with its place."""
    return {
        "id": "mtg-port-mid",
        "object": "meeting",
        "label": "Talks at Port Mid",
        "title": "Talks at Port Mid",
        "format": "talks",
        "level": "officials",
        "modality": "in_person",
        "status": "held",
        "status_by": None,
        "status_reason": None,
        "scheduled": None,
        "started": describe(PartialDate("2001-03-05")),
        "ended": None,
        "place": PORT,
        "process": {"id": "prc-isle", "object": "process", "label": "The talks", "href": "/v1/x"},
        "summary": None,
        "is_set": False,
        "revision": 1,
        "created_at": "2026-01-30T08:00:00Z",
        "updated_at": MOMENT,
    } | members


# CSV


def rows_of(name: str, records: list[dict[str, Any]], chosen: list[str] | None = None) -> Any:
    """The rows that a reader of CSV finds."""
    text = b"".join(table.lines(SCHEMAS[name](), records, chosen)).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_columns_are_scalars_dates_and_references() -> None:
    assert table.columns(SCHEMAS["event"]()) == [
        *("id", "object", "label", "name", "kind", "status", "conflict.id", "conflict.label"),
        *(f"started.{member}" for member in table.DATE_MEMBERS),
        *(f"ended.{member}" for member in table.DATE_MEMBERS),
        *("place.id", "place.label", "summary", "topics"),
        *("revision", "created_at", "updated_at"),
    ]
    assert table.DATE_MEMBERS[:3] == ("value", "earliest", "latest")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_table_without_rows_is_its_header(name: str) -> None:
    schema = SCHEMAS[name]()
    text = b"".join(table.lines(schema, [])).decode()
    assert text == ",".join(table.columns(schema)) + "\r\n"


def test_a_row_holds_what_the_record_does() -> None:
    topics = [{"id": "top-peace", "label": "Peace"}, {"id": "top-talks", "label": "Talks"}]
    when = describe(PartialDate("../2002", "derived", "by 2002", "doc-herald-2002"))
    (row,) = rows_of("meeting", [meeting(scheduled=when, topics=topics, is_set=True)])
    assert row["id"] == "mtg-port-mid"
    assert row["is_set"] == "true"
    assert row["revision"] == "1"
    assert row["status_reason"] == row["ended.value"] == row["status_by.id"] == ""
    assert row["scheduled.value"] == "../2002"
    assert row["scheduled.earliest"] == ""
    assert row["scheduled.latest"] == "2002-12-31"
    assert row["scheduled.anchor"] == "doc-herald-2002"
    assert row["started.ucdp_date_prec"] == "1"
    assert row["topics"] == "top-peace|top-talks"


def test_an_included_record_gives_the_cells_of_its_stub() -> None:
    stub = {name: PORT[name] for name in ("id", "object", "label")} | {"href": "/v1/places/x"}
    whole = b"".join(table.lines(SCHEMAS["meeting"](), [meeting()]))
    assert whole == b"".join(table.lines(SCHEMAS["meeting"](), [meeting(place=stub)]))


def test_numbers_are_as_in_json_and_no_formula() -> None:
    (row,) = rows_of("place", [PORT | {"latitude": 61}])
    assert (row["latitude"], row["longitude"]) == ("61", "-5.25")


def test_a_list_that_is_not_shown_or_empty_is_an_empty_cell() -> None:
    assert [row["topics"] for row in rows_of("place", [PORT, PORT | {"topics": []}])] == ["", ""]


@pytest.mark.parametrize("text", HURTING)
def test_text_comes_back_and_is_no_formula(text: str) -> None:
    (row,) = rows_of("meeting", [meeting(summary=text)])
    assert row["summary"] == (f"'{text}" if text[0] in "=+-@\t\r" else text)
    assert row["updated_at"] == MOMENT


@settings(derandomize=True, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=5))
def test_every_text_comes_back(texts: list[str]) -> None:
    rows = rows_of("meeting", [meeting(title="t", summary=text) for text in texts])
    assert [row["summary"].removeprefix("'") for row in rows] == [
        text.removeprefix("'") for text in texts
    ]


def test_lines_end_as_the_standard_says_and_come_in_pieces() -> None:
    pieces = list(table.lines(SCHEMAS["place"](), [PORT] * 450))
    assert [piece.count(b"\r\n") for piece in pieces] == [1, 200, 200, 50]


def test_the_header_comes_before_any_record_is_read() -> None:
    asked: list[int] = []

    def records() -> Any:
        asked.append(1)
        yield PORT

    pieces = table.lines(SCHEMAS["place"](), records())
    assert next(pieces).startswith(b"id,object,label")
    assert not asked


def test_columns_can_be_chosen_one_by_one_or_by_member() -> None:
    (row,) = rows_of("meeting", [meeting()], ["title", "started.value", "place", "id", "title"])
    assert row == {
        "title": "Talks at Port Mid",
        "started.value": "2001-03-05",
        "place.id": "plc-port-mid",
        "place.label": "Port Mid, “the harbour”",
        "id": "mtg-port-mid",
    }


@pytest.mark.parametrize("name", ["nothing", "attendance", "start", "started.", ""])
def test_what_is_no_column_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="there is no column"):
        list(table.lines(SCHEMAS["meeting"](), [], ["id", name]))


# GeoJSON


def collection(records: list[dict[str, Any]]) -> Any:
    """What a reader of GeoJSON finds."""
    return orjson.loads(b"".join(geojson.features(records)))


def test_no_records_are_an_empty_collection() -> None:
    assert collection([]) == {"type": "FeatureCollection", "features": []}


def test_a_place_lies_where_it_is() -> None:
    (feature,) = collection([PORT])["features"]
    assert feature["type"] == "Feature"
    assert feature["id"] == "plc-port-mid"
    assert feature["geometry"] == {"type": "Point", "coordinates": [-5.25, 60.5]}
    assert feature["properties"] == PORT


def test_a_meeting_lies_at_its_place_or_nowhere() -> None:
    records = [meeting(), meeting(place=None), meeting(place=NOWHERE), NOWHERE]
    features = collection(records)["features"]
    assert [feature["geometry"] and feature["geometry"]["coordinates"] for feature in features] == [
        [-5.25, 60.5],
        None,
        None,
        None,
    ]
    assert [feature["properties"] for feature in features] == records


@pytest.mark.parametrize("text", HURTING)
def test_geojson_keeps_every_text(text: str) -> None:
    (feature,) = collection([meeting(summary=text)])["features"]
    assert feature["properties"]["summary"] == text


def test_where_a_record_lies_can_be_said() -> None:
    pieces = geojson.features([meeting(place=None)], place_of=lambda record: PORT)
    (feature,) = orjson.loads(b"".join(pieces))["features"]
    assert feature["geometry"]["coordinates"] == [-5.25, 60.5]


# iCalendar


def events_of(*meetings: dict[str, Any], base_url: str | None = None) -> list[Any]:
    """The events that a reader of iCalendar finds."""
    text = b"".join(calendar.events(meetings, base_url))
    made = Calendar.from_ical(text)
    assert made["VERSION"] == "2.0"
    assert made["PRODID"]
    assert not made.errors
    return made.walk("VEVENT")


def test_a_meeting_is_a_whole_day() -> None:
    (event,) = events_of(meeting(summary="Both came."), base_url="https://parley.example")
    assert event["UID"] == "mtg-port-mid@parley"
    assert event.decoded("DTSTART") == date(2001, 3, 5)
    assert event.decoded("DTEND") == date(2001, 3, 6)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    moment = datetime.fromisoformat(MOMENT)
    assert event.decoded("DTSTAMP") == event.decoded("LAST-MODIFIED") == moment
    assert event["SUMMARY"] == "Talks at Port Mid"
    assert event["DESCRIPTION"] == "Both came."
    assert event["LOCATION"] == PORT["label"]
    assert event["URL"] == "https://parley.example/v1/meetings/mtg-port-mid"
    assert event["STATUS"] == "CONFIRMED"
    assert event.categories == ["talks"]


def test_what_is_unknown_is_left_out_of_an_event() -> None:
    (event,) = events_of(meeting(place=None))
    assert not {"DESCRIPTION", "LOCATION", "URL"} & set(event)


def test_every_status_of_a_meeting_has_one_of_an_event() -> None:
    vocabulary = SCHEMAS["meeting"]().fields["status"].vocabulary  # type: ignore[attr-defined]
    assert set(calendar.STATUS) == set(vocabulary.codes)
    found = [events_of(meeting(status=code))[0]["STATUS"] for code in vocabulary.codes]
    assert set(found) == {"CONFIRMED", "TENTATIVE", "CANCELLED"}


@pytest.mark.parametrize(
    ("started", "scheduled", "day"),
    [
        ("2001-03-05", "2001-03-01", date(2001, 3, 5)),
        (None, "2001-03-01", date(2001, 3, 1)),
        ("2001-03", "2001-03-01", None),
        (None, "2001-03", None),
        (None, None, None),
        ("../2001-03-05", None, None),
        ("2001-03-05/..", None, None),
        ("2001-03-05/2001-03-06", None, None),
        ("2001-03-05/2001-03-05", None, date(2001, 3, 5)),
        ("0002-01-01", None, date(2, 1, 1)),
        ("9998-12-31", None, date(9998, 12, 31)),
    ],
)
def test_only_what_is_known_to_the_day_is_shown(
    started: str | None, scheduled: str | None, day: date | None
) -> None:
    dates = {"started": started, "scheduled": scheduled}
    told = {name: text and describe(PartialDate(text)) for name, text in dates.items()}
    found = [event.decoded("DTSTART") for event in events_of(meeting(**told))]
    assert found == ([] if day is None else [day])


def test_how_many_meetings_are_left_out_is_returned() -> None:
    vague = describe(PartialDate("2001"))
    pieces = calendar.events([meeting(), meeting(started=vague), meeting(started=None)])
    with pytest.raises(StopIteration) as stopped:
        while True:
            next(pieces)
    assert stopped.value.value == 2


def test_an_empty_calendar_has_the_component_that_the_standard_wants() -> None:
    text = b"".join(calendar.events([]))
    made = Calendar.from_ical(text)
    assert [component.name for component in made.subcomponents] == ["VTIMEZONE"]
    assert made.walk("STANDARD")
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VTIMEZONE\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize("text", [text for text in HURTING if "\r" not in text])
def test_events_keep_every_text_in_folded_lines(text: str) -> None:
    hurt = meeting(title=text, summary=text, place=PORT | {"label": text})
    (event,) = events_of(hurt)
    assert [event[name] for name in ("SUMMARY", "DESCRIPTION", "LOCATION")] == [text] * 3
    lines = b"".join(calendar.events([hurt])).split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


# Atom


ATOM = {"a": "http://www.w3.org/2005/Atom"}
ATOM_URL = "https://parley.example/v1/meetings?format=atom&sort=-started"


def feed_of(*records: dict[str, Any]) -> Any:
    """The root of a feed."""
    return etree.fromstring(
        feed.feed("New & old", ATOM_URL, "https://parley.example", MOMENT, records)
    )


def texts(element: Any, path: str) -> list[str]:
    """The texts or attributes at a path."""
    return [getattr(found, "text", found) for found in element.xpath(path, namespaces=ATOM)]


def test_a_feed_has_what_the_standard_requires() -> None:
    root = feed_of()
    assert root.tag == f"{{{ATOM['a']}}}feed"
    assert texts(root, "a:id") == [ATOM_URL]
    assert texts(root, "a:title") == ["New & old"]
    assert texts(root, "a:author/a:name") == ["Parley"]
    assert texts(root, "a:link[@rel='self']/@href") == [ATOM_URL]
    (updated,) = texts(root, "a:updated")
    assert datetime.fromisoformat(updated) == datetime.fromisoformat(MOMENT)
    assert not texts(root, "a:entry")


def test_an_entry_tells_of_a_record() -> None:
    root = feed_of(meeting(summary="Both came."), PORT)
    assert texts(root, "a:entry/a:id") == ["urn:parley:mtg-port-mid", "urn:parley:plc-port-mid"]
    first, second = root.xpath("a:entry", namespaces=ATOM)
    assert texts(first, "a:title") == ["Talks at Port Mid"]
    assert texts(first, "a:link/@href") == ["https://parley.example/v1/meetings/mtg-port-mid"]
    assert texts(first, "a:category/@term") == ["meeting"]
    assert texts(first, "a:summary") == ["Both came."]
    (updated,), (published,) = texts(first, "a:updated"), texts(first, "a:published")
    assert datetime.fromisoformat(updated) == datetime.fromisoformat(MOMENT)
    assert datetime.fromisoformat(published) == datetime.fromisoformat("2026-01-30T08:00:00Z")
    assert not texts(second, "a:summary")


@pytest.mark.parametrize("text", [text for text in HURTING if "\r" not in text])
def test_entries_keep_every_text(text: str) -> None:
    root = feed_of(meeting(label=text, summary=text))
    assert texts(root, "a:entry/a:title") == texts(root, "a:entry/a:summary") == [text]


# Networks


NODES = [
    {"id": "pty-norland", "object": "party", "label": 'Nor & "land" <Å>', "kind": "state"},
    {"id": "per-ada-boreal", "object": "person", "label": "Ada | Boreal", "kind": None},
]
EDGES = [
    {
        "source": "pty-norland",
        "target": "per-ada-boreal",
        "type": kind,
        "weight": weight,
        "first": None,
        "last": "2001-03-05",
        "records": ["mtg-a", "mtg-b"],
        "records_total": weight,
    }
    for kind, weight in (("met", 2), ("spoke_of", 3))
]


def test_graphml_is_read_back_with_the_same_ids_and_values() -> None:
    read = networkx.read_graphml(io.BytesIO(graph.graphml(NODES, EDGES)), force_multigraph=True)
    assert dict(read.nodes(data=True)) == {
        "pty-norland": {"object": "party", "label": 'Nor & "land" <Å>', "kind": "state"},
        "per-ada-boreal": {"object": "person", "label": "Ada | Boreal"},
    }
    told = [(source, target, data) for source, target, data in read.edges(data=True)]
    assert [data["type"] for _, _, data in told] == ["met", "spoke_of"]
    for (source, target, data), edge in zip(told, EDGES, strict=True):
        assert (source, target) == (edge["source"], edge["target"])
        assert data["weight"] == edge["weight"]
        assert (data["last"], data["records"]) == ("2001-03-05", "mtg-a|mtg-b")
        assert "first" not in data


def test_every_edge_of_graphml_has_its_own_id() -> None:
    ids = re.findall(rb'<edge [^>]*id="([^"]+)"', graph.graphml(NODES, EDGES))
    assert ids == [b"met:pty-norland:per-ada-boreal", b"spoke_of:pty-norland:per-ada-boreal"]


def test_an_empty_network_is_one() -> None:
    assert len(networkx.read_graphml(io.BytesIO(graph.graphml([], [])))) == 0


# All formats tell the same


def test_all_formats_have_the_same_ids(get: Callable[..., Any]) -> None:
    """Records as the service answers them, those of the invented world."""
    records = get("/v1/meetings?include=place,topics&sort=started")["data"]
    ids = [record["id"] for record in records]
    assert len(ids) == 2
    assert [row["id"] for row in rows_of("meeting", records)] == ids
    assert [feature["id"] for feature in collection(records)["features"]] == ids
    assert texts(feed_of(*records), "a:entry/a:id") == [f"urn:parley:{each}" for each in ids]
    assert [event["UID"] for event in events_of(*records)] == ["mtg-port-mid@parley"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_collection_can_be_a_table(get: Callable[..., Any], name: str) -> None:
    path = {"process": "processes", "party": "parties"}.get(name, f"{name}s")
    records = get(f"/v1/{path}")["data"]
    rows = rows_of(name, records)
    assert records
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    for row, record in zip(rows, records, strict=True):
        for column, text in row.items():
            value: Any = record
            for member in column.split("."):
                value = value.get(member) if value is not None else None
            if not isinstance(value, list):
                assert text == (table.cell(value) or "")
