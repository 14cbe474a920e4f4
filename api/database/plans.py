"""How an engine means to run a statement, told without running it and without any value.

PostgreSQL is asked for the plan that holds for all values (`force_generic_plan`): one that is made
for certain values would show them.
"""

import re
from contextlib import closing
from itertools import count
from typing import Any

from peewee import PostgresqlDatabase

EXPLAINABLE = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
PLACE = re.compile("%s|%%")
MOST_LINES = 100


def plan(database: Any, sql: str, values: int) -> list[str] | None:
    """The lines of the plan of a statement with so many values, None for what has no plan.

    It takes a connection of its own, so that the pool is left to those who answer. Raises what the
    driver raises.
    """
    if not EXPLAINABLE.match(sql):
        return None
    told = told_by_postgres if isinstance(database, PostgresqlDatabase) else told_by_sqlite
    with closing(database.peeking.connect()) as connection:
        return told(connection, sql, values)[:MOST_LINES]


def told_by_sqlite(connection: Any, sql: str, values: int) -> list[str]:
    """The plan of SQLite, each step below that of which it is a part."""
    depths = {0: -1}
    lines = []
    for step, parent, _, detail in connection.execute(
        f"EXPLAIN QUERY PLAN {sql}", (None,) * values
    ):
        depths[step] = depths[parent] + 1
        lines.append("  " * depths[step] + detail)
    return lines


def told_by_postgres(connection: Any, sql: str, values: int) -> list[str]:
    """The plan of PostgreSQL; nothing stays with a connection that a pooler gives to others."""
    name = "parley_plan"
    given = f"({', '.join(['NULL'] * values)})" if values else ""
    with connection.transaction():
        connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        connection.execute(f"PREPARE {name} AS {numbered(sql)}")
        try:
            with connection.transaction():
                rows = connection.execute(f"EXPLAIN EXECUTE {name}{given}").fetchall()
        finally:
            connection.execute(f"DEALLOCATE {name}")
    return [line for (line,) in rows]


def numbered(sql: str) -> str:
    """A statement of Peewee's with `$1`, `$2` … in the places of its values."""
    numbers = count(1)
    return PLACE.sub(lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", sql)
