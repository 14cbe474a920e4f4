"""What a record can be found by: its names, its words, and what tells it from its namesakes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from marshmallow import Schema

from schemas.base import Rows
from schemas.fields import Text, Verbatim
from schemas.folding import WORD, fold
from schemas.wording import BOUNDARY, LONGEST_WORD

from .resource import LabelOf, Resource
from .shape import State

OWN_NAMES = ("name", "title")
UNSEARCHED_PARTS = ("names", "identifiers", "evidence", "settled")
MOST_WORDS = 12_000
MOST_PLACES = 255
MOST_NAMES = MOST_PLACES - 1
MOST_WORDS_OF_NAMES = 3_500
MOST_BYTES = 400_000
BETWEEN_NAMES = f" {BOUNDARY} "
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
PIECES_KEPT = 4096

fold_piece = lru_cache(PIECES_KEPT)(fold)


def search_row(resource: Resource, state: State, label: str, label_of: LabelOf) -> dict[str, Any]:
    """The columns of `SearchText` for a record, but for its number.

    `label_of` gives the label of what stands in the place of a reference: an id, or a stub.
    """
    names = list(dict.fromkeys(names_of(resource, state, label)))
    passages = list(dict.fromkeys(passages_of(resource, state)))
    named = [words_of(name) for name in names]
    told = [word for passage in passages for word in words_of(passage)][:MOST_WORDS]
    told, called = within_bytes(told), findable([cut(some) for some in named if some])
    joined = BETWEEN_NAMES.join(dict.fromkeys(" ".join(some) for some in called))
    return {
        "object": resource.object,
        "words": sum(map(len, named)) + len(told),
        "names": f"{BOUNDARY} {joined} {BOUNDARY}" if joined else "",
        "body": " ".join(thinned(cut(told), [word for some in called for word in some])),
        "shown": "\n".join([" ".join(text.split()) for text in (*names, *passages)]),
        "hint": resource.hint(state, label_of),
    }


def folded(text: str) -> str:
    """What `fold` gives: it folds each character by itself, and ASCII needs no more than case."""
    if text.isascii():
        return text.lower()
    return NOT_ASCII.sub(lambda piece: fold_piece(piece[0]), text).casefold()


def words_of(text: str) -> list[str]:
    """What `words` gives: the runs of letters and digits of folded text."""
    return WORD.findall(folded(text))


def cut(some: list[str]) -> list[str]:
    """Words in the length that both engines can index."""
    return [word[:LONGEST_WORD] for word in some]


def findable(named: list[list[str]]) -> list[list[str]]:
    """The names that both engines can index, as words: the first, where there are very many.

    PostgreSQL notes 255 places of a word, the boundary between names among them, 16,383 in all, and
    1 MB of words.
    """
    if sum(map(len, named)) + len(named) <= MOST_NAMES:
        return named
    taken: list[list[str]] = []
    places: Counter[str] = Counter()
    words = size = 0
    for some in named[:MOST_NAMES]:
        counted = Counter(some)
        words, size = words + len(some), size + sum(len(word.encode()) for word in some)
        if words > MOST_WORDS_OF_NAMES or size > MOST_BYTES:
            break
        if all(places[word] + times <= MOST_PLACES for word, times in counted.items()):
            taken.append(some)
            places += counted
    return taken


def within_bytes(some: list[str]) -> list[str]:
    """The first words, as many as fit into `MOST_BYTES`."""
    if len(some) * LONGEST_WORD * 4 <= MOST_BYTES:
        return some
    ends = accumulate(len(word[:LONGEST_WORD].encode()) for word in some)
    return [word for word, end in zip(some, ends, strict=True) if end <= MOST_BYTES]


def thinned(some: list[str], before: list[str]) -> list[str]:
    """Words without those that stood `MOST_PLACES` times already, here or in what stands before.

    PostgreSQL notes no more places of a word; left out for both engines, phrases behind them are
    found by both.
    """
    if len(some) + len(before) <= MOST_PLACES:
        return some
    places = Counter(before)
    kept = []
    for word in some:
        places[word] += 1
        if places[word] <= MOST_PLACES:
            kept.append(word)
    return kept


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
    yield from texts_of(text_members(type(resource.schema)), state)
    for part, members in text_parts(type(resource.schema)):
        for row in state.get(part) or ():
            yield from texts_of(members, row)


def texts_of(members: tuple[str, ...], state: Mapping[str, Any]) -> Iterator[str]:
    """The texts among the members of a record or row."""
    for name in members:
        if text := state.get(name):
            yield text


@cache
def text_members(schema: type[Schema]) -> tuple[str, ...]:
    """The members of a schema that hold words, but for its names: no codes, ids or hashes."""
    members = schema._declared_fields.items()
    return tuple(
        name for name, field in members if type(field) in (Text, Verbatim) and name not in OWN_NAMES
    )


@cache
def text_parts(schema: type[Schema]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The parts of a schema whose rows hold words, with the members that do, in its order."""
    return tuple(
        (name, members)
        for name, field in schema().fields.items()
        if isinstance(field, Rows) and name not in UNSEARCHED_PARTS
        if (members := text_members(field.row_schema))
    )
