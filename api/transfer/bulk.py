"""Bulk loading: a folder of NDJSON through all checks, as one revision or not at all.

It goes step by step, so memory does not grow with the files. After a fault the checks go on over
what can still be written, so that all faults are told; nothing of it stays.
"""

from pathlib import Path

from api.database import connection
from api.resources import RESOURCES
from api.store import unit

from .intake import Intake
from .lines import Faults, Watch, files_in, steps
from .underway import Bulk, Imported


class BadImport(ValueError):
    """Files that cannot be loaded: the first of the faults, and how many there are."""

    def __init__(self, faults: Faults) -> None:
        super().__init__("\n".join(map(str, faults.told)))
        self.faults, self.number = faults.told, faults.number


def load_folder(
    folder: Path, who: str, why: str, *, dry_run: bool = False, watch: Watch = lambda read: None
) -> Imported:
    """Load a folder in one transaction; raises BadImport, with nothing written, on any fault.

    A record that is there is compared and changed as `store.write` does. `watch` is told how many
    bytes were read since it was last told.
    """
    faults = Faults()
    files = files_in(folder, faults)
    if faults.number:
        raise BadImport(faults)
    done = Imported()
    with connection() as database, database.bulk(), unit(who, why, trial=dry_run) as revision:
        bulk = Bulk(revision, faults, set(files), done)
        for name, path in files.items():
            for step in steps(path, faults, watch):
                Intake(bulk, RESOURCES[name], path.name, step).take()
            bulk.end(name)
        bulk.finish()
        if faults.number:
            raise BadImport(faults)
        done.revision = revision.number if revision.begun and not dry_run else None
    return done
