"""The whole database as one file of SQLite, whatever the engine it is read from.

The file is made by the project's own migrations and filled table by table, history included. Its
epoch is its own, as of every copy.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import DatabaseError

from api import migrating
from api.database import Engine, SqliteEngine
from api.database.sqlite import Opened
from api.models import DocumentText, RepeatableReply, Table, Token

from .copying import PASSES, NotCopied, copy_tables
from .lines import Watch

__all__ = ["PASSES", "NotCopied", "check", "copy_to_sqlite", "new_file"]

# Nobody reads the file before it is whole, and a broken one is thrown away: no journal is needed.
QUICK = {"journal_mode": "off", "synchronous": "off", "foreign_keys": 0}
CHECK_OF_SEARCH = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
# Who may write here, and texts that only the operator may hold.
NOT_FOR_OTHERS = (Token, RepeatableReply, DocumentText)


def copy_to_sqlite(
    database: Engine, path: Path, watch: Watch, leave_out: Iterable[type[Table]] = NOT_FOR_OTHERS
) -> None:
    """Write the database that is read, within its snapshot, into a new file; raises NotCopied.

    `watch` is told how many records passed since it was last told; each passes twice.
    """
    with new_file(path) as target:
        with target.atomic():
            copy_tables(database, target, watch, leave_out)
        check(target)


@contextmanager
def new_file(path: Path) -> Iterator[SqliteEngine]:
    """A new database without records, connected; it is to be read by nobody before it is whole."""
    target = SqliteEngine(str(path), pragmas=QUICK, factory=Opened)
    try:
        migrating.make(target)
        with target.connection_context():
            yield target
    except DatabaseError as fault:
        raise NotCopied(f"{path.name} cannot be made: {fault}.") from fault
    finally:
        target.close_all()


def run(target: SqliteEngine, statement: str) -> list[Any]:
    """The rows of a statement on the copy."""
    try:
        return list(target.execute_sql(statement).fetchall())
    except DatabaseError as fault:
        raise NotCopied(f"The copy failed at {statement.split()[0]}: {fault}.") from fault


def check(target: SqliteEngine) -> None:
    """Raise NotCopied unless pages, keys and full-text index are sound."""
    ((told,),) = run(target, "PRAGMA integrity_check(1)")
    if told != "ok":
        raise NotCopied(f"The copy is not sound: {told}.")
    broken = run(target, "PRAGMA foreign_key_check")
    if broken:
        raise NotCopied(f"A row of {broken[0][0]} in the copy refers to none of {broken[0][2]}.")
    run(target, CHECK_OF_SEARCH)
