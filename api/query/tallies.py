"""How many records there are of each kind, and when one of them was last changed."""

from peewee import Select, fn

from api.models import Record
from schemas.objects import OBJECTS

from .statement import PREPARED, Statement


def records_by_kind() -> dict[str, int]:
    """The number of records of each kind, in one pass over an index of all records."""
    found = dict(PREPARED.get("records by kind", counted_by_kind).tuples())
    return {kind: found.get(kind, 0) for kind in OBJECTS}


def counted_by_kind() -> Statement:
    """The number of records of each kind that has any."""
    number = fn.COUNT(Record.number).alias("records")
    return Statement(Record.select(Record.object, number).group_by(Record.object))


def last_changes_by_kind() -> dict[str, str | None]:
    """When a record of each kind was last changed, None where there is none: one look each."""
    moments = PREPARED.get("last changes by kind", last_of_each_kind).tuples()[0]
    return dict(zip(OBJECTS, moments, strict=True))


def last_of_each_kind() -> Statement:
    """The last change of each kind, in the order of the objects."""
    moment = fn.MAX(Record.updated_at)
    each = [Record.select(moment).where(Record.object == kind).alias(kind) for kind in OBJECTS]
    return Statement(Select(columns=each).bind(Record._meta.database))
