"""Views whose statements take too long, and an application that serves them beside its own."""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from peewee import Table as Source

from api.app import create_app
from api.database import engine
from api.http.endpoint import Endpoint, Reply
from api.http.formats import JSON, NDJSON
from api.http.serving import add_routes
from api.models import Counter
from api.query.statement import Statement

# More steps than any machine does in the time that is allowed, in constant memory.
ENDLESS = (
    "WITH RECURSIVE step (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM step "
    "WHERE number < 2000000000) SELECT count(*) FROM step"
)


FIRST_ROW_AT_ONCE = (
    "WITH RECURSIVE step (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM step "
    "WHERE number < 2000000000) SELECT number FROM step WHERE number = 1 OR number < 0"
)


def endless() -> int:
    """Run a statement without an end."""
    return int(engine().execute_sql(ENDLESS).fetchone()[0])


def slow(arguments: dict[str, Any]) -> Reply:
    """A view whose statement takes too long."""
    return Reply({"data": endless()})


def slow_behind_the_first_row(arguments: dict[str, Any]) -> Reply:
    """A view whose statement gives a row at once and then takes too long."""
    step = Source("step")
    statement = Statement(step.select(step.c.number).bind(engine()))
    statement.sql = FIRST_ROW_AT_ONCE
    return Reply({"data": statement.tuples()})


def slow_at_once(arguments: dict[str, Any]) -> Reply:
    """A stream that takes too long before its first piece."""
    return Reply(pieces=(str(endless()).encode() for _ in range(1)))


def slow_later(arguments: dict[str, Any]) -> Reply:
    """A stream that begins well and then takes too long."""

    def pieces() -> Iterator[bytes]:
        yield b"1,first\n"
        yield f"{Counter.get().revision},second\n".encode()
        yield str(endless()).encode()
        yield b"3,last\n"

    return Reply(pieces=pieces())


VIEWS = {
    "/v1/slow": slow,
    "/v1/slow-behind-the-first-row": slow_behind_the_first_row,
    "/v1/slow-at-once": slow_at_once,
    "/v1/slow-later": slow_later,
}


def with_slow_views(app: Flask) -> Flask:
    """An application that serves the slow views too."""
    slow_ones = [
        Endpoint(
            path=path,
            operation=path.strip("/"),
            tag="test",
            summary="A slow view.",
            view=view,
            answer={"type": "object"},
            formats=(JSON if view is slow else NDJSON,),
        )
        for path, view in VIEWS.items()
    ]
    add_routes(app, slow_ones)
    return app


def app() -> Flask:
    """The application for the settings of the environment, with the slow views."""
    return with_slow_views(create_app())
