"""The whole database copied into an empty one of either engine, compared row by row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from api import migrating
from api.config import Settings
from api.database import Engine, PostgresEngine
from api.transfer.copying import compare_tables, copy_tables
from api.transfer.lines import Watch
from api.transfer.sqlite_copy import check, new_file

from .backup import applied, counter_of
from .places import (
    SQLITE,
    NotKept,
    address,
    check_no_file,
    empty_database,
    empty_file,
    engine_of,
    file_of,
    one_state,
    opened,
    told_in_a_line,
    told_of,
)


@dataclass(frozen=True)
class Copied:
    """What a copy came to: where it is, how many rows are the same, and the revision they show."""

    place: str
    rows: int
    revision: int


def copy_elsewhere(settings: Settings, to: str, watch: Watch = lambda records: None) -> Copied:
    """Copy the database of the settings, of one state and with all that is in it.

    `to` is the address of an empty database, which is migrated here. Raises NotKept or NotCopied,
    and then nothing is there. `watch` is told how many records passed; each passes twice.
    """
    url = address(settings, to, "--to")
    with told_in_a_line(), opened(address(settings, None, "DATABASE_URL")) as source:
        check_migrated(source)
        with one_state(source), filled(url) as target, target.atomic():
            copy_tables(source, target, watch)
            if isinstance(target, PostgresEngine):
                target.execute_sql("ANALYZE")
            rows = compare_tables(source, target)
            revision = int(counter_of(source)["revision"])
    return Copied(told_of(url), rows, revision)


def check_migrated(source: Engine) -> None:
    """Raise NotKept unless a database has the tables of this version."""
    applied(source)
    waiting = [step.name for step in migrating.runner(source).status() if not step.applied]
    if waiting:
        raise NotKept(f"Migrations are pending: {', '.join(waiting)}. Run: flask --app wsgi db up")


@contextmanager
def filled(url: str) -> Iterator[Engine]:
    """An empty place, migrated, to be filled; nothing is there where that fails."""
    if engine_of(url) == SQLITE:
        check_no_file(file_of(url))
        with empty_file(file_of(url)) as partial, new_file(partial) as target:
            yield target
            check(target)
        return
    with empty_database(url) as database:
        migrating.runner(database).up()
        database.take_time()
        yield database
