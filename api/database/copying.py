"""Reading whole tables row by row, so that memory does not grow with them."""

from collections.abc import Iterator
from typing import Any

from peewee import __exception_wrapper__ as as_peewee_errors

ROWS_A_FETCH = 1000
CURSOR = "parley_rows"


class SqliteCopying:
    """SQLite: a cursor gives the rows as they are read."""

    execute_sql: Any

    def each_row(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after the other."""
        with as_peewee_errors:
            yield from self.execute_sql(query)


class PostgresCopying:
    """PostgreSQL: the server keeps the result, and the cursor takes some rows at a time."""

    connection: Any

    def each_row(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one after the other, within a transaction."""
        with as_peewee_errors, self.connection().cursor(name=CURSOR) as cursor:
            cursor.itersize = ROWS_A_FETCH
            yield from cursor.execute(query)
