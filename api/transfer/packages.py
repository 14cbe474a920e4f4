"""Exports as they lie in their folder: which there are, and what each says that it holds."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

DESCRIPTOR = "datapackage.json"
NAME = re.compile("[0-9a-z]+-[0-9]+")
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
    ".sqlite": "application/vnd.sqlite3",
    ".txt": "text/plain",
}
PACKAGES_KEPT = 64


@dataclass(frozen=True)
class PackagedFile:
    """A file of an export; `rows` is None where it has none."""

    path: str
    format: str
    media_type: str
    bytes: int
    rows: int | None
    sha256: str


@dataclass(frozen=True)
class Package:
    """An export: the folder that holds it, the state it shows, when it was made, its files."""

    folder: Path
    revision: int
    created: str
    files: dict[str, PackagedFile]

    @property
    def name(self) -> str:
        """Its name: epoch and revision of the data."""
        return self.folder.name


def media_type(path: str) -> str:
    """The media type of a file by its ending."""
    return MEDIA_TYPES[Path(path).suffix]


def packages(folder: Path) -> list[Package]:
    """The exports in a folder, the newest first; whatever else lies there is passed over."""
    if not folder.is_dir():
        return []
    found = [each for each in map(package_in, folder.iterdir()) if each is not None]
    return sorted(found, key=lambda each: (each.created, each.revision), reverse=True)


def package_in(folder: Path) -> Package | None:
    """The export in a folder; None where there is none, or it cannot be read."""
    if NAME.fullmatch(folder.name) is None:
        return None
    try:
        return read_package(folder, (folder / DESCRIPTOR).stat().st_mtime_ns)
    except (OSError, ValueError, TypeError, LookupError):
        return None


@lru_cache(PACKAGES_KEPT)
def read_package(folder: Path, changed: int) -> Package:
    """An export as its descriptor, last changed at a time, tells it."""
    text = (folder / DESCRIPTOR).read_bytes()
    told = orjson.loads(text)
    files = {each.path: each for each in (descriptor_of(text), *files_of(told["resources"]))}
    return Package(folder, int(told["version"]), str(told["created"]), files)


def descriptor_of(text: bytes) -> PackagedFile:
    """The descriptor as a file, which no descriptor can describe itself."""
    digest = hashlib.sha256(text).hexdigest()
    return PackagedFile(DESCRIPTOR, "json", MEDIA_TYPES[".json"], len(text), None, digest)


def files_of(resources: list[dict[str, str]]) -> Iterator[PackagedFile]:
    """The files that a descriptor lists; ValueError for one that does not lie beside it."""
    for each in resources:
        path, (algorithm, _, digest) = each["path"], each["hash"].partition(":")
        if FILE_NAME.fullmatch(path) is None or algorithm != "sha256":
            raise ValueError(path)
        rows = each.get("rows")
        size, kind = int(each["bytes"]), each["format"]
        yield PackagedFile(
            path, kind, media_type(path), size, None if rows is None else int(rows), digest
        )
