"""Restoring: withdrawn records stand again, merges are taken back, and nothing else changes."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.database import snapshot
from api.models import Change, Record, Tombstone
from api.query import reading
from api.store import (
    DanglingReference,
    NoSuchRecord,
    NotMergeable,
    NotRestorable,
    Unfit,
    merge,
    merge_in,
    restore,
    unit,
    withdraw,
    write_in,
)
from api.store.undoing import without_change
from tests.writing import changed, changes, everything, plain, put, state, topic


def number_of(target: str) -> int:
    """The number of a record."""
    with snapshot():
        return int(Record.get(Record.id == target).number)


def stones() -> list[str]:
    """The ids that are taken by no record."""
    with snapshot():
        return [stone.id for stone in Tombstone.select().order_by(Tombstone.id)]


def created(target: str) -> str:
    """When a record was added."""
    with snapshot():
        return str(Record.get(Record.id == target).created_at)


def test_a_withdrawn_record_stands_again_as_it_stood(world: FlaskClient) -> None:
    before, number, moment = everything(), number_of("evt-garrison"), created("evt-garrison")
    withdraw("evt-garrison", "Told by nobody.", "tester")
    assert world.get("/v1/events/evt-garrison").status_code == 410
    revision = restore("evt-garrison", "It was told after all.", "tester")
    assert everything() == before
    assert (number_of("evt-garrison"), created("evt-garrison")) == (number, moment)
    assert stones() == []
    assert changes(revision) == {"evt-garrison": ("restore", None)}
    assert world.get("/v1/events/evt-garrison").status_code == 200
    label = before["evt-garrison"]["name"]
    found = world.get("/v1/events", query_string={"q": f'"{label}"'}).get_json()["data"]
    assert [record["id"] for record in found] == ["evt-garrison"]


def test_a_record_is_not_restored_before_what_it_refers_to(world: FlaskClient) -> None:
    put(topic("mother"))
    put(topic("child", broader="top-mother"))
    withdraw("top-child", "One.", "tester")
    withdraw("top-mother", "Two.", "tester")
    with pytest.raises(DanglingReference, match="top-mother"):
        restore("top-child", "Again.", "tester")
    assert stones() == ["top-child", "top-mother"]
    restore("top-mother", "First.", "tester")
    restore("top-child", "Then.", "tester")
    assert plain("top-child")["broader"] == "top-mother"


def test_what_stands_or_never_was_cannot_be_restored(world: FlaskClient) -> None:
    with pytest.raises(NotRestorable, match="it stands"):
        restore("pty-norland", "Why not.", "tester")
    with pytest.raises(NoSuchRecord):
        restore("pty-nowhere", "Why not.", "tester")


@pytest.mark.parametrize(
    ("target", "survivor"),
    [
        ("pty-sudland", "pty-norland"),
        ("pty-lake-league", "pty-sudland"),
        ("per-ada-boreal", "per-unnamed"),
    ],
)
def test_a_merge_that_is_taken_back_leaves_everything_as_it_was(
    world: FlaskClient, target: str, survivor: str
) -> None:
    put(topic("about"))
    before = everything()
    if survivor not in before:
        survivor = next(each for each in before if each[:3] == target[:3] and each != target)
    numbers = {each: number_of(each) for each in before}
    merge(target, survivor, "One and the same.", "tester")
    assert everything() != before
    revision = restore(target, "Not the same.", "tester")
    assert everything() == before
    assert {each: number_of(each) for each in before} == numbers
    told = changes(revision)
    assert told[target] == ("restore", None)
    assert told[survivor][0] == "change"


def test_a_merge_is_in_both_histories(world: FlaskClient) -> None:
    revision = merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    with snapshot():
        rows = Change.select().where(Change.revision == revision)
        told = {row.record: (row.action, row.other) for row in rows}
    assert told["pty-sudland"] == ("merge", "pty-norland")
    assert told["pty-norland"] == ("absorb", "pty-sudland")


def test_the_survivor_is_found_by_the_names_of_what_became_it(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    assert "Sudland" in [row["text"] for row in plain("pty-norland")["names"]]
    found = world.get("/v1/parties?q=sudland").get_json()["data"]
    assert [record["id"] for record in found] == ["pty-norland"]


def test_what_others_changed_since_a_merge_stays(world: FlaskClient) -> None:
    put(topic("one"), topic("two"), topic("child", broader="top-one"))
    put(changed("evt-war", topics=["top-one"]))
    merge("top-one", "top-two", "The same.", "tester")
    put(changed("top-child", name="Renamed"))
    put(changed("evt-war", topics=["top-two", "top-child"]))
    restore("top-one", "Not the same.", "tester")
    assert plain("top-child") == {"id": "top-child", "name": "Renamed", "broader": "top-one"}
    assert plain("evt-war")["topics"] == ["top-child", "top-one"]


def test_ids_that_led_on_by_way_of_a_merged_record_lead_back(world: FlaskClient) -> None:
    put(topic("a"), topic("b"), topic("c"))
    merge("top-a", "top-b", "The same.", "tester")
    merge("top-b", "top-c", "The same.", "tester")
    assert world.get("/v1/topics/top-a").headers["Location"] == "/v1/topics/top-c"
    with pytest.raises(NotRestorable, match="top-b, which is gone itself"):
        restore("top-a", "Not the same.", "tester")
    restore("top-b", "Not the same.", "tester")
    assert world.get("/v1/topics/top-a").headers["Location"] == "/v1/topics/top-b"
    restore("top-a", "Not the same.", "tester")
    assert {"top-a", "top-b", "top-c"} <= everything().keys()


SPAN = {
    "document": "doc-herald-2002",
    "start": 0,
    "end": 3,
    "sha256": "b344d80e24a3679999fa964450b34bc24d1578a35509f934c1418b0a20d21a67",
}
EXACT = [{"scheme": "wikidata", "value": "Q9"}]


def test_a_record_is_not_restored_where_its_identifier_is_another_s_now(world: FlaskClient) -> None:
    put(topic("one", identifiers=EXACT), topic("two"), topic("three"))
    withdraw("top-one", "A slip.", "tester")
    put(changed("top-two", identifiers=EXACT))
    with pytest.raises(NotRestorable, match="top-two has its identifier wikidata:Q9 now"):
        restore("top-one", "No slip.", "tester")
    put(changed("top-two", identifiers=[]))
    restore("top-one", "No slip.", "tester")
    merge("top-one", "top-two", "The same.", "tester")
    put(changed("top-two", identifiers=[]), changed("top-three", identifiers=EXACT))
    with pytest.raises(NotRestorable, match="top-three has its identifier"):
        restore("top-one", "Not the same.", "tester")


def test_what_is_settled_of_a_row_is_settled_of_the_row_that_stays(world: FlaskClient) -> None:
    fields = ("/parties/pty-norland", "/parties/pty-sudland/role")
    evidence = [{"field": each, "stance": "disputes", **SPAN} for each in fields]
    settled = [{"field": each, "reason": "So it was."} for each in fields]
    rows = [{"party": each, "role": "primary"} for each in ("pty-norland", "pty-sudland")]
    put(changed("con-isle", parties=rows, evidence=evidence, settled=settled))
    before = everything()
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    told = plain("con-isle")
    assert [row["field"] for row in told["settled"]] == [
        "/parties/pty-norland",
        "/parties/pty-norland/role",
    ]
    put(changed("con-isle", name="Still written"))
    put(changed("con-isle", name=before["con-isle"]["name"]))
    restore("pty-sudland", "They were two.", "tester")
    assert everything() == before


def test_a_dispute_of_two_rows_that_become_one_is_settled_once(world: FlaskClient) -> None:
    fields = ("/parties/pty-norland", "/parties/pty-sudland")
    evidence = [{"field": each, "stance": "disputes", **SPAN} for each in fields]
    settled = [{"field": each, "reason": f"For {each}."} for each in fields]
    put(changed("con-isle", evidence=evidence, settled=settled))
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    assert [row["reason"] for row in plain("con-isle")["settled"]] == ["For /parties/pty-norland."]


def test_a_merge_that_would_leave_evidence_of_nothing_is_refused(world: FlaskClient) -> None:
    ties = [{"key": "tie", "type": "part_of", "party": "pty-norland"}]
    names = [{"key": "norland", "text": "Norland", "kind": "alias"}]
    put(
        state(
            id="pty-marches",
            name="The Marches",
            kind="state",
            affiliations=ties,
            names=names,
            evidence=[{"field": "/affiliations/tie", **SPAN}],
        ),
        state(id="pty-twin", name="Norland", kind="state"),
    )
    put(changed("pty-marches", affiliations=[{**ties[0], "party": "pty-twin"}]))
    before = everything()
    with pytest.raises(Unfit, match="/affiliations/tie names nothing"):
        merge("pty-twin", "pty-marches", "One and the same.", "tester")
    assert everything() == before


ROW = {"key": "x", "role": "party"}


@pytest.mark.parametrize(
    ("before", "after", "now", "found"),
    [
        ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 1}),
        ({"a": 1}, {"a": 2}, {"a": 3}, {"a": 3}),
        ({}, {"a": 2}, {"a": 2, "b": 1}, {"b": 1}),
        ({"a": 1}, {}, {}, {"a": 1}),
        ({"r": [ROW]}, {}, {"r": [{"key": "y"}]}, {"r": [ROW, {"key": "y"}]}),
        ({}, {"r": [ROW]}, {"r": [ROW, {"key": "y"}]}, {"r": [{"key": "y"}]}),
        ({}, {"r": [ROW]}, {"r": [ROW | {"role": "host"}]}, {"r": [ROW | {"role": "host"}]}),
        ({"t": ["p", "q"]}, {"t": ["s", "q"]}, {"t": ["s", "q", "z"]}, {"t": ["q", "z", "p"]}),
        ({"r": [ROW]}, {"r": [ROW | {"role": "host"}]}, {}, {}),
    ],
)
def test_one_change_is_taken_out_of_what_is_there_now(
    before: Any, after: Any, now: Any, found: Any
) -> None:
    assert without_change(before, after, now) == found


def test_what_was_changed_beside_a_merge_is_not_taken_back_with_it(world: FlaskClient) -> None:
    put(topic("a"), topic("b"), topic("c"), topic("child", broader="top-a"))
    with unit("tester", "Two things.") as revision:
        write_in(revision, [changed("top-c", name="Changed")])
        merge_in(revision, "top-a", "top-b", "The same.")
    restore("top-a", "Not the same.", "tester")
    assert plain("top-c")["name"] == "Changed"
    assert plain("top-child")["broader"] == "top-a"


def test_a_merge_that_also_changed_what_it_repointed_is_not_taken_back(world: FlaskClient) -> None:
    put(topic("a"), topic("b"), topic("child", broader="top-a"))
    with unit("tester", "Two things.") as revision:
        write_in(revision, [changed("top-child", name="Changed")])
        merge_in(revision, "top-a", "top-b", "The same.")
    before = everything()
    with pytest.raises(NotRestorable, match="did more than merge"):
        restore("top-a", "Not the same.", "tester")
    assert everything() == before


def test_what_is_added_and_merged_into_at_once_was_added(world: FlaskClient) -> None:
    put(topic("old"))
    with unit("tester", "A new name.") as revision:
        write_in(revision, [topic("new")])
        merge_in(revision, "top-old", "top-new", "Renamed.")
    assert changes(revision.number)["top-new"] == ("add", None)
    answer = world.get("/v1/topics/top-new?revision=1")
    assert answer.status_code == 404
    assert "added" in answer.get_json()["detail"]


def test_what_is_restored_refers_to_the_survivors_of_what_was_merged_since(
    world: FlaskClient,
) -> None:
    put(topic("a"), topic("b"), topic("child", broader="top-a"))
    withdraw("top-child", "Gone.", "tester")
    merge("top-a", "top-b", "The same.", "tester")
    restore("top-child", "Again.", "tester")
    assert plain("top-child")["broader"] == "top-b"


def test_only_the_last_merge_of_an_id_leads_back(world: FlaskClient) -> None:
    put(topic("x"), topic("a"), topic("s"))
    merge("top-x", "top-a", "One.", "tester")
    restore("top-x", "Two.", "tester")
    merge("top-x", "top-s", "Three.", "tester")
    merge("top-a", "top-s", "Four.", "tester")
    restore("top-a", "Five.", "tester")
    assert world.get("/v1/topics/top-x").headers["Location"] == "/v1/topics/top-s"


def test_documents_in_which_spans_lie_are_not_merged(world: FlaskClient) -> None:
    before = everything()
    with pytest.raises(NotMergeable, match="spans are coded in its text"):
        merge("doc-gazette-2001", "doc-herald-2002", "The same?", "tester")
    assert everything() == before


def test_a_merge_of_more_than_a_statement_holds_is_taken_back(
    world: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(topic("a"), topic("b"), *(topic(f"child-{n}", broader="top-a") for n in range(12)))
    before = everything()
    monkeypatch.setattr(reading, "MOST_VALUES", 4)
    merge("top-a", "top-b", "The same.", "tester")
    assert plain("top-child-11")["broader"] == "top-b"
    restore("top-a", "Not the same.", "tester")
    assert everything() == before
