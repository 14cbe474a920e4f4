"""Checking the invented world: lines load by the schemas, in one form, with references that hold.

python -m bench.checking FOLDER [EVERY]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from schemas import SCHEMAS
from schemas.base import plain, references
from schemas.objects import BY_COLLECTION

from .world import COLLECTIONS


def faults(folder: Path, every: int = 1) -> Iterator[str]:
    """What is wrong with each `every`-th line of the files; ids and references of all of them."""
    known: set[str] = set()
    for collection in COLLECTIONS:
        schema = SCHEMAS[BY_COLLECTION[collection].name]()
        with (folder / f"{collection}.ndjson").open("rb") as file:
            for number, line in enumerate(file):
                told = orjson.loads(line)
                if told["id"] in known:
                    yield f"{told['id']} occurs twice"
                known.add(told["id"])
                if number % every:
                    continue
                state = schema.load(told)
                if orjson.dumps(plain(schema, state)) != line.rstrip():
                    yield f"{told['id']} is not in its plain form"
                for pointer, target in references(schema, state):
                    if target not in known:
                        yield f"{told['id']}{pointer}: there is no {target} yet"


def main() -> None:
    """Print the faults of a folder; exit code 1 where there is any."""
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = list(faults(Path(sys.argv[1]), every))
    print("\n".join(found[:20]) or "no fault")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
