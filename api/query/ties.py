"""Filters through what ties one record to another, and through the rows of its parts."""

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any, cast

from marshmallow import Schema
from peewee import JOIN, Expression, ModelSelect
from peewee import Field as Column

from api.models import Evidence, Record, Settled
from schemas.fields import Field
from schemas.pointing import Date
from schemas.query import IdOf, Many, Truth

from .filters import Arguments, Conditions, Filter, any_of, as_asked, either
from .parts import Part
from .periods import During

Given = str | tuple[str, str | None]
SAME = "the same"
Way = Callable[[Column, Sequence[int]], Expression]


def given_pair(given: Given) -> tuple[str, str | None]:
    """An example, and one for the complement: the same, where no other is given."""
    return given if isinstance(given, tuple) else (given, given)


class Linked(Filter):
    """Records to which a record is tied through rows of parts.

    An example is `party=` on what has signatories or attendance. `other` is the example of the
    complement, where the first finds nothing there; with None the complement is not offered.
    """

    def __init__(
        self,
        name: str,
        objects: tuple[str, ...],
        example: str,
        about: str,
        *through: Way,
        other: str | None = SAME,
    ) -> None:
        self.name, self.example, self.about, self.through = name, example, about, through
        self.other = example if other == SAME else other
        self.field = IdOf(about, objects)

    def parameters(self) -> dict[str, Field]:
        made: dict[str, Field] = {
            self.name: Many(
                f"{self.about} Several values mean or.", self.field, example=self.example
            )
        }
        if self.other:
            made[f"{self.name}__not"] = Many(
                f"No such tie exists: {self.about}", self.field, example=self.other
            )
        return made

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        found: Conditions = []
        if (numbers := arguments.get(self.name)) is not None:
            found.append(self.tied(number, numbers))
        if (numbers := arguments.get(f"{self.name}__not")) is not None:
            found.append(~self.tied(number, numbers))
        return found

    def tied(self, number: Column, numbers: Sequence[int]) -> Expression:
        """Whether any of the ways leads to one of the records."""
        return either([way(number, numbers) for way in self.through])


def by_row(model: Any, *columns: str) -> Way:
    """A way through the rows of a part: one of the columns refers to one of the records."""

    def way(number: Column, numbers: Sequence[int]) -> Expression:
        query: ModelSelect = model.select(model.owner)
        tests = [any_of(getattr(model, column), numbers) for column in columns]
        return number.in_(query.where(either(tests)))

    return way


def by_column(column: Column) -> Way:
    """A way through a column of the record itself."""
    return lambda number, numbers: column.is_null(False) & any_of(column, numbers)


class OfRows(Filter):
    """Members of the rows of a part, `attendance.party`: all that is asked holds of one row.

    `attendance.role__not=host` asks that there is no row with that role. `examples` names the
    members that are offered, each with a value that finds something (and one for its complement).
    """

    def __init__(self, part: Part, examples: Mapping[str, Given]) -> None:
        assert part.shape is not None
        self.name, self.model = part.name, part.model
        members = part.shape.schema.fields
        self.members = {name: cast(Field, members[name]) for name in examples}
        self.examples = {name: given_pair(given) for name, given in examples.items()}
        self.periods = {
            name: During(name, part.model, example, self.told(name), called=f"{part.name}.{name}")
            for name, (example, _) in self.examples.items()
            if isinstance(self.members[name], Date)
        }

    def told(self, name: str) -> str:
        """What a member is, and that it is one of a row."""
        return f"Of one row of {self.name}: {self.members[name].metadata['description']}"

    def parameters(self) -> dict[str, Field]:
        made: dict[str, Field] = {}
        for name, (example, other) in self.examples.items():
            if name in self.periods:
                made |= self.periods[name].bounds_alone()
                continue
            about = self.told(name)
            field = as_asked(self.members[name], about)
            path = f"{self.name}.{name}"
            made[path] = Many(f"{about} Several values mean or.", field, example=example)
            if other:
                made[f"{path}__not"] = Many(f"No such row exists. {about}", field, example=other)
        return made

    def dated(self) -> frozenset[str]:
        return frozenset(name for each in self.periods.values() for name in each.bounds_alone())

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        tests: Conditions = []
        found: Conditions = []
        for name in self.members:
            if name in self.periods:
                tests += self.periods[name].conditions(arguments)
                continue
            column, path = getattr(self.model, name), f"{self.name}.{name}"
            if (values := arguments.get(path)) is not None:
                tests.append(any_of(column, values))
            if (values := arguments.get(f"{path}__not")) is not None:
                found.append(~self.some_row(number, [any_of(column, values)]))
        return [*found, self.some_row(number, tests)] if tests else found

    def some_row(self, number: Column, tests: Conditions) -> Expression:
        """Whether one row meets all of some tests."""
        rows = self.model.select(self.model.owner).where(reduce(operator.and_, tests))
        return number.in_(rows)


class Through(Filter):
    """A column of the record that a column refers to: `place.country`.

    `schema` is that of the other record.
    """

    def __init__(self, name: str, by: Column, column: Column, schema: Schema, example: str) -> None:
        self.name, self.by, self.column, self.example = name, by, column, example
        field = cast(Field, schema.fields[column.name])
        self.about = f"Of its {by.name}: {field.metadata['description']}"
        self.field = as_asked(field, self.about)

    def parameters(self) -> dict[str, Field]:
        told = "All but these, and where it is unknown."
        return {
            self.name: Many(
                f"{self.about} Several values mean or.", self.field, example=self.example
            ),
            f"{self.name}__not": Many(f"{told} {self.about}", self.field, example=self.example),
        }

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        found: Conditions = []
        if (values := arguments.get(self.name)) is not None:
            found.append(self.by.in_(self.referred(values)))
        if (values := arguments.get(f"{self.name}__not")) is not None:
            found.append(self.by.is_null() | self.by.not_in(self.referred(values)))
        return found

    def referred(self, values: Sequence[Any]) -> Any:
        """The records with one of some values."""
        model = self.column.model
        return model.select(model.record).where(any_of(self.column, values))


class Has(Filter):
    """Whether a record has rows of a part at all: `has_figures=true`."""

    def __init__(self, part: Part, example: str = "true") -> None:
        self.name, self.model, self.example = f"has_{part.name}", part.model, example

    def parameters(self) -> dict[str, Field]:
        told = f"Whether it has any {self.name.removeprefix('has_')}."
        return {self.name: Truth(told, example=self.example)}

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        if (wanted := arguments.get(self.name)) is None:
            return []
        some = number.in_(self.model.select(self.model.owner))
        return [some if wanted else ~some]


class Disputed(Filter):
    """Whether documents differ on some field of a record, and that was not settled."""

    name = "disputed"

    def __init__(self, example: str) -> None:
        self.example = example

    def parameters(self) -> dict[str, Field]:
        told = "Whether documents differ on some field of it, and that was not settled."
        return {self.name: Truth(told, example=self.example)}

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        if (wanted := arguments.get(self.name)) is None:
            return []
        same = (Settled.owner == Evidence.owner) & (Settled.field == Evidence.field)
        open_fields = (
            Evidence.select(Evidence.owner)
            .join(Settled, JOIN.LEFT_OUTER, on=same)
            .where(Evidence.stance == "disputes", Settled.field.is_null())
        )
        some = number.in_(open_fields)
        return [some if wanted else ~some]
