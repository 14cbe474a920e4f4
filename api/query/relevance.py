"""Relevance: what is called so comes before what speaks of it, the shorter text first.

The rule rests on a record and the question alone, so cursors stay true while others write, and both
engines give the same order. It is applied to at most `MOST_HITS` hits in names and as many in all
text, those that were added first; a longer list is told of by its total.
"""

from collections.abc import Sequence
from typing import Any

from peewee import SQL, Expression, Join, Select, fn

from api.database import engine
from api.models import Record, SearchText

from .paging import BOUND_OF_TOTAL, Sort
from .reading import HEAD_COLUMNS, base_query
from .resource import Resource
from .statement import Bound, slot

MOST_HITS = BOUND_OF_TOTAL
BEHIND_NAMES = 1_000_000


def hits(text: Any, further: Any, joined: Sequence[tuple[Any, Expression]], conditions: Any) -> Any:
    """At most so many of the texts that match, with their score: words, and `further`."""
    source, matches = engine().hits(text)
    for table, condition in joined:
        source = Join(source, table, engine().hit_join, on=condition)
    score = (SearchText.words + further).alias("score")
    some = Select([source], [SearchText.record.alias("number"), score])
    return some.where(matches, *conditions).limit(MOST_HITS)


def scored(
    in_names: Any, in_text: Any, joined: Sequence[tuple[Any, Expression]], conditions: Any
) -> Any:
    """Numbers of records with their score, each once; the lower, the more relevant."""
    halves = [
        hits(in_names, 0, joined, conditions).alias("named"),
        hits(in_text, BEHIND_NAMES, joined, conditions).alias("told"),
    ]
    both = Select([halves[0]], [SQL("number"), SQL("score")]).union_all(
        Select([halves[1]], [SQL("number"), SQL("score")])
    )
    either = both.alias("either")
    columns = [either.c.number.alias("number"), fn.MIN(either.c.score).alias("score")]
    return Select([either], columns).group_by(either.c.number).alias("hit")


def ranked(resource: Resource, bound: Bound, conditions: Sequence[Any]) -> tuple[Any, Sort]:
    """The rows of a collection that match the question in `bound`, and their order.

    The slot behind those of `bound` is for the question to names alone.
    """
    number = resource.model.record
    joined = [
        (resource.model, number == SearchText.record),
        (Record, Record.number == SearchText.record),
    ]
    found = scored(slot(len(bound.values)), bound.arguments["q"], joined, conditions)
    query = base_query(resource).join_from(resource.model, found, on=(found.c.number == number))
    return query, order_of(found, number)


def ranked_records(
    in_names: Any, in_text: Any, conditions: Sequence[Any], columns: Sequence[Any]
) -> tuple[Any, Sort]:
    """The records of all collections that match, and their order."""
    joined = [(Record, Record.number == SearchText.record)]
    found = scored(in_names, in_text, joined, conditions)
    query = Record.select(*HEAD_COLUMNS[:4], *columns)
    query = query.join(found, on=(found.c.number == Record.number))
    return query, order_of(found, Record.number)


def order_of(found: Any, number: Any) -> Sort:
    """The order by score."""
    return Sort("relevance", found.c.score, number, "by relevance")
