"""The history of a record, and records as they stood at any revision."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.database import snapshot
from api.history.difference import changed_members, difference
from api.history.states import state_at
from api.models import Record
from api.resources import RESOURCES
from api.store import merge, restore, withdraw
from schemas.objects import object_of
from tests.test_queries import queries
from tests.writing import changed, plain, put, state, topic

NORLAND = "/v1/parties/pty-norland"
TOPIC = "/v1/topics/top-peace/history"


def told(client: FlaskClient, path: str, status: int = 200) -> Any:
    """The JSON of an address."""
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()


def history(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    """The entries of a history."""
    return list(told(client, path)["data"])


def past(
    client: FlaskClient, target: str, revision: int, query: str = "", status: int = 200
) -> Any:
    """What is answered of a record as it was."""
    collection = RESOURCES[object_of(target) or ""].name
    return told(client, f"/v1/{collection}/{target}?revision={revision}{query}", status)


def test_a_history_tells_who_when_why_and_what(world: FlaskClient) -> None:
    before = plain("top-peace")
    put(changed("top-peace", name="Peace and quiet"), why="The name was too short.")
    last, first = history(world, TOPIC)
    assert last == {
        "revision": 2,
        "at": last["at"],
        "who": "tester",
        "why": "The name was too short.",
        "action": "change",
        "other": None,
        "difference": [
            {"op": "replace", "path": "/name", "from": "Peace", "to": "Peace and quiet"}
        ],
        "before": before,
        "after": before | {"name": "Peace and quiet"},
    }
    assert (first["revision"], first["who"], first["action"]) == (1, "seeds", "add")
    assert (first["before"], first["after"]) == (None, before)
    assert first["difference"] == [{"op": "add", "path": ""}]
    assert last["at"] == told(world, "/v1/topics/top-peace")["data"]["updated_at"]


def test_states_are_left_out_on_demand(world: FlaskClient) -> None:
    (entry,) = history(world, f"{TOPIC}?states=false")
    assert list(entry) == ["revision", "at", "who", "why", "action", "other", "difference"]


def test_a_history_is_read_in_pages_either_way(world: FlaskClient) -> None:
    for number in range(5):
        put(changed("top-peace", name=f"Peace {number}"))
    for order, expected in (("", [6, 5, 4, 3, 2, 1]), ("&sort=revision", [1, 2, 3, 4, 5, 6])):
        path, found = f"{TOPIC}?limit=2{order}", []
        while path:
            page = told(world, path)
            found += page["data"]
            path = page["links"].get("next")
        assert [entry["revision"] for entry in found] == expected
        assert page["meta"]["total"] == {"value": 6, "relation": "eq"}
        by_revision = {entry["revision"]: entry for entry in found}
        for number in range(2, 7):
            assert by_revision[number]["before"] == by_revision[number - 1]["after"]


def test_what_is_gone_keeps_its_history(world: FlaskClient) -> None:
    former = plain("pty-sudland")
    withdraw("evt-garrison", "Told by nobody.", "tester")
    merge("pty-sudland", "pty-lake-league", "One and the same.", "tester")
    (gone, _) = history(world, "/v1/events/evt-garrison/history")
    assert (gone["action"], gone["after"], gone["other"]) == ("withdraw", None, None)
    assert gone["difference"] == [{"op": "remove", "path": ""}]
    (merged, _) = history(world, "/v1/parties/pty-sudland/history")
    assert (merged["action"], merged["before"], merged["after"]) == ("merge", former, None)
    assert merged["other"]["label"] == "Lake League"
    absorbed = history(world, "/v1/parties/pty-lake-league/history")[0]
    assert (absorbed["action"], absorbed["after"]) == ("absorb", plain("pty-lake-league"))
    assert absorbed["other"] == {
        "id": "pty-sudland",
        "object": "party",
        "label": "pty-sudland",
        "href": "/v1/parties/pty-sudland",
    }


def test_a_restored_record_has_all_of_its_history(world: FlaskClient) -> None:
    withdraw("evt-garrison", "Told by nobody.", "tester")
    restore("evt-garrison", "It was told.", "tester")
    entries = history(world, "/v1/events/evt-garrison/history")
    assert [entry["action"] for entry in entries] == ["restore", "withdraw", "add"]
    assert entries[0]["after"] == entries[2]["after"] == plain("evt-garrison")
    assert (entries[0]["before"], entries[1]["after"]) == (None, None)


def test_unknown_ids_have_no_history(reader: FlaskClient) -> None:
    problem = told(reader, "/v1/parties/pty-norlandd/history", 404)
    assert "Did you mean pty-norland?" in problem["detail"]
    told(reader, "/v1/parties/evt-war/history", 404)
    moved = reader.get("/v1/parties/wikidata:Q20/history?limit=1")
    assert (moved.status_code, moved.headers["Location"]) == (307, f"{NORLAND}/history?limit=1")


def test_a_history_is_not_sent_twice(reader: FlaskClient) -> None:
    tag = reader.get(TOPIC).headers["ETag"]
    assert reader.get(TOPIC, headers={"If-None-Match": tag}).status_code == 304


def test_the_queries_of_a_history_do_not_grow_with_it(world: FlaskClient) -> None:
    few = queries(world, f"{TOPIC}?limit=1")
    for number in range(5):
        put(changed("top-peace", name=f"Peace {number}"))
    assert queries(world, f"{TOPIC}?limit=1") == queries(world, f"{TOPIC}?limit=200") == few


ROW = {"key": "a", "text": "A", "kind": "alias"}
OTHER = {"key": "b", "text": "B", "kind": "alias"}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, []),
        ({"name": "A"}, {"name": "A"}, []),
        ({"signed": "1998"}, {}, [{"op": "remove", "path": "/signed", "from": "1998"}]),
        ({}, {"is_set": False}, [{"op": "add", "path": "/is_set", "to": False}]),
        (
            {"signed": "1998"},
            {"signed": {"value": "1998", "verbatim": "in 1998"}},
            [
                {
                    "op": "replace",
                    "path": "/signed",
                    "from": "1998",
                    "to": {"value": "1998", "verbatim": "in 1998"},
                }
            ],
        ),
        ({}, {"names": [ROW]}, [{"op": "add", "path": "/names/a", "to": ROW}]),
        ({"names": [ROW]}, {}, [{"op": "remove", "path": "/names/a", "from": ROW}]),
        (
            {"names": [ROW]},
            {"names": [OTHER, ROW | {"language": "en"}]},
            [
                {"op": "add", "path": "/names/b", "to": OTHER},
                {"op": "add", "path": "/names/a/language", "to": "en"},
            ],
        ),
        ({"names": [ROW, OTHER]}, {"names": [OTHER, ROW]}, [{"op": "move", "path": "/names"}]),
        (
            {"topics": ["top-a", "top-b"]},
            {"topics": ["top-b", "top-c"]},
            [
                {"op": "remove", "path": "/topics/top-a", "from": "top-a"},
                {"op": "add", "path": "/topics/top-c", "to": "top-c"},
            ],
        ),
        (None, {"name": "A"}, [{"op": "add", "path": ""}]),
        ({"name": "A"}, None, [{"op": "remove", "path": ""}]),
        (None, None, []),
    ],
)
def test_a_difference_names_what_differs(before: Any, after: Any, expected: Any) -> None:
    assert difference(before, after) == expected
    if before is not None and after is not None:
        assert bool(changed_members(before, after)) == bool(expected)


def test_a_state_is_told_for_every_revision(world: FlaskClient) -> None:
    put(topic("late"))
    put(changed("top-late", name="Later"))
    withdraw("top-late", "A slip.", "tester")
    put(topic("other"))
    restore("top-late", "No slip.", "tester")
    put(changed("top-late", name="Last"))
    with snapshot():
        found = [state_at("top-late", revision) for revision in range(1, 8)]
        assert state_at("top-nowhere", 3) is None
    names = [each and each["name"] for each in found]
    assert names == [None, "Late", "Later", None, None, "Later", "Last"]


def test_a_record_of_today_is_answered_as_ever(reader: FlaskClient) -> None:
    with snapshot():
        ids = [target for (target,) in Record.select(Record.id).tuples()]
    assert len(ids) > 25
    for target in ids:
        resource = RESOURCES[object_of(target) or ""]
        parts = list(resource.part)
        address = f"/v1/{resource.name}/{target}"
        expected = told(reader, f"{address}?include={','.join(parts)}")["data"]
        answer = past(reader, target, 1, f"&include={','.join(parts)}")
        assert answer["data"] == expected
        assert list(answer["data"]) == list(expected)
        assert answer["meta"]["as_of"] == answer["meta"]["revision"] == 1
        assert past(reader, target, 1)["data"] == told(reader, address)["data"]


def test_a_record_is_shown_as_it_was(world: FlaskClient) -> None:
    address = "/v1/agreements/agr-truce-1998"
    before = told(world, address)["data"]
    put(changed("agr-truce-1998", title="Armistice", signed="1998", stage="renewal"))
    put(changed("agr-truce-1998", title="Peace"))
    assert past(world, "agr-truce-1998", 1)["data"] == before
    second = past(world, "agr-truce-1998", 2)["data"]
    assert (second["title"], second["label"], second["stage"]) == ("Armistice",) * 2 + ("renewal",)
    assert (second["revision"], second["signed"]["precision"]) == (2, "year")
    assert second["created_at"] == before["created_at"]
    assert past(world, "agr-truce-1998", 3)["data"] == told(world, address)["data"]
    assert past(world, "agr-truce-1998", 2, "&fields=title,signed.value")["data"] == {
        "id": "agr-truce-1998",
        "object": "agreement",
        "title": "Armistice",
        "signed": {"value": "1998"},
    }


def test_what_it_referred_to_is_called_as_today_or_by_its_id(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-lake-league", "One and the same.", "tester")
    put(changed("pty-norland", name="Northland"))
    rows = past(world, "agr-truce-1998", 1, "&include=signatories")["data"]["signatories"]
    assert [row["party"]["label"] for row in rows] == ["Northland", "pty-sudland"]
    mediator = past(world, "mdr-lake-league", 1)["data"]
    assert mediator["label"] == "Lake League"


@pytest.mark.parametrize("path", ["process", "signatories.party", "process.names"])
def test_only_parts_of_what_was_can_be_shown(reader: FlaskClient, path: str) -> None:
    problem = past(reader, "agr-truce-1998", 1, f"&include=signatories,{path}", 400)
    assert problem["errors"][0]["name"] == "include"
    assert path in problem["detail"]


def test_a_revision_to_come_is_refused_with_the_present_one(reader: FlaskClient) -> None:
    problem = past(reader, "top-peace", 2, status=400)
    assert "present revision is 1" in problem["detail"]
    assert problem["errors"][0]["value"] == "2"


def test_what_was_not_there_then_says_when_it_was(world: FlaskClient) -> None:
    put(topic("late"))
    withdraw("top-late", "A slip.", "tester")
    restore("top-late", "No slip.", "tester")
    early = past(world, "top-late", 1, status=404)
    assert "added in revision 2" in early["detail"]
    assert early["first_revision"] == 2
    late = past(world, "top-late", 3, status=410)
    assert (late["reason"], late["revision"]) == ("A slip.", 3)
    assert past(world, "top-late", 4)["data"] == told(world, "/v1/topics/top-late")["data"]
    assert "Did you mean top-late" in past(world, "top-latee", 4, status=404)["detail"]


def test_what_had_been_merged_leads_on_at_the_same_revision(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-lake-league", "One and the same.", "tester")
    assert past(world, "pty-sudland", 1)["data"]["label"] == "Sudland"
    moved = world.get("/v1/parties/pty-sudland?revision=2")
    assert moved.status_code == 308
    assert moved.headers["Location"] == "/v1/parties/pty-lake-league?revision=2"


def test_another_datasets_id_leads_to_the_record_at_a_revision(reader: FlaskClient) -> None:
    moved = reader.get("/v1/parties/wikidata:Q20?revision=1")
    assert (moved.status_code, moved.headers["Location"]) == (307, f"{NORLAND}?revision=1")


def test_a_record_that_came_with_others_is_whole(world: FlaskClient) -> None:
    """What a batch adds at once may refer to each other in any order."""
    put(topic("below", broader="top-above"), topic("above"), state(id="plc-new", name="New"))
    assert past(world, "top-below", 2)["data"]["broader"]["label"] == "Above"
    assert history(world, "/v1/places/plc-new/history")[0]["after"] == plain("plc-new")
