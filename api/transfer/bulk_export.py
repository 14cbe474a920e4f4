"""The whole database as files: NDJSON, CSV and SQLite of one state, whole or not at all.

An export is written into a folder that nobody lists and gets its name when all of it lies on the
disk. One at a time is written into a folder.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson

from api.database import Engine, long_snapshot
from api.formats.table import written
from api.models import Counter
from api.query.listing import stream
from api.query.resource import Resource
from api.resources import READER, RESOURCES

from . import sqlite_copy
from .datapackage import write_descriptor, write_terms, write_vocabularies
from .lines import Watch
from .outputs import Output, Written, measured, settle
from .packages import package_in, packages
from .sqlite_copy import NotCopied, copy_to_sqlite
from .tables import tables_of

KEPT = 3
PASSES = 1 + sqlite_copy.PASSES
LOCK = ".lock"
PARTIAL = ".partial-"
SQLITE = "parley.sqlite"


class NotExported(Exception):
    """The export could not be written; its text says why."""


@dataclass(frozen=True)
class Exported:
    """An export: where it is, whether it was written now, and which older ones were removed."""

    folder: Path
    fresh: bool
    removed: list[str]


def export_all(folder: Path, *, keep: int = KEPT, watch: Watch = lambda records: None) -> Exported:
    """Write the database into `<folder>/<epoch>-<revision>`, and keep the newest exports.

    An export of the same state is left as it is. Raises NotExported, and then no new export is
    there. `watch` is told how many records passed; each does PASSES times.
    """
    with told(folder), alone(folder), long_snapshot() as database:
        epoch, revision = Counter.select(Counter.epoch, Counter.revision).tuples().get()
        target = folder / f"{epoch}-{revision}"
        fresh = package_in(target) is None
        if fresh:
            write_whole(database, target, revision, watch)
        return Exported(target, fresh, remove_old(folder, target.name, keep))


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Raise NotExported for whatever keeps files from being written."""
    try:
        yield
    except OSError as fault:
        where = fault.filename2 or fault.filename or folder
        raise NotExported(f"The export cannot be written: {fault.strerror} ({where}).") from fault
    except NotCopied as fault:
        raise NotExported(f"The export cannot be written: {fault}") from fault


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock under which exports are written into a folder, which is made where it lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise NotExported(f"Another export is being written into {folder}.") from fault
        for left in folder.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        yield


def write_whole(database: Engine, target: Path, revision: int, watch: Watch) -> None:
    """Write an export beside its place, and put it there when all of it lies on the disk."""
    partial = target.with_name(f"{PARTIAL}{target.name}")
    partial.mkdir()
    try:
        write_files(database, partial, target.name, revision, watch)
        settle(partial)
        partial.rename(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    settle(target.parent)


def write_files(database: Engine, folder: Path, name: str, revision: int, watch: Watch) -> None:
    """Write all files of an export, the one that describes them last."""
    created = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    files: list[Written] = []
    for resource in RESOURCES.values():
        files += write_collection(folder, resource, watch)
    copy_to_sqlite(database, folder / SQLITE, watch)
    files.append(measured(folder, SQLITE, "The whole database, with its history."))
    files.append(write_vocabularies(folder))
    files.append(write_terms(folder, name, revision, created))
    write_descriptor(folder, revision, created, files)


def write_collection(folder: Path, resource: Resource, watch: Watch) -> Iterator[Written]:
    """Write the records of a collection as lines and as tables, in the order of their numbers."""
    tables = list(tables_of(resource))
    with ExitStack() as opened:
        lines = opened.enter_context(Output(folder, f"{resource.name}.ndjson"))
        outputs = [opened.enter_context(Output(folder, f"{each.name}.csv")) for each in tables]
        for table, output in zip(tables, outputs, strict=True):
            output.write(written([table.columns]))
        for records in stream(READER, resource, {"include": list(resource.part)}):
            lines.write(b"".join(map(line, records)), len(records))
            for table, output in zip(tables, outputs, strict=True):
                rows = [row for record in records for row in table.rows(record)]
                output.write(written(rows), len(rows))
            watch(len(records))
    yield lines.written(f"{resource.about} Whole records with all their parts.")
    for table, output in zip(tables, outputs, strict=True):
        yield output.written(table.about, table.schema)


def line(record: dict[str, object]) -> bytes:
    """A record as a line of NDJSON, as the API answers it."""
    return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)


def remove_old(folder: Path, present: str, keep: int) -> list[str]:
    """Remove all exports but the present and the newest others; returns their names."""
    others = [each.folder for each in packages(folder) if each.name != present]
    for old in others[keep - 1 :]:
        gone = old.with_name(f"{PARTIAL}{old.name}")
        old.rename(gone)
        shutil.rmtree(gone)
    return [old.name for old in others[keep - 1 :]]
