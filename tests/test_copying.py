"""`flask db copy`: from one engine to the other and back without loss, or nothing at all."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from api import database
from api.app import create_app
from api.config import Settings
from api.database.shapes import shapes
from api.keeping.places import one_state, opened
from api.transfer.copying import NotCopied, compare_tables
from tests.conftest import Databases
from tests.test_same_answers import REQUESTS, answer
from tests.test_upgrades import build
from tests.upgrades.keep import Writing
from tests.writing import put, topic

SOME_OF_THEM = 5
AFTER_WRITES = (
    "/v1/persons/per-antony-blinken/history",
    "/v1/persons/per-antony-blinken?revision=1&include=names",
    "/v1/topics/top-haste",
    "/v1/topics/top-dialogue",
    "/v1/changes?since=0&states=true&limit=100",
)
Open = Callable[[str], Flask]


@pytest.fixture
def open_app() -> Iterator[Open]:
    """Applications over databases; the last one opened is the one that is bound."""
    bound: list[Any] = []

    def make(url: str) -> Flask:
        app = create_app(Settings(database_url=url))
        bound.append(database.engine())
        return app

    yield make
    for each in bound:
        each.close_all()


def copy(app: Flask, to: str, code: int = 0) -> str:
    """What `flask db copy --to` prints."""
    done = app.test_cli_runner().invoke(args=["db", "copy", "--to", to])
    assert done.exit_code == code, done.output
    return str(done.output)


def write_history(app: Flask) -> None:
    """Write what a database holds beside records: history, tokens, replies, texts, tombstones."""
    curator = Writing(app)
    names = {"names": {"heard": {"text": "Anthony Blinken", "kind": "alias"}}}
    curator.send("PATCH", "/v1/persons/per-antony-blinken", names)
    told = {"id": "top-haste", "name": "Haste"}
    curator.send("POST", "/v1/topics", told, **{"Idempotency-Key": "once"})
    curator.send("DELETE", "/v1/topics/top-haste")
    curator.send("POST", "/v1/topics/top-dialogue/merge", {"into": "top-peace-treaty"})
    with database.transaction():
        database.engine().execute_sql("INSERT INTO document_text VALUES ('0', 'Words – “held”.')")


def answers(app: Flask) -> list[Any]:
    """What some of the recorded requests are answered, and what tells of the writes."""
    client = app.test_client()
    return [answer(client, each) for each in (*REQUESTS[::SOME_OF_THEM], *AFTER_WRITES)]


def rows(url: str) -> dict[str, int]:
    """How many rows each table has."""
    with opened(url) as there, one_state(there):
        return {name: len(list(shape.rows(there))) for name, shape in shapes(there).items()}


def test_sqlite_to_postgresql_and_back_loses_nothing(databases: Databases, open_app: Open) -> None:
    first = databases.fresh("sqlite", "seeds")
    second, third = databases.fresh("postgresql", "bare"), databases.fresh("sqlite", "bare")
    app = open_app(first)
    write_history(app)
    before = answers(app)
    assert " rows copied into " in copy(app, second)
    app = open_app(second)
    assert answers(app) == before
    copy(app, third)
    app = open_app(third)
    assert answers(app) == before
    counted = rows(first)
    assert rows(third) == counted
    assert all(
        counted[name] for name in ("token", "repeatable_reply", "document_text", "tombstone")
    )
    put(topic("snow"))
    assert len(app.test_client().get("/v1/search?q=snow").get_json()["data"]) == 1


def test_a_copy_goes_on_where_its_original_was_with_an_epoch_of_its_own(
    databases: Databases, open_app: Open, engine_name: str
) -> None:
    app = open_app(databases.fresh("sqlite", "world"))
    target = databases.fresh(engine_name, "bare")
    tag = app.test_client().get("/v1/topics").headers["ETag"]
    copy(app, target)
    client = open_app(target).test_client()
    assert client.get("/v1/topics", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/readyz").status_code == 200
    put(topic("snow"))
    snow = client.get("/v1/topics/top-snow").get_json()
    assert snow["data"]["revision"] == 2


def test_what_is_not_empty_is_not_written_into(
    databases: Databases, open_app: Open, engine_name: str
) -> None:
    target = databases.fresh(engine_name, "world")
    counted = rows(target)
    app = open_app(databases.fresh("sqlite", "world"))
    assert "is not empty: it holds a Parley with 28 records, revision 1" in copy(app, target, 1)
    assert rows(target) == counted


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("mysql://here", "--to must begin with sqlite:/// or postgresql://"),
        ("sqlite:////no/such/folder/parley.db", "There is no folder /no/such/folder."),
        ("postgresql://127.0.0.1:1/parley", "parley on 127.0.0.1 cannot be opened"),
    ],
)
def test_a_place_that_cannot_be_is_told(
    databases: Databases, open_app: Open, to: str, told: str
) -> None:
    assert told in copy(open_app(databases.fresh("sqlite", "world")), to, 1)


def test_a_database_that_is_not_migrated_is_not_copied(
    databases: Databases, open_app: Open
) -> None:
    source, target = databases.fresh("sqlite", "bare"), databases.fresh("sqlite", "bare")
    build(source, "0.2.0")
    assert "Migrations are pending: 0010_curation" in copy(open_app(source), target, 1)
    assert not Path(target.removeprefix("sqlite:///")).exists()


def spoil(url: str, statement: str) -> None:
    """Write into a file of SQLite what its keys forbid."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute(statement)


def test_a_copy_that_fails_half_way_leaves_nothing(
    databases: Databases, open_app: Open, engine_name: str
) -> None:
    source, target = databases.fresh("sqlite", "world"), databases.fresh(engine_name, "bare")
    spoil(source, "UPDATE signatory SET party = 999 WHERE party IS NOT NULL")
    told = copy(open_app(source), target, 1)
    assert "signatory" in told
    assert len(told.splitlines()) == 1
    assert rows_or_none(target) == {}
    left = Path(target.removeprefix("sqlite:///"))
    assert not left.exists()
    assert not list(left.parent.glob(f".partial-{left.name}*"))


def rows_or_none(url: str) -> dict[str, int]:
    """The rows of all tables, none where there is no database."""
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).exists():
        return {}
    return rows(url)


def test_text_that_postgresql_cannot_hold_is_told_with_its_table(
    databases: Databases, open_app: Open
) -> None:
    source, target = databases.fresh("sqlite", "world"), databases.fresh("postgresql", "bare")
    spoil(
        source,
        "UPDATE quote SET summary = 'a' || char(0) WHERE number = (SELECT MIN(number) FROM quote)",
    )
    assert "The table quote cannot be copied" in copy(open_app(source), target, 1)
    assert rows(target) == {}


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE topic SET name = 'War' WHERE name = 'Peace'", "topic.name is 'War' in the copy"),
        ("DELETE FROM evidence", "A row of evidence is not in the copy"),
        ("INSERT INTO document_text VALUES ('0', 'x')", "A row of document_text is in the copy"),
    ],
)
def test_the_first_difference_is_named(
    databases: Databases, engine_name: str, statement: str, told: str
) -> None:
    source, target = databases.fresh("sqlite", "world"), databases.fresh(engine_name, "bare")
    app = create_app(Settings(database_url=source))
    bound = database.engine()
    copy(app, target)
    bound.close_all()
    with opened(target) as other, opened(source) as one:
        other.execute_sql(statement)
        with one_state(one), one_state(other), pytest.raises(NotCopied, match=told):
            compare_tables(one, other)
