"""What a loaded record refers to, told by code compiled once a schema."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from marshmallow import Schema

from .base import References, Rows
from .pointing import Date, Reference


@cache
def ids_of(schema: Schema) -> Callable[[Mapping[str, Any]], list[str]]:
    """A function that gives the ids of all records that a loaded state refers to."""
    known: dict[str, Any] = {}
    lines = ["def ids(state):", "    get, found = state.get, []"]
    for number, (name, field) in enumerate(schema.load_fields.items()):
        line = {
            Reference: "found.append(value)",
            References: "found += value",
            Rows: f"for each in value: found += ids_{number}(each)",
            Date: "if value.anchor: found.append(value.anchor)",
        }.get(type(field))
        if line:
            lines += [f"    value = get({name!r})", "    if value:", f"        {line}"]
        if isinstance(field, Rows):
            known[f"ids_{number}"] = ids_of(field.inner.schema)
    exec("\n".join([*lines, "    return found"]), known)  # noqa: S102  # nosec B102  # our own text
    return known["ids"]
