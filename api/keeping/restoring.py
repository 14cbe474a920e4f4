"""Restoring a backup into an empty database: checked, compared, and begun as a life of its own.

The epoch is drawn anew, so that nobody takes an answer of the former life for one of this. On
PostgreSQL the counter's row comes last: without it nothing is served or written, so a restore that
was cut off is not taken for a database.
"""

from dataclasses import dataclass
from pathlib import Path

from api import migrating
from api.config import Settings
from api.database import Engine, PostgresEngine
from api.database.shapes import shapes
from api.store.revision import new_epoch
from api.transfer.copying import DRAWN_ANEW

from .backup import keeping_of
from .digests import Watch, compare, holdings
from .engines import SqliteKeeping, major_of
from .kept import Backup, Manifest, chosen
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

COUNTER = "counter"


@dataclass(frozen=True)
class Restored:
    """What a restore came to: the backup, where it is, its new epoch, what is to be migrated."""

    backup: Backup
    place: str
    epoch: str
    pending: list[str]


def restore(
    settings: Settings, given: str, to: str | None, *, watch: Watch = lambda rows: None
) -> Restored:
    """Restore a backup, named by its folder, its name or `latest`, into an empty database.

    Raises NotKept, and then nothing is there. `watch` is told how many rows passed.
    """
    with told_in_a_line():
        backup, url = chosen(given, settings.backups), address(settings, to, "--to")
        check_fits(backup.manifest, url)
        if engine_of(url) == SQLITE:
            check_no_file(file_of(url))
        backup.check()
        if engine_of(url) == SQLITE:
            epoch = into_file(backup, file_of(url), watch)
        else:
            epoch = into_database(backup, url, settings.postgres_tools, watch)
        return Restored(backup, told_of(url), epoch, waiting(backup.manifest))


def check_fits(manifest: Manifest, url: str) -> None:
    """Raise NotKept unless a backup is of the engine of an address, and of a version known here."""
    if engine_of(url) != manifest.engine:
        raise NotKept(
            f"The backup is of {manifest.engine}, and {told_of(url)} is of {engine_of(url)}. "
            f"Restore it into a database of {manifest.engine}, and take it over from there by "
            "flask --app wsgi db copy --to URL."
        )
    unknown = [name for name in manifest.migrations if name not in known()]
    if unknown:
        raise NotKept(
            f"The backup was made by Parley {manifest.parley}, whose migration {unknown[0]} this "
            "version does not know. Restore it with that version or a later one."
        )


def known() -> list[str]:
    """The names of the migrations of this version."""
    return sorted(path.stem for path in migrating.DIRECTORY.glob("[0-9]*.py"))


def waiting(manifest: Manifest) -> list[str]:
    """The migrations that a restored database still needs."""
    return [name for name in known() if name not in manifest.migrations]


def into_file(backup: Backup, path: Path, watch: Watch) -> str:
    """Restore into a file, which gets its name when all is well; gives its epoch."""
    with empty_file(path) as partial:
        url = f"sqlite:///{partial}"
        SqliteKeeping().put(backup.file, url)
        with opened(url) as database:
            with one_state(database):
                compare(backup.manifest.tables, holdings(database, watch))
            return begin_anew(database)


def into_database(backup: Backup, url: str, tools: Path | None, watch: Watch) -> str:
    """Restore into a database of PostgreSQL, the counter last; gives its epoch."""
    with empty_database(url) as database:
        check_server(backup.manifest, major_of(database))
        keeping_of(url, tools).put(backup.file, url, but_counter=True)
        with one_state(database):
            found = holdings(database, watch)
        wanted = dict(backup.manifest.tables)
        compare({**wanted, COUNTER: found[COUNTER]}, found)
        database.take_time()
        database.execute_sql("ANALYZE")
        return insert_counter(database, backup.manifest)


def check_server(manifest: Manifest, server: int) -> None:
    """Raise NotKept where a server is older than the one that the backup is of."""
    if server < int(manifest.engine_version.partition(".")[0]):
        raise NotKept(
            f"The backup is of PostgreSQL {manifest.engine_version}; this server is "
            f"PostgreSQL {server}, which does not take what a newer one wrote."
        )


def insert_counter(database: PostgresEngine, manifest: Manifest) -> str:
    """Give a restored database the row that all writes count by; gives the epoch it has there."""
    own = dict.fromkeys(DRAWN_ANEW) | {"epoch": new_epoch()}
    counter = manifest.counter | own
    columns = shapes(database)[COUNTER].columns
    with database.atomic():
        database.insert(COUNTER, columns, [tuple(counter[name] for name in columns)])
    return str(counter["epoch"])


def begin_anew(database: Engine) -> str:
    """Draw a new epoch in a file; gives it."""
    epoch = new_epoch()
    with database.atomic():
        database.execute_sql("UPDATE counter SET epoch = ?", (epoch,))
    return epoch
