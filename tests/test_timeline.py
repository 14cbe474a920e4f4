"""The timeline narrowed to who has a part, its density, and how many records there are."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import engine, snapshot
from api.query.paging import BOUND_OF_TOTAL
from api.resources import RESOURCES
from api.store import merge
from api.views.density import MOST_PERIODS, PERIOD
from tests.conftest import Databases, shared_client
from tests.test_queries import parameters, queries, recorded
from tests.writing import put, state

OBJECTS = ("agreement", "meeting", "event", "quote")
LISTS = {
    "agreements": "signatories",
    "meetings": "attendance",
    "events": "parties",
    "quotes": "",
}
COLUMNS = ("party", "person", "on_behalf_of")
EACH_MONTH = MOST_PERIODS + 1
Parts = dict[str, set[str]]


def ask(client: FlaskClient, path: str, expected: int = 200, /, **asked: Any) -> Any:
    """The JSON that an address answers with."""
    answer = client.get(f"{path}?{urlencode(asked)}")
    assert answer.status_code == expected, answer.get_data(as_text=True)
    return answer.get_json()


def pages(client: FlaskClient, path: str, /, **asked: Any) -> Iterator[dict[str, Any]]:
    """All that a list has, page by page."""
    while True:
        answer = ask(client, path, **asked)
        yield from answer["data"]
        if (cursor := answer["meta"]["next_cursor"]) is None:
            return
        asked["cursor"] = cursor


def entries(client: FlaskClient, /, **asked: Any) -> list[dict[str, Any]]:
    """All entries of the timeline."""
    return list(pages(client, "/v1/timeline", **{"limit": 200, **asked}))


def ids(client: FlaskClient, /, **asked: Any) -> list[str]:
    """The ids of the records in the timeline, in order."""
    return [entry["record"]["id"] for entry in entries(client, **asked)]


def day_of(entry: dict[str, Any]) -> str:
    """The day that an entry is ordered by."""
    return str(entry["date"]["earliest"] or entry["date"]["latest"])


def parts_told(client: FlaskClient) -> Parts:
    """By id, all parties and persons that a record of the four collections names as having a part.

    It is read from the lists of these collections, and so owes nothing to the timeline.
    """
    found: Parts = {}
    for collection, part in LISTS.items():
        asked = {"limit": 200, **({"include": part} if part else {})}
        for record in pages(client, f"/v1/{collection}", **asked):
            rows = record[part] if part else [record]
            columns = COLUMNS if part else ("speaker", "on_behalf_of")
            named = {
                row[column]["id"] for row in rows for column in columns if row.get(column)
            }  # fmt: skip
            found[record["id"]] = named
    return found


@pytest.fixture
def everybody(seeded: FlaskClient) -> dict[str, list[str]]:
    """The ids of all parties and persons."""
    return {
        kind: [record["id"] for record in pages(seeded, f"/v1/{name}", limit=200, fields="id")]
        for kind, name in (("party", "parties"), ("person", "persons"))
    }


# Who has a part


def test_everybodys_timeline_holds_the_records_that_name_them(
    seeded: FlaskClient, everybody: dict[str, list[str]]
) -> None:
    told, whole = parts_told(seeded), ids(seeded)
    lengths = set()
    for kind, some in everybody.items():
        for who in some:
            expected = [record for record in whole if who in told[record]]
            assert ids(seeded, **{kind: who}) == expected, who
            lengths.add(len(expected))
    assert len(lengths) > 8


def test_a_party_and_a_person_both_have_a_part(
    seeded: FlaskClient, everybody: dict[str, list[str]]
) -> None:
    told, whole = parts_told(seeded), ids(seeded)
    kinds = set()
    for party, person in product(everybody["party"][:12], everybody["person"]):
        expected = [record for record in whole if {party, person} <= told[record]]
        assert ids(seeded, party=party, person=person) == expected, (party, person)
        kinds |= {record[:3] for record in expected}
    assert kinds == {"mtg", "quo"}


def test_several_parties_or_persons_mean_or(
    seeded: FlaskClient, everybody: dict[str, list[str]]
) -> None:
    told, whole = parts_told(seeded), ids(seeded)
    for kind, some in everybody.items():
        three = some[:3]
        expected = [record for record in whole if set(three) & told[record]]
        assert ids(seeded, **{kind: ",".join(three)}) == expected
    parties, persons = everybody["party"][:5], everybody["person"][:6]
    expected = [
        record for record in whole if set(parties) & told[record] and set(persons) & told[record]
    ]
    assert ids(seeded, party=",".join(parties), person=",".join(persons)) == expected != []


def test_who_has_a_part_in_the_invented_world(reader: FlaskClient) -> None:
    assert ids(reader, party="pty-lake-league") == ["quo-gazette-2001-362", "mtg-port-mid"]
    assert ids(reader, person="per-ada-boreal", object="meeting,agreement") == ["mtg-port-mid"]
    none = ask(reader, "/v1/timeline", person="per-ada-boreal", object="event")
    assert (none["data"], none["meta"]["total"]) == ([], {"value": 0, "relation": "eq"})


def test_who_stands_in_several_rows_of_a_record_has_one_entry(world: FlaskClient) -> None:
    rows = [
        {"key": "first", "party": "pty-norland", "role": "party", "position": "signed"},
        {
            "key": "second", "person": "per-ada-boreal", "on_behalf_of": "pty-norland",
            "role": "witness", "position": "signed",
        },
        {
            "key": "third", "person": "per-carl-austral", "on_behalf_of": "pty-sudland",
            "role": "witness", "position": "signed",
        },
    ]  # fmt: skip
    told = {"title": "A Pact", "type": "declaration", "signed": "2010", "signatories": rows}
    put(state(id="agr-pact", **told))
    asked = {"party": "pty-norland", "date__gte": "2010", "date_match": "certain", "limit": 1}
    answer = ask(world, "/v1/timeline", **asked)
    assert [entry["record"]["id"] for entry in answer["data"]] == ["agr-pact"]
    assert (answer["meta"]["total"]["value"], answer["meta"]["next_cursor"]) == (1, None)
    for party in ("pty-norland", "pty-sudland"):
        asked = {"party": party, "person": "per-ada-boreal", "object": "agreement"}
        assert ids(world, **asked) == ["agr-pact"]
    asked = {"party": "pty-norland", "date": "2010", "date_match": "certain"}
    (period,) = ask(world, "/v1/timeline/density", **asked)["data"]
    assert period["agreement"] == 1


def test_filters_of_time_and_kind_narrow_further(seeded: FlaskClient) -> None:
    for asked in (
        {"date": "2022"},
        {"date": "2022", "date_match": "certain"},
        {"date__not": "2023", "object": "meeting,quote"},
        {"date__gte": "2023-02", "date__lte": "2023-06", "sort": "-date"},
    ):
        narrowed = set(ids(seeded, **asked)) & set(ids(seeded, party="pty-armenia"))
        found = ids(seeded, party="pty-armenia", **asked)
        assert sorted(found) == sorted(narrowed), asked
        assert found, asked


@pytest.mark.parametrize("party", [{}, {"party": "pty-armenia"}])
def test_a_date_lies_within_itself_for_certain(seeded: FlaskClient, party: dict[str, str]) -> None:
    by_value: dict[str, set[str]] = {}
    for entry in entries(seeded, **party):
        by_value.setdefault(entry["date"]["value"], set()).add(entry["record"]["id"])
    for value, expected in by_value.items():
        for name in ("date", "date__gte", "date__lte"):
            found = ids(seeded, date_match="certain", **{name: value}, **party)
            assert expected <= set(found), (name, value)


def test_names_and_merged_ids_are_understood(world: FlaskClient) -> None:
    put(state(id="pty-realm", name="The Realm", kind="state"))
    merge("pty-realm", "pty-norland", "The same.", "tester")
    expected = ids(world, party="pty-norland")
    for path, member in (("/v1/timeline", "record"), ("/v1/timeline/density", "period")):
        answer = ask(world, path, party="pty-realm")
        assert "pty-realm was merged into pty-norland" in answer["meta"]["warnings"][0]
        assert member in answer["data"][0]
    assert ids(world, party="pty-realm") == ids(world, party="Norland") == expected != []


# Pages


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"object": "quote"},
        {"party": "pty-russia"},
        {"party": "pty-armenia,pty-azerbaijan,pty-russia", "date__gte": "2022"},
        {"person": "per-sergey-lavrov"},
        {"person": "per-sergey-lavrov", "party": "pty-russia"},
    ],
)
def test_pages_in_both_directions_hold_each_record_once(
    seeded: FlaskClient, asked: dict[str, str]
) -> None:
    whole = entries(seeded, **asked)
    days = [day_of(entry) for entry in whole]
    assert days == sorted(days)
    assert len(whole) > 7
    known = [entry["record"]["id"] for entry in whole]
    assert len(set(known)) == len(known)
    assert ids(seeded, limit=7, **asked) == known
    assert ids(seeded, limit=5, sort="-date", **asked) == known[::-1]
    for count in ("bounded", "exact"):
        total = ask(seeded, "/v1/timeline", limit=0, count=count, **asked)["meta"]["total"]
        assert total == {"value": len(known), "relation": "eq"}


def test_an_entry_tells_kind_status_and_who_speaks(seeded: FlaskClient) -> None:
    kinds = {"agreement": "type", "meeting": "format", "event": "kind", "quote": "kind"}
    records = {
        record["id"]: record
        for collection in LISTS
        for record in pages(seeded, f"/v1/{collection}", limit=200)
    }
    found = entries(seeded)
    for entry in found:
        record, name = records[entry["record"]["id"]], entry["record"]["object"]
        assert list(entry) == ["record", "member", "date", "kind", "status", "actor"]
        assert entry["kind"] == record[kinds[name]]
        assert entry["status"] == (record["status"] if name in ("meeting", "event") else None)
        assert entry["actor"] == (record["speaker"] if name == "quote" else None)
        assert entry["date"] == record[entry["member"]]
    assert {entry["status"] for entry in found} > {None, "held", "postponed", "told"}


# Density


def counted(some: list[dict[str, Any]], digits: int) -> dict[str, Counter[str]]:
    """Entries of the timeline counted by the beginning of their day, and by object."""
    made: dict[str, Counter[str]] = {}
    for entry in some:
        made.setdefault(day_of(entry)[:digits], Counter())[entry["record"]["object"]] += 1
    return made


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"object": "meeting,agreement"},
        {"date__gte": "2022", "date__lte": "2023-06"},
        {"date": "2022", "date_match": "certain"},
        {"party": "pty-russia"},
        {"party": "pty-armenia,pty-azerbaijan,pty-russia", "date__not": "2023"},
        {"person": "per-sergey-lavrov", "party": "Russia", "object": "quote"},
        {"person": "per-sergey-lavrov", "object": "event"},
    ],
)
@pytest.mark.parametrize(("by", "digits"), [("year", 4), ("month", 7), ("decade", 3)])
def test_density_counts_what_the_timeline_shows(
    seeded: FlaskClient, asked: dict[str, str], by: str, digits: int
) -> None:
    expected = counted(entries(seeded, **asked), digits)
    found = ask(seeded, "/v1/timeline/density", by=by, **asked)["data"]
    jsonschema.validate(found, {"type": "array", "items": PERIOD})
    assert {
        period["earliest"][:digits]: Counter(
            {name: period[name] for name in OBJECTS if period[name]}
        )
        for period in found
    } == expected
    assert [period["earliest"] for period in found] == sorted(
        period["earliest"] for period in found
    )


def test_years_are_counted_unless_asked_otherwise(seeded: FlaskClient) -> None:
    by_year = ask(seeded, "/v1/timeline/density", by="year")["data"]
    assert ask(seeded, "/v1/timeline/density")["data"] == by_year
    assert {len(period["period"]) for period in by_year} == {4}


@pytest.mark.parametrize("by", ["year", "month", "decade"])
def test_a_period_is_a_value_of_date(seeded: FlaskClient, by: str) -> None:
    """What is dated to the day and counted in a period is found within it."""
    for period in ask(seeded, "/v1/timeline/density", by=by)["data"]:
        within = entries(seeded, date=period["period"])
        counts = Counter(
            entry["record"]["object"]
            for entry in within
            if period["earliest"] <= day_of(entry) <= period["latest"]
        )
        assert counts == {name: period[name] for name in OBJECTS if period[name]}


def test_the_first_and_last_decades_are_those_of_years_that_there_are(world: FlaskClient) -> None:
    told = {"kind": "other", "status": "told"}
    put(
        state(id="evt-old", name="Old", started="0005", **told),
        state(id="evt-late", name="Late", started="9995", **told),
    )
    found = ask(world, "/v1/timeline/density", by="decade", object="event")["data"]
    assert (found[0]["period"], found[-1]["period"]) == ("0002/0009", "9990/9998")
    assert ids(world, date=found[0]["period"], object="event") == ["evt-old"]
    assert ids(world, date=found[-1]["period"], object="event") == ["evt-late"]


# Bounds


@pytest.fixture
def crowded(make_app: Callable[[str], Flask]) -> FlaskClient:
    """A client of a world with a meeting in each of very many months, all of the same two."""
    client = make_app("world").test_client()
    rows = [
        {"key": "one", "party": "pty-norland", "role": "participant"},
        {"key": "two", "party": "pty-sudland", "role": "host"},
    ]
    told = {"title": "Talks", "format": "talks", "status": "held", "attendance": rows}
    put(
        *(
            state(id=f"mtg-{n}", started=f"{1700 + n // 12}-{n % 12 + 1:02d}", **told)
            for n in range(EACH_MONTH)
        )
    )
    return client


def test_what_there_is_much_of_is_bounded(crowded: FlaskClient) -> None:
    before = {"date": "1700/1866-08", "date_match": "certain"}
    months = ask(crowded, "/v1/timeline/density", by="month", object="meeting", **before)
    assert len(months["data"]) == MOST_PERIODS
    assert months["meta"]["warnings"] == []
    cut = ask(crowded, "/v1/timeline/density", by="month", object="meeting")
    assert len(cut["data"]) == MOST_PERIODS
    assert "narrow date" in cut["meta"]["warnings"][0]
    both = {"party": "pty-norland,pty-sudland", "object": "meeting", "limit": 1}
    bounded = ask(crowded, "/v1/timeline", **both)["meta"]["total"]
    assert bounded == {"value": BOUND_OF_TOTAL, "relation": "gte"}
    exact = ask(crowded, "/v1/timeline", count="exact", **both)["meta"]["total"]
    assert exact == {"value": EACH_MONTH + 2, "relation": "eq"}


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/v1/stats", 3),  # revision, all counts, all last changes
        ("/v1/timeline/density", 2),
        ("/v1/timeline/density?party=pty-norland", 3),  # and the number of the id
        ("/v1/timeline", 8),  # revision, page, count, four collections, stubs
        ("/v1/timeline?limit=200&party=pty-norland&date=1990/2030", 9),
        ("/v1/timeline?object=meeting&limit=1", 5),
    ],
)
def test_an_answer_costs_so_many_queries(reader: FlaskClient, path: str, number: int) -> None:
    assert queries(reader, path) == number


ORDERED = "USING COVERING INDEX record_object_chronology_number_earliest_latest (object=?"
SPOKEN = tuple(
    f"COVERING INDEX quote_{column}_said_order_number_said_earliest_said_latest ({column}=?"
    for column in ("speaker", "on_behalf_of")
)


@pytest.mark.parametrize(
    ("path", "indexes"),
    [
        ("/v1/timeline", (ORDERED,)),
        ("/v1/timeline?sort=-date&date=2001", (ORDERED,)),
        ("/v1/timeline/density", (ORDERED,)),
        ("/v1/timeline/density?date__gte=2001&object=quote", (ORDERED,)),
        ("/v1/timeline?party=pty-norland", SPOKEN),
        ("/v1/timeline?party=pty-norland,pty-sudland&sort=-date", SPOKEN),
        ("/v1/timeline/density?party=pty-norland", SPOKEN),
        ("/v1/timeline?person=per-ada-boreal", SPOKEN[:1]),
        ("/v1/timeline/density?person=per-ada-boreal", SPOKEN[:1]),
        ("/v1/stats", ("SCAN t1 USING COVERING INDEX",)),
    ],
)
def test_the_chronology_is_read_by_indexes(
    databases: Databases, path: str, indexes: tuple[str, ...]
) -> None:
    """Nothing is read by a walk through a table, whatever it is narrowed to."""
    client = shared_client(databases, "sqlite", "world")
    with recorded() as statements:
        queries(client, path)
    plans = ""
    with snapshot():
        for each in statements:
            if "chronology" in each or "said_order" in each or "GROUP BY" in each:
                told = engine().execute_sql(f"EXPLAIN QUERY PLAN {each}", parameters(each))
                plans += "".join(f"{row[3]}\n" for row in told.fetchall())
    for index in indexes:
        assert index in plans, (path, plans)
    for table in ("record", "quote", "meeting", "attendance", "signatory", "event_party"):
        assert f"SCAN {table}\n" not in plans, (path, plans)


# How many there are


def test_the_counts_are_the_totals_of_the_lists(seeded: FlaskClient) -> None:
    found = ask(seeded, "/v1/stats")["data"]
    assert [each["object"] for each in found] == list(RESOURCES)
    for each in found:
        total = ask(seeded, each["href"], count="exact", limit=0)["meta"]["total"]
        assert each["count"] == total["value"] > 0
        assert each["href"] == f"/v1/{each['collection']}"
        (newest,) = ask(seeded, each["href"], sort="-updated_at", limit=1)["data"]
        assert each["updated_at"] == newest["updated_at"]


def test_a_collection_without_records_counts_none(make_app: Callable[[str], Flask]) -> None:
    client = make_app("empty").test_client()
    assert {each["count"] for each in ask(client, "/v1/stats")["data"]} == {0}
    assert ask(client, "/v1/timeline/density")["data"] == []
    put(state(id="top-one", name="One"))
    found = {each["object"]: each["count"] for each in ask(client, "/v1/stats")["data"]}
    assert (found["topic"], found["quote"]) == (1, 0)


# What is refused


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/v1/timeline", "party", "per-ada-boreal"),
        ("/v1/timeline", "party", "pty-nowhere"),
        ("/v1/timeline", "person", "Nobody At All"),
        ("/v1/timeline", "by", "year"),
        ("/v1/timeline/density", "by", "century"),
        ("/v1/timeline/density", "person", "pty-norland"),
        ("/v1/timeline/density", "limit", "1"),
        ("/v1/timeline/density", "object", "party"),
        ("/v1/timeline/density", "date", "199X"),
        ("/v1/stats", "group_by", "act"),
    ],
)
def test_what_cannot_be_used_is_named(
    reader: FlaskClient, path: str, name: str, value: str
) -> None:
    (fault,) = ask(reader, path, 400, **{name: value})["errors"]
    assert (fault["in"], fault["name"]) == ("query", name)
