"""What ties two parties or persons, as SQL: one row a type, a pair and a record behind it.

A contact is `(type, source, target, record)`, all but the type numbers of records. What has no
direction has the smaller number as its source.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import product
from typing import Any

from peewee import Expression, Value, fn

from api.models import (
    Attendance,
    Mediation,
    Mediator,
    Meeting,
    Quote,
    QuoteMention,
    QuoteTarget,
    Record,
    RowTable,
    Signatory,
)

Narrow = Callable[[Any, Any], list[Expression]]
"""The conditions that the columns of source and target must meet."""

ATTENDERS = ("party", "person")
SIGNERS = ("party", "person", "on_behalf_of")
ACTORS = ("party", "person")
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

    def attends(row: Any) -> list[Expression]:
        return [] if any_status else [was_held(row.owner)]

    return pairs("met", Attendance, ATTENDERS, attends, narrow)


def signed(narrow: Narrow, any_status: bool) -> Iterator[Any]:
    """Two of those between whom an agreement is made and who stand by it."""

    def stands_by(row: Any) -> list[Expression]:
        return [row.role == "party", row.position.in_(STANDING_BY)]

    return pairs("signed", Signatory, SIGNERS, stands_by, narrow)


def pairs(
    name: str,
    model: type[RowTable],
    columns: Sequence[str],
    counts: Callable[[Any], list[Expression]],
    narrow: Narrow,
) -> Iterator[Any]:
    """Two who stand in rows of the same record, where both rows count.

    A person and the party that he is there for stand in one row: they are no pair.
    """
    for first, second in product(columns, repeat=2):
        one, other, both = model.alias(), model.alias(), model.alias()
        source, target = getattr(one, first), getattr(other, second)
        together = both.select(both.key).where(
            both.owner == one.owner, names(both, columns, source), names(both, columns, target)
        )
        query = one.select(Value(name), source, target, one.owner)
        query = query.join(other, on=(other.owner == one.owner)).where(source < target)
        yield query.where(
            ~fn.EXISTS(together), *counts(one), *counts(other), *narrow(source, target)
        )


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
            query = Mediation.select(Value("mediated"), source, target, subject)
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


def spoke_of(narrow: Narrow, any_status: bool) -> Iterator[Any]:
    """From a speaker, and the party spoken for, to each whom the quote is aimed at or names.

    The queries have no row in common: there are too many to look for what is there twice.
    """
    for column, model in product((Quote.speaker, Quote.on_behalf_of), (QuoteTarget, QuoteMention)):
        query = Quote.select(Value("spoke_of"), column, model.target, Quote.record)
        query = query.join(model, on=(model.owner == Quote.record))
        query = query.join(Record, on=(Record.number == model.target))
        query = query.where(Record.object.in_(ACTORS), column != model.target)
        if column is Quote.on_behalf_of:
            query = query.where(Quote.speaker.is_null() | (Quote.speaker != column))
        if model is QuoteMention:
            query = query.where(~is_target(model))
        yield query.where(*narrow(column, model.target))


def is_target(mention: type[QuoteMention]) -> Expression:
    """Whether a quote is also aimed at whom it mentions."""
    targets = QuoteTarget.select(QuoteTarget.target)
    return fn.EXISTS(
        targets.where(QuoteTarget.owner == mention.owner, QuoteTarget.target == mention.target)
    )


TYPES: Mapping[str, Callable[[Narrow, bool], Iterator[Any]]] = {
    "met": met,
    "mediated": mediated,
    "signed": signed,
    "spoke_of": spoke_of,
}
DIRECTED = ("mediated", "spoke_of")
COLUMNS = ("type", "source", "target", "record")


def contacts(ways: Mapping[str, Sequence[Narrow]], any_status: bool) -> Any:
    """The contacts of some types, each once, that are narrowed in one of some ways.

    No contact may be in two of the ways. `any_status` also takes meetings that were not held and
    mediation that did not take place.
    """
    return reduce(operator.add, [of_type(name, ways[name], any_status) for name in ways])


def of_type(name: str, ways: Sequence[Narrow], any_status: bool) -> Any:
    """The contacts of one type; in peewee `|` is UNION and `+` is UNION ALL."""
    queries = [titled(query) for way in ways for query in TYPES[name](way, any_status)]
    together = reduce(operator.add if name == "spoke_of" else operator.or_, queries)
    made = together.alias(name)
    return made.select_from(*[getattr(made.c, column) for column in COLUMNS])


def titled(query: Any) -> Any:
    """A query whose columns have the names of a contact's."""
    selected = zip(query._returning, COLUMNS, strict=True)
    return query.select(*[column.alias(name) for column, name in selected])
