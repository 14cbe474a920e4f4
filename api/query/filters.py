"""Filters: each is parameter, description and SQL in one object.

A filter gives its parameters to the documentation and to the check of a query string, and turns
their values into conditions. `__not` is the complement: what is unknown counts as not.
"""

import operator
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from peewee import Expression
from peewee import Field as Column

from api.database import engine
from api.models import Identifier, Record
from schemas.fields import Field, Flag
from schemas.pointing import Reference
from schemas.query import Identified, IdOf, Many, Moment, Truth, WholeName, Words

Arguments = Mapping[str, Any]
Conditions = list[Expression]


class Filter(ABC):
    """What all filters share: a name, parameters, conditions.

    `of_record` says that its conditions are about columns that all records share.
    """

    name: str
    of_record = False

    @abstractmethod
    def parameters(self) -> dict[str, Field]:
        """The parameters by name."""

    @abstractmethod
    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        """The conditions for the arguments given: ids are numbers here, and values may be slots.

        `number` is the column with the number of the record in the query that is filtered.
        """

    def dated(self) -> frozenset[str]:
        """The parameters that ask for imprecise dates."""
        return frozenset()

    def references(self) -> dict[str, IdOf]:
        """The parameters that take records, each with the field that says which."""
        return {
            name: field.inner
            for name, field in self.parameters().items()
            if isinstance(field, Many) and isinstance(field.inner, IdOf)
        }


def as_asked(field: Field, about: str) -> Field:
    """The field of a record as a query string gives it: a reference as an id, a flag as a word."""
    if isinstance(field, Reference):
        return IdOf(about, field.objects)
    return Truth(about) if isinstance(field, Flag) else field


def any_of(column: Column, values: Sequence[Any]) -> Expression:
    """One value or several."""
    return column == values[0] if len(values) == 1 else column.in_(values)


def either(conditions: Conditions) -> Expression:
    """One of some conditions."""
    return reduce(operator.or_, conditions)


class Match(Filter):
    """Equality of a column with one or several values.

    The parameters are `name`, `name__not`, and `name__null` where it may be null. `other` is an
    example for `name__not`; where it is None, the complement is not offered.
    """

    def __init__(
        self, name: str, column: Column, field: Field, example: str, other: str | None
    ) -> None:
        self.name, self.column, self.example, self.other = name, column, example, other
        self.about = field.metadata["description"]
        self.field = as_asked(field, self.about)

    def parameters(self) -> dict[str, Field]:
        made: dict[str, Field] = {
            self.name: Many(
                f"{self.about} Several values mean or.", self.field, example=self.example
            ),
        }
        if self.other:
            made[f"{self.name}__not"] = Many(
                f"All but these: {self.about} Unknown counts as not.",
                self.field,
                example=self.other,
            )
        if self.column.null:
            made[f"{self.name}__null"] = Truth(
                f"Whether it is unknown: {self.about}", example="false"
            )
        return made

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        found: Conditions = []
        if (values := arguments.get(self.name)) is not None:
            found.append(any_of(self.column, values))
        if (values := arguments.get(f"{self.name}__not")) is not None:
            excluded = self.column.not_in(values)
            found.append(excluded | self.column.is_null() if self.column.null else excluded)
        if (is_null := arguments.get(f"{self.name}__null")) is not None:
            found.append(self.column.is_null(is_null))
        return found


class Identifies(Filter):
    """By an identifier of another dataset, `scheme:value`; also for values with a slash."""

    name = "identifier"

    def __init__(self, example: str) -> None:
        self.example = example

    def parameters(self) -> dict[str, Field]:
        told = "What another dataset calls it, as `scheme:value`; the schemes are a vocabulary."
        return {self.name: Identified(told, example=self.example)}

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        if self.name not in arguments:
            return []
        scheme, value = arguments[self.name]
        known = Identifier.select(Identifier.owner)
        known = known.where(Identifier.scheme == scheme, Identifier.value == value)
        return [number.in_(known)]


class Search(Filter):
    """Full text: words, phrases in marks, `-exclusions`, beginnings of words (`medi*`)."""

    name = "q"

    def __init__(self, example: str) -> None:
        self.example = example

    def parameters(self) -> dict[str, Field]:
        told = (
            "Words to be found in names, titles, summaries and quoted words, without case and "
            "marks; phrases in quotation marks; `-word` excludes; `word*` completes."
        )
        return {self.name: Words(told, example=self.example)}

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        if self.name not in arguments:
            return []
        return [engine().matching(number, arguments[self.name])]


class Named(Search):
    """By a whole name, in any spelling that a document has, without case and marks."""

    name = "name"

    def parameters(self) -> dict[str, Field]:
        told = "A whole name, in any of its spellings, without case and marks."
        return {self.name: WholeName(told, example=self.example)}


class Changed(Filter):
    """When a record was last changed: `updated_at__gte`, `updated_at__lte`."""

    name = "updated_at"
    of_record = True

    def parameters(self) -> dict[str, Field]:
        after = Moment("Changed at or after this moment.", example="2023-01-01")
        before = Moment("Changed at or before this moment.", at_end=True, example="2099-12-31")
        return {"updated_at__gte": after, "updated_at__lte": before}

    def conditions(self, arguments: Arguments, number: Column = Record.number) -> Conditions:
        found: Conditions = []
        if moment := arguments.get("updated_at__gte"):
            found.append(Record.updated_at >= moment)
        if moment := arguments.get("updated_at__lte"):
            found.append(Record.updated_at <= moment)
        return found
