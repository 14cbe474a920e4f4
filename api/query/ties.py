"""Filters through what ties one record to another."""

from collections.abc import Callable, Sequence
from typing import Any

from peewee import Expression, ModelSelect
from peewee import Field as Column

from api.models import Record
from schemas.fields import Field
from schemas.query import IdOf, Many

from .filters import Arguments, Conditions, Filter, any_of, either


class Linked(Filter):
    """Records to which a record is tied through rows of parts.

    An example is `party=` on what has signatories or attendance. `other` is the example of the
    complement, where the first finds nothing there.
    """

    def __init__(
        self,
        name: str,
        objects: tuple[str, ...],
        example: str,
        about: str,
        *through: Callable[[Any], Any],
        other: str | None = None,
    ) -> None:
        self.name, self.example, self.about, self.through = name, example, about, through
        self.other = other or example
        self.field = IdOf(about, objects)

    def parameters(self) -> dict[str, Field]:
        return {
            self.name: Many(
                f"{self.about} Several values mean or.", self.field, example=self.example
            ),
            f"{self.name}__not": Many(
                f"No such tie exists: {self.about}", self.field, example=self.other
            ),
        }

    def references(self) -> tuple[str, ...]:
        return self.name, f"{self.name}__not"

    def conditions(self, arguments: Arguments) -> Conditions:
        found: Conditions = []
        if (numbers := arguments.get(self.name)) is not None:
            found.append(self.tied(numbers))
        if (numbers := arguments.get(f"{self.name}__not")) is not None:
            found.append(~self.tied(numbers))
        return found

    def tied(self, numbers: Sequence[int]) -> Expression:
        """Whether any of the ways leads to one of the records."""
        return either([way(numbers) for way in self.through])


def by_row(model: Any, *columns: str) -> Callable[[Sequence[int]], Expression]:
    """A way through the rows of a part: one of the columns refers to one of the records."""

    def way(numbers: Sequence[int]) -> Expression:
        query: ModelSelect = model.select(model.owner)
        tests = [any_of(getattr(model, column), numbers) for column in columns]
        return Record.number.in_(query.where(either(tests)))

    return way


def by_column(column: Column) -> Callable[[Sequence[int]], Expression]:
    """A way through a column of the record itself."""
    return lambda numbers: column.is_null(False) & any_of(column, numbers)
