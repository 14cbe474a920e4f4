"""How many queries an answer costs: the same for one record and for two hundred."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.database import engine, snapshot
from api.http.kept import Answers
from api.models import Counter, Record
from api.query.listing import fetch
from api.resources import READER, RESOURCES
from tests.conftest import Databases, shared_client
from tests.writing import put, topic

IS_ALIVE = "SELECT 1"
"""What is asked of a connection from the pool before it is used; not counted as the answer's."""


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The statements that read, of what is done within."""
    statements: list[str] = []

    def note(event: Any) -> None:
        if event.sql.startswith(("SELECT", "WITH")) and event.sql != IS_ALIVE:
            statements.append(event.sql)

    hooks = engine().query_hooks
    hooks.append(note)
    try:
        yield statements
    finally:
        hooks.remove(note)


def queries(client: FlaskClient, path: str) -> int:
    """How many SELECT statements an address costs; migrations have been asked for before."""
    client.application.wsgi_app.answers = Answers(0)  # nothing is kept
    assert client.get("/v1/vocabularies").status_code == 200
    with recorded() as statements:
        answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return len(statements)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/v1/meetings", 4),  # revision, page, count, stubs
        ("/v1/agreements", 4),
        ("/v1/events", 4),
        ("/v1/processes", 4),
        ("/v1/mediators", 4),
        ("/v1/parties", 3),  # refers to nothing: no stubs
        ("/v1/topics", 4),
        ("/v1/documents", 5),  # and its sources, always shown
        ("/v1/quotes", 5),  # and its spans, always shown
        ("/v1/quotes?count=none", 4),
        ("/v1/quotes?count=exact", 5),
        ("/v1/agreements?sort=signed", 5),  # and those of unknown date
        ("/v1/agreements?party=pty-norland", 5),  # and the number of the id
        ("/v1/agreements?party=pty-norland&process=prc-isle", 5),
        ("/v1/agreements?signed__gte=1994&stage=ceasefire", 6),  # and both counts of dates
    ],
)
def test_a_list_costs_so_many_queries(reader: FlaskClient, path: str, number: int) -> None:
    assert queries(reader, path) == number


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/v1/agreements?include=signatories", 1),
        ("/v1/agreements?include=states", 1),
        ("/v1/agreements?include=evidence", 1),
        ("/v1/agreements?include=signatories,states,evidence,names,figures", 5),
        ("/v1/agreements?include=process", 2),  # rows and stubs
        ("/v1/meetings?include=place,process", 3),  # places refer to nothing: rows alone
        ("/v1/meetings?include=process,status_by", 3),
        ("/v1/meetings?include=attendance.party", 2),  # the part, and the rows of the parties
        ("/v1/quotes?include=occasion", 2),
        ("/v1/quotes?include=document", 3),  # rows, sources (always shown), stubs
        ("/v1/quotes?include=speaker", 2),  # the rows of parties and of persons
        ("/v1/quotes?include=spans", 0),  # always shown
    ],
)
def test_what_is_included_costs_so_many_more(reader: FlaskClient, path: str, more: int) -> None:
    assert queries(reader, path) - queries(reader, path.partition("?")[0]) == more


@pytest.mark.parametrize(
    "path",
    [
        "/v1/meetings?include=attendance,evidence",
        "/v1/quotes?include=targets,document",
        "/v1/agreements?include=process,signatories.party",
        "/v1/documents?sort=-updated_at&count=none",
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_page(reader: FlaskClient, path: str) -> None:
    assert queries(reader, f"{path}&limit=1") == queries(reader, f"{path}&limit=200")


def test_no_page_of_the_seeds_costs_more_than_one_of_the_world(
    reader: FlaskClient, make_app: Callable[[str], Flask]
) -> None:
    path = "/v1/agreements?limit=200&include=signatories,evidence"
    few = queries(reader, path)
    assert queries(make_app("seeds").test_client(), path) == few == 6


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/v1/agreements/agr-truce-1998", 3),  # revision, row by the id, stubs
        ("/v1/agreements/agr-truce-1998?include=signatories,evidence", 5),
        ("/v1/quotes/quo-gazette-2001-162", 4),
        ("/v1/records/quo-gazette-2001-162", 4),
        ("/v1/agreements/agr-truce-1998/evidence", 6),
        ("/v1/vocabularies", 1),
        ("/healthz", 0),
    ],
)
def test_one_record_costs_so_many_queries(reader: FlaskClient, path: str, number: int) -> None:
    assert queries(reader, path) == number


def test_migrations_are_asked_for_once_in_the_life_of_an_application(
    make_app: Callable[[str], Flask],
) -> None:
    client = make_app("world").test_client()
    client.application.wsgi_app.answers = Answers(0)  # nothing is kept
    with recorded() as first:
        assert client.get("/v1/meetings").status_code == 200
    with recorded() as second:
        assert client.get("/v1/meetings").status_code == 200
    with recorded() as other:
        assert client.get("/v1/parties").status_code == 200
    assert any("schema_migration" in statement for statement in first)
    assert not any("schema_migration" in statement for statement in (*second, *other))
    assert (len(second), len(other)) == (4, 3)


def test_a_reader_sees_one_state_while_others_write(make_app: Callable[[str], Flask]) -> None:
    make_app("world")
    with snapshot():
        before = Counter.get().revision
        writer = Thread(target=put, args=[topic("late")])
        writer.start()
        writer.join()
        assert Counter.get().revision == before
        assert Record.get_or_none(Record.id == "top-late") is None
    with snapshot():
        assert Counter.get().revision == before + 1
        assert Record.get_or_none(Record.id == "top-late") is not None


def test_every_order_is_read_by_an_index(databases: Databases) -> None:
    shared_client(databases, "sqlite", "world")
    with snapshot():
        for resource in RESOURCES.values():
            for order in resource.orders:
                arguments = {"sort": order, "count": "none"}
                with recorded() as statements:
                    fetch(READER, resource, arguments)
                page = next(each for each in statements if "ORDER BY" in each and "LIMIT" in each)
                plan = engine().execute_sql(f"EXPLAIN QUERY PLAN {page}", parameters(page))
                assert "TEMP B-TREE" not in str(plan.fetchall()), (resource.name, order)


def parameters(statement: str) -> list[str]:
    """As many values as a statement asks for; a plan does not depend on them."""
    return ["1"] * statement.count("?")
