"""Writing many rows: each engine's quickest way in, and keys that are checked only at commit."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from peewee import __exception_wrapper__ as as_peewee_errors

Rows = Iterable[tuple[Any, ...]]
STATEMENTS_KEPT = 256
CACHE_KILOBYTES = 256 * 1024


class SqliteWriting:
    """SQLite: one prepared statement, run for each row."""

    connection: Any
    execute_sql: Any

    def insert(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Insert rows, each a tuple in the order of the columns."""
        with as_peewee_errors:
            self.connection().executemany(insert_text(table, tuple(columns)), rows)

    def defer_key(self, table: str, column: str) -> None:
        """Check at commit what a column refers to; SQLite defers all keys or none."""
        self.defer_keys()

    def defer_keys(self) -> None:
        """Check all keys at commit."""
        self.execute_sql("PRAGMA defer_foreign_keys = ON")

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """One large transaction: what it changes stays in memory, and leaves the log at its end."""
        (before,) = self.execute_sql("PRAGMA cache_size").fetchone()
        self.execute_sql(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        try:
            yield
        finally:
            self.execute_sql(f"PRAGMA cache_size = {before}")
            self.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def rebuild_search(self) -> None:
        """Make the full-text index anew from the search text."""
        self.execute_sql("INSERT INTO search_index (search_index) VALUES ('rebuild')")


class PostgresWriting:
    """PostgreSQL: rows by COPY."""

    connection: Any
    execute_sql: Any
    take_time: Any

    def insert(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Insert rows, each a tuple in the order of the columns."""
        text = copy_text(table, tuple(columns))
        with as_peewee_errors, self.connection().cursor() as cursor, cursor.copy(text) as copy:
            for row in rows:
                copy.write_row(row)

    def defer_key(self, table: str, column: str) -> None:
        """Check at commit what a column refers to."""
        self.execute_sql(f'SET CONSTRAINTS "{table}_{column}_fkey" DEFERRED')

    def defer_keys(self) -> None:
        """Check all keys to other records at commit."""
        self.execute_sql("SET CONSTRAINTS ALL DEFERRED")

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """One large transaction: the planner is told of what it wrote."""
        self.take_time()
        yield
        self.execute_sql("ANALYZE")

    def rebuild_search(self) -> None:
        """The index is part of the rows."""


def quoted(names: Iterable[str]) -> str:
    """Names of columns as SQL."""
    return ", ".join(f'"{name}"' for name in names)


@lru_cache(STATEMENTS_KEPT)
def insert_text(table: str, columns: tuple[str, ...]) -> str:
    """The statement that inserts one row on SQLite."""
    places = ", ".join("?" * len(columns))
    return f'INSERT INTO "{table}" ({quoted(columns)}) VALUES ({places})'  # noqa: S608  # nosec B608  # our names


@lru_cache(STATEMENTS_KEPT)
def copy_text(table: str, columns: tuple[str, ...]) -> str:
    """The statement that takes rows on PostgreSQL."""
    return f'COPY "{table}" ({quoted(columns)}) FROM STDIN'
