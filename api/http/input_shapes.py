"""JSON Schemas of bodies: what may be sent, made from the marshmallow schemas that check it."""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, fields

from schemas.base import MAXIMUM_ROWS, READ_ONLY, Record, References, Rows
from schemas.fields import ID, MAXIMUM_ID, Field
from schemas.pointing import Date, Reference

from .shapes import Json, nullable, ref

DATE: Json = {
    "description": "A date as text (YYYY, YYYY-MM, YYYY-MM-DD or A/B with either end open), or as "
    "an object with it as `value`, its basis, the words of the document and what it counts from.",
    "anyOf": [{"type": "string"}, ref("Date")],
}
REFERENCE: Json = {
    "description": "The id of a record, or an object with it as `id`.",
    "anyOf": [
        {"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": MAXIMUM_ID},
        ref("Stub"),
    ],
}
SHARED: dict[str, Json] = {"DateInput": DATE, "ReferenceInput": REFERENCE}


def name_of(schema: Schema) -> str:
    """What the shape of a record or row as it is sent is called in the document."""
    return f"{type(schema).__name__}Input"


def input_shape(schema: Schema) -> Json:
    """The JSON Schema of a record or row as it may be sent; what only answers carry is ignored."""
    members = {name: member for name, member in schema.fields.items() if not member.dump_only}
    shape: Json = {
        "type": "object",
        "description": (type(schema).__doc__ or "").strip(),
        "properties": {name: member_shape(member) for name, member in members.items()},
        "required": [name for name, member in members.items() if member.required],
        "additionalProperties": False,
    }
    if isinstance(schema, Record):
        shape["properties"] |= {name: {"description": "Ignored."} for name in READ_ONLY}
    return shape


def member_shape(member: fields.Field[Any]) -> Json:
    """The JSON Schema of one member as it may be sent."""
    described: Json = {"description": member.metadata["description"]}
    if isinstance(member.load_default, (str, int, bool)):
        described["default"] = member.load_default
    if isinstance(member, Rows):
        items = ref(name_of(member.inner.schema))
        return {"type": "array", "maxItems": MAXIMUM_ROWS, "items": items, **described}
    if isinstance(member, References):
        items = ref("ReferenceInput")
        return {"type": "array", "maxItems": MAXIMUM_ROWS, "items": items, **described}
    assert isinstance(member, Field)
    shape = plain_shape(member)
    return {**(nullable(shape) if member.allow_none else shape), **described}


def plain_shape(member: Field) -> Json:
    """The JSON Schema of a value that is not null."""
    if isinstance(member, Reference):
        return ref("ReferenceInput")
    return ref("DateInput") if isinstance(member, Date) else member.json_schema()


def input_shapes(schemas: Iterable[Schema]) -> dict[str, Json]:
    """The shapes of records as they are sent and of their rows, by name."""
    found = dict(SHARED)
    for schema in schemas:
        found[name_of(schema)] = input_shape(schema)
        for member in schema.fields.values():
            if isinstance(member, Rows):
                found[name_of(member.inner.schema)] = input_shape(member.inner.schema)
    return found
