"""Files with one record a line (NDJSON): found in a folder, read step by step, gzip or plain."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson

from schemas.objects import BY_COLLECTION, OBJECTS

from .files import Fault

# Those that others refer to stand first: what is named before it comes costs more.
ORDER = (
    "source", "topic", "document", "place", "party", "person", "conflict", "process",
    "event", "agreement", "meeting", "mediator", "quote",
)  # fmt: skip
ENDINGS = (".ndjson", ".ndjson.gz")
LINES_A_STEP = 1000
LONGEST_LINE = 1 << 24
MOST_TOLD = 1000
Step = list[tuple[int, dict[str, Any]]]
Watch = Callable[[int], None]


@dataclass
class Faults:
    """What is wrong: the first thousand faults, and how many there are."""

    told: list[Fault] = field(default_factory=list)
    number: int = 0

    def add(
        self,
        file: str,
        line: int,
        pointer: str,
        detail: str,
        value: str | None = None,
        near: str | None = None,
    ) -> None:
        """Note a fault; a line of 0 is the file as a whole."""
        self.number += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(Fault(file, pointer, detail, line, value, near))


def files_in(folder: Path, faults: Faults) -> dict[str, Path]:
    """The files of a folder by object, in the order in which they are loaded."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.ndjson*")):
        collection, _, ending = path.name.partition(".")
        kind = BY_COLLECTION.get(collection)
        if f".{ending}" not in ENDINGS or kind is None or not path.is_file():
            known = ", ".join(BY_COLLECTION)
            faults.add(path.name, 0, "", f"is no <collection>.ndjson or .ndjson.gz of {known}.")
        elif kind.name in found:
            faults.add(path.name, 0, "", f"stands beside {found[kind.name].name}; keep one.")
        else:
            found[kind.name] = path
    if not found:
        faults.add(str(folder), 0, "", "holds no <collection>.ndjson or <collection>.ndjson.gz.")
    return {name: found[name] for name in ORDER if name in found}


def collection_of(name: str) -> str:
    """The collection of an object."""
    return OBJECTS[name].collection


def steps(path: Path, faults: Faults, watch: Watch) -> Iterator[Step]:
    """The records of a file with their line numbers, so many at once; `watch` is told the bytes."""
    with path.open("rb") as raw:
        source: Any = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
        records, read = parsed(path.name, whole_lines(path.name, source, faults), faults), 0
        while some := list(islice(records, LINES_A_STEP)):
            yield some
            watch(raw.tell() - read)
            read = raw.tell()


def whole_lines(name: str, source: IO[bytes], faults: Faults) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers; a file that breaks off is a fault."""
    number, whole = 0, True
    try:
        while line := source.readline(LONGEST_LINE):
            beginning, whole = whole, line.endswith(b"\n")
            number += beginning
            if beginning and not whole and len(line) == LONGEST_LINE:
                faults.add(name, number, "", f"is longer than {LONGEST_LINE} bytes.")
            elif beginning and not line.isspace():
                yield number, line
    except (OSError, EOFError, zlib.error) as fault:
        faults.add(name, number, "", f"cannot be read on from here: {fault}.")


def parsed(name: str, lines: Iterable[tuple[int, bytes]], faults: Faults) -> Iterator[Any]:
    """Line numbers and the JSON objects in the lines; what is none is a fault."""
    for number, line in lines:
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError as fault:
            faults.add(name, number, "", f"is not JSON: {fault}.")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            faults.add(name, number, "", "must be a record, a JSON object.")
