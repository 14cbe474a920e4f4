"""Who spoke of whom, as SQL: of what ties two there is by far the most of this.

A quote's own dates are used in the place of its record's, which are the same.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from peewee import JOIN, Case, Expression, Select, Value, fn

from api.models import Party, Person, Quote, QuoteMention, QuoteTarget, Record
from api.query.filters import Arguments

from .pairs import ACTORS, Narrow, is_shown, looked_up, pair_of, target_of
from .participation import OF_QUOTES

SPOKEN_OF = (QuoteTarget, QuoteMention)
SPEAKING, SPOKEN_FOR = 0, 1


def spoke_of(ways: Sequence[Narrow], when: Arguments, shown: Any) -> Iterator[Any]:
    """From a speaker, and the party spoken for, to each whom the quote is aimed at or names.

    The queries have no row in common: there are too many to look for what is there twice. `shown`
    is a table of the pairs that are wanted, None for all.
    """
    for model in SPOKEN_OF:
        once = [] if model is QuoteTarget else [~is_target(model)]
        conditions = [*once, *OF_QUOTES.conditions(when)]
        if not ways:
            yield of_all(model, shown, conditions)
        for way, column in product(ways, (Quote.speaker, Quote.on_behalf_of)):
            yield of_some(model, column, way, shown, conditions)


def of_some(
    model: Any, column: Any, narrow: Narrow, shown: Any, conditions: Sequence[Expression]
) -> Any:
    """From those in a column of quotes, narrowed so that an index gives them."""
    query = Quote.select(*columns(column, model.target))
    query = query.join(model, on=(model.owner == Quote.record))
    query = query.where(is_actor(model.target), column != model.target)
    if column is Quote.on_behalf_of:
        query = query.where(speaks_for_another())
    if shown is not None:
        query = query.where(is_shown(pair_of(column, model.target), shown, shown.c.pair))
    return query.where(*conditions, *narrow(column, model.target))


def of_all(model: Any, shown: Any, conditions: Sequence[Expression]) -> Any:
    """From everybody, each row read once for both who speaks and who is spoken for.

    CROSS JOIN keeps SQLite to this order of the tables, which is that of the file: led by whoever
    speaks or is spoken of, it would read quotes from all over it.
    """
    sides = Select(columns=[Value(SPEAKING).alias("n")]) + Select(columns=[Value(SPOKEN_FOR)])
    side = sides.alias("side")
    source = Case(None, [(side.c.n == SPEAKING, Quote.speaker)], Quote.on_behalf_of)
    query = model.select(*columns(source, model.target))
    query = query.join(Quote, JOIN.CROSS).join(side, JOIN.CROSS)
    query = query.where(model.owner == Quote.record, source != model.target, *conditions)
    query = query.where((side.c.n == SPEAKING) | speaks_for_another())
    if shown is None:
        actors = Party.select(Party.record) + Person.select(Person.record)
        return query.where(looked_up(model.target, actors))
    return query.where(
        is_shown(model.target, shown, target_of(shown.c.pair)),
        is_shown(pair_of(source, model.target), shown, shown.c.pair),
    )


def columns(source: Any, target: Any) -> list[Any]:
    """The columns of a contact."""
    return [
        pair_of(source, target).alias("pair"),
        Quote.record.alias("record"),
        Quote.said_order.alias("chronology"),
        Quote.said_earliest.alias("earliest"),
        Quote.said_latest.alias("latest"),
    ]


def speaks_for_another() -> Expression:
    """Whether who is spoken for is not the speaker."""
    return Quote.speaker.is_null() | (Quote.speaker != Quote.on_behalf_of)


def is_actor(number: Any) -> Expression:
    """Whether a record is a party or person; a condition, which no plan can begin with."""
    actors = Record.select(Record.number)
    return fn.EXISTS(actors.where(Record.number == number, Record.object.in_(ACTORS)))


def is_target(mention: type[QuoteMention]) -> Expression:
    """Whether a quote is also aimed at whom it mentions."""
    targets = QuoteTarget.select(QuoteTarget.target)
    return fn.EXISTS(
        targets.where(QuoteTarget.owner == mention.owner, QuoteTarget.target == mention.target)
    )
