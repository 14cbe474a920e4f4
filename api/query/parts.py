"""A part of a record: the rows that belong to it, read for a whole page in one query."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, cast

from api.models import LinkTable, RowTable, Table
from schemas.base import References, Rows
from schemas.fields import MAXIMUM_ID, Code
from schemas.folding import slug
from schemas.pointing import Reference, Stub

from . import direct
from .shape import Shape, State
from .statement import sized

LONGEST_BASE = MAXIMUM_ID - len("-500")
Rowset = dict[int, list[dict[str, Any]]]


class Part:
    """A list member of a schema, and the table its rows lie in."""

    def __init__(self, name: str, field: Rows | References, model: type[Table]) -> None:
        self.name, self.field, self.model = name, field, model
        if isinstance(field, References):
            assert issubclass(model, LinkTable)
            self.shape = None
        else:
            assert issubclass(model, RowTable)
            self.shape = Shape(field.row_schema(), model)
            self.answer = direct.compiled(self.shape.schema)

    @cached_property
    def references(self) -> dict[str, Reference]:
        """The members of a row that refer to records; a list of references has no rows."""
        if self.shape is None:
            return {}
        members = self.shape.schema.fields
        return {name: cast(Reference, members[name]) for name in self.shape.references}

    def fetch(self, numbers: Sequence[int]) -> Rowset:
        """The rows of these records by the number of their record, in the order of the file."""
        found: Rowset = defaultdict(list)
        for statement, some in sized((self.model, "part"), numbers, self.query):
            for row in statement.rows(some):
                found[row["owner"]].append(row)
        return found

    def query(self, owners: Sequence[Any]) -> Any:
        """The query for the rows of some records, in order."""
        model = self.model
        columns = self.shape.columns if self.shape else (model.target,)
        query = model.select(model.owner, *columns).where(model.owner.in_(owners))
        return query.order_by(model.owner, model.ordinal)

    def numbers(self, rows: Rowset) -> set[int]:
        """The numbers of all records that the rows refer to."""
        every = chain.from_iterable(rows.values())
        if self.shape is None:
            return {row["target"] for row in every}
        return self.shape.numbers(every) if self.shape.referring else set()

    def states(self, rows: Sequence[Mapping[str, Any]], stubs: Mapping[int, Any]) -> list[Any]:
        """The rows of one record as the schema gives them."""
        if self.shape is None:
            return [stubs[row["target"]] for row in rows]
        return [self.shape.state(row, stubs) for row in rows]

    def answers(
        self,
        rows: Rowset,
        stubs: Mapping[int, Any],
        whole: Mapping[str, Mapping[int, Any]],
    ) -> dict[int, list[Any]]:
        """The rows as they are answered, by the number of their record.

        `whole` are the records to show whole, by the member that refers to them.
        """
        if self.shape is None:
            return direct.grouped(rows, lambda row: stubs[row["target"]])
        answer = self.answer
        return direct.grouped(rows, lambda row: answer(row, stubs, whole, {}))

    def columns(
        self, owner: int, values: Sequence[Any], number_of: Callable[[str], int]
    ) -> Iterator[dict[str, Any]]:
        """The columns of the rows to write for one record."""
        for ordinal, value in enumerate(values):
            if self.shape is None:
                yield {"owner": owner, "ordinal": ordinal, "target": number_of(value)}
            else:
                yield {"owner": owner, "ordinal": ordinal, **self.shape.row(value, number_of)}


def with_keys(field: Rows, rows: Sequence[State]) -> list[State]:
    """The rows with a key each: their own, the id they refer to, or their code and a number."""
    taken = {row["key"] for row in rows if row.get("key")}
    made = []
    for row in rows:
        key = row.get("key") or free_key(default_key(field, row), taken)
        taken.add(key)
        made.append({**row, "key": key})
    return made


def default_key(field: Rows, row: State) -> tuple[str, bool]:
    """What a row's key begins with, and whether its first one bears a number too."""
    for name in field.key_from:
        if row.get(name) and isinstance(field.row_schema._declared_fields[name], Reference):
            value = row[name]
            return (value.id if isinstance(value, Stub) else value), False
    name = next((name for name in field.key_from if row.get(name)), field.key_from[-1])
    return slug(str(row.get(name)))[:LONGEST_BASE].strip("-"), isinstance(
        field.row_schema._declared_fields[name], Code
    )


def free_key(start: tuple[str, bool], taken: set[str]) -> str:
    """The first key of its kind that is not taken."""
    base, numbered = start
    if not numbered and base not in taken:
        return base
    base = base[:LONGEST_BASE].strip("-")
    number = 1 if numbered else 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
