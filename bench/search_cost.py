"""What a search costs over its own SQL: whole requests beside their statements alone.

In one process, on one connection: a request is made once with Peewee's `query_hooks` listening,
then its statements run alone, then the same words in another spelling are asked for, so that no
answer that was kept is given.

    python -m bench.search_cost DATABASE_URL QUOTES
"""

import sys
from collections.abc import Iterator
from itertools import islice
from statistics import median
from time import perf_counter
from typing import Any

import orjson
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Settings
from api.database import connection, engine, snapshot
from tests.conftest import NO_LIMIT

from .questions import SEARCHES, spellings

TIMES = 40
MOST_SECONDS = 20
Statement = tuple[str, Any]


def statements_of(client: FlaskClient, path: str) -> list[Statement]:
    """The statements, with parameters, that one request executes; none of its transaction's."""
    heard: list[Statement] = []

    def listen(event: Any) -> None:
        if event.sql.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
            heard.append((event.sql, event.params))

    engine().query_hooks.append(listen)
    try:
        client.get(path)
    finally:
        engine().query_hooks.remove(listen)
    return heard


def time_of_statements(statements: list[Statement]) -> float:
    """Seconds that some statements take with all their rows, in one snapshot."""
    with connection(), snapshot():
        began = perf_counter()
        for sql, parameters in statements:
            engine().execute_sql(sql, parameters).fetchall()
        return perf_counter() - began


def time_of_request(client: FlaskClient, path: str) -> float:
    """Seconds that a request takes within the process."""
    began = perf_counter()
    client.get(path)
    return perf_counter() - began


def cost(client: FlaskClient, words: Iterator[str]) -> dict[str, float | str]:
    """Medians of requests and of their statements, in milliseconds."""
    first = client.get(f"/v1/search?q={next(words)}")
    if first.status_code != 200:
        return {"note": f"not answered: {first.status_code}"}
    requests, alone, until = [], [], perf_counter() + MOST_SECONDS
    for _ in range(TIMES):
        statements = statements_of(client, f"/v1/search?q={next(words)}")
        if not statements:
            return {"note": "the hook heard no statement"}
        alone.append(time_of_statements(statements))
        requests.append(time_of_request(client, f"/v1/search?q={next(words)}"))
        if perf_counter() > until:
            break
    return {"request": median(requests) * 1000, "statements": median(alone) * 1000}


def main() -> None:
    """Print the costs of all families of words as one line of JSON."""
    url, quotes = sys.argv[1], int(sys.argv[2])
    client = create_app(Settings(database_url=url, **NO_LIMIT)).test_client()
    found = {}
    for family in SEARCHES:
        words = list(islice(spellings(family.words(quotes)), 2 * TIMES + 1))
        found[family.told(quotes)] = cost(client, iter(words))
    print(orjson.dumps(found).decode())


if __name__ == "__main__":
    main()
