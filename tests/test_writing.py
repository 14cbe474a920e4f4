"""Writing records: what GET gives can be sent back, faults are told at once, nothing is lost."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import SqliteEngine, connection, engine, snapshot, transaction
from api.documents.texts import sha256_of
from api.models import RepeatableReply
from api.resources import RESOURCES
from api.store.revision import lock_counter
from schemas.objects import OBJECTS, address, object_of
from tests.conftest import WORLD
from tests.curating import BARE, REASON, Curator, bearer
from tests.writing import everything, plain, revisions

WATER = {"id": "top-water", "name": "Water"}
SEEDS = "seeds"


@pytest.fixture
def curator(world: FlaskClient) -> Curator:
    """Somebody who may write."""
    return Curator(world, bearer())


def errors(answer: Any, status: int = 422) -> list[tuple[str, str]]:
    """The faults of a Problem: pointer or parameter, and text."""
    told = answer.get_json()
    assert answer.status_code == told["status"] == status, told
    return [(each["name"], each["detail"]) for each in told["errors"]]


def data(answer: Any, status: int = 200) -> Any:
    """What a successful request answered."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_json()["data"]


def test_a_record_is_added_read_and_found(curator: Curator) -> None:
    answer = curator.add("/v1/topics", WATER)
    assert data(answer, 201)["name"] == "Water"
    assert answer.headers["Location"] == "/v1/topics/top-water"
    read = curator.client.get("/v1/topics/top-water")
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert read.get_json()["data"] == answer.get_json()["data"]
    assert [each["id"] for each in data(curator.client.get("/v1/topics?q=water"))] == ["top-water"]


@pytest.mark.parametrize("included", [False, True], ids=["as it is", "with all parts"])
def test_what_get_gives_put_takes_back_unchanged(
    make_app: Callable[[str], Flask], included: bool
) -> None:
    client = make_app(SEEDS).test_client()
    curator = Curator(client, bearer())
    before, number = everything(), revisions()[-1]
    for target in before:
        resource = RESOURCES[object_of(target) or ""]
        query = {"include": ",".join(resource.part)} if included else {}
        read = client.get(address(target), query_string=query)
        body = read.get_json()["data"]
        answer = curator.send("PUT", address(target), body, If_Match=read.headers["ETag"])
        assert data(answer)["revision"] == body["revision"], target
        assert answer.get_json()["meta"]["warnings"], target
    assert everything() == before
    assert revisions()[-1] == number


def test_the_seeds_can_be_sent_as_lines_that_change_nothing(
    make_app: Callable[[str], Flask],
) -> None:
    client = make_app(SEEDS).test_client()
    before = everything()
    for kind in OBJECTS.values():
        lines = client.get(f"/v1/{kind.collection}?format=ndjson").get_data()
        told = data(Curator(client, bearer(name=kind.name)).load(lines, REASON))
        assert (told["added"], told["changed"], told["revision"]) == ([], [], None)
    assert everything() == before


def test_put_keeps_the_parts_that_it_leaves_out_and_replaces_those_it_gives(
    curator: Curator,
) -> None:
    path, before = "/v1/agreements/agr-truce-1998", plain("agr-truce-1998")
    body = curator.client.get(path).get_json()["data"] | {"title": "A new title", "summary": None}
    data(curator.change("PUT", path, body))
    after = plain("agr-truce-1998")
    assert after["title"] == "A new title"
    assert after["signatories"] == before["signatories"]
    assert after["evidence"] == before["evidence"]
    assert "summary" not in after
    data(curator.change("PUT", path, body | {"signatories": []}))
    assert "signatories" not in plain("agr-truce-1998")


def test_patch_changes_members_dates_rows_and_references(curator: Curator) -> None:
    curator.add("/v1/topics", WATER)
    path = "/v1/agreements/agr-truce-1998"
    key = plain("agr-truce-1998")["signatories"][0]["key"]
    patch = {
        "title": "Patched",
        "signed": {"verbatim": "that spring"},
        "signatories": {
            key: {"role": "witness"},
            "extra": {"party": "pty-norland", "role": "host"},
        },
        "topics": {"top-water": {}},
    }
    before = plain("agr-truce-1998")
    data(curator.change("PATCH", path, patch))
    after = plain("agr-truce-1998")
    assert after["title"] == "Patched"
    assert after["signed"]["verbatim"] == "that spring"
    rows = {row["key"]: row for row in after["signatories"]}
    assert rows[key]["role"] == "witness"
    assert rows["extra"]["party"] == "pty-norland"
    assert "top-water" in after["topics"]
    data(curator.change("PATCH", path, {"signatories": {"extra": None}, "topics": []}))
    assert "topics" not in plain("agr-truce-1998")
    assert len(plain("agr-truce-1998")["signatories"]) == len(before["signatories"])


def test_all_that_is_wrong_is_told_at_once_by_pointer(curator: Curator) -> None:
    body = {
        "id": "agr-new",
        "type": "pact",
        "colour": 1,
        "place": "plc-nowhere",
        "signatories": [{"party": "pty-nobody", "role": "party"}, {"role": "king"}],
    }
    told = dict(errors(curator.send("POST", "/v1/agreements", body)))
    assert {
        "/title",
        "/type",
        "/colour",
        "/signatories/1/role",
        "/place",
        "/evidence",
    } <= told.keys()
    assert any(
        name.startswith("/signatories/") and "pty-nobody" in text for name, text in told.items()
    )
    assert revisions() == [1]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/v1/topics", 409),
        ("PUT", "/v1/topics/top-nowhere", 404),
        ("PATCH", "/v1/parties/pty-norlan", 404),
        ("DELETE", "/v1/parties/pty-norlan", 404),
    ],
)
def test_what_is_there_is_not_added_and_what_is_not_there_is_not_changed(
    curator: Curator, method: str, path: str, status: int
) -> None:
    curator.add("/v1/topics", WATER)
    body = None if method == "DELETE" else WATER
    answer = curator.send(method, path, body, If_Match="*")
    assert answer.status_code == status, answer.get_data(as_text=True)


def test_an_id_that_was_withdrawn_or_merged_is_told_as_such(curator: Curator) -> None:
    for name in ("water", "fire", "earth"):
        curator.add("/v1/topics", {"id": f"top-{name}", "name": name.title()})
    data(curator.change("DELETE", "/v1/topics/top-water"))
    data(curator.change("POST", "/v1/topics/top-fire", {"into": "top-earth"}, below="/merge"))
    assert curator.add("/v1/topics", WATER).status_code == 409
    assert curator.send("PATCH", "/v1/topics/top-water", {}, If_Match="*").status_code == 410
    merged = curator.send("PATCH", "/v1/topics/top-fire", {}, If_Match="*")
    assert (merged.status_code, merged.get_json()["merged_into"]) == (409, "top-earth")
    assert curator.client.get("/v1/topics/top-fire").headers["Location"] == "/v1/topics/top-earth"


def test_withdrawing_what_others_refer_to_is_refused_with_their_list(curator: Curator) -> None:
    answer = curator.change("DELETE", "/v1/parties/pty-sudland")
    assert answer.status_code == 409
    assert {"agr-truce-1998", "evt-war"} <= {row["id"] for row in answer.get_json()["referred_by"]}
    assert "pty-sudland" in everything()


def test_a_withdrawn_record_is_restored_and_a_merge_is_taken_back(curator: Curator) -> None:
    before = everything()
    data(curator.change("DELETE", "/v1/events/evt-garrison"))
    assert curator.client.get("/v1/events/evt-garrison").status_code == 410
    data(curator.send("POST", "/v1/events/evt-garrison/restore"))
    path = "/v1/parties/pty-sudland"
    data(curator.change("POST", path, {"into": "pty-norland"}, below="/merge"))
    assert "pty-sudland" not in everything()
    data(curator.send("POST", f"{path}/restore"))
    assert everything() == before


def test_a_record_goes_back_to_what_it_was(curator: Curator) -> None:
    path, before = "/v1/agreements/agr-truce-1998", plain("agr-truce-1998")
    data(curator.change("PATCH", path, {"title": "Other", "signatories": [], "topics": None}))
    assert data(curator.client.get(f"{path}?revision=1"))["title"] == before["title"]
    data(curator.change("POST", path, {"revision": 1}, below="/revert"))
    assert plain("agr-truce-1998") == before
    assert errors(curator.change("POST", path, {"revision": 99}, below="/revert"))
    assert errors(curator.change("POST", path, {"revision": 0}, below="/revert"), 404)


def test_a_change_needs_the_tag_of_the_present_record(curator: Curator) -> None:
    curator.add("/v1/topics", WATER)
    path = "/v1/topics/top-water"
    tag = curator.client.get(path).headers["ETag"]
    assert errors(curator.send("PATCH", path, {"name": "Fire"}), 428)[0][0] == "If-Match"
    data(curator.send("PATCH", path, {"name": "Fire"}, query=BARE, If_Match=tag))
    late = curator.send("PATCH", path, {"name": "Earth"}, query=BARE, If_Match=tag)
    assert errors(late, 412)[0][0] == "If-Match"
    assert late.get_json()["revision"] == 3
    assert plain("top-water")["name"] == "Fire"


@pytest.mark.parametrize(
    "tag", ['"x"', "w/{}", '"{}', '"00000000.9.ab"', "", '"1.99999999999999999.a"']
)
def test_a_tag_that_is_none_of_ours_does_not_match(curator: Curator, tag: str) -> None:
    curator.add("/v1/topics", WATER)
    path = "/v1/topics/top-water"
    given = tag.format(curator.client.get(path).headers["ETag"])
    answer = curator.send("PATCH", path, {"name": "Fire"}, query=BARE, If_Match=given)
    assert answer.status_code == (412 if given else 428)


def test_a_tag_that_a_proxy_made_weak_matches(curator: Curator) -> None:
    curator.add("/v1/topics", WATER)
    path = "/v1/topics/top-water"
    weak = f"W/{curator.client.get(path).headers['ETag']}"
    answer = curator.send("PATCH", path, {"name": "Ice"}, query=BARE, If_Match=weak)
    assert data(answer)["name"] == "Ice"


def test_a_tag_read_before_others_were_changed_still_matches(curator: Curator) -> None:
    curator.add("/v1/topics", WATER)
    tag = curator.client.get("/v1/topics/top-water").headers["ETag"]
    curator.add("/v1/topics", {"id": "top-fire", "name": "Fire"})
    answer = curator.send(
        "PATCH", "/v1/topics/top-water", {"name": "Ice"}, query=BARE, If_Match=tag
    )
    assert data(answer)["name"] == "Ice"


def test_a_request_that_comes_twice_is_answered_twice_alike_and_done_once(curator: Curator) -> None:
    first = curator.add("/v1/topics", WATER, Idempotency_Key="one")
    second = curator.add("/v1/topics", WATER, Idempotency_Key="one")
    assert (first.status_code, first.data) == (second.status_code, second.data)
    assert first.headers["ETag"] == second.headers["ETag"]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert revisions() == [1, 2]
    other = curator.add("/v1/topics", WATER | {"id": "top-fire"}, Idempotency_Key="one")
    assert errors(other)[0][0] == "Idempotency-Key"
    assert errors(curator.add("/v1/topics", WATER, Idempotency_Key="a b"), 400)
    another = Curator(curator.client, bearer(name="other"))
    assert another.add("/v1/topics", WATER, Idempotency_Key="one").status_code == 409


def test_the_same_post_twice_at_once_is_one_record(make_app: Callable[[str], Flask]) -> None:
    app = make_app("world")
    headers, start = bearer(), Barrier(8)

    def post(number: int) -> Any:
        start.wait()
        return Curator(app.test_client(), headers).add("/v1/topics", WATER, Idempotency_Key="one")

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(post, range(8)))
    assert {(each.status_code, each.data) for each in answers} == {(201, answers[0].data)}
    assert revisions() == [1, 2]


def test_a_trial_answers_and_leaves_everything_as_it_was(curator: Curator) -> None:
    before = everything()
    query = {**BARE, "dry_run": "true"}
    answer = curator.send("POST", "/v1/topics", WATER, query=query, Idempotency_Key="one")
    assert data(answer, 201)["name"] == "Water"
    assert "ETag" not in answer.headers
    lines = json.dumps(WATER).encode()
    assert data(curator.load(lines, query))["added"] == ["top-water"]
    assert everything() == before
    assert revisions() == [1]
    assert curator.add("/v1/topics", WATER, Idempotency_Key="one").status_code == 201


def test_an_import_is_all_or_nothing_with_every_fault_by_line(curator: Curator) -> None:
    lines = [
        {"id": "top-child", "name": "Child", "broader": "top-mother"},
        {"id": "top-mother", "name": "Mother"},
        {"id": "per-new", "name": "New", "positions": [{"party": "pty-nix", "title": "King"}]},
        {"id": "xyz-1"},
        {"id": "top-child", "name": "Again"},
    ]
    text = b"\n".join(orjson.dumps(line) for line in lines) + b'\n{"a":\n\n[1]\n'
    answer = curator.load(text)
    told = {(each.get("line"), each["name"]) for each in answer.get_json()["errors"]}
    assert answer.status_code == 422
    assert {(3, "/positions/0/party"), (4, "/id"), (5, "/id"), (6, ""), (8, "")} <= told
    assert revisions() == [1]
    good = b"\n".join(orjson.dumps(line) for line in lines[:2])
    assert data(curator.load(good))["added"] == ["top-child", "top-mother"]
    assert revisions() == [1, 2]


def test_a_record_without_evidence_needs_a_reason_that_the_history_tells(curator: Curator) -> None:
    assert errors(curator.send("POST", "/v1/topics", WATER))[0][0] == "/evidence"
    data(curator.add("/v1/topics", WATER), 201)
    (entry,) = data(curator.client.get("/v1/topics/top-water/history"))
    assert entry["why"] == "A test. (Without evidence: A test needs none.)"
    assert entry["who"] == "tester"
    tag = curator.client.get("/v1/topics/top-water").headers["ETag"]
    data(curator.send("PATCH", "/v1/topics/top-water", {"name": "Ice"}, If_Match=tag))
    path = "/v1/agreements/agr-truce-1998"
    tag = curator.client.get(path).headers["ETag"]
    refused = curator.send("PATCH", path, {"evidence": None}, If_Match=tag)
    assert errors(refused)[0][0] == "/evidence"


def test_every_write_needs_a_reason(curator: Curator) -> None:
    answer = curator.send("POST", "/v1/topics", WATER, query={})
    assert errors(answer, 400)[0][0] == "reason"


BODIES: list[tuple[bytes, dict[str, str], int]] = [
    (b'{"id": "top-x", "id": "top-y"}', {}, 400),
    (b"\xef\xbb\xbf{}", {}, 400),
    (b'{"name": "\xff"}', {}, 400),
    (b'{"name": "\\ud800"}', {}, 400),
    (b'{"name": NaN}', {}, 400),
    (b'{"name": 1' + b"0" * 5000 + b"}", {}, 400),
    (b'{"name": ' + b"[" * 100 + b"]" * 100 + b"}", {}, 400),
    (b"[" * 100_000, {}, 400),
    (b"[]", {}, 400),
    (b"", {}, 411),
    (b"{", {}, 400),
    (b"{}", {"Content-Type": "text/plain"}, 415),
    (b"{}", {"Content-Type": "application/json; charset=latin-1"}, 415),
    (b"{}", {"Content-Encoding": "gzip"}, 415),
    (b" " * ((1 << 20) + 1), {}, 413),
    (b'{"id": 5}', {}, 422),
    (b'{"id": "pty-x"}', {}, 422),
    (b'{"id": "top-x\\u0000"}', {}, 422),
]


@pytest.mark.parametrize(("content", "headers", "status"), BODIES, ids=lambda each: str(each)[:40])
def test_a_body_that_cannot_be_used_is_a_problem_and_writes_nothing(
    curator: Curator, content: bytes, headers: dict[str, str], status: int
) -> None:
    told = {"Content-Type": "application/json"} | curator.headers | headers
    answer = curator.client.post("/v1/topics", data=content, query_string=BARE, headers=told)
    problem = answer.get_json()
    assert answer.status_code == problem["status"] == status, problem
    assert answer.mimetype == "application/problem+json"
    assert problem["detail"]
    assert revisions() == [1]


def test_many_keys_of_which_one_stands_twice_are_read_in_one_go(curator: Curator) -> None:
    keys = b",".join(b'"k%d": 1' % number for number in range(60_000))
    answer = curator.client.post(
        "/v1/topics",
        data=b"{" + keys + b', "k59999": 2}',
        query_string=BARE,
        headers={"Content-Type": "application/json"} | curator.headers,
    )
    assert answer.status_code == 400
    assert "'k59999' stands twice" in answer.get_json()["detail"]


def test_a_body_without_length_is_refused(curator: Curator) -> None:
    headers = curator.headers | {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}
    answer = curator.client.post("/v1/topics", query_string=BARE, headers=headers)
    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"Authorization": "Bearer nonsense"}, 401), (None, 403)],
    ids=["none", "unknown", "read"],
)
def test_only_who_may_write_writes(
    world: FlaskClient, headers: dict[str, str] | None, status: int
) -> None:
    curator = Curator(world, bearer("read") if headers is None else headers)
    answer = curator.add("/v1/topics", WATER)
    assert answer.status_code == status
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="parley"')
    assert revisions() == [1]


def test_kept_answers_show_a_write_at_once(curator: Curator) -> None:
    curator.add("/v1/topics", WATER)
    path = "/v1/topics/top-water"
    assert curator.client.get(path).data == curator.client.get(path).data
    data(curator.change("PATCH", path, {"name": "Fire"}))
    assert data(curator.client.get(path))["name"] == "Fire"


def test_evidence_must_have_the_words_of_a_text_that_is_held(curator: Curator) -> None:
    path = WORLD / "documents" / "gazette.txt"
    runner = curator.client.application.test_cli_runner()
    assert runner.invoke(args=["documents", "keep", "doc-gazette-2001", str(path)]).exit_code == 0
    words = path.read_bytes().decode()[10:30]
    row = {"document": "doc-gazette-2001", "start": 10, "end": 30, "sha256": sha256_of(words)}
    told = WATER | {"evidence": [row | {"sha256": "0" * 64}]}
    ((pointer, text),) = errors(curator.send("POST", "/v1/topics", told))
    assert pointer == "/evidence/0"
    assert sha256_of(words) in text
    assert data(curator.send("POST", "/v1/topics", WATER | {"evidence": [row]}), 201)


def test_a_key_that_has_expired_is_forgotten(curator: Curator) -> None:
    data(curator.add("/v1/topics", WATER, Idempotency_Key="one"), 201)
    with transaction():
        RepeatableReply.update(expires_at="2001-01-01T00:00:00Z").execute()
    assert curator.add("/v1/topics", WATER, Idempotency_Key="one").status_code == 409
    fire = {"id": "top-fire", "name": "Fire"}
    data(curator.add("/v1/topics", fire, Idempotency_Key="one"), 201)
    with snapshot():
        assert RepeatableReply.select().count() == 1


def test_who_waits_too_long_for_others_is_told_to_come_again(
    curator: Curator, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = 0.2
    with transaction():
        lock_counter()
        monkeypatch.setattr(engine(), "lock_seconds", seconds)
        with ThreadPoolExecutor(1) as threads:
            answer = threads.submit(late, curator).result()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert revisions() == [1]
    data(curator.add("/v1/topics", WATER), 201)


def late(curator: Curator) -> Any:
    """A write while another has not ended."""
    if isinstance(engine(), SqliteEngine):
        with connection() as database:
            database.execute_sql("PRAGMA busy_timeout = 200")
    return curator.add("/v1/topics", WATER)


def test_an_import_may_rename_what_others_are_called_by_and_name_what_comes(
    curator: Curator,
) -> None:
    for name in ("peace", "child"):
        curator.add("/v1/topics", {"id": f"top-{name}", "name": name.title()})
    lines = [
        {"id": "top-peace", "name": "Renamed"},
        {
            "id": "top-child",
            "name": "Child",
            "broader": "top-peace",
            "relations": [{"type": "about", "to": "evt-new"}],
        },
        {"id": "evt-new", "name": "New", "kind": "war"},
    ]
    told = data(curator.load(b"\n".join(map(orjson.dumps, lines))))
    assert (told["added"], told["changed"]) == (["evt-new"], ["top-child", "top-peace"])
    found = data(curator.client.get("/v1/suggest?q=child"))
    assert [each["hint"] for each in found] == ["Renamed"]


@pytest.mark.parametrize(
    "names",
    [
        [f"uniq{number}" for number in range(300)],
        [
            "".join(chr(0x3300 + (row * 75 + n) % 80) * 3 + " " for n in range(75))[:290].strip()
            + str(row)
            for row in range(400)
        ],
        ["same " * 20 + str(number) for number in range(400)],
    ],
    ids=["many", "long", "alike"],
)
def test_a_record_of_very_many_names_is_found_alike_on_both_engines(
    curator: Curator, names: list[str]
) -> None:
    rows = [{"kind": "alias", "text": name} for name in names]
    data(curator.add("/v1/topics", WATER | {"names": rows}), 201)
    assert data(curator.client.get("/v1/topics?q=uniq299")) == []
    found = data(curator.client.get("/v1/topics?q=water"))
    assert [each["id"] for each in found] == ["top-water"]


def test_a_long_text_makes_a_key_that_can_be_written_back(curator: Curator) -> None:
    rows = [{"kind": "alias", "text": "ab" * 70}, {"kind": "former", "text": "ab" * 70}]
    data(curator.add("/v1/topics", WATER | {"names": rows}), 201)
    read = curator.client.get("/v1/topics/top-water?include=names").get_json()["data"]
    assert data(curator.change("PUT", "/v1/topics/top-water", read))["revision"] == 2
    assert curator.client.get("/v1/topics/top-water?revision=2").status_code == 200


def test_a_token_in_a_body_is_refused_and_not_repeated(curator: Curator) -> None:
    secret = curator.headers["Authorization"].removeprefix("Bearer ")
    for text in (secret, secret.replace("parley", "p\\u0061rley")):
        answer = curator.client.post(
            "/v1/topics",
            data=b'{"id": "top-oops", "name": "' + text.encode() + b'"}',
            query_string=BARE,
            headers={"Content-Type": "application/json"} | curator.headers,
        )
        assert answer.status_code == 400
        assert secret.removeprefix("parley_") not in answer.get_data(as_text=True)


def test_a_record_does_not_refer_to_itself(curator: Curator) -> None:
    told = errors(curator.add("/v1/topics", WATER | {"broader": "top-water"}))
    assert ("/broader", "refers to the record itself.") in told


def test_a_document_keeps_the_spans_that_lie_in_it(curator: Curator) -> None:
    path = "/v1/documents/doc-gazette-2001"
    ((pointer, told),) = errors(curator.change("PATCH", path, {"characters": 50}))
    assert pointer == "/characters"
    assert "spans" in told
    part = [{"kind": "comment", "start": 0, "end": 60}]
    assert errors(curator.change("PATCH", path, {"parts": part}))[0][0] == "/parts/0"
