"""Answers from states by straight code made once from a schema: what `schema.dump` gives, sooner.

`schema.dump` looks for each member in many ways; here each member has one way. A test compares the
two over every record of the seeds.
"""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema

from schemas.base import References, Rows
from schemas.dates import describe
from schemas.fields import Number
from schemas.pointing import Date, Reference, Stub, stub_json

Dump = Callable[[Mapping[str, Any]], dict[str, Any]]


def reference(value: Any) -> Any:
    """A reference as a stub, or the whole record in its place."""
    return stub_json(value) if type(value) is Stub else value


def references(values: list[Any]) -> list[Any]:
    """A list of references."""
    return [reference(value) for value in values]


def number(value: float | None) -> float | int | None:
    """A number; whole ones stay whole."""
    return int(value) if value is not None and value == int(value) else value


def rows(schema: Schema) -> Callable[[list[Any]], list[Any]]:
    """The rows of a part."""
    dump = compiled(schema)
    return lambda values: [dump(value) for value in values]


def way_of(member: Any) -> Callable[[Any], Any] | None:
    """How the value of one member is answered; None for as it stands."""
    if isinstance(member, Rows):
        return rows(member.inner.schema)
    if isinstance(member, References):
        return references
    if isinstance(member, Reference):
        return reference
    if isinstance(member, Date):
        return lambda value: describe(value) if value is not None else None
    return number if isinstance(member, Number) else None


def compiled(schema: Schema) -> Dump:
    """The dump of a schema: members in its order; parts that a state lacks are absent."""
    lines = ["def dump(state):", "    made = {}"]
    ways: dict[str, Any] = {}
    for place, (name, member) in enumerate(schema.dump_fields.items()):
        way = way_of(member)
        value = f"state[{name!r}]"
        if way is not None:
            ways[f"way_{place}"] = way
            value = f"way_{place}({value})"
        optional = f"if {name!r} in state: " if isinstance(member, (Rows, References)) else ""
        lines.append(f"    {optional}made[{name!r}] = {value}")
    lines.append("    return made")
    exec("\n".join(lines), ways)  # noqa: S102 - made from the names of our own schemas
    return ways["dump"]
