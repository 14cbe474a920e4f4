"""JSON Schemas of answers, made from the marshmallow schemas that check and write them."""

from typing import Any

from marshmallow import Schema, fields

from schemas.base import Record, References, Rows
from schemas.fields import Field
from schemas.pointing import DATE_MEMBERS
from schemas.shared import Evidence
from schemas.vocabulary.history import SPAN_FATE

Json = dict[str, Any]


def ref(name: str) -> Json:
    """A reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Json) -> Json:
    """A schema that also takes null."""
    if "enum" in schema:
        return {**schema, "type": [schema["type"], "null"], "enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}


def member_shape(member: fields.Field[Any]) -> Json:
    """The JSON Schema of one member of an answer."""
    described = {"description": member.metadata["description"]}
    if isinstance(member, Rows):
        return {
            "type": "array",
            "maxItems": 500,
            "items": ref(member.row_schema.__name__),
            **described,
        }
    if isinstance(member, References):
        return {"type": "array", "maxItems": 500, "items": member.inner.json_schema(), **described}
    assert isinstance(member, Field)
    shape = member.json_schema()
    return {**(nullable(shape) if member.allow_none else shape), **described}


def schema_shape(schema: Schema) -> Json:
    """The JSON Schema of a record or row as it is answered.

    Of a record only id and object are certain: parts are absent unless included, and `fields`
    leaves out what it does not name.
    """
    members = schema.fields
    required = ["id", "object"] if isinstance(schema, Record) else []
    return {
        "type": "object",
        "description": (type(schema).__doc__ or "").strip(),
        "properties": {name: member_shape(member) for name, member in members.items()},
        "required": required,
        "additionalProperties": False,
    }


def object_shape(description: str, properties: Json, *, optional: tuple[str, ...] = ()) -> Json:
    """A JSON Schema of an object whose members are all there but the optional ones."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer", "minimum": 0}
PAGE_META: Json = object_shape(
    "What is to be known of a page.",
    {
        "total": nullable(ref("Total")),
        "limit": WHOLE,
        "next_cursor": nullable(TEXT),
        "query": {**TEXT, "description": "The parameters in one order, for citing."},
        "date_match": object_shape(
            "Where dates were asked for: how many match in each of the two ways.",
            {"possible": ref("Total"), "certain": ref("Total")},
        ),
        "revision": {**WHOLE, "description": "The revision of the database that was read."},
        "warnings": {"type": "array", "items": TEXT},
        "license": TEXT,
        "citation": TEXT,
    },
    optional=("date_match",),
)
ITEM_META: Json = object_shape(
    "What is to be known of an answer.",
    {
        name: shape
        for name, shape in PAGE_META["properties"].items()
        if name in ("revision", "warnings", "license", "citation")
    }
    | {"as_of": {**WHOLE, "description": "The revision at which the record is shown."}},
    optional=("as_of",),
)
LINKS: Json = object_shape(
    "Addresses of this answer and the next page.", {"self": TEXT, "next": TEXT}, optional=("next",)
)
SHARED_SHAPES: dict[str, Json] = {
    "Total": object_shape(
        "How many match: exactly (eq), or at least so many (gte).",
        {"value": WHOLE, "relation": {"type": "string", "enum": ["eq", "gte"]}},
    ),
    "Facets": {
        "type": "object",
        "description": "By field, its most frequent values and how many records have each.",
        "additionalProperties": {
            "type": "array",
            "items": object_shape(
                "A value, null for unknown.",
                {
                    "value": {"description": "A code, truth value, year or stub."},
                    "count": WHOLE,
                },
            ),
        },
    },
    "PageMeta": PAGE_META,
    "ItemMeta": ITEM_META,
    "Links": LINKS,
    # Not a choice between a stub and each kind of record: readers of the document would expand
    # every record in every other, and Swagger UI took half a minute to open an operation.
    "Stub": {
        **object_shape(
            "A reference; with `include`, the whole record with all its members.",
            {"id": TEXT, "object": TEXT, "label": TEXT, "href": TEXT},
            optional=("label", "href"),
        ),
        "additionalProperties": True,
    },
    "Moved": object_shape("Where the record is now.", {"id": TEXT, "href": TEXT, "detail": TEXT}),
    "Date": object_shape(
        "A date as precise as it is known; open ends are null; `fields` may leave members out.",
        {
            "value": {
                **TEXT,
                "description": "YYYY, YYYY-MM, YYYY-MM-DD or A/B with either end open (..).",
            },
            "earliest": nullable({"type": "string", "format": "date"}),
            "latest": nullable({"type": "string", "format": "date"}),
            "precision": {
                "type": "string",
                "description": "A code of the vocabulary date-precision.",
            },
            "basis": {"type": "string", "enum": ["stated", "derived", "external"]},
            "verbatim": nullable(TEXT),
            "anchor": nullable(
                {**TEXT, "description": "Id of the record that a relative date counts from."}
            ),
            "ucdp_date_prec": nullable({"type": "integer", "minimum": 1, "maximum": 5}),
        },
        optional=DATE_MEMBERS,
    ),
    "Fault": object_shape(
        "One thing that is wrong.",
        {
            "in": TEXT,
            "name": TEXT,
            "detail": TEXT,
            "value": TEXT,
            "did_you_mean": TEXT,
            "line": {**WHOLE, "description": "The line of an import."},
        },
        optional=("value", "did_you_mean", "line"),
    ),
    "Problem": {
        **object_shape(
            "A fault (RFC 9457).",
            {
                "type": {"type": "string", "format": "uri-reference"},
                "title": TEXT,
                "status": {"type": "integer"},
                "detail": TEXT,
                "instance": TEXT,
                "request_id": TEXT,
                "errors": {"type": "array", "items": ref("Fault")},
            },
        ),
        "additionalProperties": True,
    },
}


def evidence_in_place() -> Json:
    """The JSON Schema of evidence with the words of its span and how it stands now."""
    shape = schema_shape(Evidence())
    standing = object_shape(
        "What the present version of the document did to the span; null where there was one only.",
        {
            "fate": {
                "type": "string",
                "enum": ["stays", *SPAN_FATE.codes],
                "description": "Whether the words stand where they were coded, once elsewhere, at "
                "several places, or nowhere.",
            },
            "version": {**WHOLE, "minimum": 1, "description": "The version that was looked at."},
            "moved_to": nullable({**WHOLE, "description": "First code point of a moved span."}),
        },
    )
    excerpt = {
        **TEXT,
        "description": "The words of the span, at most 500 characters and … after; null unless the "
        "text of the document is held.",
    }
    context = object_shape(
        "With context=true: the paragraph around the span, of more than 1,500 characters what is "
        "around the span at the borders of words, of a span longer than that its beginning; null "
        "unless the text of the document is held and has the span's words there.",
        {
            "start": {**WHOLE, "description": "First code point of what is shown."},
            "end": {**WHOLE, "description": "First code point after it."},
            "text": TEXT,
        },
    )
    shown = {"excerpt": nullable(excerpt), "standing": nullable(standing)}
    told = {**shape["properties"], **shown, "context": nullable(context)}
    return {**shape, "properties": told, "required": list(shown)}


SHARED_SHAPES["EvidenceInPlace"] = evidence_in_place()


def list_of(item: Json) -> Json:
    """The JSON Schema of a list."""
    members = {
        "data": {"type": "array", "items": item},
        "meta": ref("PageMeta"),
        "links": ref("Links"),
        "facets": ref("Facets"),
    }
    return object_shape("A page.", members, optional=("facets",))


def item_of(item: Json) -> Json:
    """The JSON Schema of an answer with one value."""
    return object_shape(
        "An answer.", {"data": item, "meta": ref("ItemMeta"), "links": ref("Links")}
    )
