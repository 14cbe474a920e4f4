"""What curators may get wrong without noticing: told, refused, or made harmless."""

import pytest
from flask.testing import FlaskClient

from tests.curating import BARE, REASON, Curator, bearer
from tests.test_writing import data, errors
from tests.writing import changed, plain, put, state, topic

PATH = "/v1/agreements/agr-truce-1998"


@pytest.fixture
def curator(world: FlaskClient) -> Curator:
    """Somebody who may write."""
    return Curator(world, bearer())


def test_an_earlier_state_is_no_ground_to_write_on(curator: Curator) -> None:
    put(topic("water"))
    put(changed("top-water", name="Sea"))
    old = curator.client.get("/v1/topics/top-water?revision=2")
    assert old.get_json()["data"]["name"] == "Water"
    tag = old.headers["ETag"]
    assert (
        curator.client.get(
            "/v1/topics/top-water?revision=2", headers={"If-None-Match": tag}
        ).status_code
        == 304
    )
    answer = curator.send("PUT", "/v1/topics/top-water", {"name": "W"}, query=BARE, If_Match=tag)
    assert errors(answer, 412)
    assert plain("top-water")["name"] == "Sea"


def test_a_settled_dispute_does_not_outlive_the_value_it_was_settled_for(curator: Curator) -> None:
    settled = [{"key": "one", "field": "/signed", "reason": "The archive says so."}]
    data(curator.change("PATCH", PATH, {"settled": settled}))
    data(curator.change("PATCH", PATH, {"title": "Another"}))
    told = errors(curator.change("PATCH", PATH, {"signed": {"value": "1901"}}))
    assert [name for name, _ in told] == ["/settled/0"]
    reasoned = {"signed": {"value": "1901"}, "settled": {"one": {"reason": "A second look."}}}
    data(curator.change("PATCH", PATH, reasoned))
    data(curator.change("PATCH", PATH, {"signed": {"value": "1902"}, "settled": {"one": None}}))
    assert "settled" not in plain("agr-truce-1998")


def test_a_restored_record_was_settled_by_who_settled_it(curator: Curator) -> None:
    other = Curator(curator.client, bearer(name="other"))
    path = "/v1/events/evt-garrison"
    evidence = plain("evt-garrison")["evidence"]
    evidence.append(evidence[0] | {"key": "against", "field": "/started", "stance": "disputes"})
    settled = [{"field": "/started", "reason": "So it is."}]
    data(curator.change("PATCH", path, {"evidence": evidence, "settled": settled}))
    data(other.change("DELETE", path))
    data(other.send("POST", f"{path}/restore"))
    found = data(curator.client.get("/v1/disputes?settled=true&object=event"))
    assert [each["settled"]["who"] for each in found] == ["tester"]


def test_a_date_that_is_corrected_warns_of_the_words_that_stay(curator: Curator) -> None:
    data(curator.change("PATCH", PATH, {"signed": {"value": "1998", "verbatim": "that year"}}))
    answer = curator.change("PATCH", PATH, {"signed": {"value": "1999"}, "label": "Other"})
    warnings = answer.get_json()["meta"]["warnings"]
    assert any("signed: the value changed; verbatim" in each for each in warnings)
    assert any(each.startswith("label: given by the database") for each in warnings)


def test_a_row_to_take_away_that_is_not_there_is_a_fault(curator: Curator) -> None:
    (told,) = errors(curator.change("PATCH", PATH, {"signatories": {"pty-typo": None}}))
    assert told[0] == "/signatories/pty-typo"
    assert "pty-norland" in told[1]


def test_a_whole_answer_that_is_sent_back_is_told_to_be_one(curator: Curator) -> None:
    answer = curator.change("PUT", PATH, curator.client.get(PATH).get_json())
    assert answer.status_code == 400
    assert "under data" in answer.get_json()["detail"]


def test_an_answer_to_a_write_shows_the_parts_that_are_asked_for(curator: Curator) -> None:
    tag = curator.client.get(PATH).headers["ETag"]
    query = {**REASON, "include": "signatories", "fields": "id,signatories"}
    answer = curator.send("PATCH", PATH, {"title": "New"}, query=query, If_Match=tag)
    assert set(data(answer)) == {"id", "object", "signatories"}


@pytest.mark.parametrize("tag", ["nonsense", '"abc"', "4e8ebfb9.2.5a87"])
def test_what_is_no_etag_is_told_to_be_none(curator: Curator, tag: str) -> None:
    answer = curator.send("PATCH", PATH, {"title": "New"}, If_Match=tag)
    assert "no ETag" in errors(answer, 412)[0][1]


def test_a_reference_to_what_was_merged_names_the_survivor(curator: Curator) -> None:
    put(topic("one"), topic("two"))
    data(curator.change("POST", "/v1/topics/top-one", {"into": "top-two"}, below="/merge"))
    answer = curator.add("/v1/topics", {"id": "top-new", "name": "New", "broader": "top-one"})
    assert errors(answer) == [("/broader", "refers to top-one, which was merged into top-two.")]
    wrong = curator.change("POST", "/v1/topics/top-two", {"into": "top-tow"}, below="/merge")
    assert errors(wrong)[0][0] == "/into"


def test_a_survivor_takes_over_the_rows_that_it_lacks_with_their_evidence(
    curator: Curator,
) -> None:
    gone = plain("per-ada-boreal")
    put(state(id="per-adda-boreal", name="Adda Boreal"))
    data(
        curator.change(
            "POST", "/v1/persons/per-ada-boreal", {"into": "per-adda-boreal"}, below="/merge"
        )
    )
    after = plain("per-adda-boreal")
    assert after["positions"] == gone["positions"]
    assert gone["name"] in [row["text"] for row in after["names"]]
    of_rows = [row for row in gone["evidence"] if row.get("field", "").count("/") > 1]
    fields = {row.get("field", "") for row in after["evidence"]}
    assert {row["field"] for row in of_rows} <= fields
    assert "/name" not in fields
