"""Keyset paging over several queries in one order: each is read by an index of its own, and merged.

What is one question may need several indexes, as what a party took part in does. Of each stream no
more is read than a page has; then they are merged, and what stands in several is shown once.
"""

import operator
from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

from .cursors import Total
from .paging import BOUND_OF_TOTAL, Keyset, Sort, count_of, counting

DAY, NUMBER = "sort_key", "tie_key"


class Stream(NamedTuple):
    """Records of one kind as a query gives them, with the columns of their day and number.

    `repeats` says that the query may give a record more than once.
    """

    object: str
    query: Any
    day: Any
    number: Any
    repeats: bool = False

    @property
    def rows(self) -> Any:
        """The day and the number of each record, once."""
        query = self.query.select(self.day.alias(DAY), self.number.alias(NUMBER))
        return query.distinct() if self.repeats else query


def merged(streams: Sequence[Stream], queries: Sequence[Any]) -> Any:
    """The rows of all of some queries, those of the streams: each record once.

    Only records of one kind can stand in several. In peewee `|` is UNION and `+` is UNION ALL.
    """
    alone = len({stream.object for stream in streams}) == len(streams)
    return reduce(operator.add if alone else operator.or_, map(as_member, queries))


def as_member(query: Any) -> Any:
    """A query that may be limited as a member of a union; SQLite takes none with a limit itself."""
    made = query.alias("stream")
    return made.select_from(getattr(made.c, DAY), getattr(made.c, NUMBER))


class Merged(Keyset):
    """Pages of several streams in one order; `query` gives the columns that a page needs."""

    def __init__(self, streams: Sequence[Stream], query: Any, sort: Sort, **kwargs: Any) -> None:
        super().__init__(query, sort, **kwargs)
        self.streams = streams

    def select(self, segment: int, slots: Sequence[Any]) -> Any:
        limit, *keys = slots
        some = merged(self.streams, [self.beginning(each, limit, keys) for each in self.streams])
        some = some.alias("merged")
        day, number = getattr(some.c, DAY), getattr(some.c, NUMBER)
        query = self.query.join(some, on=(number == self.sort.tie)).select_extend(day, number)
        return query.order_by(self.directed(day), self.directed(number)).limit(limit)

    def beginning(self, stream: Stream, limit: Any, keys: Sequence[Any]) -> Any:
        """The next rows of one stream."""
        order = Sort(self.sort.name, stream.day, stream.number, self.sort.description)
        one = Keyset(stream.query, order, descending=self.descending)
        query = stream.rows.where(one.behind(*keys)) if keys else stream.rows
        return query.order_by(one.directed(stream.day), one.directed(stream.number)).limit(limit)

    def count(self, values: Sequence[Any], *, exact: bool) -> Total:
        statement = self.statement(exact, lambda: counting(self.all(exact=exact), exact=exact))
        return count_of(statement, values, exact=exact)

    def all(self, *, exact: bool) -> Any:
        """The rows to be counted, of each stream no more than are counted where a bound is."""
        rows = [stream.rows for stream in self.streams]
        if not exact:
            rows = [each.limit(BOUND_OF_TOTAL + 1) for each in rows]
        return merged(self.streams, rows)
