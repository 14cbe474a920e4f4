"""Pairs of parties and persons: a source and a target as one number, and how they are narrowed.

One number is sorted, grouped and looked up faster than two.
"""

from collections.abc import Callable, Sequence
from typing import Any

from peewee import OP, SQL, Expression, Select

Narrow = Callable[[Any, Any], list[Expression]]
"""The conditions that the columns of source and target must meet."""

ACTORS = ("party", "person")
# Above all numbers of records (`api.query.cursors.LARGEST_NUMBER`); pairs stay below 2**63. Not a
# power of two: PostgreSQL hashes a number by its halves, over which this one (2**32 by the
# golden ratio) spreads the pairs; with 2**31 most would share their hash with others.
PAIR_FACTOR = 2_654_435_761


def pair_of(source: Any, target: Any) -> Any:
    """A source and a target as one number; null where one is."""
    return source * PAIR_FACTOR + target


def source_of(pair: Any) -> Any:
    """The source of a pair."""
    return pair / PAIR_FACTOR


def target_of(pair: Any) -> Any:
    """The target of a pair."""
    return pair - pair / PAIR_FACTOR * PAIR_FACTOR


def anywhere(source: Any, target: Any) -> list[Expression]:
    """No condition."""
    return []


def from_one(some: Sequence[Any]) -> Narrow:
    """The condition that the source is one of some."""
    return lambda source, target: [source.in_(some)]


def to_one(some: Sequence[Any]) -> Narrow:
    """The condition that the target is one of some, and the source is not."""
    return lambda source, target: [target.in_(some), source.not_in(some)]


def between(sources: Sequence[Any], targets: Sequence[Any]) -> Narrow:
    """The condition that an edge leads from one of some to one of others."""
    return lambda source, target: [source.in_(sources), target.in_(targets)]


def among(shown: Any) -> Narrow:
    """The condition that source and target are a pair of a table.

    The sources stand beside it for the index.
    """
    return lambda source, target: [
        source.in_(Select((shown,), (source_of(shown.c.pair),))),
        is_shown(pair_of(source, target), shown, shown.c.pair),
    ]


def is_shown(value: Any, shown: Any, column: Any) -> Expression:
    """Whether a value is in a column of a table of pairs."""
    return looked_up(value, Select((shown,), (column,)))


def looked_up(value: Any, query: Any) -> Expression:
    """Whether a value is in what a query finds, as a question to each row and no more.

    As a plain condition it would be what PostgreSQL joins first, and what SQLite walks an index by.
    """
    return Expression(value.in_(query), OP.IS, SQL("TRUE"))
