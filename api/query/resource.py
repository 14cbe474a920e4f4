"""A collection, declared: model, schema, filters, orders, parts; for `reading` and `listing`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from api.models import (
    Evidence,
    Figure,
    Identifier,
    Name,
    ObjectTable,
    Record,
    RecordTopic,
    Relation,
    Settled,
    Table,
)
from schemas import SCHEMAS
from schemas.base import References, Rows
from schemas.fields import Field, Flag
from schemas.objects import OBJECTS, ObjectType
from schemas.pointing import DATE_MEMBERS, Date, Reference, Stub
from schemas.query import IdOf

from . import direct
from .filters import Changed, Filter, Match, Named, Search
from .paging import Sort
from .parts import Part
from .periods import During
from .shape import Shape, State
from .ties import Disputed, Given, Has, Linked, OfRows, by_row, given_pair

SHARED_PARTS: dict[str, type[Table]] = {
    "names": Name,
    "identifiers": Identifier,
    "relations": Relation,
    "figures": Figure,
    "topics": RecordTopic,
    "evidence": Evidence,
    "settled": Settled,
}
LabelOf = Callable[[str], str]


@dataclass(eq=False)
class Resource:
    """What is particular to one collection.

    - `about` says what the collection holds, for the documentation;
    - `label` gives a record its name, and `label_follows` are the references it is called by;
    - `example` is the id of a record of the seeds, for the documentation;
    - `parts` names the tables of the schema's own list members;
    - `always` are the parts that are shown without being asked for;
    - `standing` are the parts whose rows are evidence themselves;
    - `dates` are the members that place it in time: the first that is known does;
    - `rows` names the members of rows of its parts that are filtered by, with examples, and `has`
      the parts that are asked for as such; `topic` is an example of what it may be about;
    - `found_by` is an example of words that find something, `called` of a name;
    - `disputed` is an example of whether documents differ on it;
    - `named` says whether its label is a name of it, and not an excerpt of what it says;
    - `hint` tells a record from its namesakes.
    """

    object: str
    model: type[ObjectTable]
    about: str
    label: Callable[[State, LabelOf], str]
    example: str
    parts: dict[str, type[Table]] = field(default_factory=dict)
    filters: Sequence[Filter] = ()
    sorts: Sequence[str] = ()
    dates: Sequence[str] = ()
    always: Sequence[str] = ()
    standing: Sequence[str] = ()
    label_follows: Sequence[str] = ()
    rows: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)
    has: Sequence[str] = ()
    topic: Given | None = None
    found_by: str = ""
    called: str = ""
    named: bool = True
    disputed: str = "false"
    hint: Callable[[State, LabelOf], str] = lambda state, label_of: ""

    def __post_init__(self) -> None:
        self.kind: ObjectType = OBJECTS[self.object]
        self.schema = SCHEMAS[self.object]()
        self.answer = direct.compiled(self.schema)
        self.shape = Shape(self.schema, self.model)
        tables = self.parts | SHARED_PARTS
        self.part = {
            name: Part(name, member, tables[name])
            for name, member in self.schema.fields.items()
            if isinstance(member, (Rows, References))
        }

    @property
    def name(self) -> str:
        """The name of the collection, as in its address."""
        return self.kind.collection

    @cached_property
    def all_filters(self) -> list[Filter]:
        """The declared filters and those that every collection has."""
        number = self.model.record
        by_id = Match("id", number, Reference("Ids.", self.object), self.example, None)
        shared: list[Filter] = [OfRows(self.part[name], told) for name, told in self.rows.items()]
        shared += [*(Has(self.part[name]) for name in self.has), Disputed(self.disputed)]
        if self.topic:
            example, other = given_pair(self.topic)
            told, way = "It is about this.", by_row(RecordTopic, "target")
            shared.append(Linked("topic", ("topic",), example, told, way, other=other))
        named = [Named(self.called)] if self.called else []
        return [by_id, Search(self.found_by), *named, *self.filters, *shared, Changed()]

    @cached_property
    def filter_names(self) -> frozenset[str]:
        """The parameters of all filters."""
        return frozenset(name for each in self.all_filters for name in each.parameters())

    @cached_property
    def names_of_records(self) -> frozenset[str]:
        """The parameters about columns that all records share."""
        common = (each for each in self.all_filters if each.of_record)
        return frozenset(name for each in common for name in each.parameters())

    @cached_property
    def names_of_dates(self) -> frozenset[str]:
        """The parameters that ask for imprecise dates."""
        return frozenset(name for each in self.all_filters for name in each.dated())

    @cached_property
    def references(self) -> dict[str, IdOf]:
        """The parameters that take records."""
        return {
            name: taken for each in self.all_filters for name, taken in each.references().items()
        }

    @cached_property
    def orders(self) -> dict[str, Sort]:
        """The orders by name: the declared dates, and those that every collection has."""
        number = self.model.record
        found = [
            Sort("added", number, number, "in the order in which they were first written"),
            *(
                Sort(name, column, Record.number, told, within=Record.object == self.object)
                for name, column, told in (
                    ("id", Record.id, "by id"),
                    ("label", Record.label_key, "by label, without case and marks"),
                    ("updated_at", Record.updated_at, "by last change"),
                )
            ),
        ]
        for name in self.sorts:
            column = getattr(self.model, f"{name}_order")
            found.append(
                Sort(
                    name, column, self.model.record, f"by {name}; unknown comes last", nullable=True
                )
            )
        return {sort.name: sort for sort in found}

    @cached_property
    def paths(self) -> dict[str, tuple[str, ...]]:
        """What `fields` may name: each path by its steps; parts are named as a whole or by member.

        A member of a date or of a reference is named behind a point (`signed.value`, `place.id`).
        """
        found: list[tuple[str, ...]] = []
        for name, member in self.schema.dump_fields.items():
            found.append((name,))
            if isinstance(member, Date):
                found += [(name, inner) for inner in DATE_MEMBERS]
            elif isinstance(member, Reference):
                found += [(name, inner) for inner in Stub._fields]
            elif isinstance(member, Rows):
                found += [(name, inner) for inner in member.inner.schema.fields]
        return {".".join(steps): steps for steps in found}

    @cached_property
    def includes(self) -> tuple[str, ...]:
        """What `include` may name: parts and references, two steps where the object is certain."""
        found: list[str] = []
        for name, member in self.schema.fields.items():
            if name in self.part:
                found.append(name)
                found.extend(f"{name}.{inner}" for inner in self.part[name].references)
            elif isinstance(member, Reference):
                found.append(name)
                if len(member.objects) == 1:
                    found.extend(f"{name}.{inner}" for inner in further_members(member.objects[0]))
        return tuple(found)


def further_members(name: str) -> list[str]:
    """The members of an object's schema that lead on: parts and references."""
    return [
        member
        for member, field in SCHEMAS[name]().fields.items()
        if isinstance(field, (Rows, References, Reference))
    ]


def filters_of(
    model: type[ObjectTable], schema_name: str, **examples: str | tuple[str, str | None]
) -> list[Filter]:
    """The filters over columns of the object itself, each with an example that finds something.

    What a filter is follows from its field: a date is searched as a period, a reference by id, all
    else by equality. A pair gives the example of the complement too; None offers no complement,
    as where all records share one value.
    """
    schema = SCHEMAS[schema_name]()
    made: list[Filter] = []
    for name, given in examples.items():
        member = cast(Field, schema.fields[name])
        example, other = given if isinstance(given, tuple) else (given, other_than(given, member))
        if f"{name}_earliest" in model._meta.fields:
            made.append(During(name, model, example, member.metadata["description"]))
        else:
            made.append(Match(name, getattr(model, name), member, example, other))
    return made


def other_than(example: str, member: Field) -> str | None:
    """An example for the complement of a filter: another code, or the same value."""
    if isinstance(member, Flag):
        return None
    return next((code for code in member.allowed if code != example), example)
