"""Tables as they stand in a database, whatever version made them, and their rows alike on both.

A row is told in the same values by both engines: days as text, truths as 0 and 1. So what is
counted, compared or copied need not know which engine it came from.
"""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import psycopg

from .engines import Engine
from .postgres import PostgresEngine

Row = tuple[Any, ...]

SQLITE_TABLES = """
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name
"""
SQLITE_COLUMNS = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY name"
POSTGRES_TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE "C"
"""
POSTGRES_COLUMNS = """
SELECT attname, format_type(COALESCE(NULLIF(typbasetype, 0), atttypid), NULL),
       COALESCE(array_position(i.indkey::int2[], attnum) + 1, 0)
FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
LEFT JOIN pg_index i ON i.indrelid = attrelid AND indisprimary
WHERE attrelid = quote_ident(%s)::regclass AND attnum > 0 AND NOT attisdropped
      AND attgenerated = ''
ORDER BY attname COLLATE "C"
"""
POSTGRES_LEFT_OVER = """
SELECT 'FUNCTION ' || p.oid::regprocedure FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'DOMAIN ' || t.oid::regtype FROM pg_type t
WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'd'
"""
AS_TEXT = ("text", "character varying")


@dataclass(frozen=True)
class Shape:
    """A table of a database: its columns by name, each as it is read, and its primary key."""

    name: str
    columns: tuple[str, ...]
    read_as: tuple[str, ...]
    order: tuple[str, ...]

    @property
    def query(self) -> str:
        """The statement that reads all rows in the order of the primary key."""
        told = f'SELECT {", ".join(self.read_as)} FROM "{self.name}"'  # noqa: S608  # nosec B608  # our names
        return f"{told} ORDER BY {', '.join(self.order)}"

    def rows(self, database: Engine) -> Generator[Row, None, None]:
        """All rows in order, within a transaction; to be closed by who does not read to the end."""
        yield from database.each_row(self.query)

    def named(self, row: Row) -> dict[str, Any]:
        """A row by the names of its columns."""
        return dict(zip(self.columns, row, strict=True))


def shapes(database: Engine) -> dict[str, Shape]:
    """All tables of a database by name, but those that an index keeps for itself."""
    on_postgres = isinstance(database, PostgresEngine)
    tables = POSTGRES_TABLES if on_postgres else SQLITE_TABLES
    columns = POSTGRES_COLUMNS if on_postgres else SQLITE_COLUMNS
    found = {}
    for (name,) in database.execute_sql(tables).fetchall():
        told = database.execute_sql(columns, (name,)).fetchall()
        keys = [(place, column, kind) for column, kind, place in told if place] or [
            (0, column, kind) for column, kind, _ in told
        ]
        order = [(column, kind if on_postgres else "") for _, column, kind in sorted(keys)]
        read_as = [(column, kind if on_postgres else "") for column, kind, _ in told]
        found[name] = Shape(
            name,
            tuple(column for column, _ in read_as),
            tuple(as_plain(*each) for each in read_as),
            tuple(in_order(*each) for each in order),
        )
    return found


def in_order(column: str, kind: str) -> str:
    """A column to sort by: text of PostgreSQL by code point, whatever the database's own order."""
    return f'"{column}" COLLATE "C"' if kind in AS_TEXT else f'"{column}"'


def as_plain(column: str, kind: str) -> str:
    """A column of PostgreSQL as SQLite gives it."""
    if kind == "boolean":
        return f'"{column}"::integer'
    if kind == "date":
        return f"to_char(\"{column}\", 'YYYY-MM-DD')"
    if kind.startswith("timestamp"):
        return f"to_char(\"{column}\", 'YYYY-MM-DD HH24:MI:SS.US')"
    return f'"{column}"'


def clear(database: Engine) -> None:
    """Take out of a database of PostgreSQL all that Parley puts there."""
    for name in shapes(database):
        database.execute_sql(f'DROP TABLE "{name}" CASCADE')
    for (told,) in database.execute_sql(POSTGRES_LEFT_OVER).fetchall():
        database.execute_sql(f"DROP {told} CASCADE")


def make_database(database: PostgresEngine, name: str) -> None:
    """Make an empty database on the same server; raises psycopg.errors.InsufficientPrivilege."""
    with outside_of_transactions(database) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def drop_database(database: PostgresEngine, name: str) -> None:
    """Drop a database of the same server, whoever is connected to it."""
    with outside_of_transactions(database) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def outside_of_transactions(database: PostgresEngine) -> psycopg.Connection[Any]:
    """A connection of its own, for what PostgreSQL does in no transaction."""
    return psycopg.connect(database.database, autocommit=True)
