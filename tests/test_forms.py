"""Forms of lists: the same ids and values in all, valid where empty, streamed whole."""

import csv
import io
import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from lxml import etree

from api.app import create_app
from api.config import Settings
from api.database import engine
from api.formats import calendar, table
from api.models import proxy
from api.query.listing import ROWS_A_CHUNK
from api.query.paging import BOUND_OF_TOTAL
from api.query.resource import Resource
from api.resources import RESOURCES
from api.views.forms import formats_of
from tests.conftest import Databases
from tests.serving import serve
from tests.waiting import until
from tests.writing import put, state

Make = Callable[[str], Flask]
Record = dict[str, Any]
ATOM = "{http://www.w3.org/2005/Atom}"
EVERY = pytest.mark.parametrize("resource", RESOURCES.values(), ids=lambda each: each.name)
OFFERED = [(each, form.name) for each in RESOURCES.values() for form in formats_of(each)]


def pages(client: FlaskClient, path: str, limit: int = 7) -> list[Record]:
    """All records of a list, page by page."""
    found: list[Record] = []
    address: str | None = f"{path}{'&' if '?' in path else '?'}limit={limit}"
    while address:
        answer = client.get(address).get_json()
        found += answer["data"]
        address = answer["links"].get("next", "").removeprefix("http://localhost") or None
    return found


def lines(client: FlaskClient, path: str) -> list[Record]:
    """The records of an answer in NDJSON."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type == "application/x-ndjson"
    return [orjson.loads(line) for line in answer.get_data().splitlines()]


def rows(client: FlaskClient, path: str) -> list[dict[str, str]]:
    """The rows of an answer in CSV, read by a reader of CSV."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline=""), strict=True))


def printed(schema: Any, record: Record) -> dict[str, str]:
    """The cells of a record, as a reader of CSV finds them."""
    made = zip(table.columns(schema), table.cells(schema)(record), strict=True)
    return {name: "" if cell is None else str(cell) for name, cell in made}


@EVERY
def test_lines_and_tables_hold_what_the_pages_do(seeded: FlaskClient, resource: Resource) -> None:
    path = f"/v1/{resource.name}?include={','.join(resource.part)}"
    expected = pages(seeded, path)
    assert len(expected) > 0
    assert lines(seeded, f"{path}&format=ndjson") == expected
    found = rows(seeded, f"/v1/{resource.name}?format=csv")
    assert found == [printed(resource.schema, record) for record in expected]


@EVERY
def test_a_feed_holds_what_the_pages_do(seeded: FlaskClient, resource: Resource) -> None:
    expected = pages(seeded, f"/v1/{resource.name}?sort=-updated_at")
    answer = seeded.get(f"/v1/{resource.name}?format=atom&limit=200")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    entries = etree.fromstring(answer.get_data()).findall(f"{ATOM}entry")
    told = [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "published"))
        for entry in entries
    ]
    assert [(each[0], each[1]) for each in told] == [
        (f"urn:parley:{record['id']}", record["label"]) for record in expected
    ]
    moments = [(as_utc(each[2]), as_utc(each[3])) for each in told]
    assert moments == [(record["updated_at"], record["created_at"]) for record in expected]


def as_utc(text: str | None) -> str:
    """A moment of a feed as JSON has it."""
    return (text or "").replace("+00:00", "Z")


@pytest.mark.parametrize("name", ["places", "meetings", "events"])
def test_features_hold_what_the_pages_do(seeded: FlaskClient, name: str) -> None:
    path = f"/v1/{name}?include=names{'' if name == 'places' else ',place'}"
    answer = seeded.get(f"{path}&format=geojson")
    assert answer.content_type == "application/geo+json"
    found = answer.get_json()
    assert found["type"] == "FeatureCollection"
    expected = pages(seeded, path)
    assert [each["properties"] for each in found["features"]] == expected
    assert [each["id"] for each in found["features"]] == [record["id"] for record in expected]
    for each, record in zip(found["features"], expected, strict=True):
        place = record if name == "places" else record["place"]
        known = place is not None and place["latitude"] is not None
        assert (each["geometry"] is not None) is known
        if known:
            assert each["geometry"]["coordinates"] == [place["longitude"], place["latitude"]]


def test_a_calendar_holds_the_meetings_known_to_the_day(seeded: FlaskClient) -> None:
    answer = seeded.get("/v1/meetings?format=ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    events = {
        str(event["uid"]).removesuffix(calendar.UID_SUFFIX): event
        for event in Calendar.from_ical(answer.get_data()).walk("VEVENT")
    }
    known = {
        record["id"]: record
        for record in pages(seeded, "/v1/meetings")
        if calendar.day_of(record) is not None
    }
    assert list(events) == list(known) != []
    for target, event in events.items():
        record = known[target]
        assert str(event["summary"]) == record["title"]
        assert event["dtstart"].dt == calendar.day_of(record)
        assert str(event["status"]) == calendar.STATUS[record["status"]]
        assert str(event["url"]) == f"http://localhost/v1/meetings/{target}"


NOTHING = "updated_at__lte=1999-01-01"


@pytest.mark.parametrize(
    ("resource", "form"), OFFERED, ids=[f"{each.name}-{form}" for each, form in OFFERED]
)
def test_an_empty_selection_is_valid(reader: FlaskClient, resource: Resource, form: str) -> None:
    answer = reader.get(f"/v1/{resource.name}?{NOTHING}&format={form}")
    assert answer.status_code == 200
    told = answer.get_data()
    if form == "json":
        assert json.loads(told)["data"] == []
    elif form == "ndjson":
        assert told == b""
    elif form == "csv":
        assert told.decode() == ",".join(table.columns(resource.schema)) + "\r\n"
    elif form == "geojson":
        assert json.loads(told) == {"type": "FeatureCollection", "features": []}
    elif form == "ics":
        assert Calendar.from_ical(told).walk("VEVENT") == []
    else:
        feed = etree.fromstring(told)
        assert feed.findall(f"{ATOM}entry") == []
        assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))


def test_a_chosen_few_columns_are_a_table(seeded: FlaskClient) -> None:
    path = "/v1/agreements?fields=title,signed.value,process"
    found = rows(seeded, f"{path}&format=csv")
    assert list(found[0]) == [
        "id",
        "object",
        "title",
        "signed.value",
        "process.id",
        "process.label",
    ]
    assert lines(seeded, f"{path}&format=ndjson") == pages(seeded, path)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("format=csv&fields=signatories", "fields"),
        ("format=csv&facets=stage", "facets"),
        ("format=atom&fields=title", "fields"),
        ("format=ndjson&cursor=abc", "cursor"),
    ],
)
def test_what_a_form_has_no_room_for_is_refused(reader: FlaskClient, query: str, name: str) -> None:
    answer = reader.get(f"/v1/agreements?{query}")
    assert answer.status_code == 400
    assert answer.get_json()["errors"][0]["name"] == name


def test_a_page_in_another_form_links_to_the_next(seeded: FlaskClient) -> None:
    expected = [record["id"] for record in pages(seeded, "/v1/quotes?sort=said&fields=id")]
    for form in ("ndjson", "csv"):
        found: list[str] = []
        path = f"/v1/quotes?sort=said&fields=id&limit=30&format={form}"
        while path:
            read = lines if form == "ndjson" else rows
            found += [record["id"] for record in read(seeded, path)]
            link = seeded.get(path).headers.get("Link", "")
            path = link.partition(">")[0].removeprefix("<http://localhost")
        assert found == expected, form


# Streams of several chunks


def many_agreements() -> None:
    """More records than two chunks, some with dates, some of the same day, some without."""
    put(
        *(
            state(
                id=f"agr-{number}",
                title=f"Agreement {number % 7}",
                type="truce" if number < 3 * ROWS_A_CHUNK // 2 else "offer",
                **({"signed": f"{1900 + number % 50}"} if number % 3 else {}),
            )
            for number in range(2 * ROWS_A_CHUNK + 200)
        )
    )


@pytest.fixture
def many(databases: Databases, engine_name: str) -> Iterator[FlaskClient]:
    """A client of a database with records of several chunks, made once for each engine."""
    if engine_name not in MANY:
        app = create_app(Settings(database_url=databases.fresh(engine_name, "empty")))
        MANY[engine_name] = app, proxy.obj
        many_agreements()
    app, bound = MANY[engine_name]
    proxy.initialize(bound)
    yield app.test_client()


MANY: dict[str, tuple[Flask, Any]] = {}


@pytest.mark.parametrize("sort", ["added", "-added", "signed", "-signed", "label", "-updated_at"])
def test_a_stream_shows_each_record_once_in_order(many: FlaskClient, sort: str) -> None:
    path = f"/v1/agreements?sort={sort}&fields=signed.value"
    streamed = lines(many, f"{path}&format=ndjson")
    assert len({record["id"] for record in streamed}) == 2 * ROWS_A_CHUNK + 200
    assert streamed == pages(many, path, 200)
    assert len(engine()._in_use) == 0


@pytest.mark.parametrize("more", ["", "&signed__null=false", "&signed__null=true"])
def test_a_stream_of_exactly_one_chunk_of_dates_goes_on(many: FlaskClient, more: str) -> None:
    dated = many.get("/v1/agreements?type=truce&signed__null=false&limit=0").get_json()
    assert dated["meta"]["total"]["value"] == ROWS_A_CHUNK
    path = f"/v1/agreements?type=truce&sort=signed&fields=id{more}"
    assert lines(many, f"{path}&format=ndjson") == pages(many, path, 200)


def test_a_stream_holds_all_that_a_search_finds_not_only_what_is_ranked(many: FlaskClient) -> None:
    path = "/v1/agreements?q=agreement&fields=id"
    streamed = lines(many, f"{path}&format=ndjson")
    assert len(streamed) == 2 * ROWS_A_CHUNK + 200 > BOUND_OF_TOTAL
    assert streamed == pages(many, f"{path}&sort=added", 200)
    assert len(pages(many, path, 200)) == BOUND_OF_TOTAL
    refused = many.get(f"{path}&format=ndjson&sort=relevance")
    assert refused.status_code == 400
    assert "1,000" in refused.get_json()["detail"]


@pytest.mark.parametrize("form", ["csv", "ndjson", "geojson", "ics", "atom"])
def test_what_is_wrong_is_told_before_anything_is_sent(seeded: FlaskClient, form: str) -> None:
    answer = seeded.get(f"/v1/meetings?format={form}&attendance.party=pty-nobody")
    assert answer.status_code == 400
    assert answer.get_json()["errors"][0]["name"] == "attendance.party"


def test_a_table_has_its_lists_of_references_and_no_room_for_rows(seeded: FlaskClient) -> None:
    found = rows(seeded, "/v1/quotes?format=csv")
    told = pages(seeded, "/v1/quotes?include=mentions")
    assert [row["mentions"].count("per-") for row in found] == [
        sum(each["id"].startswith("per-") for each in record["mentions"]) for record in told
    ]
    refused = seeded.get("/v1/quotes?format=csv&include=spans")
    assert refused.get_json()["errors"][0]["name"] == "include"


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_a_stream_that_is_not_read_frees_its_connection(many: FlaskClient, method: str) -> None:
    for _ in range(2 * engine()._max_connections):
        answer = many.open("/v1/agreements?format=ndjson", method=method)
        assert answer.status_code == 200
        answer.close()
        assert len(engine()._in_use) == 0


THREADS = 2


def test_callers_who_go_away_free_their_connections(databases: Databases, engine_name: str) -> None:
    url = databases.fresh(engine_name, "empty")
    create_app(Settings(database_url=url))
    long = "Nothing new. " * 300
    put(
        *(
            state(id=f"con-{number}", name="A quarrel", summary=f"{long}{number}")
            for number in range(3000)
        )
    )
    engine().close_all()
    with serve(url, THREADS=str(THREADS)) as server:
        for _ in range(2):
            leave(server.url, 3 * (THREADS + 2))
            for _ in range(2 * THREADS):
                assert httpx.get(f"{server.url}/v1/conflicts?limit=1", timeout=60).json()["data"]
        whole = httpx.get(f"{server.url}/v1/conflicts?format=csv", timeout=60).text
        assert whole.count("A quarrel") == 2 * 3000


def leave(url: str, times: int) -> None:
    """Begin to read so many streams, and go away."""
    host, port = url.removeprefix("http://").split(":")
    for _ in range(times):
        until(lambda: begins_a_stream(host, int(port)), "a stream begins")


def begins_a_stream(host: str, port: int) -> bool:
    """Whether a stream began; it may be turned away while one before it has not yet ended."""
    with socket.create_connection((host, port), timeout=60) as caller:
        caller.sendall(b"GET /v1/conflicts?format=ndjson HTTP/1.1\r\nHost: parley\r\n\r\n")
        status = caller.recv(1000).split(b" ", 2)[1]
    assert status in (b"200", b"503")
    return status == b"200"


# Negotiation


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/geo+json", "application/geo+json"),
        ("text/calendar", "text/calendar"),
        ("application/atom+xml", "application/atom+xml"),
        ("application/atom+xml;q=0.5, text/csv", "text/csv"),
        ("text/csv;q=0.5, application/json", "application/json"),
        ("text/*", "text/csv"),
        ("*/*, text/csv", "text/csv"),
        ("text/csv;q=0.9, */*", "application/json"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/json"),
        ("application/graphml+xml, text/csv;q=0.1", "text/csv"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
    ],
)
def test_accept_chooses_the_form(reader: FlaskClient, accept: str, media_type: str) -> None:
    answer = reader.get("/v1/meetings", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Accept" in answer.headers["Vary"]


def test_the_parameter_goes_before_accept(reader: FlaskClient) -> None:
    answer = reader.get("/v1/meetings?format=csv", headers={"Accept": "application/json"})
    assert answer.mimetype == "text/csv"
    answer = reader.get("/v1/topics", headers={"Accept": "text/calendar"})
    assert answer.status_code == 406
    assert "text/csv" in answer.get_json()["detail"]
