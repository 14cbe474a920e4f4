"""What the works write: the benchmark's invented world, anew in each generation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from api.resources import RESOURCES
from api.store import plain_state, with_all_keys
from bench.facts import Fact, Sizes
from bench.world import COLLECTIONS
from schemas.compiled import loader
from schemas.objects import object_of

from .soundness import States

TOLD = ("summary", "title", "name")
NEW = 20


def facts(quotes: int) -> dict[str, list[Fact]]:
    """The records of an invented world, by collection."""
    sizes = Sizes(quotes)
    return {name: list(made(sizes)) for name, made in COLLECTIONS.items()}


def generation(first: dict[str, list[Fact]], mark: str) -> dict[str, list[Fact]]:
    """All records with one text changed, and some events that were not there."""
    made = {name: [marked(fact, mark) for fact in some] for name, some in first.items()}
    made["events"] += [
        {**marked(fact, mark), "id": f"{fact['id']}-{mark}"} for fact in first["events"][:NEW]
    ]
    return made


def marked(fact: Fact, mark: str) -> Fact:
    """A record with a word added to one of its texts."""
    name = next(each for each in TOLD if each in fact)
    return {**fact, name: f"{fact[name]} {mark}"}


def write_folder(told: dict[str, list[Fact]], folder: Path) -> None:
    """Write a file for each collection."""
    folder.mkdir(exist_ok=True)
    for name, some in told.items():
        (folder / f"{name}.ndjson").write_bytes(lines(some))


def lines(some: list[Fact]) -> bytes:
    """Records as lines."""
    return b"".join(orjson.dumps(fact, option=orjson.OPT_APPEND_NEWLINE) for fact in some)


def every(told: dict[str, list[Fact]]) -> Iterator[Fact]:
    """The records of all collections."""
    for some in told.values():
        yield from some


def as_states(some: Iterator[dict[str, Any]]) -> States:
    """Records as they stand once they are written."""
    return {fact["id"]: as_state(fact) for fact in some}


def as_state(fact: dict[str, Any]) -> dict[str, Any]:
    """A record as it stands once it is written."""
    resource = RESOURCES[object_of(fact["id"]) or ""]
    return plain_state(with_all_keys(loader(resource.schema)(fact)))
