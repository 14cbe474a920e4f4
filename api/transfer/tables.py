"""The tables of an export: of each collection one, and of each part that has rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from api.formats.table import Cell, cells, columns
from api.query.resource import Resource

from . import table_schema

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """A table: its name, what it holds, its columns, the rows that a record gives, its schema."""

    name: str
    about: str
    columns: list[str]
    rows: Callable[[Record], Iterable[list[Cell]]]
    schema: dict[str, Any]


def tables_of(resource: Resource) -> Iterator[Table]:
    """The tables of a collection."""
    yield records(resource)
    for name, part in resource.part.items():
        if part.shape is not None:
            about = f"{part.field.metadata['description']} A row each, of all {resource.name}."
            yield rows(resource, name, part.shape.schema, about)


def records(resource: Resource) -> Table:
    """The table with a row for each record."""
    made = cells(resource.schema)
    return Table(
        resource.name,
        resource.about,
        columns(resource.schema),
        lambda record: [made(record)],
        table_schema.of_records(resource),
    )


def rows(resource: Resource, name: str, schema: Schema, about: str) -> Table:
    """The table with a row for each row of a part, which begins with the id of its record."""
    made = cells(schema)
    return Table(
        f"{resource.name}.{name}",
        about,
        [table_schema.OWNER, *columns(schema)],
        lambda record: [[record["id"], *made(row)] for row in record[name]],
        table_schema.of_rows(resource, name, schema),
    )
