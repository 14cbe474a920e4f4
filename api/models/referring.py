"""Columns that refer to records, in all tables: whoever needs them all finds them here."""

from collections.abc import Iterator
from typing import Any

from peewee import ForeignKeyField

from . import LinkTable, ObjectTable, Record, RowTable, tables


def columns_to_records() -> Iterator[tuple[Any, ForeignKeyField]]:
    """All columns, in all tables, that refer to another record."""
    targets = (Record, *ObjectTable.__subclasses__())
    for model in tables():
        for column in model._meta.refs:
            if column.rel_model in targets and column.name not in ("record", "owner"):
                yield model, column


def own_references(model: Any) -> list[ForeignKeyField]:
    """The columns of an object's table that refer to the same table."""
    return [column for column in model._meta.refs if column.rel_model is model]


def holder_of(model: Any) -> ForeignKeyField:
    """The column of a table with the record that its rows are, or belong to."""
    return model.owner if issubclass(model, (RowTable, LinkTable)) else model.record
