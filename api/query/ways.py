"""The ways in which records refer to others, read from the declarations: members and columns.

A collection that is new is covered by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from schemas.base import References
from schemas.objects import OBJECTS
from schemas.pointing import Date, Reference
from schemas.query import IdOf

from .parts import Part
from .resource import Resource
from .statement import slot
from .ties import by_row

Told = tuple[str, Any, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Way:
    """A member by which the records of an object refer to others, of some objects.

    Of a member of rows `column` is that of the rows, which may hang on records of several objects.
    """

    object: str
    member: str
    column: Any
    targets: tuple[str, ...]

    @property
    def place(self) -> tuple[str, str]:
        """Table and column: what several ways may share."""
        return self.column.model._meta.table_name, self.column.name


def ways_of(resources: Mapping[str, Resource]) -> list[Way]:
    """All ways, in the order of the collections and of their members."""
    return [
        Way(resource.object, *told)
        for resource in resources.values()
        for told in members_of(resource.schema, resource.model, resource.part)
    ]


def members_of(schema: Schema, model: Any, parts: Mapping[str, Part]) -> Iterator[Told]:
    """The members of a schema that refer to records: name, column, objects referred to.

    The anchor of a date and the member of a row stand behind a point, as in `fields` and filters.
    """
    for name, field in schema.load_fields.items():
        if isinstance(field, Reference):
            yield name, model._meta.fields[name], field.objects
        elif isinstance(field, Date):
            yield f"{name}.anchor", model._meta.fields[f"{name}_anchor"], tuple(OBJECTS)
        elif isinstance(field, References):
            yield name, parts[name].model.target, field.inner.objects
        elif name in parts:
            part = parts[name]
            assert part.shape is not None
            for inner, *told in members_of(part.shape.schema, part.model, {}):
                yield f"{name}.{inner}", *told


def parameters_of(resource: Resource, ways: Iterable[Way]) -> dict[tuple[str, str], str]:
    """The filter that asks for just what a way leads to, by member and object referred to.

    One that is called as the member goes before others.
    """
    asked: dict[str, list[tuple[str, IdOf]]] = {}
    for each in resource.all_filters:
        for name, field in each.references().items():
            conditions = each.conditions({name: [slot(0)]}, resource.model.record)
            if len(conditions) == 1:
                asked.setdefault(text_of(resource, conditions[0]), []).append((name, field))
    return {
        (way.member, target): name
        for way in ways
        for name, field in sorted(
            asked.get(text_of(resource, leads_to(resource, way)), ()),
            key=lambda found: found[0] == way.member,
        )
        for target in field.objects
    }


def leads_to(resource: Resource, way: Way) -> Any:
    """The condition that a record refers to another by a way."""
    if way.column.model is resource.model:
        return way.column == slot(0)
    return by_row(way.column.model, way.column.name)(resource.model.record, [slot(0)])


def text_of(resource: Resource, condition: Any) -> str:
    """The SQL of a condition: two that ask for the same have the same."""
    return str(resource.model.select().where(condition).sql()[0])
