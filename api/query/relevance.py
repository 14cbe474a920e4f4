"""Relevance: what is called so comes before what speaks of it, the shorter text first.

The rule rests on a record and the question alone, so cursors stay true while others write, and both
engines give the same order. It is applied to at most `MOST_HITS` hits in names and as many in all
text, those that were added first; a longer list is told of by its total.
"""

from collections.abc import Callable, Sequence
from typing import Any

from peewee import SQL, Expression, Join, Select, fn

from api.database import engine
from api.models import Record

from .paging import BOUND_OF_TOTAL, Keyset, Sort
from .reading import base_query
from .resource import Resource
from .statement import Bound, slot

MOST_HITS = BOUND_OF_TOTAL
BEHIND_NAMES = 1_000_000


Joined = Sequence[tuple[Any, Callable[[Any], Expression]]]
Wanted = Callable[[Any], Sequence[Expression]]


def hits(text: Any, further: int, joined: Joined, wanted: Wanted) -> Any:
    """At most so many of the texts that match, with their score: words, and `further`.

    `joined` are tables to join, each with its condition for the hits; `wanted` gives further
    conditions for the hits.
    """
    found = engine().hits(text)
    source = found.source
    for table, condition in joined:
        source = Join(source, table, engine().hit_join, on=condition(found))
    columns = [found.number.alias("number"), (found.words + further).alias("score")]
    some = Select([source], columns).where(found.matches, *wanted(found))
    if found.place is not None:
        some = some.order_by(found.place)
    return some.limit(MOST_HITS)


def scored(in_names: Any, in_text: Any, joined: Joined, wanted: Wanted) -> Any:
    """Numbers of records with their score, each once; the lower, the more relevant."""
    halves = [
        hits(in_names, 0, joined, wanted).alias("named"),
        hits(in_text, BEHIND_NAMES, joined, wanted).alias("told"),
    ]
    both = Select([halves[0]], [SQL("number"), SQL("score")]).union_all(
        Select([halves[1]], [SQL("number"), SQL("score")])
    )
    either = both.alias("either")
    columns = [either.c.number.alias("number"), fn.MIN(either.c.score).alias("score")]
    return Select([either], columns).group_by(either.c.number).alias("hit")


class ByRelevance(Keyset):
    """Pages by relevance: first the numbers of one page are found, then their rows are read.

    `found` are the hits with their scores, `rows` the query of the rows, by whose column `number`
    the two are joined.
    """

    def __init__(self, found: Any, rows: Any, number: Any, **kwargs: Any) -> None:
        order = Sort("relevance", number, number, "by relevance")
        super().__init__(rows, order, descending=False, **kwargs)
        self.found = found

    def select(self, segment: int, slots: Sequence[Any]) -> Any:
        limit, *keys = slots
        score, number = self.found.c.score, self.found.c.number
        some = Select([self.found], [number.alias("number"), score.alias("score")])
        if keys:
            last, tie = keys
            some = some.where((score > last) | ((score == last) & (number > tie)))
        some = some.order_by(score, number).limit(limit).alias("page")
        query = self.query.join_from(self.query.model, some, on=(some.c.number == self.sort.tie))
        columns = (some.c.score.alias("sort_key"), self.sort.tie.alias("tie_key"))
        return query.select_extend(*columns).order_by(some.c.score, self.sort.tie)


def ranked(
    resource: Resource, bound: Bound, conditions: Sequence[Any], *, needs_record: bool
) -> tuple[Any, Any]:
    """The hits in a collection for the question in `bound`, and the query of their rows.

    The slot behind those of `bound` is for the question to names alone.
    """
    number = resource.model.record
    joined: list[tuple[Any, Callable[[Any], Expression]]] = []
    if conditions:
        joined.append((resource.model, lambda found: number == found.number))
    if needs_record:
        joined.append((Record, lambda found: Record.number == found.number))
    found = scored(
        slot(len(bound.values)),
        bound.arguments["q"],
        joined,
        lambda found: [found.object == resource.object, *conditions],
    )
    return found, base_query(resource)
