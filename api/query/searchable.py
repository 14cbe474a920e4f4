"""What a record can be found by: its names, its words, and what tells it from its namesakes."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from marshmallow import Schema

from api.models.search import BOUNDARY
from schemas.base import Rows
from schemas.fields import Text, Verbatim
from schemas.folding import words
from schemas.wording import LONGEST_WORD

from .resource import LabelOf, Resource
from .shape import State

OWN_NAMES = ("name", "title")
UNSEARCHED_PARTS = ("names", "identifiers", "evidence")
MOST_WORDS = 12_000


def search_row(resource: Resource, state: State, label: str, label_of: LabelOf) -> dict[str, Any]:
    """The columns of `SearchText` for a loaded record, but for its number."""
    names = list(dict.fromkeys(names_of(resource, state, label)))
    passages = list(dict.fromkeys(passages_of(resource, state)))
    named = [words(name) for name in names]
    told = [word for passage in passages for word in words(passage)][:MOST_WORDS]
    boundaries = f" {BOUNDARY} "
    joined = boundaries.join(dict.fromkeys(" ".join(cut(some)) for some in named if some))
    return {
        "object": resource.object,
        "names": f"{boundaries}{joined}{boundaries}".strip() if joined else "",
        "body": " ".join(cut(told)),
        "words": sum(map(len, named)) + len(told),
        "shown": "\n".join(" ".join(text.split()) for text in (*names, *passages)),
        "hint": resource.hint(state, label_of),
    }


def cut(some: list[str]) -> list[str]:
    """Words in the length that both engines can index."""
    return [word[:LONGEST_WORD] for word in some]


def names_of(resource: Resource, state: State, label: str) -> Iterator[str]:
    """The names of a record, its label first; what is called by its own words has none."""
    if resource.named:
        yield label
    for name in OWN_NAMES:
        if state.get(name):
            yield state[name]
    for row in state.get("names") or ():
        yield row["text"]


def passages_of(resource: Resource, state: State) -> Iterator[str]:
    """The texts of a record and of its parts, in the order of the schema."""
    yield from texts_of(resource.schema, state)
    for name, member in resource.schema.fields.items():
        if isinstance(member, Rows) and name not in UNSEARCHED_PARTS:
            for row in state.get(name) or ():
                yield from texts_of(resource.part[name].shape.schema, row)  # type: ignore[union-attr]


def texts_of(schema: Schema, state: Mapping[str, Any]) -> Iterator[str]:
    """The texts among the members of a record or row."""
    for name in text_members(type(schema)):
        if state.get(name):
            yield state[name]


@cache
def text_members(schema: type[Schema]) -> tuple[str, ...]:
    """The members of a schema that hold words, but for its names: no codes, ids or hashes."""
    members = schema._declared_fields.items()
    return tuple(
        name for name, field in members if type(field) in (Text, Verbatim) and name not in OWN_NAMES
    )
