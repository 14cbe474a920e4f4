"""Withdrawing and merging: nothing dangles, ids stay taken, old ids lead on."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from api.database import snapshot
from api.models import Record, Tombstone
from api.resources import READER, RESOURCES
from api.store import NoSuchRecord, NotMergeable, Referred, merge, numbers_by_id, withdraw
from schemas.base import references
from tests.writing import changed, changes, plain, put, revisions, standing, state, topic

OF_SUDLAND = ["agr-more-talks", "agr-truce-1998", "con-isle", "evt-war", "mdr-lake-league"]


def referred_to() -> dict[str, set[str]]:
    """The ids that each record refers to, as the database has them."""
    with snapshot():
        states = READER.full_states([row.number for row in Record.select(Record.number)])
    return {
        target: {other for _, other in references(RESOURCES[told["object"]].schema, told)}
        for target, told in states.items()
    }


def data(client: FlaskClient, path: str, status: int = 200) -> Any:
    """What an address answers."""
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json().get("data")


def ids(client: FlaskClient, path: str) -> list[str]:
    """The ids of a list."""
    return [record["id"] for record in data(client, path)]


def expect_whole(client: FlaskClient) -> None:
    """Every record can be read, and refers only to records that are there."""
    there = standing()
    for target, others in referred_to().items():
        assert others <= set(there), target
    for target in there:
        data(client, f"/v1/records/{target}")


def test_withdrawing_what_others_refer_to_is_refused_with_their_ids(world: FlaskClient) -> None:
    before = standing()
    with pytest.raises(Referred) as refused:
        withdraw("pty-sudland", "A slip.", "tester")
    assert refused.value.ids == sorted(
        target for target, others in referred_to().items() if "pty-sudland" in others
    )
    assert set(OF_SUDLAND) < set(refused.value.ids)
    assert standing() == before
    assert revisions() == [1]


def test_a_withdrawn_record_leaves_a_tombstone_and_its_former_state(world: FlaskClient) -> None:
    former = plain("evt-garrison")
    assert withdraw("evt-garrison", "Told by nobody.", "tester") == 2
    assert changes(2) == {"evt-garrison": ("withdraw", former)}
    assert numbers_by_id(["evt-garrison"]) == {}
    with snapshot():
        stone = Tombstone.get_by_id("evt-garrison")
    assert (stone.object, stone.reason, stone.merged_into) == ("event", "Told by nobody.", None)
    expect_whole(world)


def test_a_withdrawn_record_is_410_with_the_reason(world: FlaskClient) -> None:
    withdraw("evt-garrison", "Told by nobody.", "tester")
    for path in ("/v1/events/evt-garrison", "/v1/records/evt-garrison"):
        problem = world.get(path)
        assert problem.status_code == 410
        assert problem.get_json()["type"] == "/problems/withdrawn"
        assert problem.get_json()["reason"] == "Told by nobody."
        assert problem.get_json()["revision"] == 2
    assert ids(world, "/v1/events") == ["evt-war"]


def test_an_id_that_was_withdrawn_is_not_used_again(world: FlaskClient) -> None:
    again = state(**plain("evt-garrison"))
    withdraw("evt-garrison", "Told by nobody.", "tester")
    with pytest.raises(ValueError, match="evt-garrison"):
        put(again)
    assert numbers_by_id(["evt-garrison"]) == {}
    assert revisions() == [1, 2]


def test_a_record_that_refers_only_to_itself_can_be_withdrawn(world: FlaskClient) -> None:
    """As a document does, whose title stands in it."""
    span = {"document": "doc-new", "start": 0, "end": 3, "sha256": "0" * 64}
    put(state(id="doc-new", title="New", sha256="0" * 64, characters=9, evidence=[span]))
    withdraw("doc-new", "Told by nobody.", "tester")
    assert numbers_by_id(["doc-new"]) == {}


def test_withdrawing_what_does_not_exist_writes_nothing(world: FlaskClient) -> None:
    with pytest.raises(NoSuchRecord):
        withdraw("evt-nowhere", "A slip.", "tester")
    assert revisions() == [1]


@pytest.mark.parametrize("survivor", ["pty-sudland", "per-ada-boreal"])
def test_only_two_records_of_one_object_are_merged(world: FlaskClient, survivor: str) -> None:
    with pytest.raises(NotMergeable):
        merge("pty-sudland", survivor, "One and the same.", "tester")
    assert revisions() == [1]


def every_reference(client: FlaskClient) -> None:
    """Let the world refer to Sudland in the ways in which it does not yet."""
    put(
        changed(
            "evt-garrison",
            figures=[{"measure": "deployed", "best": 1, "of_party": "pty-sudland"}],
            relations=[{"type": "about", "to": "pty-sudland", "claimed_by": "pty-sudland"}],
            started={"value": "1999", "anchor": "pty-sudland"},
        ),
        changed("mtg-more-talks", status_by="pty-sudland"),
        changed("pty-soldiers", affiliations=[{"type": "part_of", "party": "pty-sudland"}]),
        changed("quo-gazette-2001-353", alleged_of="pty-sudland", via="pty-sudland"),
        changed("quo-gazette-2001-362", targets=["pty-sudland"], mentions=["pty-sudland"]),
    )


def test_a_merge_repoints_every_reference(world: FlaskClient) -> None:
    every_reference(world)
    before = referred_to()
    touched = {target for target, others in before.items() if "pty-sudland" in others}
    assert len(touched) == 14
    assert merge("pty-sudland", "pty-lake-league", "One and the same.", "tester") == 3
    after = referred_to()
    assert {target for target, others in after.items() if "pty-sudland" in others} == set()
    assert {target for target, others in after.items() if "pty-lake-league" in others} >= touched
    expect_whole(world)


def test_a_merge_is_a_change_of_all_that_referred(world: FlaskClient) -> None:
    before = referred_to()
    touched = {target for target, others in before.items() if "pty-sudland" in others}
    former = {target: plain(target) for target in (*touched, "pty-sudland", "pty-norland")}
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    told = changes(2)
    assert {target: before for target, (_, before) in told.items()} == former
    assert {target for target, (action, _) in told.items() if action == "merge"} == {"pty-sudland"}
    assert {target for target, number in standing().items() if number == 2} == {
        *touched,
        "pty-norland",
    }


def test_a_merge_keeps_what_is_not_equal(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    rows = plain("mtg-port-mid")["attendance"]
    assert [(row["party"], row.get("person")) for row in rows] == [
        ("pty-norland", "per-ada-boreal"),
        ("pty-norland", None),
        ("pty-lake-league", None),
    ]


@pytest.mark.parametrize(
    ("target", "part"),
    [("con-isle", "parties"), ("evt-war", "parties"), ("agr-truce-1998", "signatories")],
)
def test_rows_that_a_merge_makes_equal_are_one(world: FlaskClient, target: str, part: str) -> None:
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    assert [row["key"] for row in plain(target)[part]] == ["pty-norland"]


def test_references_that_a_merge_makes_equal_are_one(world: FlaskClient) -> None:
    quote = "quo-gazette-2001-240"
    put(changed(quote, targets=["pty-sudland", "pty-norland"], mentions=["pty-sudland"]))
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    assert plain(quote)["targets"] == ["pty-norland"]
    assert plain(quote)["mentions"] == ["pty-norland"]


def test_evidence_of_a_folded_row_names_the_row_that_stays(world: FlaskClient) -> None:
    evidence = [{"basis": "external", "field": "/parties/pty-sudland", "note": "Known."}]
    put(changed("evt-war", evidence=evidence))
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    assert [row["field"] for row in plain("evt-war")["evidence"]] == ["/parties/pty-norland"]


def test_the_mediator_of_a_merged_party_is_called_by_its_survivor(world: FlaskClient) -> None:
    merge("pty-lake-league", "pty-norland", "One and the same.", "tester")
    assert data(world, "/v1/mediators/mdr-lake-league")["label"] == "Norland"


def test_merging_two_parties_that_both_mediate_loses_no_record(world: FlaskClient) -> None:
    own = {"party": "pty-norland", "conflict": "con-isle", "process": "prc-isle"}
    put(state(id="mdr-norland", **own))
    with pytest.raises(NotMergeable, match="two records of mediator would become the same"):
        merge("pty-lake-league", "pty-norland", "One and the same.", "tester")
    assert revisions() == [1, 2]
    expect_whole(world)


def test_the_old_id_leads_to_the_survivor(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    for path in ("parties/{}", "records/{}", "parties/{}/evidence", "parties/{}?include=names"):
        answer = world.get(f"/v1/{path.format('pty-sudland')}")
        assert answer.status_code == 308
        assert answer.headers["Location"] == f"/v1/{path.format('pty-norland')}"


def test_a_chain_of_merges_leads_to_the_last(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    merge("pty-norland", "pty-lake-league", "All the same.", "tester")
    answer = world.get("/v1/parties/pty-sudland")
    assert answer.headers["Location"] == "/v1/parties/pty-lake-league"
    expect_whole(world)


def test_filters_take_the_merged_id(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-lake-league", "One and the same.", "tester")
    for path in ("agreements?party=", "meetings?party=", "quotes?addressee="):
        found = ids(world, f"/v1/{path}pty-sudland")
        assert found == ids(world, f"/v1/{path}pty-lake-league")
        assert found
    assert ids(world, "/v1/parties?id=pty-sudland") == ["pty-lake-league"]


def test_a_survivor_that_was_tied_to_the_merged_one_is_not_tied_to_itself(
    world: FlaskClient,
) -> None:
    same = {"type": "possibly_same", "to": "pty-norland"}
    put(changed("pty-soldiers", relations=[same]))
    merge("pty-norland", "pty-soldiers", "One and the same.", "tester")
    assert "pty-soldiers" not in referred_to()["pty-soldiers"]


def test_a_survivor_below_the_merged_topic_is_not_below_itself(world: FlaskClient) -> None:
    put(topic("deep", broader="top-talks"))
    merge("top-peace", "top-talks", "One and the same.", "tester")
    assert "broader" not in plain("top-talks")


def test_a_merged_id_in_a_filter_means_its_survivor_and_says_so(world: FlaskClient) -> None:
    merge("pty-sudland", "pty-norland", "One and the same.", "tester")
    answer = world.get("/v1/meetings?party=pty-sudland").get_json()
    assert answer["meta"]["warnings"] == [
        "pty-sudland was merged into pty-norland, which was asked for."
    ]
    assert answer["data"]


def test_a_withdrawn_id_in_a_filter_says_why(world: FlaskClient) -> None:
    withdraw("evt-garrison", "Misread.", "tester")
    problem = world.get("/v1/quotes?about=evt-garrison").get_json()
    assert problem["errors"][0]["detail"] == "evt-garrison was withdrawn: Misread."


def test_evidence_of_a_reference_names_the_survivor(world: FlaskClient) -> None:
    evidence = plain("mtg-port-mid")["evidence"]
    evidence[0]["field"] = "/topics/top-talks"
    put(changed("mtg-port-mid", topics=["top-talks"], evidence=evidence))
    merge("top-talks", "top-peace", "One topic.", "tester")
    rows = world.get("/v1/meetings/mtg-port-mid/evidence").get_json()["data"]
    assert rows[0]["field"] == "/topics/top-peace"
