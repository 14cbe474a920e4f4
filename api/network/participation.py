"""In which agreements, meetings, events and quotes a party or person has a part, in order of time.

Each way of having a part is a stream that an index gives: of quotes, of which there are most, in
order; of all else by who has the part, to be sorted.
"""

import operator
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from peewee import SQL, Expression

from api.models import Attendance, EventParty, Quote, Record, RowTable, Signatory
from api.query.filters import Arguments, either
from api.query.merging import Stream
from api.query.periods import During

Numbers = Sequence[Any]
Conditions = Sequence[Expression]
Actors = Mapping[str, Numbers]
"""The parties and persons asked for: `party` and `person`, each where given."""

QUOTE = "quote"
NOTHING = SQL("1 = 0")
ROWS: Mapping[str, tuple[type[RowTable], Mapping[str, tuple[str, ...]]]] = {
    "agreement": (Signatory, {"party": ("party", "on_behalf_of"), "person": ("person",)}),
    "meeting": (Attendance, {"party": ("party",), "person": ("person",)}),
    "event": (EventParty, {"party": ("party",), "person": ()}),
}
IN_TIME = (*ROWS, QUOTE)
"""The kinds of records that stand in the chronology."""
WHEN = During("date", Record, "2023", "The record's main date.", "")
OF_QUOTES = During("said", Quote, "2023", "When it was said.", called="date")
"""The same of quotes: their main date, as their own table has it, where indexes hold it."""


def streams(objects: Sequence[str], actors: Actors, when: Arguments) -> list[Stream]:
    """The dated records of some kinds in which all that are asked for have a part.

    Of several parties one will do, and of several persons; `when` are the arguments of `WHEN`. All
    may hold slots.
    """
    conditions = [*WHEN.conditions(when), *in_order(Record.chronology, when)]
    if not actors:
        return [of_all(name, conditions) for name in objects]
    return [
        stream
        for name in objects
        for stream in (
            of_quotes(actors, when) if name == QUOTE else [of_rows(name, actors, conditions)]
        )
    ]


def in_order(day: Any, when: Arguments) -> list[Expression]:
    """What is true of the day that orders a record, where its date lies in a period for certain.

    It says nothing new, but an index is read from there to there. Of a date that only may lie in a
    period, that day may be before it and, where the date has no beginning, after it.
    """
    if when.get("date_match") != "certain":
        return []
    found: list[Expression] = []
    if periods := when.get("date"):
        found.append(either([(day >= first) & (day <= last) for first, last in periods]))
    if period := when.get("date__gte"):
        found.append(day >= period[0])
    if period := when.get("date__lte"):
        found.append(day <= period[1])
    return found


def of_all(name: str, conditions: Conditions) -> Stream:
    """All records of one kind, whoever has a part."""
    query = Record.select().where(Record.object == name, Record.chronology.is_null(False))
    return Stream(name, query.where(*conditions), Record.chronology, Record.number)


def of_rows(name: str, actors: Actors, conditions: Conditions) -> Stream:
    """The records of one kind in whose rows all that are asked for are named, be it in several."""
    model, columns = ROWS[name]
    first, *others = actors
    query = model.select().join(Record, on=(Record.number == model.owner))
    query = query.where(names(model, columns[first], actors[first]))
    for other in others:
        row = model.alias()
        named = row.select(row.owner).where(names(row, columns[other], actors[other]))
        query = query.where(model.owner.in_(named))
    query = query.where(Record.chronology.is_null(False), *conditions)
    return Stream(name, query, Record.chronology, Record.number, repeats=True)


def names(row: Any, columns: Sequence[str], numbers: Numbers) -> Any:
    """Whether one of some columns of a row names one of some parties or persons."""
    tests = [getattr(row, column).in_(numbers) for column in columns]
    return reduce(operator.or_, tests) if tests else NOTHING


def of_quotes(actors: Actors, when: Arguments) -> Iterator[Stream]:
    """What was said by any of those asked for or on their behalf: a stream for each, in order.

    Speaker is a party or a person; of a person who speaks for a party, both have a part.
    """
    conditions = [*OF_QUOTES.conditions(when), *in_order(Quote.said_order, when)]
    parties = actors.get("party", ())
    if "person" in actors:
        both = [Quote.on_behalf_of.in_(parties)] if parties else []
        ways = [[Quote.speaker == person, *both] for person in actors["person"]]
    else:
        ways = [
            [column == party] for party in parties for column in (Quote.speaker, Quote.on_behalf_of)
        ]
    for way in ways:
        query = Quote.select().where(*way, Quote.said_order.is_null(False), *conditions)
        yield Stream(QUOTE, query, Quote.said_order, Quote.record)
