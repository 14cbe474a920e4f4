"""What a fault of the shape may have meant: the nearest member, the nearest code."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema

from api.errors import nearest
from schemas.base import Rows

LONGEST_VALUE = 200


def hint(schema: Schema, value: Any, pointer: str) -> tuple[str | None, str | None]:
    """The value at a JSON Pointer that is at fault, as text, and what it may have been meant to be.

    Both are None where the fault is not of a member that is there.
    """
    *above, last = pointer.split("/")[1:] or [""]
    for step in above:
        value = step_into(value, step)
        member = schema.fields.get(step)
        if isinstance(member, Rows):
            schema = member.inner.schema
    if not isinstance(value, Mapping) or last not in value:
        return None, None
    if last not in schema.fields:
        return None, nearest(last, list(schema.fields))
    given, allowed = value[last], getattr(schema.fields[last], "allowed", ())
    if not isinstance(given, str):
        return None, None
    return given[:LONGEST_VALUE], nearest(given, allowed)


def step_into(value: Any, step: str) -> Any:
    """The member or item that one step of a pointer names, None where there is none."""
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    return None
