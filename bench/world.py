"""The invented world as files: `<collection>.ndjson`, one record a line in its plain form.

The same number of quotes gives the same bytes everywhere. References point to files that stand
earlier in `COLLECTIONS`, which is the order to load them in.

    python -m bench.world 1000 FOLDER
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import orjson

from . import actors, happenings, speech
from .facts import Fact, Sizes

# Raise this when the generator writes other records: databases that are kept are then built anew.
GENERATION = 1

COLLECTIONS: dict[str, Callable[[Sizes], Iterator[Fact]]] = {
    "sources": actors.sources,
    "topics": actors.topics,
    "places": actors.places,
    "parties": actors.parties,
    "persons": actors.persons,
    "conflicts": actors.conflicts,
    "processes": actors.processes,
    "documents": happenings.documents,
    "events": happenings.events,
    "agreements": happenings.agreements,
    "meetings": happenings.meetings,
    "mediators": happenings.mediators,
    "quotes": speech.quotes,
}


def write_world(folder: Path, quotes: int) -> int:
    """Write the files of a world with so many quotes; gives the number of records."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes, written = Sizes(quotes), 0
    for collection, records in COLLECTIONS.items():
        with (folder / f"{collection}.ndjson").open("wb", buffering=1 << 20) as file:
            for record in records(sizes):
                file.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
                written += 1
    return written


def main() -> None:
    """Write a world of the size and into the folder that the command line names."""
    quotes, folder = int(sys.argv[1]), Path(sys.argv[2])
    began = perf_counter()
    written = write_world(folder, quotes)
    print(f"{written} records in {perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
