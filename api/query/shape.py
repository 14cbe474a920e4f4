"""How a schema lies in its table: which members are columns, how a row becomes a state and back.

A *state* is what `schema.load` gives and `schema.dump` takes: members by name, dates as
`PartialDate`, references as ids (loaded) or stubs (fetched), parts as lists of states.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from marshmallow import Schema

from api.models import Table
from schemas.base import References, Rows
from schemas.dates import FIRST_DAY, LAST_DAY, PartialDate
from schemas.pointing import Date, Reference, Stub

State = dict[str, Any]


def day_of_order(earliest: date, latest: date) -> date:
    """The day by which a date is sorted: the earliest or, where that is open, the latest."""
    return latest if earliest == FIRST_DAY and latest != LAST_DAY else earliest


class Shape:
    """A schema beside its table: the members of one are the columns of the other, by name."""

    def __init__(self, schema: Schema, model: type[Table]) -> None:
        self.schema, self.model = schema, model
        members = {
            name: field
            for name, field in schema.load_fields.items()
            if name != "id" and not isinstance(field, (Rows, References))
        }
        self.dates = tuple(name for name, field in members.items() if isinstance(field, Date))
        self.references = tuple(
            name for name, field in members.items() if isinstance(field, Reference)
        )
        self.scalars = tuple(
            name for name in members if name not in (*self.dates, *self.references)
        )

    @cached_property
    def columns(self) -> tuple[Any, ...]:
        """The columns that a state is read from."""
        dated = (
            f"{name}{part}"
            for name in self.dates
            for part in ("", "_basis", "_verbatim", "_anchor")
        )
        return tuple(
            self.model._meta.fields[name] for name in (*self.scalars, *self.references, *dated)
        )

    @cached_property
    def referring(self) -> tuple[str, ...]:
        """The columns that refer to records."""
        return (*self.references, *(f"{name}_anchor" for name in self.dates))

    def numbers(self, rows: Iterable[Mapping[str, Any]]) -> set[int]:
        """The numbers of the records that some rows refer to."""
        found = {row[name] for row in rows for name in self.referring}
        found.discard(None)
        return found

    def state(self, row: Mapping[str, Any], stubs: Mapping[int, Stub]) -> State:
        """A row as a state; an included record may stand in `stubs` in the place of its stub."""
        made: State = {name: row[name] for name in self.scalars}
        for name in self.references:
            made[name] = stubs[row[name]] if row[name] is not None else None
        for name in self.dates:
            made[name] = self.partial_date(row, name, stubs)
        return made

    @staticmethod
    def partial_date(
        row: Mapping[str, Any], name: str, stubs: Mapping[int, Stub]
    ) -> PartialDate | None:
        """The date that lies in the columns beginning with `name`."""
        if row[name] is None:
            return None
        anchor = row[f"{name}_anchor"]
        return PartialDate(
            row[name],
            row[f"{name}_basis"],
            row[f"{name}_verbatim"],
            stubs[anchor].id if anchor is not None else None,
        )

    def row(self, state: Mapping[str, Any], number_of: Callable[[str], int]) -> dict[str, Any]:
        """A loaded state as the columns of its row; `number_of` gives the number of an id."""
        made = {name: state.get(name) for name in self.scalars}
        for name in self.references:
            target = state.get(name)
            made[name] = number_of(target) if target is not None else None
        for name in self.dates:
            made |= self.date_columns(name, state.get(name), number_of)
        return made

    @staticmethod
    def date_columns(
        name: str, when: PartialDate | None, number_of: Callable[[str], int]
    ) -> dict[str, Any]:
        """The columns of one date."""
        if when is None:
            return dict.fromkeys(f"{name}{part}" for part in DATE_PARTS)
        earliest, latest = when.bounds
        anchor = number_of(when.anchor) if when.anchor else None
        values = (
            when.value,
            earliest,
            latest,
            day_of_order(earliest, latest),
            when.basis,
            when.verbatim,
            anchor,
        )
        return {f"{name}{part}": value for part, value in zip(DATE_PARTS, values, strict=True)}


DATE_PARTS = ("", "_earliest", "_latest", "_order", "_basis", "_verbatim", "_anchor")
