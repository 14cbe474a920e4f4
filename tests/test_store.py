"""Writing: revisions and what they changed, all or nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import snapshot
from api.models import Counter, Revision, Signatory
from api.store import DanglingReference, Written, numbers_by_id
from tests.writing import changed, changes, plain, put, revisions, standing, topic

Make = Callable[[str], Flask]


def test_the_first_write_is_revision_1_and_adds(make_app: Make) -> None:
    make_app("empty")
    done = put(topic("peace"), topic("talks", broader="top-peace"))
    assert done == Written(added=["top-peace", "top-talks"], revision=1)
    assert changes(1) == {"top-peace": ("add", None), "top-talks": ("add", None)}


def test_a_revision_tells_who_and_why(make_app: Make) -> None:
    make_app("empty")
    put(topic("peace"), why="Peace was missing.")
    with snapshot():
        told = Revision.get()
    assert (told.who, told.why, told.number) == ("tester", "Peace was missing.", 1)
    assert told.at.endswith("Z")


def test_an_unchanged_write_is_no_revision(world: FlaskClient) -> None:
    before = standing()
    done = put(*(changed(target) for target in ("agr-truce-1998", "mtg-port-mid", "top-talks")))
    assert (done.revision, len(done.unchanged)) == (None, 3)
    assert revisions() == [1]
    assert standing() == before


def test_a_change_keeps_the_former_state_and_moves_only_its_record(world: FlaskClient) -> None:
    former = plain("pty-sudland")
    done = put(changed("pty-sudland", country="SWE"), changed("pty-norland"))
    assert (done.changed, done.unchanged) == (["pty-sudland"], ["pty-norland"])
    assert changes(2) == {"pty-sudland": ("change", former)}
    assert [target for target, number in standing().items() if number != 1] == ["pty-sudland"]
    assert world.get("/v1/parties/pty-sudland").get_json()["data"]["country"] == "SWE"


def test_a_state_after_is_the_next_before(world: FlaskClient) -> None:
    put(changed("top-talks", name="Negotiation"))
    between = plain("top-talks")
    put(changed("top-talks", name="Bargaining"))
    assert changes(3) == {"top-talks": ("change", between)}


def test_numbers_of_records_stay_and_grow(world: FlaskClient) -> None:
    before = numbers_by_id(["top-talks"])["top-talks"]
    put(changed("top-talks", name="Negotiation"), topic("later"))
    after = numbers_by_id(["top-talks", "top-later"])
    with snapshot():
        assert after == {"top-talks": before, "top-later": Counter.get().number}


def test_a_dangling_reference_writes_nothing(world: FlaskClient) -> None:
    with pytest.raises(DanglingReference, match="top-lost/broader refers to top-nowhere"):
        put(topic("found"), topic("lost", broader="top-nowhere"))
    assert numbers_by_id(["top-found", "top-lost"]) == {}
    assert revisions() == [1]


def test_revisions_have_no_gap_after_a_failed_write(world: FlaskClient) -> None:
    put(topic("one"))
    with pytest.raises(DanglingReference):
        put(topic("lost", broader="top-nowhere"))
    put(topic("two"))
    assert revisions() == [1, 2, 3]
    numbers = numbers_by_id(["top-one", "top-two"])
    assert numbers["top-two"] == numbers["top-one"] + 1


def test_revisions_have_no_gap_when_eight_threads_write_at_once(make_app: Make) -> None:
    make_app("empty")

    def several(thread: int) -> list[int | None]:
        return [put(topic(f"topic-{thread}-{each}")).revision for each in range(5)]

    with ThreadPoolExecutor(8) as pool:
        given = [number for numbers in pool.map(several, range(8)) for number in numbers]
    assert sorted(given) == revisions() == list(range(1, 41))
    assert sorted(standing().values()) == list(range(1, 41))


def test_threads_that_change_one_record_leave_one_history(make_app: Make) -> None:
    make_app("empty")
    put(topic("peace"))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: put(topic("peace", names=[name(each)])), range(8)))
    befores = [changes(number)["top-peace"][1] for number in range(2, 10)]
    assert befores[0] == {"id": "top-peace", "name": "Peace"}
    assert len({told["names"][0]["text"] for told in befores[1:]} | {texts("top-peace")[0]}) == 8


def name(number: int) -> dict[str, Any]:
    """A name of a record."""
    return {"text": f"Name {number}", "kind": "alias"}


def texts(target: str) -> list[str]:
    """The names of a record as they stand."""
    return [each["text"] for each in plain(target)["names"]]


def test_parts_are_replaced_and_keep_their_keys(world: FlaskClient) -> None:
    rows = plain("agr-truce-1998")["signatories"]
    told = {"party": "pty-lake-league", "role": "witness"}
    put(changed("agr-truce-1998", signatories=[rows[1], told]))
    after = plain("agr-truce-1998")["signatories"]
    assert [row["key"] for row in after] == ["pty-sudland", "pty-lake-league"]
    with snapshot():
        assert Signatory.select().where(Signatory.key == "pty-norland").count() == 0


def test_the_order_of_the_file_is_the_order_of_the_rows(world: FlaskClient) -> None:
    rows = plain("mtg-port-mid")["attendance"]
    put(changed("mtg-port-mid", attendance=rows[::-1]))
    assert plain("mtg-port-mid")["attendance"] == rows[::-1]


def test_a_key_that_is_taken_gets_a_number(world: FlaskClient) -> None:
    rows = [{"party": "pty-norland", "role": role} for role in ("host", "chair", "observer")]
    put(changed("mtg-port-mid", attendance=rows))
    keys = [row["key"] for row in plain("mtg-port-mid")["attendance"]]
    assert keys == ["pty-norland", "pty-norland-2", "pty-norland-3"]


def test_a_changed_party_is_the_changed_label_of_its_mediator(world: FlaskClient) -> None:
    put(changed("pty-lake-league", name="League of the Lake"))
    mediator = world.get("/v1/mediators/mdr-lake-league").get_json()["data"]
    assert mediator["label"] == "League of the Lake"
    found = world.get("/v1/mediators?sort=label").get_json()["data"]
    assert found[0]["party"]["label"] == "League of the Lake"
