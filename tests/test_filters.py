"""Asking lists: filters bound to one row, names for ids, dates, shape, facets, samples, counts."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.http.formats import FORMATS
from api.resources import RESOURCES
from api.store import merge, withdraw
from tests.conftest import Databases
from tests.engines import Both, both_engines
from tests.writing import changed, plain, put, state

Make = Callable[[str], Flask]
DATED = [resource for resource in RESOURCES.values() if resource.names_of_dates]


@pytest.fixture
def ask(seeded: FlaskClient) -> Callable[..., Any]:
    """Ask the project's seeds and expect a status; gives the JSON."""

    def get(path: str, status: int = 200) -> Any:
        answer = seeded.get(path)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.get_json()

    return get


def ids(answer: Any) -> list[str]:
    """The ids of a list."""
    return [record["id"] for record in answer["data"]]


def meetings(client: FlaskClient, query: str) -> list[str]:
    """The ids of the meetings that a query finds."""
    answer = client.get(f"/v1/meetings?{query}")
    assert answer.status_code == 200, answer.get_json()
    return ids(answer.get_json())


# One row


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("attendance.party=pty-lake-league&attendance.role=host", True),
        ("attendance.party=pty-sudland&attendance.role=host", False),
        ("attendance.party=pty-norland,pty-lake-league&attendance.role=host", True),
        ("attendance.party=pty-norland&attendance.person=per-ada-boreal", True),
        ("attendance.party=pty-sudland&attendance.person=per-ada-boreal", False),
        ("party=pty-sudland&attendance.role=host", True),
        ("attendance.role__not=host", False),
        ("attendance.party__not=pty-sudland", False),
        ("attendance.person__not=per-carl-austral", True),
        ("attendance.party=pty-lake-league&attendance.role__not=chair", True),
        ("attendance.party=pty-norland&attendance.role__not=host", False),
        ("has_attendance=true", True),
        ("has_relations=true", False),
        ("has_relations=false", True),
        ("evidence.document=doc-gazette-2001", True),
    ],
)
def test_what_is_asked_of_a_row_holds_of_one_row(
    reader: FlaskClient, query: str, found: bool
) -> None:
    assert ("mtg-port-mid" in meetings(reader, query)) is found


def test_two_rows_are_not_one(world: FlaskClient) -> None:
    query = "attendance.party=pty-sudland&attendance.role=host"
    rows = plain("mtg-port-mid")["attendance"]
    assert meetings(world, query) == []
    put(changed("mtg-port-mid", attendance=[*rows, {"party": "pty-sudland", "role": "host"}]))
    assert meetings(world, query) == ["mtg-port-mid"]


def test_a_complement_holds_of_what_has_no_row(world: FlaskClient) -> None:
    put(changed("mtg-more-talks", attendance=[]))
    assert meetings(world, "attendance.role__not=participant") == ["mtg-more-talks"]
    assert meetings(world, "has_attendance=false") == ["mtg-more-talks"]
    assert meetings(world, "party__not=pty-norland") == ["mtg-more-talks"]


def test_dates_of_rows_go_with_other_members_of_the_row(ask: Callable[..., Any]) -> None:
    path = "/v1/agreements?include=states&states.as_of=2023&date_match="
    for record in ask(f"{path}certain&states.state=agreed")["data"]:
        assert any(
            row["state"] == "agreed" and (row["as_of"] or {}).get("value", "").startswith("2023")
            for row in record["states"]
        )
    answers = {way: ask(f"{path}{way}") for way in ("possible", "certain")}
    assert set(ids(answers["certain"])) < set(ids(answers["possible"]))
    counted = {way: {"value": len(told["data"]), "relation": "eq"} for way, told in answers.items()}
    assert all(told["meta"]["date_match"] == counted for told in answers.values())
    assert "date_match" in ask("/v1/mediators?positions.said=2023&date_match=certain")["meta"]


# Names in the place of ids


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("party=Armenia", "pty-armenia"),
        ("party=ARMENIA", "pty-armenia"),
        ("party=wikidata:Q399", "pty-armenia"),
        ("person=Nikol+Pashinian", "per-nikol-pashinyan"),
        ("place=washington+dc", "plc-washington"),
    ],
)
def test_names_and_identifiers_stand_for_ids(
    ask: Callable[..., Any], query: str, target: str
) -> None:
    name, _, given = query.partition("=")
    answer = ask(f"/v1/meetings?{query}")
    assert ids(answer) == ids(ask(f"/v1/meetings?{name}={target}")) != []
    told = f"{name}: “{given.replace('+', ' ')}” was taken to be {target}."
    assert answer["meta"]["warnings"] == [told]


@pytest.mark.parametrize(
    ("query", "told", "near"),
    [
        ("about=Nagorno-Karabakh", "pty-nagorno-karabakh", None),
        ("about=nagorno+karabakh", "plc-nagorno-karabakh", None),
        ("party=Armenja", "no party is called so", "Armenia"),
        ("party=pty-armenja", "there is no record pty-armenja", "pty-armenia"),
        ("party=wikidata:Q0", "no party is called so", None),
        ("party=...", "has no letter and no digit", None),
        ("party=per-sergey-lavrov", "Must be the id of a party", None),
    ],
)
def test_a_name_of_none_or_several_is_refused(
    ask: Callable[..., Any], query: str, told: str, near: str | None
) -> None:
    (fault,) = ask(f"/v1/quotes?{query}", 400)["errors"]
    assert fault["name"] == query.partition("=")[0]
    assert told in fault["detail"]
    assert fault.get("did_you_mean") == near


def test_a_merged_id_stands_for_its_survivor(world: FlaskClient) -> None:
    put(state(id="pty-third", name="Third", kind="igo"))
    merge("pty-third", "pty-lake-league", "The same.", "tester")
    merge("pty-lake-league", "pty-norland", "The same.", "tester")
    for old in ("pty-third", "pty-lake-league"):
        for query in (f"party={old}", f"attendance.party={old}", f"party={old},pty-norland"):
            answer = world.get(f"/v1/meetings?{query}").get_json()
            assert ids(answer) == meetings(world, "party=pty-norland")
            assert answer["meta"]["warnings"] == [
                f"{old} was merged into pty-norland, which was asked for."
            ]
    assert ids(world.get("/v1/parties?id=pty-third").get_json()) == ["pty-norland"]


def test_a_withdrawn_id_is_refused_with_its_reason(world: FlaskClient) -> None:
    put(state(id="top-slip", name="Slip"))
    withdraw("top-slip", "It was a slip.", "tester")
    answer = world.get("/v1/meetings?id=mtg-port-mid&topic=top-slip")
    parameters = RESOURCES["meeting"].references
    assert "topic" in parameters
    assert answer.status_code == 400
    assert "It was a slip." in answer.get_json()["errors"][0]["detail"]


def test_whole_names_are_filtered_by(ask: Callable[..., Any]) -> None:
    assert ids(ask("/v1/persons?name=NIKOL+pashinian")) == ["per-nikol-pashinyan"]
    assert ids(ask("/v1/persons?name=Nikol")) == []
    assert ids(ask("/v1/persons?name=Pashinyan+Nikol")) == []
    assert ids(ask("/v1/parties?name=moscow&kind=state")) == ["pty-russia"]


def test_a_member_of_a_place_is_filtered_by(ask: Callable[..., Any]) -> None:
    whole = ask("/v1/meetings?include=place&limit=200")["data"]
    there = {each["id"] for each in whole if each["place"] and each["place"]["country"] == "USA"}
    assert set(ids(ask("/v1/meetings?place.country=USA"))) == there != set()
    others = set(ids(ask("/v1/meetings?place.country__not=USA&limit=200")))
    assert others == {each["id"] for each in whole} - there


# Dates


@pytest.mark.parametrize("resource", DATED, ids=lambda each: each.name)
def test_dates_are_counted_in_both_ways(ask: Callable[..., Any], resource: Any) -> None:
    for name in sorted(resource.names_of_dates):
        path = f"/v1/{resource.name}?{name}=2020/2023&limit=200"
        possible = ask(path)
        certain = ask(f"{path}&date_match=certain")
        told = {
            "possible": {"value": len(possible["data"]), "relation": "eq"},
            "certain": {"value": len(certain["data"]), "relation": "eq"},
        }
        assert possible["meta"]["date_match"] == certain["meta"]["date_match"] == told, name


def test_without_dates_no_ways_are_counted(ask: Callable[..., Any]) -> None:
    assert "date_match" not in ask("/v1/meetings?status=held&started__null=false")["meta"]


# The parameter `format`


def test_format_is_a_filter_and_a_form(seeded: FlaskClient) -> None:
    talks = meetings(seeded, "format=talks")
    assert set(talks) < set(meetings(seeded, "format=talks,call"))
    assert meetings(seeded, "format=json,talks") == talks
    lines = seeded.get("/v1/meetings?format=talks,csv").get_data(as_text=True).splitlines()
    assert [line.partition(",")[0] for line in lines] == ["id", *talks]
    whole = seeded.get("/v1/meetings?format=csv")
    assert whole.content_type == "text/csv; charset=utf-8"
    assert len(whole.get_data(as_text=True).splitlines()) == 1 + len(meetings(seeded, "limit=200"))


def test_no_code_of_a_filter_called_format_is_a_form() -> None:
    for resource in RESOURCES.values():
        for each in resource.all_filters:
            field = each.parameters().get("format")
            assert not set(field.allowed if field else ()) & set(FORMATS), resource.name


def test_a_form_that_is_not_there_is_refused(ask: Callable[..., Any]) -> None:
    assert ask("/v1/meetings?format=tawks", 400)["errors"][0]["did_you_mean"] == "talks"
    assert ask("/v1/persons?format=geojson", 400)["errors"][0]["name"] == "format"


# Shape


def test_fields_leaves_out_what_it_does_not_name(ask: Callable[..., Any]) -> None:
    path = "/v1/meetings/mtg-washington-2022-11-07?fields="
    assert ask(f"{path}title")["data"].keys() == {"id", "object", "title"}
    record = ask(f"{path}started.value,place.id,attendance.role,place.label")["data"]
    assert record == {
        "id": "mtg-washington-2022-11-07",
        "object": "meeting",
        "started": {"value": "2022-11-07"},
        "place": {"id": "plc-washington", "object": "place", "label": "Washington, DC"},
        "attendance": [{"role": role} for role in ("host", "chair", "participant", "participant")],
    }
    assert ask(f"{path}started,started.value")["data"]["started"]["basis"] == "derived"
    assert ask(f"{path}scheduled.value")["data"]["scheduled"] is None
    whole = ask(f"{path.partition('?')[0]}?include=attendance")["data"]
    assert ask(f"{path}attendance")["data"]["attendance"] == whole["attendance"]
    included = ask(f"{path}attendance&include=attendance.party")["data"]["attendance"]
    assert included[0]["party"]["kind"] == "state"


def test_fields_are_those_that_there_are(ask: Callable[..., Any]) -> None:
    for wrong in ("nothing", "started.nothing", "attendance.party.id", "id.id"):
        assert ask(f"/v1/meetings?fields={wrong}", 400)["errors"][0]["name"] == "fields"


def test_include_goes_two_deep_and_no_deeper(ask: Callable[..., Any]) -> None:
    path = "/v1/agreements/agr-ceasefire-2020?include="
    record = ask(f"{path}signatories.party,process.evidence,states.quote")["data"]
    assert record["signatories"][0]["party"]["kind"]
    assert record["process"]["evidence"]
    assert "evidence" not in record
    assert ask(f"{path}process.conflict")["data"]["process"]["conflict"]["incompatibility"]
    for deeper in ("signatories.party.names", "process.evidence.document"):
        assert ask(f"{path}{deeper}", 400)["errors"][0]["name"] == "include"


# Facets


def values(facet: list[dict[str, Any]]) -> dict[Any, int]:
    """Counts by value, a stub by its id."""
    return {
        each["value"]["id"] if isinstance(each["value"], dict) else each["value"]: each["count"]
        for each in facet
    }


def test_facets_count_values_and_what_is_unknown(ask: Callable[..., Any]) -> None:
    answer = ask("/v1/quotes?facets=act,speaker,said.year,targets,spans.role&limit=0")
    records = ask("/v1/quotes?limit=200&include=targets")["data"]
    assert answer["data"] == []
    assert answer["meta"]["total"]["value"] == len(records)
    facets = {name: values(facet) for name, facet in answer["facets"].items()}
    assert facets["act"] == Counter(record["act"] for record in records)
    assert None in facets["act"]
    assert facets["speaker"] == Counter(
        record["speaker"] and record["speaker"]["id"] for record in records
    )
    years = Counter(year(record["said"]) for record in records)
    assert facets["said.year"] == years
    aimed = Counter(stub["id"] for record in records for stub in record["targets"])
    aimed[None] = sum(not record["targets"] for record in records)
    assert facets["targets"] == dict(aimed.most_common(50))
    roles = (role for each in records for role in {span["role"] for span in each["spans"]})
    assert facets["spans.role"] == Counter(roles)


def year(date: dict[str, Any] | None) -> str | None:
    """The year of a date whose days lie in one."""
    ends = date and {(date["earliest"] or "")[:4], (date["latest"] or "")[:4]}
    return ends.pop() if ends and len(ends) == 1 else None


def test_facets_are_those_of_what_matches(ask: Callable[..., Any]) -> None:
    answer = ask("/v1/meetings?party=pty-armenia&facets=status&limit=1")
    counts = [each["count"] for each in answer["facets"]["status"]]
    assert sum(counts) == answer["meta"]["total"]["value"]
    assert counts == sorted(counts, reverse=True)


def test_a_facet_shows_the_fifty_most_frequent(make_app: Make) -> None:
    client = make_app("empty").test_client()
    topics = [state(id=f"top-{number}", name=f"Topic {number}") for number in range(70)]
    below = [state(id=f"top-b-{number}", name="B", broader=f"top-{number}") for number in range(70)]
    put(*topics, *below, state(id="top-c", name="C", broader="top-69"))
    path = "/v1/topics?facets=broader&limit=0&broader__null=false"
    facet = client.get(path).get_json()["facets"]["broader"]
    assert len(facet) == 50
    assert values(facet)["top-69"] == facet[0]["count"] == 2


# Samples


@pytest.fixture(scope="module")
def both(databases: Databases) -> Iterator[Both]:
    """The seeds on both engines; no test here writes into them."""
    with both_engines(databases, "seeds") as sides:
        yield sides


def test_a_sample_is_repeatable_and_the_same_on_both_engines(both: Both) -> None:
    drawn = {
        seed: ids(both.same(f"/v1/quotes?sample=9&seed={seed}&fields=id"))
        for seed in (0, 1, 2, 30_846, 2**31 - 1)
    }
    assert ids(both.same("/v1/quotes?sample=9&fields=id")) == drawn[0]
    assert len({tuple(found) for found in drawn.values()}) == len(drawn)
    assert all(len(set(found)) == 9 for found in drawn.values())
    assert len({each for found in drawn.values() for each in found}) > 18


def test_a_sample_is_of_what_matches(both: Both) -> None:
    path = "/v1/quotes?speaker=per-sergey-lavrov&q=peacekeepers"
    whole = ids(both.same(f"{path}&fields=id&limit=200"))
    answer = both.same(f"{path}&sample=2&seed=3&fields=id")
    assert set(ids(answer)) < set(whole)
    assert answer["meta"]["total"]["value"] == len(whole)
    assert answer["meta"]["next_cursor"] is None
    assert set(ids(both.same(f"{path}&sample=200&fields=id"))) == set(whole)


def test_a_sample_has_no_next_page(both: Both) -> None:
    cursor = both.sides[0].client().get("/v1/quotes?limit=1").get_json()["meta"]["next_cursor"]
    (fault,) = both.same(f"/v1/quotes?sample=3&cursor={cursor}", 400)["errors"]
    assert "no further pages" in fault["detail"]
    for name, value in (("limit", "3"), ("sort", "said")):
        (fault,) = both.same(f"/v1/quotes?sample=3&{name}={value}", 400)["errors"]
        assert fault["name"] == name
    warnings = both.same("/v1/quotes?seed=3&limit=1")["meta"]["warnings"]
    assert "seed draws a sample" in warnings[0]
    assert both.same("/v1/quotes?sample=201", 400)["errors"][0]["name"] == "sample"


# Counts by one and two fields


def test_counts_add_up(both: Both) -> None:
    total = both.same("/v1/quotes?limit=0")["meta"]["total"]["value"]
    by_act = both.same("/v1/stats/quotes?group_by=act")["data"]
    by_both = both.same("/v1/stats/quotes?group_by=act,said.year")["data"]
    assert sum(group["count"] for group in by_act) == total
    assert sum(group["count"] for group in by_both) == total
    sums: Counter[str | None] = Counter()
    for group in by_both:
        sums[group["act"]] += group["count"]
    assert sums == {group["act"]: group["count"] for group in by_act}
    counts = [group["count"] for group in by_both]
    assert counts == sorted(counts, reverse=True)


def test_years_of_imprecise_dates_are_unknown(both: Both) -> None:
    records = both.same("/v1/agreements?limit=200&fields=signed")["data"]
    groups = both.same("/v1/stats/agreements?group_by=signed.year")["data"]
    assert {group["signed.year"]: group["count"] for group in groups} == Counter(
        year(record["signed"]) for record in records
    )
    assert any(record["signed"] and year(record["signed"]) is None for record in records)


def test_counts_are_of_what_matches(both: Both) -> None:
    path = "party=Armenia&attendance.role=host&q=talks"
    total = both.same(f"/v1/meetings?{path}")["meta"]["total"]["value"]
    answer = both.same(f"/v1/stats/meetings?group_by=status&{path}")
    assert sum(group["count"] for group in answer["data"]) == total > 0
    assert answer["meta"]["warnings"] == ["party: “Armenia” was taken to be pty-armenia."]


@pytest.mark.parametrize("query", ["", "group_by=", "group_by=act,kind,speaker", "group_by=words"])
def test_counts_are_by_one_or_two_fields(both: Both, query: str) -> None:
    problem = both.same(f"/v1/stats/quotes?{query}", 400)
    assert problem["errors"][0]["name"] == "group_by"


def test_a_name_with_a_comma_stands_in_quotation_marks(both: Both) -> None:
    found = both.same('/v1/meetings?place="Washington, DC",plc-moscow&limit=0')["meta"]
    ids = both.same("/v1/meetings?place=plc-washington,plc-moscow&limit=0")["meta"]
    assert found["total"] == ids["total"]
    assert found["warnings"] == ["place: “Washington, DC” was taken to be plc-washington."]


def test_marks_that_are_no_list_are_refused(ask: Callable[..., Any]) -> None:
    problem = ask('/v1/meetings?place=x"y%0Az', 400)
    assert problem["errors"][0]["name"] == "place"
