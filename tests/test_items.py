"""One record: by its id or another dataset's, its parts, references and evidence."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

Get = Callable[..., Any]


def test_an_item_begins_with_id_and_object_and_hides_its_parts(get: Get) -> None:
    record = get("/v1/meetings/mtg-port-mid")["data"]
    assert list(record)[:3] == ["id", "object", "label"]
    assert "attendance" not in record
    assert record["status_reason"] is None
    assert record["place"] == {
        "id": "plc-port-mid",
        "object": "place",
        "label": "Port Mid",
        "href": "/v1/places/plc-port-mid",
    }


def test_a_date_says_how_it_is_known(get: Get) -> None:
    assert get("/v1/meetings/mtg-port-mid")["data"]["started"] == {
        "value": "2001-03-05",
        "earliest": "2001-03-05",
        "latest": "2001-03-05",
        "precision": "day",
        "basis": "derived",
        "verbatim": "on Monday",
        "anchor": "doc-gazette-2001",
        "ucdp_date_prec": 1,
    }


def test_open_ends_are_null(get: Get) -> None:
    scheduled = get("/v1/meetings/mtg-more-talks")["data"]["scheduled"]
    assert (scheduled["earliest"], scheduled["latest"]) == (None, "2002-12-31")
    assert (scheduled["precision"], scheduled["ucdp_date_prec"]) == ("open_before", None)


def test_include_brings_parts_and_records(get: Get) -> None:
    path = "/v1/meetings/mtg-port-mid?include=attendance.person,place.names"
    record = get(path)["data"]
    assert [row["key"] for row in record["attendance"]] == [
        "per-ada-boreal",
        "pty-sudland",
        "pty-lake-league",
    ]
    assert record["attendance"][0]["person"]["family_name"] == "Boreal"
    assert record["attendance"][1]["person"] is None
    assert record["attendance"][0]["party"]["label"] == "Norland"
    assert [row["text"] for row in record["place"]["names"]] == ["Port Mid"]
    assert "names" not in record


def test_a_quote_shows_its_words(get: Get) -> None:
    quote = get("/v1/quotes?speaker=per-ada-boreal&include=addressees")["data"][0]
    spoken = [span["text"] for span in quote["spans"] if span["role"] == "spoken"]
    assert spoken == ["We came in good faith,", "and we shall stay."]
    assert [stub["id"] for stub in quote["addressees"]] == ["pty-sudland"]


def test_any_record_is_found_by_its_id_alone(get: Get) -> None:
    assert get("/v1/records/evt-war")["data"] == get("/v1/events/evt-war")["data"]
    assert "ids begin with" in get("/v1/records/zzz-war", 404)["detail"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/v1/parties/wikidata:Q20", "/v1/parties/pty-norland"),
        ("/v1/parties?identifier=wikidata:Q20", None),
        ("/v1/parties?identifier=url:https://norland.example/a", None),
    ],
)
def test_other_datasets_ids_lead_to_the_record(
    reader: FlaskClient, path: str, target: str | None
) -> None:
    answer = reader.get(path)
    if target:
        assert (answer.status_code, answer.headers["Location"]) == (307, target)
    else:
        assert [record["id"] for record in answer.get_json()["data"]] == ["pty-norland"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/v1/parties/pty-norlandd", "Did you mean pty-norland?"),
        ("/v1/parties/norland", "ids begin with pty-"),
        ("/v1/parties/mtg-port-mid", "There is no party mtg-port-mid"),
        ("/v1/parties/wikidata:Q999999", "No party has the identifier"),
        ("/v1/parties/wikidatum:Q20", "There is no identifier scheme wikidatum"),
    ],
)
def test_an_unknown_id_is_404_and_says_what_may_be_meant(get: Get, path: str, told: str) -> None:
    assert told in get(path, 404)["detail"]


def test_evidence_says_document_place_and_stance(get: Get) -> None:
    rows = get("/v1/agreements/agr-truce-1998/evidence")["data"]
    signed = {row["document"]["id"]: row for row in rows if row["field"] == "/signed"}
    assert signed["doc-gazette-2001"]["stance"] == "supports"
    assert signed["doc-herald-2002"]["stance"] == "disputes"
    assert signed["doc-herald-2002"]["value"] == "1999"
    assert all(row["start"] < row["end"] and len(row["sha256"]) == 64 for row in rows)


def test_the_words_of_a_quote_are_its_evidence(get: Get) -> None:
    quote = get("/v1/quotes?speaker=per-ada-boreal")["data"][0]
    rows = get(f"/v1/quotes/{quote['id']}/evidence")["data"]
    assert [row["field"] for row in rows] == [f"/spans/{span['key']}" for span in quote["spans"]]
    assert {row["document"]["id"] for row in rows} == {"doc-gazette-2001"}


def test_disputes_show_both_versions(get: Get) -> None:
    answer = get("/v1/disputes")
    dispute = answer["data"][0]
    assert answer["meta"]["total"]["value"] == 1
    assert (dispute["record"]["id"], dispute["field"]) == ("agr-truce-1998", "/signed")
    assert dispute["carried"]["value"] == "1998/1999"
    assert [claim["stated"] for claim in dispute["claims"]] == ["1998", "1999"]
    assert get("/v1/disputes?object=party")["data"] == []


def test_the_timeline_is_one_chronology(get: Get) -> None:
    entries = get("/v1/timeline")["data"]
    days = [entry["date"]["earliest"] or entry["date"]["latest"] for entry in entries]
    assert days == sorted(days)
    assert {entry["record"]["object"] for entry in entries} == {
        "agreement",
        "meeting",
        "event",
        "quote",
    }
    member = {entry["record"]["id"]: entry["member"] for entry in entries}
    assert (member["mtg-port-mid"], member["mtg-more-talks"]) == ("started", "scheduled")


def test_the_timeline_is_filtered_and_reversed(get: Get) -> None:
    entries = get("/v1/timeline?object=meeting,event&date__gte=2001&sort=-date")["data"]
    assert [entry["record"]["id"] for entry in entries] == ["mtg-more-talks", "mtg-port-mid"]
    certain = get("/v1/timeline?date=1998&date_match=certain")["data"]
    assert certain == []
