"""Faults of the database: each is a 503 that says what is wrong and when to ask again."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import database, migrating
from api.app import create_app
from api.config import Settings
from api.database import engines
from api.serve import make_ready

Make = Callable[[str], Flask]
READS = ["/v1/agreements", "/v1/agreements/agr-truce-1998", "/v1/timeline", "/v1/vocabularies"]


@pytest.fixture
def away_url(engine_name: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database that cannot be reached."""
    if engine_name == "sqlite":
        yield f"sqlite:///{tmp_path / 'no-such-folder' / 'parley.db'}"
        return
    with socket.socket() as bound:  # bound, not listening: what connects is refused
        bound.bind(("127.0.0.1", 0))
        yield f"postgresql://nobody@127.0.0.1:{bound.getsockname()[1]}/parley"


@pytest.fixture
def away(away_url: str) -> FlaskClient:
    """A client of an application whose database cannot be reached."""
    return create_app(Settings(database_url=away_url)).test_client()


def expect_503(client: FlaskClient, path: str) -> dict[str, Any]:
    """Ask and expect the Problem of a service that cannot answer now."""
    answer = client.get(path)
    problem = answer.get_json()
    assert answer.status_code == problem["status"] == 503, problem
    assert answer.mimetype == "application/problem+json"
    assert problem["type"] == "/problems/unavailable"
    assert int(answer.headers["Retry-After"]) > 0
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    return problem


@pytest.mark.parametrize("path", READS)
def test_a_database_that_is_away_is_503(away: FlaskClient, path: str) -> None:
    assert "database cannot be reached" in expect_503(away, path)["detail"]


def test_readiness_says_that_the_database_is_away(away: FlaskClient) -> None:
    assert expect_503(away, "/readyz")["failed"] == "database"


def test_the_answer_tells_nothing_of_where_the_database_is(
    away: FlaskClient, away_url: str
) -> None:
    told = away.get("/readyz").get_data(as_text=True) + away.get(READS[0]).get_data(as_text=True)
    assert "nobody" not in told
    assert "127.0.0.1" not in told
    assert "no-such-folder" not in told


@pytest.mark.parametrize("path", ["/healthz", "/v1/openapi.json", "/docs/"])
def test_what_needs_no_database_answers_without_it(away: FlaskClient, path: str) -> None:
    assert away.get(path).status_code == 200


@pytest.mark.parametrize("ask", [migrating.pending, migrating.up, migrating.down, migrating.status])
def test_migrating_says_that_the_database_is_away(
    away: FlaskClient, ask: Callable[[], object]
) -> None:
    with pytest.raises(database.DatabaseAway):
        ask()


def test_a_start_without_the_database_ends_with_one_line(
    away: FlaskClient, away_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        make_ready(Settings(database_url=away_url))
    told = capsys.readouterr().err
    assert told.startswith("parley: ")
    assert told.count("\n") == 1


@pytest.mark.parametrize("command", ["db up", "db down", "db status", "seeds load", "export seeds"])
def test_a_command_without_the_database_ends_with_one_line(
    away: FlaskClient, command: str, tmp_path: Path
) -> None:
    words = [*command.split(), *([str(tmp_path / "out")] if "export" in command else [])]
    done = away.application.test_cli_runner().invoke(args=words)
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code != 0
    assert done.output.count("\n") == 1


@pytest.mark.parametrize("path", [READS[0], "/readyz"])
def test_a_file_that_is_no_database_is_503(tmp_path: Path, path: str) -> None:
    file = tmp_path / "letters.db"
    file.write_text("These are letters and no database. " * 100)
    client = create_app(Settings(database_url=f"sqlite:///{file}")).test_client()
    expect_503(client, path)


def test_the_service_answers_again_when_the_database_is_back(make_app: Make) -> None:
    client = make_app("world").test_client()
    there = database.engine()
    database.proxy.initialize(database.open_engine("sqlite:////no/such/folder.db", connections=1))
    expect_503(client, READS[0])
    database.proxy.initialize(there)
    assert client.get(READS[0]).status_code == 200
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("path", READS)
def test_pending_migrations_are_503_and_named(make_app: Make, path: str) -> None:
    client = make_app("bare").test_client()
    detail = expect_503(client, path)["detail"]
    assert all(name in detail for name, _ in migrating.status())
    assert "flask db up" in detail


def test_readiness_says_that_migrations_are_pending(make_app: Make) -> None:
    client = make_app("bare").test_client()
    problem = expect_503(client, "/readyz")
    assert problem["failed"] == "migrations"
    assert "0001_records" in problem["detail"]


def test_health_does_not_depend_on_migrations(make_app: Make) -> None:
    assert make_app("bare").test_client().get("/healthz").get_json() == {"status": "ok"}


def test_a_migration_while_serving_ends_the_503(make_app: Make) -> None:
    client = make_app("bare").test_client()
    expect_503(client, READS[0])
    migrating.up()
    assert client.get(READS[0]).get_json()["data"] == []
    checks = {"database": "ok", "migrations": "ok", "clock": "ok"}
    assert client.get("/readyz").get_json()["checks"] == checks


def test_a_migration_reverted_while_serving_is_503_and_named(make_app: Make) -> None:
    client = make_app("world").test_client()
    assert client.get(READS[0]).status_code == 200
    migrating.down("0006_shared")
    detail = expect_503(client, f"{READS[0]}?include=evidence")["detail"]
    assert "0006_shared" in detail
    assert expect_503(client, "/readyz")["failed"] == "migrations"


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
@pytest.mark.parametrize("path", [*READS, "/readyz"])
def test_connections_that_died_between_two_requests_are_replaced(make_app: Make, path: str) -> None:
    client = make_app("world").test_client()
    with held(3):
        pass
    assert client.get(path).status_code == 200
    assert terminate_backends() >= 3
    assert client.get(path).status_code == 200


def terminate_backends() -> int:
    """End all other connections to the database in use; returns how many there were."""
    query = (
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(database.engine().database, autocommit=True) as other:
        return other.execute(query).fetchone()[0]


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_a_connection_that_dies_within_a_request_is_away(make_app: Make) -> None:
    make_app("world")
    with pytest.raises(database.DatabaseAway), database.snapshot():
        terminate_backends()
        database.engine().execute_sql("SELECT 1 FROM record")
    with database.snapshot():
        assert database.engine().execute_sql("SELECT 1 FROM record").fetchone() == (1,)


@contextmanager
def held(number: int) -> Iterator[None]:
    """So many connections of the pool held, each by a thread of its own."""
    all_there, done = Barrier(number + 1), Event()

    def hold() -> None:
        try:
            with database.connection():
                all_there.wait()
                done.wait()
        except Exception:
            all_there.abort()
            raise

    with ThreadPoolExecutor(number) as pool:
        holding = [pool.submit(hold) for _ in range(number)]
        all_there.wait()
        try:
            yield
        finally:
            done.set()
    for each in holding:
        each.result()


@pytest.fixture
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool that is waited for only shortly."""
    monkeypatch.setattr(engines, "WAIT_FOR_POOL_SECONDS", 0.05)


def test_an_exhausted_pool_is_503_until_a_connection_is_free(
    short_wait: None, make_app: Make
) -> None:
    client = make_app("world").test_client()
    with held(database.engine()._max_connections):
        assert "No connection" in expect_503(client, READS[0])["detail"]
        assert expect_503(client, "/readyz")["failed"] == "database"
        assert client.get("/healthz").status_code == 200
    assert client.get(READS[0]).status_code == 200
    assert client.get("/readyz").status_code == 200
