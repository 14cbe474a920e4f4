"""The whole database as one file of SQLite, whatever the engine it is read from.

The file is made by the project's own migrations and filled table by table, history included. Its
epoch is its own, as of every copy.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from peewee import DatabaseError

from api import migrating
from api.database import Engine, SqliteEngine
from api.database.writing import insert_text, quoted
from api.models import (
    Counter,
    DocumentText,
    ObjectTable,
    RepeatableReply,
    SearchText,
    Table,
    Token,
    tables,
)

from .lines import Watch

# Nobody reads the file before it is whole, and a broken one is thrown away: no journal is needed.
QUICK = {"journal_mode": "off", "synchronous": "off", "foreign_keys": 0}
CHECK_OF_SEARCH = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
ROWS_A_STEP = 1000
APART = (Counter, SearchText)
# Who may write here, and texts that only the operator may hold.
NOT_FOR_OTHERS = (Token, RepeatableReply, DocumentText)
ONE_A_RECORD = (ObjectTable, SearchText)
PASSES = 2


class NotCopied(Exception):
    """The copy could not be made, or is not sound; its text says why."""


def copy_to_sqlite(database: Engine, path: Path, watch: Watch) -> None:
    """Write the database that is read, within its snapshot, into a new file; raises NotCopied.

    `watch` is told how many records passed since it was last told; each passes twice.
    """
    make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as target:
        for name, value in QUICK.items():
            target.execute(f"PRAGMA {name} = {value}")
        target.execute("BEGIN")
        copy_counter(target)
        left_out = {*APART, *NOT_FOR_OTHERS}
        for model in (*(each for each in tables() if each not in left_out), SearchText):
            copy_table(database, model, target, watch)
        run(target, "COMMIT")
        check(target)


def make(path: Path) -> None:
    """A new database without records."""
    engine = SqliteEngine(str(path), pragmas=QUICK)
    try:
        migrating.make(engine)
    except DatabaseError as fault:
        raise NotCopied(f"{path.name} cannot be made: {fault}.") from fault
    finally:
        engine.close_all()


def copy_counter(target: sqlite3.Connection) -> None:
    """Copy the counter, whose epoch the migrations have drawn anew."""
    revision, number = Counter.select(Counter.revision, Counter.number).tuples().get()
    run(target, "UPDATE counter SET revision = ?, number = ?", (revision, number))


def copy_table(
    database: Engine, model: type[Table], target: sqlite3.Connection, watch: Watch
) -> None:
    """Copy all rows of a table, in the order of its primary key."""
    names = tuple(field.column_name for field in model._meta.sorted_fields)
    keys = [field.column_name for field in model._meta.get_primary_keys()]
    table = model._meta.table_name
    query = f'SELECT {quoted(names)} FROM "{table}" ORDER BY {quoted(keys)}'  # noqa: S608 - ours
    rows = database.each_row(query)
    counted = stepwise(rows, watch) if issubclass(model, ONE_A_RECORD) else rows
    try:
        target.executemany(insert_text(table, names), map(plain, counted))
    except sqlite3.Error as fault:
        raise NotCopied(f"The table {table} cannot be copied: {fault}.") from fault


def plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as SQLite keeps it: days as text. Truths become 0 and 1 by themselves."""
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)


def stepwise(rows: Iterator[Any], watch: Watch) -> Iterator[Any]:
    """The rows, told of some at a time."""
    passed = 0
    for row in rows:
        yield row
        passed += 1
        if passed == ROWS_A_STEP:
            watch(passed)
            passed = 0
    watch(passed)


def run(target: sqlite3.Connection, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
    """The rows of a statement on the copy."""
    try:
        return target.execute(statement, values).fetchall()
    except sqlite3.Error as fault:
        raise NotCopied(f"The copy failed at {statement.split()[0]}: {fault}.") from fault


def check(target: sqlite3.Connection) -> None:
    """Raise NotCopied unless pages, keys and full-text index are sound."""
    (told,) = run(target, "PRAGMA integrity_check(1)")[0]
    if told != "ok":
        raise NotCopied(f"The copy is not sound: {told}.")
    broken = run(target, "PRAGMA foreign_key_check")
    if broken:
        raise NotCopied(f"A row of {broken[0][0]} in the copy refers to none of {broken[0][2]}.")
    run(target, CHECK_OF_SEARCH)
