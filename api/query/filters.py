"""Filters: each is parameter, description and SQL in one object.

A filter gives its parameters to the documentation and to the check of a query string, and turns
their values into conditions. `__not` is the complement: what is unknown counts as not.
"""

import operator
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from peewee import Expression
from peewee import Field as Column

from api.models import Identifier, Record
from schemas.fields import Field, Flag, Matched
from schemas.pointing import Reference
from schemas.query import IdOf, Many, Moment, Truth
from schemas.vocabulary.evidence import IDENTIFIER_SCHEME

Arguments = Mapping[str, Any]
Conditions = list[Expression]


class Filter(ABC):
    """What all filters share: a name, parameters, conditions."""

    name: str

    @abstractmethod
    def parameters(self) -> dict[str, Field]:
        """The parameters by name."""

    def references(self) -> tuple[str, ...]:
        """The names of the parameters whose values are ids of records."""
        return ()

    @abstractmethod
    def conditions(self, arguments: Arguments) -> Conditions:
        """The conditions for the arguments given; ids have been replaced by numbers."""


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

    def references(self) -> tuple[str, ...]:
        return (self.name, f"{self.name}__not") if isinstance(self.field, IdOf) else ()

    def conditions(self, arguments: Arguments) -> Conditions:
        found: Conditions = []
        if (values := arguments.get(self.name)) is not None:
            found.append(any_of(self.column, values))
        if (values := arguments.get(f"{self.name}__not")) is not None:
            excluded = self.column.not_in(values)
            found.append(excluded | self.column.is_null() if self.column.null else excluded)
        if (is_null := arguments.get(f"{self.name}__null")) is not None:
            found.append(self.column.is_null(is_null))
        return found


class Identified(Filter):
    """By an identifier of another dataset, `scheme:value`; also for values with a slash."""

    name = "identifier"
    FORM = re.compile(f"({'|'.join(IDENTIFIER_SCHEME.codes)}):.+")

    def __init__(self, example: str) -> None:
        self.example = example

    def parameters(self) -> dict[str, Field]:
        told = "What another dataset calls it, as `scheme:value`; the schemes are a vocabulary."
        form = "a scheme of the vocabulary identifier-scheme, a colon and a value"
        return {self.name: Matched(told, self.FORM, form, maximum=520, example=self.example)}

    def conditions(self, arguments: Arguments) -> Conditions:
        if self.name not in arguments:
            return []
        scheme, _, value = arguments[self.name].partition(":")
        known = Identifier.select(Identifier.owner)
        known = known.where(Identifier.scheme == scheme, Identifier.value == value)
        return [Record.number.in_(known)]


class Changed(Filter):
    """When a record was last changed: `updated_at__gte`, `updated_at__lte`."""

    name = "updated_at"

    def parameters(self) -> dict[str, Field]:
        return {
            "updated_at__gte": Moment("Changed at or after this moment.", example="2023-01-01"),
            "updated_at__lte": Moment("Changed at or before this moment.", example="2099-12-31"),
        }

    def conditions(self, arguments: Arguments) -> Conditions:
        found: Conditions = []
        if moment := arguments.get("updated_at__gte"):
            found.append(Record.updated_at >= moment)
        if moment := arguments.get("updated_at__lte"):
            found.append(Record.updated_at <= (moment if "T" in moment else f"{moment}T23:59:59Z"))
        return found
