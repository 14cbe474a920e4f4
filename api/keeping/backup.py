"""Making a backup: one state written, tried by restoring it, and there whole or not at all.

It is written into a folder that nobody lists, which gets its name when all of it lies on the disk.
Writers are not disturbed: what they do meanwhile is not in it.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api import migrating
from api.config import Settings
from api.database import Engine
from api.database.shapes import shapes
from api.transfer.outputs import measured, settle
from api.version import VERSION

from .digests import Watch, compare, holdings
from .engines import Keeping, PostgresKeeping, SqliteKeeping
from .kept import Backup, Manifest, backups, name_of, now
from .places import SQLITE, NotKept, address, engine_of, one_state, opened, told_in_a_line

LOCK = ".lock"
PARTIAL = ".partial-"
ONLY_OWNER = 0o700


@dataclass(frozen=True)
class Backed:
    """What a backup came to: itself, and the names of older ones that were removed."""

    backup: Backup
    removed: list[str]


def back_up(
    settings: Settings,
    folder: Path,
    *,
    keep: int | None = None,
    verify: bool = True,
    verify_in: str | None = None,
    watch: Watch = lambda rows: None,
) -> Backed:
    """Write the database into a new backup below a folder, and try it unless told not to.

    `keep` is how many tried backups stay. Raises NotKept, and then no new backup is there and no
    older one is gone. `watch` is told how many rows passed; each passes twice, or once untried.
    """
    if keep is not None and not verify:
        raise NotKept("Older backups are removed after one that was tried: --keep needs the trial.")
    url = address(settings, None, "DATABASE_URL")
    trial_url = None if verify_in is None else address(settings, verify_in, "--verify-in")
    keeping = keeping_of(url, settings.postgres_tools, trial_url)
    with told_in_a_line(), alone(folder):
        partial = folder / f"{PARTIAL}{now().replace(':', '')}"
        partial.mkdir(ONLY_OWNER)
        try:
            manifest = write(keeping, url, partial, verify, watch)
            target = folder / name_of(manifest.created, manifest.counter)
            manifest.write(partial)
            settle_whole(partial)
            partial.rename(target)
            settle(folder)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        return Backed(Backup(target, manifest), remove_old(folder, target.name, keep))


def counted_rows(settings: Settings) -> int:
    """How many rows there are in all tables."""
    with told_in_a_line(), opened(address(settings, None, "DATABASE_URL")) as database:
        counted = [f'SELECT COUNT(*) FROM "{name}"' for name in shapes(database)]  # noqa: S608  # nosec B608
        return sum(database.execute_sql(each).fetchone()[0] for each in counted)


def keeping_of(url: str, tools: Path | None, trial: str | None = None) -> Keeping:
    """How the database at an address is kept."""
    if engine_of(url) == SQLITE:
        return SqliteKeeping(trial)
    return PostgresKeeping(url, tools, trial)


def write(keeping: Keeping, url: str, folder: Path, verify: bool, watch: Watch) -> Manifest:
    """Write the file of a backup and try it; gives its manifest."""
    if not verify:
        return written(keeping, url, folder, watch)
    with keeping.trial(folder) as place:
        manifest = written(keeping, url, folder, watch)
        keeping.put(folder / keeping.file, place)
        with opened(place) as restored, one_state(restored):
            compare(manifest.tables, holdings(restored, watch))
    return Manifest(**vars(manifest) | {"verified": now()})


def written(keeping: Keeping, url: str, folder: Path, watch: Watch) -> Manifest:
    """Write the file of a backup, and tell what it holds, of one and the same state."""
    with opened(url) as database:
        migrations = applied(database)
        with one_state(database):
            counter = counter_of(database)
            created = now()
            tables = holdings(database, watch)
            keeping.write(database, folder / keeping.file)
        version = keeping.version(database)
    file = measured(folder, keeping.file, "")
    return Manifest(
        engine_of(url), version, VERSION, created, None, migrations, counter,
        file.path, file.bytes, file.sha256, tables,
    )  # fmt: skip


def applied(database: Engine) -> list[str]:
    """The names of the migrations of a database; NotKept where it holds no records' tables."""
    if not {"counter", "record"} <= set(shapes(database)):
        raise NotKept("The database holds no Parley yet: there is nothing to keep.")
    return [step.name for step in migrating.runner(database).status() if step.applied]


def counter_of(database: Engine) -> dict[str, Any]:
    """The one row that all writes count by."""
    shape = shapes(database)["counter"]
    (row,) = list(shape.rows(database))
    return shape.named(row)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock under which backups are written into a folder, which is made where it lacks."""
    folder.mkdir(ONLY_OWNER, parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise NotKept(f"Another backup is being written into {folder}.") from fault
        for left in folder.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        yield


def settle_whole(folder: Path) -> None:
    """Let the files of a folder, and their names, lie on the disk."""
    for path in folder.iterdir():
        measured(folder, path.name, "")
    settle(folder)


def remove_old(folder: Path, present: str, keep: int | None) -> list[str]:
    """Remove what is older than the newest tried backups that stay; gives the names."""
    if keep is None:
        return []
    found = backups(folder)
    tried = [each for each in found if each.manifest.verified and each.name != present][: keep - 1]
    oldest = min((each.manifest.created for each in tried), default=None)
    if len(tried) < keep - 1:
        return []
    gone = [
        each for each in found
        if each.name != present and (oldest is None or each.manifest.created < oldest)
    ]  # fmt: skip
    for each in gone:
        leaving = folder / f"{PARTIAL}{each.name}"
        each.folder.rename(leaving)
        shutil.rmtree(leaving)
    return [each.name for each in gone]
