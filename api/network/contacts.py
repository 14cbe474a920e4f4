"""What ties two parties or persons, as SQL: one row a pair and a record behind it.

A contact is `(pair, record, chronology, earliest, latest)`: source and target as one number, the
number of a record, and its dates. What has no direction has the smaller number as its source.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from typing import Any, NamedTuple

from peewee import Expression, fn

from api.models import Attendance, Mediation, Mediator, Meeting, Record, RowTable, Signatory
from api.query.filters import Arguments

from .pairs import ACTORS, Narrow, among, anywhere, pair_of
from .participation import WHEN
from .speaking import spoke_of

ATTENDERS = ACTORS
SIGNERS = ("party", "person", "on_behalf_of")
# Codes of signatory-position: who stands by an agreement, whether a signature is told or not.
STANDING_BY = ("signed", "agreed", "confirmed")
# Codes of signatory-role and attendance-role: between whom is mediated. Not the mediators and
# chairs among them, nor those who watch, ask questions or tell the press.
SIDES_OF_AGREEMENT = ("party", "offeror", "addressee")
SIDES_OF_MEETING = ("participant", "head_of_delegation", "host", "requester")
# Codes of mediation-role: a guarantor, a monitor and an observer bring nobody together.
MEDIATING = ("mediator", "broker", "facilitator", "host", "chair")
# Codes of mediation-status and meeting-status.
TOOK_PLACE = ("done", "ongoing")
HELD = "held"


def names(row: Any, columns: Iterable[str], number: Any) -> Expression:
    """Whether a row names a party or person."""
    return reduce(operator.or_, [getattr(row, column) == number for column in columns])


def was_held(number: Any) -> Expression:
    """Whether a meeting took place."""
    meetings = Meeting.select(Meeting.record)
    return fn.EXISTS(meetings.where(Meeting.record == number, Meeting.status == HELD))


def met(narrow: Narrow, any_status: bool) -> Iterator[Any]:
    """Two who attend the same meeting, in whatever roles."""
    for one, _, query in two_of_one(Attendance, ATTENDERS, narrow):
        yield query if any_status else query.where(was_held(one.owner))


def signed(narrow: Narrow, any_status: bool) -> Iterator[Any]:
    """Two of those between whom an agreement is made and who stand by it."""
    for one, other, query in two_of_one(Signatory, SIGNERS, narrow):
        for row in (one, other):
            query = query.where(row.role == "party", row.position.in_(STANDING_BY))
        yield query


def two_of_one(
    model: type[RowTable], columns: Sequence[str], narrow: Narrow
) -> Iterator[tuple[Any, Any, Any]]:
    """Two who stand in rows of the same record: the rows, and the query of contacts.

    A person and the party that he is there for stand in one row: they are no pair.
    """
    for first, second in product(columns, repeat=2):
        one, other, both = model.alias(), model.alias(), model.alias()
        source, target = getattr(one, first), getattr(other, second)
        together = both.select(both.key).where(
            both.owner == one.owner, names(both, columns, source), names(both, columns, target)
        )
        query = one.select(pair_of(source, target).alias("pair"), one.owner.alias("record"))
        query = query.join(other, on=(other.owner == one.owner)).where(source < target)
        yield one, other, query.where(~fn.EXISTS(together), *narrow(source, target))


def mediated(narrow: Narrow, any_status: bool) -> Iterator[Any]:
    """From one who mediates at a meeting or for an agreement to each of the sides there.

    Who mediates there too, and whom he is there for, is no side.
    """
    for about, model, columns, roles in (
        ("meeting", Attendance, ATTENDERS, SIDES_OF_MEETING),
        ("agreement", Signatory, SIGNERS, SIDES_OF_AGREEMENT),
    ):
        subject = getattr(Mediation, about)
        conditions = [model.role.in_(roles), *mediates(Mediation, any_status)]
        conditions.append(~mediates_too(about, model, columns, any_status))
        if about == "meeting" and not any_status:
            conditions.append(was_held(subject))
        for first, second in product(ACTORS, columns):
            source, target = getattr(Mediator, first), getattr(model, second)
            query = Mediation.select(pair_of(source, target).alias("pair"), subject.alias("record"))
            query = query.join(Mediator, on=(Mediation.owner == Mediator.record))
            query = query.join(model, on=(model.owner == subject)).where(*conditions)
            known = source.is_null(False), target.is_null(False)
            yield query.where(*known, *narrow(source, target))


def mediates(mediation: Any, any_status: bool) -> list[Expression]:
    """That a row of a mediator tells of mediation, which took place."""
    found = [mediation.role.in_(MEDIATING)]
    return found if any_status else [*found, mediation.status.in_(TOOK_PLACE)]


def mediates_too(
    about: str, model: type[RowTable], columns: Sequence[str], any_status: bool
) -> Expression:
    """Whether a row of a meeting or an agreement names one who mediates there."""
    mediation, mediator = Mediation.alias(), Mediator.alias()
    query = mediation.select(mediation.key)
    query = query.join(mediator, on=(mediation.owner == mediator.record))
    query = query.where(getattr(mediation, about) == model.owner, *mediates(mediation, any_status))
    named = [names(model, columns, getattr(mediator, actor)) for actor in ACTORS]
    return fn.EXISTS(query.where(reduce(operator.or_, named)))


IN_ROWS: Mapping[str, Callable[[Narrow, bool], Iterator[Any]]] = {
    "met": met,
    "mediated": mediated,
    "signed": signed,
}
SPOKE_OF = "spoke_of"
TYPES = (*IN_ROWS, SPOKE_OF)
DIRECTED = ("mediated", SPOKE_OF)


class Asked(NamedTuple):
    """Which contacts are asked for.

    `ways` are how they may be narrowed, so that none is in two of them; none at all is the whole.
    `any_status` also takes meetings that were not held and mediation that did not take place;
    `when` are arguments of `WHEN`.
    """

    ways: Sequence[Narrow]
    any_status: bool
    when: Arguments


def contacts(name: str, asked: Asked, shown: Any = None) -> Any:
    """The contacts of a type, each once; `shown` is a table of the pairs that are wanted.

    In peewee `|` is UNION and `+` is UNION ALL.
    """
    if name == SPOKE_OF:
        return reduce(operator.add, spoke_of(asked.ways, asked.when, shown))
    ways = (asked.ways or [anywhere]) if shown is None else [among(shown)]
    queries = [query for way in ways for query in IN_ROWS[name](way, asked.any_status)]
    together = reduce(operator.or_, queries)
    conditions = WHEN.conditions(asked.when)
    return (
        dated(together.alias("found"), conditions) if conditions or shown is not None else together
    )


def dated(found: Any, conditions: Sequence[Expression]) -> Any:
    """Contacts with the dates of their records, which meet some conditions."""
    query = Record.select(
        found.c.pair, found.c.record, Record.chronology, Record.earliest, Record.latest
    )
    query = query.join(found, on=(found.c.record == Record.number))
    return query.where(*conditions) if conditions else query
