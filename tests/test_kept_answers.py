"""Entity tags and kept answers: nothing is made twice, and nothing old is ever given."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from threading import Thread
from typing import Any

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api.access.tokens import create
from api.database import engine, transaction
from api.http.front import Front
from api.http.kept import KEPT_ABOUT, LARGEST_SHARE, Answers, Kept
from api.models import Counter
from tests.conftest import ROOT, Databases
from tests.serving import serve
from tests.test_queries import recorded
from tests.writing import put, topic

Make = Callable[[str], Flask]
TAG = re.compile('"[0-9a-f-]{8,}\\.[0-9]+\\.[0-9a-f]{20}"')
LIST = "/v1/agreements"
ITEM = "/v1/agreements/agr-truce-1998"
TAGGED = [
    LIST, ITEM, f"{ITEM}/evidence", f"{ITEM}/referrers",
    "/v1/records/evt-war", "/v1/search?q=isle", "/v1/suggest?q=is",
    "/v1/timeline", "/v1/timeline/density", "/v1/disputes", "/v1/network", "/v1/stats",
    "/v1/stats/quotes?group_by=act",
    "/v1/vocabularies", "/v1/vocabularies/agreement-stage", f"{LIST}?format=csv",
    "/v1/meetings?format=ics", "/v1/openapi.json",
]  # fmt: skip


def front(client: FlaskClient) -> Front:
    """The front of the application behind a client."""
    made: Any = client.application.wsgi_app
    assert isinstance(made, Front)
    return made


def tag(client: FlaskClient, path: str, **headers: str) -> str:
    """The ETag of an answer."""
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.headers["ETag"]


def status(client: FlaskClient, path: str, known: str, **headers: str) -> int:
    """The status of an answer to one who has something already."""
    answer = client.get(path, headers={"If-None-Match": known} | headers)
    if answer.status_code == 304:
        assert answer.get_data() == b""
        assert "Content-Type" not in answer.headers
        assert answer.headers["ETag"] in known
        assert answer.headers["Vary"] == "Accept"
        assert answer.headers["X-Request-Id"]
    return answer.status_code


@pytest.mark.parametrize("path", TAGGED)
def test_every_answer_about_the_data_has_a_tag(world: FlaskClient, path: str) -> None:
    given_tag = tag(world, path)
    assert TAG.fullmatch(given_tag)
    assert f".{Counter.get().revision}." in given_tag
    assert status(world, path, given_tag) == 304
    front(world).answers = Answers(0)
    assert status(world, path, given_tag) == 304
    assert world.head(path).headers["ETag"] == given_tag
    put(topic("afterwards"))
    assert status(world, path, given_tag) == 200
    assert tag(world, path) != given_tag


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_what_changes_with_no_revision_has_no_tag(reader: FlaskClient, path: str) -> None:
    assert "ETag" not in reader.get(path).headers


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("{}", 304),
        ("W/{}", 304),
        ('"other", {}', 304),
        ('W/"other",W/{} , "more"', 304),
        ('"other"', 200),
        ("", 200),
        ("nonsense", 200),
    ],
)
def test_one_of_several_tags_is_enough(
    world: FlaskClient, form: str, expected: int, kept: bool
) -> None:
    given_tag = tag(world, ITEM)
    if not kept:
        front(world).answers = Answers(0)
    assert status(world, ITEM, form.format(given_tag)) == expected
    head = world.head(ITEM, headers={"If-None-Match": form.format(given_tag)})
    assert head.status_code == expected


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"{LIST}?limit=1", {}),
        (f"{LIST}?format=csv", {}),
        (LIST, {"Accept": "text/csv"}),
        (LIST, {"Host": "other.example"}),
        (ITEM, {}),
    ],
)
def test_another_answer_has_another_tag(
    world: FlaskClient, path: str, headers: dict[str, str]
) -> None:
    given_tag = tag(world, LIST)
    assert tag(world, path, **headers) != given_tag
    assert status(world, path, given_tag, **headers) == 200


def test_what_is_accepted_alike_is_the_same_answer(world: FlaskClient) -> None:
    given_tag = tag(world, LIST)
    assert tag(world, LIST, Accept="application/json") == given_tag
    assert tag(world, LIST, Accept="*/*") != tag(world, LIST, Accept="text/csv")


def test_answers_from_memory_are_those_that_were_made(world: FlaskClient) -> None:
    for path in TAGGED:
        answers = [world.get(path, buffered=True) for _ in range(3)]
        assert len({answer.data for answer in answers}) == 1, path
        assert len({answer.headers["X-Request-Id"] for answer in answers}) == 3
        others = [
            [each for each in answer.headers if each[0] != "X-Request-Id"] for answer in answers
        ]
        assert sorted(others[0]) == sorted(others[1]) == sorted(others[2]), path
        assert world.head(path).get_data() == b""
    links = world.get(LIST, headers={"Host": "other.example"}).get_json()["links"]
    assert links["self"] == f"http://other.example{LIST}"


def test_the_id_of_the_caller_comes_back(world: FlaskClient) -> None:
    for given_id in ("first", "second"):
        answer = world.get(ITEM, headers={"X-Request-Id": given_id})
        assert answer.headers["X-Request-Id"] == given_id


@pytest.mark.parametrize(
    "path", ["/v1/agreements/agr-none", f"{LIST}?stage=none", "/v1/none", f"{LIST}?format=csv"]
)
def test_only_whole_answers_that_succeed_are_kept(world: FlaskClient, path: str) -> None:
    for _ in range(2):
        world.get(path)
    assert len(front(world).answers.kept) == 0
    world.get(ITEM)
    assert len(front(world).answers.kept) == 1


def test_a_fault_is_forgotten_when_it_is_mended(world: FlaskClient) -> None:
    assert world.get("/v1/topics/top-late").status_code == 404
    put(topic("late"))
    assert world.get("/v1/topics/top-late").status_code == 200


@pytest.mark.parametrize("kept", [True, False])
def test_who_has_the_answer_costs_no_query(world: FlaskClient, kept: bool) -> None:
    """The state of the data is looked at beside the pool, which the hooks do not see."""
    for path in TAGGED:
        given_tag = tag(world, path)
        if not kept:
            front(world).answers = Answers(0)
        with recorded() as statements:
            assert status(world, path, given_tag) == 304
        assert statements == [], path


def test_an_answer_from_memory_costs_no_query(world: FlaskClient) -> None:
    world.get(LIST)
    with recorded() as statements:
        assert world.get(LIST).status_code == 200
    assert statements == []


def test_another_epoch_is_another_answer(world: FlaskClient) -> None:
    given_tag = tag(world, ITEM)
    with transaction():
        Counter.update(epoch="0123456789abcdef").execute()
    assert status(world, ITEM, given_tag) == 200
    assert tag(world, ITEM).startswith('"0123456789abcdef.')


ANSWERS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3000)), max_size=40)
MOST = 20_000
LONGEST_KEY = 1000
"""What an address of these tests takes as a key, and its answer's headers, at most."""


@given(ANSWERS)
@settings(derandomize=True, deadline=None)
def test_the_room_is_bounded_in_bytes(written: list[tuple[str, int]]) -> None:
    answers = Answers(MOST)
    for key, size in written:
        answers.put(key, Kept("epoch.1.", [], b"x" * size, ""))
        taken = sum(len(name) + each.size for name, each in answers.kept.items())
        assert answers.bytes == taken <= MOST
        small = (len(key) + size + KEPT_ABOUT) * LARGEST_SHARE <= MOST
        found = answers.get(key)
        assert (found is not None and len(found.body) == size) or not small


def test_the_longest_unused_goes_first() -> None:
    answers = Answers(20 * (KEPT_ABOUT + 102))
    for number in range(20):
        answers.put(str(number), Kept("epoch.1.", [], b"x" * 100, ""))
    assert answers.get("0")
    answers.put("20", Kept("epoch.1.", [], b"x" * 100, ""))
    assert answers.get("1") is None
    assert answers.get("0")


def test_the_largest_are_not_kept(world: FlaskClient) -> None:
    size = len(world.get(LIST).get_data())
    front(world).answers = Answers(LARGEST_SHARE * size)
    world.get(LIST)
    assert front(world).answers.kept == {}
    front(world).answers = Answers(LARGEST_SHARE * (size + KEPT_ABOUT + LONGEST_KEY))
    world.get(LIST)
    assert len(front(world).answers.kept) == 1


# Several processes

CHANGE = """
import sys
from api.app import create_app
from tests.writing import changed, put
create_app()
for line in sys.stdin:
    put(changed("top-mediation", name=line.strip()))
    print("written", flush=True)
"""
ASKED = 8
WRITTEN = 4


def test_a_write_of_another_process_is_seen_by_all_workers_at_once(
    databases: Databases, engine_name: str
) -> None:
    url = databases.fresh(engine_name, "seeds")
    writer = subprocess.Popen(
        [sys.executable, "-c", CHANGE], cwd=ROOT, text=True, env=os.environ | {"DATABASE_URL": url},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with writer, serve(url, WORKERS="2") as server:
        assert writer.stdin
        assert writer.stdout
        address = f"{server.url}/v1/topics/top-mediation"
        last = None
        for number in range(WRITTEN):
            writer.stdin.write(f"Mediation {number}\n")
            writer.stdin.flush()
            assert writer.stdout.readline() == "written\n"
            answers = [  # a connection each, so that either worker is asked
                httpx.get(address, headers={"If-None-Match": last or ""}, timeout=60)
                for _ in range(ASKED)
            ]
            assert {answer.status_code for answer in answers} == {200}
            names = {answer.json()["data"]["name"] for answer in answers}
            assert names == {f"Mediation {number}"}
            (last,) = {answer.headers["ETag"] for answer in answers}
            known = [
                httpx.get(address, headers={"If-None-Match": last}, timeout=60)
                for _ in range(ASKED)
            ]
            assert {answer.status_code for answer in known} == {304}
        writer.stdin.close()


def test_an_answer_to_somebody_in_particular_is_not_kept(world: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {create('reader', 'read')}"}
    assert world.get(LIST, headers=headers).status_code == 200
    assert front(world).answers.kept == {}


def test_threads_that_come_and_go_leave_no_connection_each(world: FlaskClient) -> None:
    """Whoever looks at the state takes a connection that is idle; a thread keeps none."""
    found: list[Any] = []
    for _ in range(20):
        looking = Thread(target=lambda: found.append(engine().peeking.state()))
        looking.start()
        looking.join()
    assert len(found) == 20
    assert None not in found
    assert len(engine().peeking.idle) == 1
