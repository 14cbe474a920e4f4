"""Several servers: reads from replicas, what was just written, failover, poolers, hung ones."""

import os
import re
import signal
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import database
from api.app import create_app
from api.config import Settings
from api.models import Counter, proxy
from tests.curating import bearer
from tests.replication import DATABASE, Pair, pgbouncer
from tests.waiting import until

TOPIC = "/v1/topics/top-talks"
LAG_SECONDS = 3600
TESTERS = count()


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """A primary and a standby where others than root may go; the last test breaks them."""
    with TemporaryDirectory(prefix="parley-pair-") as folder:
        made = Pair(Path(folder))
        yield made
        made.remove()


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close what a test has opened."""
    yield
    proxy.bound.close_all()


def app_over(pair: Pair, **given: Any) -> Flask:
    """An application over both, of which the second is read from."""
    both = pair.either
    settings = Settings(
        **{
            "database_url": both,
            "database_replica_urls": (pair.standby.url(DATABASE),),
            "replica_lag_seconds": LAG_SECONDS,
            "rate_reads": 0,
            **given,
        }
    )
    app = create_app(settings)
    look()
    return app


def look() -> None:
    """Look at all servers once."""
    database.look_around(database.nodes())


def write(client: FlaskClient, label: str, headers: dict[str, str]) -> TestResponse:
    """Change a topic's label."""
    sent = {**headers, "If-Match": "*"}
    return client.patch(f"{TOPIC}?reason=A+test.", json={"name": label}, headers=sent)


def name_in(client: FlaskClient, **headers: str) -> str:
    """The topic's label, as it is read with some headers."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return str(client.get(TOPIC, headers=given).get_json()["data"]["name"])


def present_epoch() -> str:
    """The epoch of the database that is written to."""
    with database.snapshot():
        return str(Counter.get().epoch)


def pause(pair: Pair) -> None:
    """Let the standby show nothing new."""
    pair.wait_until_even()
    pair.standby.tell("SELECT pg_wal_replay_pause()")
    until(
        lambda: pair.standby.tell("SELECT pg_get_wal_replay_pause_state()") == [("paused",)],
        "the standby pauses",
    )


def resume(pair: Pair) -> None:
    """Let the standby show all there is."""
    pair.standby.tell("SELECT pg_wal_replay_resume()")
    pair.wait_until_even()


def test_what_was_just_written_is_read_though_a_replica_lies_behind(pair: Pair) -> None:
    app = app_over(pair)
    client, headers = app.test_client(), bearer(name=f"tester-{next(TESTERS)}")
    pause(pair)
    look()
    before = client.get(TOPIC)
    former = before.get_json()["data"]["name"]
    done = write(client, "Renamed", headers)
    revision = done.headers["Parley-Revision"]
    assert int(revision) == int(before.headers["Parley-Revision"]) + 1
    assert name_in(client) == former
    for _ in range(3):
        assert name_in(client, Parley_Revision=revision) == "Renamed"
    assert client.get(TOPIC, headers={"Parley-Revision": revision}).headers["Parley-Revision"] == (
        revision
    )
    assert name_in(client) == former
    known = {"If-None-Match": before.headers["ETag"]}
    assert client.get(TOPIC, headers=known).status_code == 304
    assert client.get(TOPIC, headers={**known, "Parley-Revision": revision}).status_code == 200
    resume(pair)
    look()
    assert name_in(client) == "Renamed"


def test_a_replica_that_lies_too_far_behind_is_not_read_from(pair: Pair) -> None:
    app = app_over(pair, replica_lag_seconds=1)
    client, headers = app.test_client(), bearer(name=f"tester-{next(TESTERS)}")
    pause(pair)
    write(client, "Not there yet", headers)
    look()
    told = database.nodes()
    until(lambda: not told.is_fresh(told.replicas[0]), "the replica is too old")
    assert name_in(client) == "Not there yet"
    ready = client.get("/readyz").get_json()
    assert ready["status"] == "degraded"
    assert ready["replicas"][0]["state"] == "it lies too far behind to be read from"
    assert ready["replicas"][0]["lag_seconds"] >= 1
    figures = client.get("/metrics").get_data(as_text=True)
    (lag,) = re.findall(r"^parley_replica_lag_seconds\{.*\} (.+)$", figures, re.MULTILINE)
    assert float(lag) >= 1
    resume(pair)


def test_a_revision_that_no_server_has_is_412(pair: Pair) -> None:
    client = app_over(pair).test_client()
    answer = client.get(TOPIC, headers={"Parley-Revision": "999"})
    assert answer.status_code == 412
    assert "the last is " in answer.get_json()["detail"]


@pytest.mark.parametrize("given", ["", "x", "-1", "1.0", "٣", "²", "1" * 16])
def test_what_is_no_revision_is_400(reader: FlaskClient, given: str) -> None:
    sent = given if given == "²" else given.encode().decode("latin-1")
    assert reader.get(TOPIC).status_code == 200, "from now on the answer is kept"
    answer = reader.get(TOPIC, headers={"Parley-Revision": sent})
    assert answer.status_code == 400
    assert answer.get_json()["errors"][0]["in"] == "header"


def test_all_works_through_pgbouncer(pair: Pair) -> None:
    with pgbouncer(pair.folder / "bouncer", pair.primary.port) as port:
        through = f"postgresql://postgres@127.0.0.1:{port}/parley"
        direct = pair.primary.url(DATABASE)
        app = create_app(Settings(database_url=through, database_direct_url=direct, rate_reads=0))
        look()
        runner = app.test_cli_runner()
        for words in (["db", "down"], ["db", "up"], ["db", "status"]):
            done = runner.invoke(args=words)
            assert done.exit_code == 0, done.output
        client, headers = app.test_client(), bearer(name=f"tester-{next(TESTERS)}")
        for number in range(12):
            assert write(client, f"Renamed {number}", headers).status_code == 200
            assert name_in(client) == f"Renamed {number}"
        lines = client.get("/v1/topics?format=ndjson").get_data().splitlines()
        assert len(lines) == 2
        assert client.get("/readyz").get_json()["status"] == "ok"


def test_a_server_that_hangs_is_given_up(pair: Pair) -> None:
    app = app_over(pair, statement_seconds=1)
    client, headers = app.test_client(), bearer(name=f"tester-{next(TESTERS)}")
    pair.wait_until_even()
    former = name_in(client)
    hung = [int(line) for line in children_of(pair)]
    for process in hung:
        os.kill(process, signal.SIGSTOP)
    try:
        look()
        assert name_in(client) == former
        assert write(client, "Lost", headers).status_code == 503
    finally:
        for process in hung:
            os.kill(process, signal.SIGCONT)
    look()
    until(lambda: write(client, "Back", headers).status_code == 200, "it can be written again")


def children_of(pair: Pair) -> list[str]:
    """The processes of the primary."""
    main = str(pair.primary.main_process)
    tasks = Path(f"/proc/{main}/task/{main}/children").read_text(encoding="utf-8").split()
    return [main, *tasks]


def test_reads_go_on_without_the_primary_and_writes_after_the_promotion(pair: Pair) -> None:
    app = app_over(pair)
    client, headers = app.test_client(), bearer(name=f"tester-{next(TESTERS)}")
    done = write(client, "Renamed", headers)
    tag = done.headers["ETag"]
    pair.wait_until_even()
    look()
    pair.primary.stop("immediate")
    look()
    assert name_in(client, Parley_Revision=done.headers["Parley-Revision"]) == "Renamed"
    refused = write(client, "Lost", headers)
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.get_json()["checks"]["database"] == "it cannot be reached, or does not answer"

    pair.standby.tell("SELECT pg_promote()")
    look()
    epoch = present_epoch()
    again = write(client, "Renamed again", headers)
    assert again.status_code == 200, again.get_data(as_text=True)
    assert name_in(client) == "Renamed again"
    assert present_epoch() != epoch
    assert client.get(TOPIC).headers["ETag"] == again.headers["ETag"]
    assert client.get(TOPIC, headers={"If-None-Match": tag}).status_code == 200
    look()

    pair.primary.start()
    look()
    assert "former primary" in client.get("/readyz").get_json()["checks"]["database"]
    assert write(client, "Split", headers).status_code == 503
    assert name_in(client) == "Renamed again"
