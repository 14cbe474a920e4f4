"""What a database is made of, read from its own catalogue: columns, keys, checks, indexes.

Also what full text is indexed by: on SQLite a virtual table and its triggers, on PostgreSQL a
function.
"""

import re
from typing import Any

from api import database

Structure = dict[str, dict[str, Any]]
HISTORY = "schema_migration"
DEFERRED = re.compile(r'FOREIGN KEY \("(\w+)"\)[^,]*?DEFERRABLE INITIALLY DEFERRED')

COLUMNS = """
SELECT attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), collname
FROM pg_attribute
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
LEFT JOIN pg_collation c ON c.oid = attcollation
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
CONSTRAINTS = """
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = %s
"""
INDEXES = "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
FUNCTIONS = "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"


def rows(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """The rows of a query, in an order that does not depend on the engine."""
    found = database.engine().execute_sql(query, parameters or None).fetchall()
    return sorted((tuple(row) for row in found), key=repr)


def structure() -> Structure:
    """Every table of the database by name, but that of the migrations' history."""
    with database.connection() as connection:
        if isinstance(connection, database.PostgresEngine):
            found = {name: postgresql_table(name) for (name,) in rows(TABLES)}
            found |= {name: {"source": source} for name, source in rows(FUNCTIONS)}
        else:
            found = {name: sqlite_table(name) for name in sqlite_tables("table")}
            found |= {name: virtual_table(name) for name in sqlite_tables("virtual")}
        return {name: told for name, told in found.items() if name != HISTORY}


def sqlite_tables(kind: str) -> list[str]:
    """The tables of a kind; those that a virtual table keeps for itself are of a third."""
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = ?"
    return [name for (name,) in rows(query, kind) if not name.startswith("sqlite_")]


def virtual_table(name: str) -> dict[str, Any]:
    """A virtual table of SQLite: its statement."""
    return {"statement": rows("SELECT sql FROM sqlite_master WHERE name = ?", name)}


def postgresql_table(name: str) -> dict[str, Any]:
    """One table of PostgreSQL, as `pg_catalog` has it."""
    quoted = f'"{name}"'
    return {
        "columns": rows(COLUMNS, quoted),
        "primary_key": rows(CONSTRAINTS, quoted, "p"),
        "keys": rows(CONSTRAINTS, quoted, "f"),
        "checks": rows(CONSTRAINTS, quoted, "c"),
        "indexes": rows(INDEXES, quoted),
    }


def sqlite_table(name: str) -> dict[str, Any]:
    """One table of SQLite: its PRAGMAs, and the checks and deferred keys of its statement."""
    ((statement,),) = rows("SELECT sql FROM sqlite_master WHERE name = ?", name)
    columns = rows(f'PRAGMA table_xinfo("{name}")')
    deferred = set(DEFERRED.findall(" ".join(statement.split())))
    keys = [
        (*key[2:], "DEFERRABLE INITIALLY DEFERRED" if key[3] in deferred else "")
        for key in rows(f'PRAGMA foreign_key_list("{name}")')
    ]
    return {
        "columns": sorted(column[1:5] + column[6:] for column in columns),
        "primary_key": sorted((column[5], column[1]) for column in columns if column[5]),
        "keys": sorted(keys),
        "checks": sorted(checks_of(statement)),
        "indexes": sorted(index_of(index) for index in rows(f'PRAGMA index_list("{name}")')),
        "triggers": rows(TRIGGERS, name),
    }


def index_of(index: tuple[Any, ...]) -> tuple[Any, ...]:
    """An index of SQLite: name, whether unique, origin, whether partial, its columns in order."""
    columns = sorted(rows(f'PRAGMA index_info("{index[1]}")'))
    return (*index[1:], *(column for _, _, column in columns))


def checks_of(statement: str) -> list[str]:
    """The conditions of the CHECK clauses of a statement, with single blanks."""
    flat = " ".join(statement.split())
    return [balanced(flat[match.end() :]) for match in re.finditer(r"CHECK (?=\()", flat)]


def balanced(text: str) -> str:
    """The beginning of a text up to the bracket that closes its first one."""
    depth = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if not depth:
            return text[: place + 1].replace("( ", "(").replace(" )", ")")
    raise ValueError(text)
