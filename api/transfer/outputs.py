"""Files being written: what is told of each (bytes, rows, SHA-256) is known when it is closed."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

CHUNK = 1 << 20


@dataclass(frozen=True)
class Written:
    """A file that was written: its name, what it holds and, of a table, its Table Schema."""

    path: str
    about: str
    bytes: int
    sha256: str
    rows: int | None = None
    schema: dict[str, Any] | None = None


class Output:
    """A file that is written piece by piece and lies on the disk when it is closed."""

    def __init__(self, folder: Path, path: str) -> None:
        self.path, self.bytes, self.rows = path, 0, 0
        self.digest = hashlib.sha256()
        self.handle = (folder / path).open("xb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, *told: object) -> None:
        with self.handle:
            if kind is None:
                self.handle.flush()
                os.fsync(self.handle.fileno())

    def write(self, piece: bytes, rows: int = 0) -> None:
        """Write a piece, which holds so many rows."""
        self.handle.write(piece)
        self.digest.update(piece)
        self.bytes += len(piece)
        self.rows += rows

    def written(self, about: str, schema: dict[str, Any] | None = None) -> Written:
        """What there is to tell of a file with rows."""
        return Written(self.path, about, self.bytes, self.digest.hexdigest(), self.rows, schema)


def write_text(folder: Path, path: str, text: bytes, about: str) -> Written:
    """Write a file at once."""
    with Output(folder, path) as output:
        output.write(text)
    return Written(path, about, output.bytes, output.digest.hexdigest())


def measured(folder: Path, path: str, about: str) -> Written:
    """What there is to tell of a file that another program wrote, which lies on the disk then."""
    digest, size = hashlib.sha256(), 0
    with (folder / path).open("rb") as handle:
        while piece := handle.read(CHUNK):
            digest.update(piece)
            size += len(piece)
        os.fsync(handle.fileno())
    return Written(path, about, size, digest.hexdigest())


def settle(folder: Path) -> None:
    """Let the names in a folder lie on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
