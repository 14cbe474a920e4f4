"""Walking the collection once, for cursors: each page asked for later lies behind one of them."""

import sqlite3
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic

import orjson

from .databases import Database, sqlite_file
from .questions import Drawn, draw, page
from .servers import Server

PAGES = 10_000
SECONDS_TO_WALK = 180


def drawn(database: Database, pages: list[str]) -> Drawn:
    """What the questions of a database are made of."""
    quotes = draw(database.quotes)
    numbers = numbers_of(database.quotes, quotes) if database.engine == "sqlite" else []
    return Drawn(quotes, numbers, pages)


def numbers_of(quotes: int, ids: list[str]) -> list[int]:
    """The primary keys of some quotes, by which the peer knows them."""
    query = "SELECT number FROM record WHERE id = ?"
    with closing(sqlite3.connect(sqlite_file(quotes))) as connection:
        return [connection.execute(query, (each,)).fetchone()[0] for each in ids]


def kept_pages(server: Server, database: Database) -> list[str]:
    """The cursors of a walk before, where they still hold; else an empty list."""
    with suppress(FileNotFoundError, ValueError):
        kept: list[str] = orjson.loads(note_of(database).read_bytes())
        if kept and server.get(page(kept[-1]))[0] == 200:
            return kept
    return []


def note_of(database: Database) -> Path:
    """Where the cursors are kept."""
    return database.folder / f"pages-{database.engine}.json"


def walk(server: Server, database: Database) -> list[str]:
    """The cursors of pages 2 to 10,000, as far as the collection and the time go."""
    cursors: list[str] = []
    until = monotonic() + SECONDS_TO_WALK
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        path = "/v1/quotes?limit=25"
        while len(cursors) < PAGES - 1 and monotonic() < until:
            connection.request("GET", path)
            cursor = orjson.loads(connection.getresponse().read())["meta"]["next_cursor"]
            if not cursor:
                break
            cursors.append(cursor)
            path = page(cursor)
    note_of(database).write_bytes(orjson.dumps(cursors))
    return cursors
