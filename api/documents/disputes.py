"""Disputes: fields on which documents differ, with each document's version beside the others."""

from collections.abc import Sequence
from typing import Any

from peewee import fn

from api.models import Evidence, Record


def disputed_fields() -> Any:
    """A query of the fields that some evidence disputes: one row a record and field."""
    return (
        Evidence.select(
            Evidence.owner.alias("number"), Evidence.field, fn.MIN(Record.id).alias("id")
        )
        .join(Record, on=(Evidence.owner == Record.number))
        .where(Evidence.stance == "disputes")
        .group_by(Evidence.owner, Evidence.field)
    )


def claims(record: dict[str, Any], field: str) -> Sequence[dict[str, Any]]:
    """All evidence of one field of a record, whatever its stance."""
    return [row for row in record["evidence"] if row["field"] == field]
