"""What refers to a record: groups, totals, newest records, and lists that hold just these."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from peewee import chunked

from api.database import snapshot, transaction
from api.models import Figure, Record, RecordTopic, Relation, Topic
from api.models.referring import columns_to_records, holder_of
from api.query import referring
from api.query.statement import Prepared
from api.resources import RESOURCES
from api.views.referrers import REFERRING
from schemas.objects import address, object_of
from tests.conftest import Databases
from tests.engines import Both, both_engines
from tests.test_queries import queries
from tests.writing import changed, put, topic

Get = Callable[..., Any]
Groups = dict[tuple[str, str], list[str]]
CONTENTS = ("world", "seeds")
MOST = 50
ONE_IN, SMALL = 4, 60
MANY = referring.FEW + 10
BOUNDED = {"value": 1000, "relation": "gte"}


@pytest.fixture(scope="module", params=CONTENTS)
def both(databases: Databases, request: pytest.FixtureRequest) -> Iterator[Both]:
    """The invented world and the seeds, on both engines."""
    with both_engines(databases, str(request.param)) as sides:
        yield sides


def path_of(record: str) -> str:
    """The address of what refers to a record."""
    return f"{address(record)}/referrers"


def ids() -> dict[int, str]:
    """The ids of all records by number."""
    with snapshot():
        return dict(Record.select(Record.number, Record.id).tuples())


def held(groups: list[dict[str, Any]]) -> Groups:
    """The ids of the records of groups, by object and member."""
    return {
        (each["object"], each["member"]): [record["id"] for record in each["records"]]
        for each in groups
    }


def what_the_tables_say() -> dict[str, Groups]:
    """What refers to each record, read row by row from all columns."""
    names = ids()
    found: dict[str, Groups] = {}
    with snapshot():
        for way in REFERRING.ways:
            query = way.column.model.select(way.column, holder_of(way.column.model))
            pairs = set(query.where(way.column.is_null(False)).tuples())
            for target, holder in sorted(pairs, reverse=True):
                if object_of(names[holder]) == way.object and target != holder:
                    groups = found.setdefault(names[target], {})
                    groups.setdefault((way.object, way.member), []).append(names[holder])
    return found


def groups_of(client: FlaskClient, record: str, limit: int = MOST) -> list[dict[str, Any]]:
    """The groups of a record."""
    answer = client.get(f"{path_of(record)}?limit={limit}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    data: list[dict[str, Any]] = answer.get_json()["data"]
    return data


def test_every_column_that_refers_is_a_way() -> None:
    columns = {(model._meta.table_name, column.name) for model, column in columns_to_records()}
    assert {way.place for way in REFERRING.ways} == columns


def test_what_refers_to_a_party_stands_in_groups(get: Get) -> None:
    groups = get("/v1/parties/pty-norland/referrers")["data"]
    signed = next(each for each in groups if each["member"] == "signatories.party")
    assert signed == {
        "object": "agreement",
        "member": "signatories.party",
        "total": {"value": 1, "relation": "eq"},
        "records": [
            {
                "id": record,
                "object": "agreement",
                "label": get(address(record))["data"]["label"],
                "href": address(record),
            }
            for record in ("agr-truce-1998",)
        ],
        "href": "/v1/agreements?signatories.party=pty-norland",
    }
    assert {each["href"] for each in groups if each["object"] == "quote"} >= {
        "/v1/quotes?target=pty-norland"
    }


def test_groups_are_what_the_tables_say_in_the_order_of_members(both: Both) -> None:
    order = [(way.object, way.member) for way in REFERRING.ways]
    assert list(dict.fromkeys(name for name, _ in order)) == list(RESOURCES)
    client = both.sides[0].client()
    told = what_the_tables_say()
    assert len(told) > 15
    for record in ids().values():
        groups, expected = groups_of(client, record), told.get(record, {})
        assert held(groups) == {group: found[:MOST] for group, found in expected.items()}, record
        assert list(held(groups)) == sorted(expected, key=order.index)
        for each, found in zip(groups, sorted(expected, key=order.index), strict=True):
            assert each["total"] == {"value": len(expected[found]), "relation": "eq"}


def sampled() -> list[str]:
    """The ids of one in four of the records, those of every kind; all of a small world."""
    every = list(ids().values())
    return every if len(every) < SMALL else every[::ONE_IN]


def test_both_engines_answer_alike_and_the_list_has_as_many(both: Both) -> None:
    lists = 0
    for record in sampled():
        for group in both.same(path_of(record))["data"]:
            assert len(group["records"]) == min(5, group["total"]["value"])
            if group["href"]:
                listed = both.same(f"{group['href']}&limit=200&fields=id")
                assert listed["meta"]["total"] == group["total"], (record, group["href"])
                known = {each["id"] for each in listed["data"]}
                assert {each["id"] for each in group["records"]} <= known
                lists += 1
    assert lists > 30


def test_walking_the_collections_finds_the_same(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    for side in both.sides:
        side.client()
        told = what_the_tables_say()
        with monkeypatch.context() as patched, snapshot():
            patched.setattr(referring, "FEW", 0)
            patched.setattr(referring, "PREPARED", Prepared())
            for number, record in ids().items():
                walked = REFERRING.groups(number, object_of(record) or "", 3)
                expected = {group: found[:3] for group, found in told.get(record, {}).items()}
                assert {
                    (each.object, each.member): [stub.id for stub in each.records]
                    for each in walked
                } == expected


@pytest.fixture
def crowded(world: FlaskClient) -> FlaskClient:
    """The world with more rows than are put in order at once, in each kind of table."""
    broad, spoken = topic("broad"), topic("spoken-of")
    put(broad, spoken, changed("mtg-port-mid", topics=["top-broad"]))
    with transaction():
        number = {record: at for at, record in ids().items()}
        first = max(number.values()) + 1
        model = Record.get(Record.id == "top-broad").__data__
        numbers = range(first, first + MANY)
        target, party = number["top-broad"], number["pty-norland"]
        records = [
            model | {"number": each, "id": f"top-n{each - first}", "label": f"N{each - first}"}
            for each in numbers
        ]
        insert(Record, records)
        insert(Topic, [{"record": each, "name": f"N{each}", "broader": target} for each in numbers])
        insert(RecordTopic, [{"owner": each, "target": target, "ordinal": 0} for each in numbers])
        insert(
            Relation,
            [
                {
                    "owner": each,
                    "key": key,
                    "ordinal": 0,
                    "type": key,
                    "to": number["top-spoken-of"],
                }
                for each in numbers[: MANY // 2]
                for key in ("about", "possibly_same")
            ],
        )
        insert(
            Figure,
            [
                {
                    "owner": numbers[at % 11],
                    "key": f"f{at}",
                    "ordinal": at,
                    "measure": "killed",
                    "best": 1.0,
                    "of_party": party,
                }
                for at in range(MANY)
            ],
        )
    return world


def insert(model: Any, rows: list[dict[str, Any]]) -> None:
    """Write rows as they are, some at a time."""
    for some in chunked(rows, 1000):
        model.insert_many(some).execute()


def test_of_very_many_the_total_is_bounded_and_the_newest_are_shown(crowded: FlaskClient) -> None:
    newest = [f"top-n{MANY - 1 - back}" for back in range(3)]
    broad = {(each["object"], each["member"]): each for each in groups_of(crowded, "top-broad", 3)}
    assert broad.keys() == {("meeting", "topics"), ("topic", "broader"), ("topic", "topics")}
    for member in ("broader", "topics"):
        assert broad["topic", member]["total"] == BOUNDED
        assert held([broad["topic", member]])["topic", member] == newest
    assert broad["meeting", "topics"]["total"] == {"value": 1, "relation": "eq"}
    (related,) = groups_of(crowded, "top-spoken-of", 3)
    assert (related["member"], related["total"]) == ("relations.to", BOUNDED)
    assert [each["id"] for each in related["records"]] == [
        f"top-n{MANY // 2 - 1 - back}" for back in range(3)
    ]
    figures = next(
        each
        for each in groups_of(crowded, "pty-norland")
        if (each["object"], each["member"]) == ("topic", "figures.of_party")
    )
    assert figures["total"] == {"value": 11, "relation": "eq"}
    assert [each["id"] for each in figures["records"]] == [f"top-n{at}" for at in range(10, -1, -1)]
    answer = crowded.get(f"{broad['topic', 'broader']['href']}&limit=1").get_json()
    assert answer["meta"]["total"] == BOUNDED


def test_the_record_itself_is_left_out_and_so_is_a_list_that_holds_it(world: FlaskClient) -> None:
    put(topic("broad"), topic("narrow", broader="top-broad"))
    assert groups_of(world, "top-broad")[0]["href"] == "/v1/topics?broader=top-broad"
    with transaction():
        itself = Record.get(Record.id == "top-broad").number
        Topic.update(broader=itself).where(Topic.record == itself).execute()
    (group,) = groups_of(world, "top-broad", 49)  # not what is kept of before
    assert held([group]) == {("topic", "broader"): ["top-narrow"]}
    assert (group["total"]["value"], group["href"]) == (1, None)
    with transaction():
        Topic.update(broader=None).where(Topic.record != itself).execute()
    assert groups_of(world, "top-broad", 48) == []


def test_a_record_that_refers_twice_is_counted_once(world: FlaskClient) -> None:
    put(topic("new"))
    rows = [{"type": each, "to": "top-new"} for each in ("about", "possibly_same")]
    put(changed("evt-war", relations=rows))
    (group,) = groups_of(world, "top-new")
    assert (group["member"], group["total"]) == ("relations.to", {"value": 1, "relation": "eq"})


def test_the_limit_says_how_many_records_are_shown(get: Get) -> None:
    path = path_of("pty-norland")
    whole, none = get(f"{path}?limit=50")["data"], get(f"{path}?limit=0")["data"]
    assert [each | {"records": []} for each in whole] == none
    assert [each["records"][:1] for each in whole] == [
        each["records"] for each in get(f"{path}?limit=1")["data"]
    ]
    refused = get(f"{path}?limit=51", 400)
    assert refused["errors"][0]["name"] == "limit"


def test_merged_withdrawn_and_foreign_ids_are_answered_as_by_its_siblings(get: Get) -> None:
    assert "Did you mean pty-norland?" in get(path_of("pty-norlandd"), 404)["detail"]
    moved = get("/v1/parties/wikidata:Q20/referrers", 307)
    assert moved["id"] == "pty-norland"


def test_it_costs_the_same_number_of_queries_whatever_it_finds(reader: FlaskClient) -> None:
    costs = {record: queries(reader, path_of(record)) for record in ids().values()}
    assert {object_of(each) for each in costs} == set(RESOURCES)
    told = what_the_tables_say()
    for record, cost in costs.items():  # revision, number of the id, rows, and groups if any
        assert cost == (4 if record in told else 3), record
    assert queries(reader, f"{path_of('pty-norland')}?limit=50") == 4
