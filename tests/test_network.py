"""The network: who met, mediated between, signed with and spoke of whom, on both engines."""

import io
from collections.abc import Callable
from itertools import product
from typing import Any
from urllib.parse import quote

import jsonschema
import networkx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import Engine, PostgresEngine, connection, snapshot
from api.http.endpoint import Endpoint
from api.http.serving import add_routes
from api.network.pairs import PAIR_FACTOR, pair_of
from api.query.cursors import LARGEST_NUMBER
from api.store import merge, withdraw
from api.views import network
from schemas.vocabulary import process
from tests.test_queries import recorded
from tests.writing import changed, put, state

Edge = tuple[str, str, str]
MET_AT_PORT_MID = {
    ("met", "per-ada-boreal", "pty-lake-league"),
    ("met", "per-ada-boreal", "pty-sudland"),
    ("met", "pty-lake-league", "pty-norland"),
    ("met", "pty-lake-league", "pty-sudland"),
    ("met", "pty-norland", "pty-sudland"),
}
MEDIATED = {
    ("mediated", "pty-lake-league", "per-ada-boreal"),
    ("mediated", "pty-lake-league", "pty-norland"),
    ("mediated", "pty-lake-league", "pty-sudland"),
}
SPOKE_OF = {
    ("spoke_of", "per-carl-austral", "pty-norland"),
    ("spoke_of", "per-carl-austral", "pty-soldiers"),
    ("spoke_of", "pty-norland", "pty-soldiers"),
    ("spoke_of", "pty-sudland", "pty-norland"),
    ("spoke_of", "pty-sudland", "pty-soldiers"),
}
SIGNED = {("signed", "pty-norland", "pty-sudland")}


def client_of(app: Flask) -> FlaskClient:
    """A client of an application that serves the network."""
    if not any(rule.rule == "/v1/network" for rule in app.url_map.iter_rules()):
        add_routes(app, network.endpoints())
    return app.test_client()


@pytest.fixture
def isle(make_app: Callable[[str], Flask]) -> FlaskClient:
    """A client of the invented world; what a test writes is its own."""
    return client_of(make_app("world"))


@pytest.fixture
def caucasus(make_app: Callable[[str], Flask]) -> FlaskClient:
    """A client of the project's own seeds."""
    return client_of(make_app("seeds"))


def ask(client: FlaskClient, expected: int = 200, /, **parameters: Any) -> Any:
    """The answer to a question with some parameters."""
    query = "&".join(f"{name}={quote(str(value))}" for name, value in parameters.items())
    answer = client.get(f"/v1/network?{query}")
    assert answer.status_code == expected, answer.get_data(as_text=True)
    return answer.get_json()


def edges(client: FlaskClient, /, **parameters: Any) -> dict[Edge, dict[str, Any]]:
    """The edges that are found, by type, source and target."""
    found = ask(client, **parameters)["data"]["edges"]
    made = {(edge["type"], edge["source"], edge["target"]): edge for edge in found}
    assert len(made) == len(found)
    return made


def meeting(slug: str, *attendance: dict[str, str], **members: Any) -> Any:
    """A meeting that was held, as the schema loads it."""
    rows = [{"role": "participant", "key": f"row-{n}", **row} for n, row in enumerate(attendance)]
    told = {"title": slug, "format": "talks", "status": "held", "attendance": rows, **members}
    return state(id=f"mtg-{slug}", **told)


# The invented world, by hand


def test_the_whole_network(isle: FlaskClient) -> None:
    assert set(edges(isle)) == MET_AT_PORT_MID | MEDIATED | SIGNED | SPOKE_OF


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("met", MET_AT_PORT_MID),
        ("mediated", MEDIATED),
        ("signed", SIGNED),
        ("spoke_of", SPOKE_OF),
        ("met,signed", MET_AT_PORT_MID | SIGNED),
    ],
)
def test_edges_of_some_types(isle: FlaskClient, asked: str, expected: set[Edge]) -> None:
    assert set(edges(isle, type=asked)) == expected


def test_an_edge_tells_what_is_behind_it(isle: FlaskClient) -> None:
    assert edges(isle, type="signed")["signed", "pty-norland", "pty-sudland"] == {
        "source": "pty-norland",
        "target": "pty-sudland",
        "type": "signed",
        "directed": False,
        "weight": 1,
        "first": "1998-01-01",
        "last": "1999-12-31",
        "records": ["agr-truce-1998"],
        "records_total": 1,
    }


def test_nodes_are_those_of_the_edges_shown(isle: FlaskClient) -> None:
    nodes = ask(isle, type="spoke_of")["data"]["nodes"]
    assert [(node["id"], node["degree"], node["weight"]) for node in nodes] == [
        ("pty-norland", 3, 3),
        ("pty-soldiers", 3, 3),
        ("per-carl-austral", 2, 2),
        ("pty-sudland", 2, 2),
    ]
    assert nodes[2] == {
        "id": "per-carl-austral",
        "object": "person",
        "label": "Carl Åustral",
        "kind": None,
        "href": "/v1/persons/per-carl-austral",
        "degree": 2,
        "weight": 2,
    }
    assert nodes[1]["kind"] == "armed_forces"


def test_an_undated_quote_leaves_the_ends_open(isle: FlaskClient) -> None:
    found = edges(isle, type="spoke_of", party="pty-norland")
    key = "spoke_of", "pty-norland", "pty-soldiers"
    assert (found[key]["first"], found[key]["last"]) == (None, None)
    assert key not in edges(isle, type="spoke_of", date__gte="1000")


# Filters


def test_edges_that_touch_somebody(isle: FlaskClient) -> None:
    whole = set(edges(isle))
    for name, record in (("person", "per-ada-boreal"), ("party", "pty-sudland")):
        assert set(edges(isle, **{name: record})) == {key for key in whole if record in key}


def test_several_parties_mean_or(isle: FlaskClient) -> None:
    asked = {"pty-sudland", "pty-norland"}
    expected = {key for key in edges(isle) if asked & set(key)}
    found = edges(isle, party=",".join(sorted(asked)))
    assert set(found) == expected
    assert {edge["weight"] for edge in found.values()} == {1}


def test_a_party_and_a_person_mean_the_edges_between_them(isle: FlaskClient) -> None:
    found = edges(isle, party="pty-lake-league,pty-norland", person="per-ada-boreal")
    assert set(found) == {
        ("met", "per-ada-boreal", "pty-lake-league"),
        ("mediated", "pty-lake-league", "per-ada-boreal"),
    }


@pytest.mark.parametrize(
    ("asked", "signed"),
    [
        ({"date": "1998"}, True),
        ({"date": "1998", "date_match": "certain"}, False),
        ({"date": "1998/1999", "date_match": "certain"}, True),
        ({"date__gte": "1999"}, True),
        ({"date__gte": "1999", "date_match": "certain"}, False),
        ({"date__lte": "1998"}, True),
        ({"date__lte": "1998", "date_match": "certain"}, False),
        ({"date": "2000"}, False),
    ],
)
def test_records_behind_edges_are_dated(
    isle: FlaskClient, asked: dict[str, str], signed: bool
) -> None:
    assert bool(edges(isle, type="signed", **asked)) is signed


def test_dates_bound_what_is_behind_an_edge(isle: FlaskClient) -> None:
    both = [{"party": "pty-norland"}, {"party": "pty-sudland"}]
    put(meeting("later", *both, started="2010-05"), meeting("vague", *both, started="2009/.."))
    key = "met", "pty-norland", "pty-sudland"
    whole = edges(isle, type="met")[key]
    assert whole["records"] == ["mtg-port-mid", "mtg-vague", "mtg-later"]
    assert (whole["first"], whole["last"]) == ("2001-03-05", None)
    late = edges(isle, type="met", date__gte="2010", date_match="certain")[key]
    assert (late["records"], late["weight"]) == (["mtg-later"], 1)
    assert (late["first"], late["last"]) == ("2010-05-01", "2010-05-31")
    assert set(edges(isle, type="met", min_weight=3)) == {key}
    assert not edges(isle, type="met", min_weight=4)


def test_the_heaviest_come_first_and_a_warning_says_that_there_are_more(isle: FlaskClient) -> None:
    both = [{"party": "pty-norland"}, {"party": "pty-sudland"}]
    put(meeting("second", *both))
    first = ask(isle, limit=1)
    assert [edge["records"] for edge in first["data"]["edges"]] == [["mtg-port-mid", "mtg-second"]]
    assert len(first["data"]["nodes"]) == 2
    (warning,) = first["meta"]["warnings"]
    assert "more edges than the 1 shown" in warning
    everything = ask(isle, limit=14)
    assert not everything["meta"]["warnings"]
    found = [
        tuple(edge[name] for name in ("source", "target", "type"))
        for edge in everything["data"]["edges"]
    ]
    assert len(found) == 14
    assert found[1:] == sorted(found[1:])


def test_a_hundred_records_are_shown_and_all_counted(isle: FlaskClient) -> None:
    both = [{"party": "pty-norland"}, {"party": "pty-sudland"}]
    put(*[meeting(f"daily-{day:03}", *both, started=f"19{day % 90 + 10}") for day in range(120)])
    edge = edges(isle, type="met", min_weight=100)["met", "pty-norland", "pty-sudland"]
    assert edge["weight"] == edge["records_total"] == 121
    assert len(set(edge["records"])) == 100
    assert edge["records"][:2] == ["mtg-daily-000", "mtg-daily-090"]
    assert (edge["first"], edge["last"]) == ("1910-01-01", "2001-03-05")


@pytest.mark.parametrize("asked", [{}, {"party": "pty-norland"}, {"date__gte": "1990"}])
def test_fewer_edges_are_the_first_of_all(isle: FlaskClient, asked: dict[str, str]) -> None:
    both = [{"party": "pty-norland"}, {"party": "pty-sudland"}]
    put(meeting("second", *both, started="2002"))
    everything = ask(isle, limit=1000, **asked)["data"]["edges"]
    for limit in range(1, len(everything)):
        assert ask(isle, limit=limit, **asked)["data"]["edges"] == everything[:limit]


def test_of_records_of_one_day_the_first_ids_are_shown(isle: FlaskClient) -> None:
    both = [{"party": "pty-norland"}, {"party": "pty-soldiers"}]
    put(*[meeting(f"undated-{number:03}", *both) for number in reversed(range(105))])
    edge = edges(isle, type="met")["met", "pty-norland", "pty-soldiers"]
    assert edge["records"] == [f"mtg-undated-{number:03}" for number in range(100)]
    assert (edge["weight"], edge["first"], edge["last"]) == (105, None, None)


def test_any_two_numbers_of_records_are_a_pair() -> None:
    numbers = 1, 2, LARGEST_NUMBER - 2, LARGEST_NUMBER - 1
    for ends in product(numbers, repeat=2):
        pair = pair_of(*ends)
        assert pair < 2**63
        assert divmod(pair, PAIR_FACTOR) == ends


# Who meets whom


def test_a_meeting_that_was_not_held_counts_only_when_asked_for(isle: FlaskClient) -> None:
    both = [{"party": "pty-norland"}, {"party": "pty-soldiers"}]
    put(
        *[
            meeting(code.replace("_", "-"), *both, status=code)
            for code in process.MEETING_STATUS.codes
            if code != "held"
        ]
    )
    key = "met", "pty-norland", "pty-soldiers"
    assert key not in edges(isle)
    assert edges(isle, status="any")[key]["weight"] == len(process.MEETING_STATUS.codes) - 1


def test_nobody_meets_the_party_that_he_is_there_for(isle: FlaskClient) -> None:
    put(
        meeting(
            "delegations",
            {"party": "pty-norland", "person": "per-ada-boreal"},
            {"party": "pty-norland", "person": "per-ada-boreal", "role": "chair"},
            {"party": "pty-norland"},
            {"person": "per-carl-austral"},
        )
    )
    found = edges(isle, type="met", person="per-ada-boreal,per-carl-austral")
    assert {key for key, edge in found.items() if "mtg-delegations" in edge["records"]} == {
        ("met", "per-ada-boreal", "per-carl-austral"),
        ("met", "per-carl-austral", "pty-norland"),
    }


def test_who_is_there_in_several_roles_meets_once(isle: FlaskClient) -> None:
    rows = [
        {"party": name, "role": role}
        for name in ("pty-norland", "pty-soldiers")
        for role in ("host", "chair")
    ]
    put(meeting("roles", *rows))
    assert edges(isle, type="met")["met", "pty-norland", "pty-soldiers"]["weight"] == 1


# Who mediates


def mediation(**members: str) -> Any:
    """The Lake League as a mediator who did one thing."""
    row = {"key": "one", "role": "mediator", "status": "done"} | members
    return changed("mdr-lake-league", mediations=[row], evidence=[])


@pytest.mark.parametrize("role", process.MEDIATION_ROLE.codes)
def test_who_brings_others_together_mediates(isle: FlaskClient, role: str) -> None:
    put(mediation(meeting="mtg-port-mid", role=role))
    mediates = role not in ("guarantor", "monitor", "observer")
    assert set(edges(isle, type="mediated")) == (MEDIATED if mediates else set())


@pytest.mark.parametrize("status", process.MEDIATION_STATUS.codes)
def test_mediation_that_did_not_take_place_counts_only_when_asked_for(
    isle: FlaskClient, status: str
) -> None:
    put(mediation(meeting="mtg-port-mid", status=status))
    took_place = status in ("done", "ongoing")
    assert set(edges(isle, type="mediated")) == (MEDIATED if took_place else set())
    assert set(edges(isle, type="mediated", status="any")) == MEDIATED


def test_mediation_at_a_meeting_that_was_not_held(isle: FlaskClient) -> None:
    put(mediation(meeting="mtg-more-talks"))
    assert not edges(isle, type="mediated")
    assert set(edges(isle, type="mediated", status="any")) == {
        ("mediated", "pty-lake-league", "pty-sudland")
    }


def test_mediation_of_an_agreement_is_between_its_sides(isle: FlaskClient) -> None:
    rows = [
        {"key": "one", "party": "pty-norland", "role": "witness"},
        {
            "key": "two",
            "person": "per-carl-austral",
            "on_behalf_of": "pty-sudland",
            "role": "party",
        },
        {"key": "three", "party": "pty-lake-league", "role": "party"},
    ]
    put(changed("agr-truce-1998", signatories=rows), mediation(agreement="agr-truce-1998"))
    found = edges(isle, type="mediated")
    assert set(found) == {
        ("mediated", "pty-lake-league", "per-carl-austral"),
        ("mediated", "pty-lake-league", "pty-sudland"),
    }
    assert {tuple(edge["records"]) for edge in found.values()} == {("agr-truce-1998",)}
    assert all(edge["directed"] for edge in found.values())


def test_who_mediates_too_is_no_side(isle: FlaskClient) -> None:
    second = state(
        id="mdr-ada",
        person="per-ada-boreal",
        process="prc-isle",
        mediations=[{"key": "one", "meeting": "mtg-port-mid", "role": "chair", "status": "done"}],
    )
    put(second)
    assert set(edges(isle, type="mediated")) == {
        ("mediated", "per-ada-boreal", "pty-sudland"),
        ("mediated", "pty-lake-league", "pty-sudland"),
    }


# Who signs


@pytest.mark.parametrize("position", process.SIGNATORY_POSITION.codes)
def test_who_stands_by_an_agreement_signs_it(isle: FlaskClient, position: str) -> None:
    rows = [
        {"key": "one", "party": "pty-norland", "role": "party", "position": "signed"},
        {"key": "two", "party": "pty-sudland", "role": "party", "position": position},
    ]
    put(changed("agr-truce-1998", signatories=rows))
    stands_by = position in ("signed", "agreed", "confirmed")
    assert set(edges(isle, type="signed")) == (SIGNED if stands_by else set())


def test_only_those_between_whom_it_is_made_sign(isle: FlaskClient) -> None:
    rows = [
        {"key": f"row-{number}", "party": "pty-norland", "role": role, "position": "signed"}
        for number, role in enumerate(process.SIGNATORY_ROLE.codes)
        if role != "party"
    ]
    rows.append({"key": "one", "party": "pty-sudland", "role": "party", "position": "signed"})
    put(changed("agr-truce-1998", signatories=rows))
    assert not edges(isle, type="signed")


def test_who_signs_for_a_party_does_not_sign_with_it(isle: FlaskClient) -> None:
    common = {"role": "party", "position": "signed"}
    rows = [
        {"key": "one", "person": "per-ada-boreal", "on_behalf_of": "pty-norland", **common},
        {"key": "two", "party": "pty-norland", **common},
        {"key": "three", "person": "per-carl-austral", "party": "pty-sudland", **common},
    ]
    put(changed("agr-truce-1998", signatories=rows))
    assert set(edges(isle, type="signed")) == {
        ("signed", "per-ada-boreal", "per-carl-austral"),
        ("signed", "per-ada-boreal", "pty-sudland"),
        ("signed", "per-carl-austral", "pty-norland"),
        ("signed", "pty-norland", "pty-sudland"),
    }


# Who speaks of whom


def test_who_is_aimed_at_and_mentioned_is_spoken_of_once(isle: FlaskClient) -> None:
    put(
        changed(
            "quo-gazette-2001-240",
            mentions=["pty-norland", "pty-sudland", "agr-truce-1998"],
            speaker="pty-sudland",
        )
    )
    found = edges(isle, type="spoke_of", party="pty-sudland")
    assert {key: edge["weight"] for key, edge in found.items()} == {
        ("spoke_of", "pty-sudland", "pty-norland"): 1
    }


@pytest.mark.parametrize("asked", [{}, {"party": "pty-sudland"}])
def test_who_speaks_for_itself_speaks_once(isle: FlaskClient, asked: dict[str, str]) -> None:
    both = {"speaker": "pty-sudland", "on_behalf_of": "pty-sudland"}
    put(changed("quo-gazette-2001-240", targets=["pty-norland"], mentions=[], **both))
    edge = edges(isle, type="spoke_of", **asked)["spoke_of", "pty-sudland", "pty-norland"]
    assert (edge["weight"], edge["records"]) == (1, ["quo-gazette-2001-240"])


# The seeds


def test_who_met_in_the_seeds(caucasus: FlaskClient) -> None:
    found = edges(caucasus, type="met")
    sides = found["met", "pty-armenia", "pty-azerbaijan"]
    assert sides["records"] == [
        "mtg-negotiations-2020",
        "mtg-truce-talks-2022-09",
        "mtg-blinken-first-2022",
        "mtg-washington-2022-11-07",
        "mtg-eu-mediated-talks-2023-05",
    ]
    assert (sides["first"], sides["last"]) == (None, "2023-05-31")
    assert ("met", "per-antony-blinken", "per-nikol-pashinyan") in found
    assert ("met", "per-antony-blinken", "pty-united-states") not in found
    every = edges(caucasus, type="met", status="any")["met", "pty-armenia", "pty-azerbaijan"]
    assert set(every["records"]) - set(sides["records"]) == {
        "mtg-us-engagements",
        "mtg-washington-ministers-2023-06",
        "mtg-washington-ministers-2023-06-14",
    }


def test_who_mediated_in_the_seeds(caucasus: FlaskClient) -> None:
    found = edges(caucasus, type="mediated")
    assert {key[1:]: edge["weight"] for key, edge in found.items()} == {
        ("pty-european-union", "pty-armenia"): 3,
        ("pty-european-union", "pty-azerbaijan"): 3,
        ("pty-russia", "pty-armenia"): 3,
        ("pty-russia", "pty-azerbaijan"): 3,
        ("pty-united-states", "pty-armenia"): 2,
        ("pty-united-states", "pty-azerbaijan"): 2,
        ("per-antony-blinken", "pty-armenia"): 2,
        ("per-antony-blinken", "pty-azerbaijan"): 2,
        ("per-antony-blinken", "per-ararat-mirzoyan"): 1,
        ("per-antony-blinken", "per-jeyhun-bayramov"): 1,
    }


def test_who_signed_in_the_seeds(caucasus: FlaskClient) -> None:
    found = edges(caucasus, type="signed")
    assert {key[1:]: edge["records"] for key, edge in found.items()} == {
        ("pty-armenia", "pty-azerbaijan"): [
            "agr-almaty-declaration-1991",
            "agr-ceasefire-2020",
            "agr-trilateral-agreements",
            "agr-truce-2022",
            "agr-eu-statement-2023",
        ],
        ("pty-armenia", "pty-russia"): ["agr-trilateral-agreements"],
        ("pty-azerbaijan", "pty-russia"): ["agr-trilateral-agreements"],
    }


def test_who_spoke_of_whom_in_the_seeds(caucasus: FlaskClient) -> None:
    """The records behind an edge are those that the list of quotes finds."""
    edge = edges(caucasus, type="spoke_of")["spoke_of", "per-sergey-lavrov", "pty-armenia"]
    path = "/v1/quotes?speaker=per-sergey-lavrov&about=pty-armenia&limit=100"
    quotes = caucasus.get(path).get_json()["data"]
    assert set(edge["records"]) == {each["id"] for each in quotes}
    assert edge["weight"] == len(quotes) > 5


# The contract


def endpoint() -> Endpoint:
    """The declaration of the network."""
    (declared,) = network.endpoints()
    return declared


def test_every_parameter_is_described_and_its_example_finds_something(
    caucasus: FlaskClient,
) -> None:
    for name, field in endpoint().arguments.fields.items():
        assert field.metadata["description"].endswith("."), name
        assert ask(caucasus, **{name: field.example})["data"]["edges"], name  # type: ignore[attr-defined]
    assert caucasus.get(endpoint().example).get_json()["data"]["edges"]


@pytest.mark.parametrize("parameters", [{}, {"type": "signed", "date": "1900"}, {"status": "any"}])
def test_the_answer_has_the_shape_that_is_documented(
    caucasus: FlaskClient, parameters: dict[str, str]
) -> None:
    jsonschema.validate(ask(caucasus, **parameters)["data"], network.NETWORK)


def test_nothing_found_is_an_empty_network(isle: FlaskClient) -> None:
    answer = ask(isle, type="signed", date="1900")
    assert answer["data"] == {"nodes": [], "edges": []}
    assert answer["meta"]["warnings"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "hated"),
        ("party", "per-ada-boreal"),
        ("party", "pty-nowhere"),
        ("person", "pty-norland"),
        ("status", "planned"),
        ("limit", "0"),
        ("limit", "1001"),
        ("min_weight", "0"),
        ("date", "yesterday"),
        ("date__null", "true"),
        ("place", "plc-isle"),
    ],
)
def test_what_cannot_be_used_is_named(isle: FlaskClient, name: str, value: str) -> None:
    (fault,) = ask(isle, 400, **{name: value})["errors"]
    assert (fault["in"], fault["name"]) == ("query", name)


def test_a_merged_id_means_its_survivor_and_a_withdrawn_one_says_why(isle: FlaskClient) -> None:
    put(state(id="pty-realm", name="The Realm", kind="state"))
    put(state(id="pty-old", name="The Old", kind="state"))
    merge("pty-realm", "pty-norland", "The same.", "tester")
    withdraw("pty-old", "Never was.", "tester")
    answer = ask(isle, party="pty-realm", type="signed")
    assert len(answer["data"]["edges"]) == 1
    assert "pty-realm was merged into pty-norland" in answer["meta"]["warnings"][0]
    assert "Never was." in ask(isle, 400, party="pty-old")["detail"]


@pytest.mark.parametrize(
    ("parameters", "number"),
    [
        ({}, 4),  # revision, edges, records, nodes
        ({"party": "pty-norland"}, 5),  # and its number
        ({"type": "signed", "date": "1900"}, 2),  # no edges: no more to read
    ],
)
def test_how_many_queries_the_network_costs(
    isle: FlaskClient, parameters: dict[str, str], number: int
) -> None:
    ask(isle, limit=3)
    with recorded() as statements:
        ask(isle, **parameters)
    assert len(statements) == number


def test_who_spoke_of_whom_is_the_same_asked_for_by_one_and_by_all(caucasus: FlaskClient) -> None:
    whole = edges(caucasus, type="spoke_of", limit=1000)
    for end in sorted({end for key in whole for end in key[1:]}):
        name = "party" if end.startswith("pty-") else "person"
        found = edges(caucasus, type="spoke_of", limit=1000, **{name: end})
        assert found == {key: edge for key, edge in whole.items() if end in key[1:]}


def test_counting_everything_leaves_a_connection_as_it_was(isle: FlaskClient) -> None:
    with connection() as database:
        before = settings_of(database)
        with database.sorting():
            assert isinstance(database, PostgresEngine) or settings_of(database) != before
        assert settings_of(database) == before


def settings_of(database: Engine) -> Any:
    """How much memory a connection may sort in."""
    asked = "SHOW work_mem" if isinstance(database, PostgresEngine) else "PRAGMA cache_size"
    return database.execute_sql(asked).fetchone()


def test_graphml_tells_the_same(caucasus: FlaskClient) -> None:
    told = ask(caucasus)["data"]
    with snapshot():
        written = network.network_as_graphml(endpoint().arguments.load({}))
    read = networkx.read_graphml(io.BytesIO(written), force_multigraph=True)
    labels = {node["id"]: node["label"] for node in told["nodes"]}
    assert {name: data["label"] for name, data in read.nodes(data=True)} == labels
    found = {
        (data["type"], source, target): (data["weight"], data["records"].split("|"))
        for source, target, data in read.edges(data=True)
    }
    assert found == {
        (edge["type"], edge["source"], edge["target"]): (edge["weight"], edge["records"])
        for edge in told["edges"]
    }


def test_the_json_is_what_networkx_reads(caucasus: FlaskClient) -> None:
    told = ask(caucasus)["data"]
    read = networkx.node_link_graph({**told, "directed": True, "multigraph": True}, edges="edges")
    assert read.number_of_edges() == len(told["edges"])
    assert read.nodes["pty-armenia"]["kind"] == "state"
