"""What workers that are gone have counted, kept in one file for all of them.

Each worker counts in files of its own, named after its process. Those of a worker that is gone must
go on to count, or rates would jump; but there would be more of them with each that is killed.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.mmap_dict import MmapedDict

KINDS = ("counter", "histogram")
GONE = "0"
"""Stands in the place of a process in the names of the files of all that are gone."""
MADE_ANEW = ".new"


@contextmanager
def together(folder: Path) -> Iterator[None]:
    """Be the only process that reads or moves the figures of a folder."""
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def retire(folder: Path) -> None:
    """Add what workers that are gone have counted to one file, and forget how they stood."""
    for path in sorted(folder.glob("*.db")):
        kind, _, rest = path.stem.partition("_")
        process = rest.rpartition("_")[2]
        if process == GONE or runs(int(process)):
            continue
        if kind in KINDS:
            add(path, folder / f"{kind}_{GONE}.db")
        path.unlink()


def runs(process: int) -> bool:
    """Whether a process of this machine runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def add(path: Path, to: Path) -> None:
    """Add the numbers of a file to another, which is exchanged whole."""
    made = to.with_suffix(MADE_ANEW)
    made.unlink(missing_ok=True)
    if to.exists():
        shutil.copyfile(to, made)
    sums = MmapedDict(str(made))
    try:
        for key, value, _, _ in MmapedDict.read_all_values_from_file(str(path)):
            sums.write_value(key, sums.read_value(key)[0] + value, 0.0)
    finally:
        sums.close()
    made.replace(to)
