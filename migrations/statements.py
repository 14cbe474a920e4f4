"""What every migration needs: to run statements one by one, and to drop the tables it created.

The statements are portable: both engines take them as they stand. `KEYTEXT` is text compared by
code point: on PostgreSQL a domain with the collation "C", on SQLite a type name with text affinity.
"""

import re
from typing import Any


def run(database: Any, statements: str) -> None:
    """Run statements that are separated by a semicolon at the end of a line."""
    for statement in statements.split(";\n"):
        if statement.strip():
            database.execute_sql(statement)


def drop_tables(database: Any, statements: str) -> None:
    """Drop the tables that the statements create, last created first."""
    for table in reversed(re.findall(r'CREATE TABLE ("\w+")', statements)):
        database.execute_sql(f"DROP TABLE {table}")
