"""Disputes: fields on which documents differ, with each document's version beside the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from peewee import JOIN, Value, fn

from api.models import Change, Evidence, Record, Revision, Settled

Json = dict[str, Any]


def disputed_fields(*, settled: bool | None = None) -> Any:
    """A query of the fields that some evidence disputes: one row a record and field.

    `settled` leaves those that were settled, or those that were not.
    """
    query = (
        Evidence.select(
            Evidence.owner.alias("number"), Evidence.field, fn.MIN(Record.id).alias("id")
        )
        .join(Record, on=(Evidence.owner == Record.number))
        .where(Evidence.stance == "disputes")
        .group_by(Evidence.owner, Evidence.field)
    )
    if settled is None:
        return query
    query = query.join_from(Evidence, Settled, JOIN.LEFT_OUTER, on=same_field())
    return query.where(Settled.field.is_null(not settled))


def same_field() -> Any:
    """Whether a settlement is of the field that evidence is of."""
    return (Settled.owner == Evidence.owner) & (Settled.field == Evidence.field)


def claims(record: Mapping[str, Any], field: str) -> Sequence[Json]:
    """All evidence of one field of a record, whatever its stance."""
    return [row for row in record["evidence"] if row["field"] == field]


def how_derived(told: Sequence[Json]) -> str | None:
    """How the value of a field was worked out, as its evidence says."""
    notes = (
        row["note"] for row in told if row["basis"] == "derived" and row["stance"] == "supports"
    )
    return next((note for note in notes if note), None)


def settlements(numbers: Sequence[int]) -> dict[tuple[int, str], Json]:
    """The settled disputes of some records by number and field, with when and by whom.

    The revision is that in which the settlement came: the last whose `before` lacks its row. That a
    record was restored settled nothing.
    """
    came = Change.select(fn.MAX(Change.revision)).where(
        Change.record == Record.id,
        (Change.before.is_null() & (Change.action != "restore")) | lacks_settlement(),
    )
    columns = (Settled.owner, Settled.field, Settled.reason, Revision.number, Revision.at)
    query = (
        Settled.select(*columns, Revision.who)
        .join(Record, on=(Settled.owner == Record.number))
        .join(Revision, JOIN.LEFT_OUTER, on=(Revision.number == came))
        .where(Settled.owner.in_(numbers))
    )
    names = ("reason", "revision", "at", "who")
    return {
        (owner, field): dict(zip(names, told, strict=True))
        for owner, field, *told in query.tuples()
    }


def lacks_settlement() -> Any:
    """Whether a change's `before` has no row with the key and field of a settlement.

    The database looks for the row's own text, so that no long history is read into memory. Keys and
    pointers need no escapes in JSON, and no other row has a field followed by a reason.
    """
    key, field = Value('{"key":"').concat(Settled.key), Value('","field":"').concat(Settled.field)
    start = key.concat(field).concat('","reason":')
    return fn.REPLACE(Change.before, start, "") == Change.before
