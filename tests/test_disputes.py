"""Disputes: who says what, what the record carries and why, and how a dispute is settled."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.test_queries import queries
from tests.writing import changed, plain, put

TRUCE = "agr-truce-1998"
REASON = 'The "span" of both, since neither document is nearer to it.'
SETTLED = [{"field": "/signed", "reason": REASON}]


def told(client: FlaskClient, path: str) -> Any:
    """The data of an address."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()["data"]


def dispute(client: FlaskClient) -> dict[str, Any]:
    """The one dispute of the invented world."""
    (found,) = told(client, "/v1/disputes")
    return dict(found)


def test_a_dispute_tells_which_document_says_which(reader: FlaskClient) -> None:
    found = dispute(reader)
    assert (found["record"]["id"], found["field"]) == (TRUCE, "/signed")
    said = [(claim["document"]["id"], claim["stated"]) for claim in found["claims"]]
    assert said == [("doc-gazette-2001", "1998"), ("doc-herald-2002", "1999")]
    assert found["carried"]["value"] == "1998/1999"
    assert (found["carried_because"], found["settled"]) == (None, None)


def test_a_settled_dispute_says_why_when_and_by_whom(world: FlaskClient) -> None:
    put(changed(TRUCE, summary="They stopped."))
    put(changed(TRUCE, settled=SETTLED))
    put(changed(TRUCE, summary="They stopped fighting."))
    found = dispute(world)
    moment = told(world, f"/v1/agreements/{TRUCE}/history?sort=revision")[2]["at"]
    assert found["carried_because"] == REASON
    assert found["settled"] == {"reason": REASON, "revision": 3, "at": moment, "who": "tester"}


def test_a_dispute_that_was_opened_again_was_settled_the_last_time(world: FlaskClient) -> None:
    put(changed(TRUCE, settled=SETTLED))
    put(changed(TRUCE, settled=[]))
    assert dispute(world)["settled"] is None
    put(changed(TRUCE, settled=SETTLED))
    assert dispute(world)["settled"]["revision"] == 4


def test_what_came_settled_was_settled_when_it_was_added(world: FlaskClient) -> None:
    copy = plain(TRUCE) | {"id": "agr-other", "settled": SETTLED}
    put(changed(TRUCE) | {"id": "agr-other", "settled": [{"key": "signed", **SETTLED[0]}]})
    assert plain("agr-other") == copy | {"settled": [{"key": "signed", **SETTLED[0]}]}
    first, second = sorted(told(world, "/v1/disputes"), key=lambda each: each["record"]["id"])
    assert (first["record"]["id"], first["settled"]["revision"]) == ("agr-other", 2)
    assert second["settled"] is None


def test_without_a_reason_the_note_of_what_was_derived_says_why(world: FlaskClient) -> None:
    evidence = plain(TRUCE)["evidence"]
    derived = {**evidence[0], "key": "span", "basis": "derived", "note": "The span of both."}
    put(changed(TRUCE, evidence=[*evidence, derived]))
    assert dispute(world)["carried_because"] == "The span of both."
    put(changed(TRUCE, settled=SETTLED))
    assert dispute(world)["carried_because"] == REASON


@pytest.mark.parametrize("settled", [True, False])
def test_disputes_and_records_are_asked_for_by_whether_they_are_settled(
    world: FlaskClient, settled: bool
) -> None:
    if settled:
        put(changed(TRUCE, settled=SETTLED))
    yes, no = ("true", "false") if settled else ("false", "true")
    assert len(told(world, f"/v1/disputes?settled={yes}")) == 1
    assert told(world, f"/v1/disputes?settled={no}") == []
    disputed = [each["id"] for each in told(world, "/v1/agreements?disputed=true")]
    assert disputed == ([] if settled else [TRUCE])
    others = [each["id"] for each in told(world, "/v1/agreements?disputed=false")]
    assert others == (["agr-more-talks", TRUCE] if settled else ["agr-more-talks"])


def test_one_of_two_fields_settled_leaves_a_record_disputed(world: FlaskClient) -> None:
    evidence = plain(TRUCE)["evidence"]
    more = {**evidence[1], "key": "title", "field": "/title"}
    put(changed(TRUCE, evidence=[*evidence, more], settled=SETTLED))
    assert [each["id"] for each in told(world, "/v1/agreements?disputed=true")] == [TRUCE]
    assert [each["field"] for each in told(world, "/v1/disputes?settled=false")] == ["/title"]


def test_disputed_records_are_counted(reader: FlaskClient) -> None:
    answer = reader.get("/v1/agreements?disputed=true&facets=type&limit=0&count=exact").get_json()
    assert answer["meta"]["total"] == {"value": 1, "relation": "eq"}
    assert answer["facets"]["type"] == [{"value": "truce", "count": 1}]
    assert told(reader, "/v1/stats/agreements?group_by=type&disputed=true") == [
        {"type": "truce", "count": 1}
    ]
    assert told(reader, "/v1/parties?disputed=true") == []


def test_disputes_cost_so_many_queries(reader: FlaskClient) -> None:
    assert queries(reader, "/v1/disputes?settled=false") == queries(reader, "/v1/disputes") == 7
