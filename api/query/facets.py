"""Facets and statistics: how many of the records that match have each value of a field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from peewee import JOIN, SQL, Cast, Node, fn
from peewee import Field as Column

from api.models import Table
from schemas.fields import Code, Field, Flag
from schemas.pointing import Date, Reference, stub_json

from .reading import stubs_of
from .resource import Resource
from .statement import Statement

MOST_FACETS = 5
MOST_VALUES = 50
MOST_GROUPS = 1000


@dataclass(frozen=True)
class Facet:
    """A field that is counted by: its name, the column of its value, the part whose rows hold it.

    A date is counted by year: unknown where its days lie in more than one.
    """

    name: str
    value: Node
    field: Field | None
    part: type[Table] | None = None

    @property
    def is_reference(self) -> bool:
        """Whether its values are records."""
        return isinstance(self.field, Reference)


def year_of(earliest: Column, latest: Column) -> Any:
    """The year of a date, where its days lie in one."""
    first, last = (fn.SUBSTR(Cast(column, "text"), 1, 4) for column in (earliest, latest))
    return fn.NULLIF(first, fn.NULLIF(first, last))


@cache
def facets_of(resource: Resource) -> dict[str, Facet]:
    """What a collection is counted by: codes, flags, references, years, its own and of rows."""
    found = [
        facet
        for name, member in resource.schema.load_fields.items()
        if (facet := own_facet(resource, name, member))
    ]
    for name, part in resource.part.items():
        if name in ("evidence", "identifiers", "names", "settled"):
            continue
        if part.shape is None:
            topics = cast(Field, part.field.inner)
            found.append(Facet(name, cast(Any, part.model).target, topics, part.model))
            continue
        found += [
            Facet(f"{name}.{inner}", getattr(part.model, inner), member, part.model)
            for inner, member in part.shape.schema.fields.items()
            if isinstance(member, (Code, Reference))
        ]
    return {facet.name: facet for facet in found}


def own_facet(resource: Resource, name: str, member: Any) -> Facet | None:
    """The facet of a member of the object itself, where it is one that is counted by."""
    model = resource.model
    if isinstance(member, (Code, Flag, Reference)):
        return Facet(name, getattr(model, name), member)
    if isinstance(member, Date):
        ends = (getattr(model, f"{name}_{end}") for end in ("earliest", "latest"))
        return Facet(f"{name}.year", year_of(*ends), None)
    return None


def counted(resource: Resource, facets: Sequence[Facet], among: Any, limit: int) -> Statement:
    """The statement that counts the records of a query by the values of some facets."""
    number, query = resource.model.record, among
    parts: list[Any] = list(dict.fromkeys(facet.part for facet in facets if facet.part))
    for part in parts:
        query = query.join_from(resource.model, part, JOIN.LEFT_OUTER, on=(part.owner == number))
    names = [f"value_{place}" for place in range(len(facets))]
    values = [facet.value.alias(name) for name, facet in zip(names, facets, strict=True)]
    how_many = fn.COUNT(number.distinct() if parts else SQL("1")).alias("found")
    grouped = query.select(*values, how_many).group_by(*map(SQL, names))
    order = [SQL("found DESC"), *(SQL(f"{name} NULLS LAST") for name in names)]
    return Statement(grouped.order_by(*order).limit(limit))


def shown(facets: Sequence[Facet], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Counted rows as they are answered: each value by the name of its facet, then the count."""
    known = list(rows)
    numbers = {
        row[place]
        for place, facet in enumerate(facets)
        if facet.is_reference
        for row in known
        if row[place] is not None
    }
    stubs = {number: stub_json(stub) for number, stub in stubs_of(numbers).items()}
    return [
        {
            **{
                facet.name: value_of(facet, value, stubs)
                for facet, value in zip(facets, row, strict=False)
            },
            "count": row[-1],
        }
        for row in known
    ]


def value_of(facet: Facet, value: Any, stubs: Mapping[int, Any]) -> Any:
    """The value of a facet: a code, a truth value, a year or a stub; null where it is unknown."""
    if value is None:
        return None
    if facet.is_reference:
        return stubs[value]
    return bool(value) if isinstance(facet.field, Flag) else value
