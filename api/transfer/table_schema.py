"""Table Schemas (Data Package 2.0) of the tables of an export, made from the record schemas.

https://datapackage.org/standard/table-schema/: patterns are of the whole text and so have no
anchors; an empty cell is a missing value.
"""

from collections.abc import Iterator
from typing import Any

from marshmallow import Schema

from api.formats.table import SEPARATOR
from api.query.resource import Resource
from schemas.base import References, Rows
from schemas.fields import ID, MAXIMUM_ID, Field, Matched, Text
from schemas.objects import OBJECTS
from schemas.pointing import Date, Reference
from schemas.query import POINT_PATTERN
from schemas.vocabulary.evidence import BASIS, DATE_PRECISION

Json = dict[str, Any]
OWNER = "record"
# A text that a spreadsheet would take for a formula has a mark before it, see formats.table.
MARK = 1
LONGEST_WORDS = 200
END_PATTERN = rf"({POINT_PATTERN}|\.\.)"
BOUNDS = ("enum", "minimum", "maximum")
TYPES_OF_FORMATS = {"date": "date", "date-time": "datetime"}


def column(name: str, kind: str, about: str, **constraints: Any) -> Json:
    """The descriptor of a column."""
    made = {"name": name, "type": kind, "description": about}
    return {**made, "constraints": constraints} if constraints else made


DATE_COLUMNS: tuple[tuple[str, str, str, Json], ...] = (
    (
        "value",
        "string",
        "YYYY, YYYY-MM, YYYY-MM-DD or A/B with either end open (..).",
        {"pattern": f"{POINT_PATTERN}|{END_PATTERN}/{END_PATTERN}"},
    ),
    ("earliest", "date", "The first day it may mean; empty where that is open.", {}),
    ("latest", "date", "The last day it may mean; empty where that is open.", {}),
    ("precision", "string", "How exactly it is known.", {"enum": list(DATE_PRECISION.codes)}),
    ("basis", "string", "How it is known.", {"enum": list(BASIS.codes)}),
    ("verbatim", "string", "The words of the document.", {"maxLength": LONGEST_WORDS + MARK}),
    ("anchor", "string", "What a relative date counts from.", {"pattern": ID.pattern}),
    ("ucdp_date_prec", "integer", "The precision as UCDP codes it.", {"minimum": 1, "maximum": 5}),
)


def ids(objects: tuple[str, ...]) -> Json:
    """What holds of the ids of some objects."""
    prefixes = "|".join(OBJECTS[name].prefix for name in objects)
    return {"pattern": f"({prefixes})(-[a-z0-9]+)+", "maxLength": MAXIMUM_ID}


def is_never_empty(member: Field) -> bool:
    """Whether the cell of a member always has a value; what may be empty text may be missing."""
    return not member.allow_none and member.json_schema().get("minLength") != 0


def scalar(name: str, member: Field) -> Json:
    """The column of a member that is one value."""
    shape = member.json_schema()
    kind = TYPES_OF_FORMATS.get(shape.get("format", ""), shape["type"])
    bounds = {each: shape[each] for each in BOUNDS if each in shape}
    if isinstance(member, Matched):
        bounds |= {"pattern": member.pattern.pattern, "maxLength": member.maximum}
    elif isinstance(member, Text) and kind == "string":
        bounds["maxLength"] = member.maximum + MARK
    if is_never_empty(member):
        bounds["required"] = True
    return column(name, kind, member.metadata["description"], **bounds)


def reference(name: str, member: Reference) -> Iterator[Json]:
    """The columns of a reference to one record."""
    about = member.metadata["description"]
    required = {} if member.allow_none else {"required": True}
    yield column(f"{name}.id", "string", about, **ids(member.objects), **required)
    yield column(f"{name}.label", "string", f"{about} Its label.", **required)


def date(name: str, member: Date) -> Iterator[Json]:
    """The columns of a date."""
    for inner, kind, about, bounds in DATE_COLUMNS:
        yield column(f"{name}.{inner}", kind, f"{member.metadata['description']} {about}", **bounds)


def columns(schema: Schema) -> Iterator[Json]:
    """The columns of all members, as `formats.table` writes them."""
    for name, member in schema.fields.items():
        if isinstance(member, Reference):
            yield from reference(name, member)
        elif isinstance(member, Date):
            yield from date(name, member)
        elif isinstance(member, References):
            yield listed(name, member)
        elif not isinstance(member, Rows):
            assert isinstance(member, Field)
            yield scalar(name, member)


def listed(name: str, member: References) -> Json:
    """The column of a list of references."""
    told = {"delimiter": SEPARATOR, "itemType": "string"}
    return column(name, "list", member.metadata["description"]) | told


def foreign_keys(schema: Schema, own: str) -> list[Json]:
    """The keys of the references that lead to one collection each; `own` is the table's name."""
    found = {
        f"{name}.id": OBJECTS[member.objects[0]].collection
        for name, member in schema.fields.items()
        if isinstance(member, Reference) and len(member.objects) == 1
    }
    return [foreign_key(name, target, own) for name, target in found.items()]


def foreign_key(name: str, target: str, own: str) -> Json:
    """A key to the ids of a table, which is not named where it is the same."""
    there: Json = {} if target == own else {"resource": target}
    return {"fields": [name], "reference": {**there, "fields": ["id"]}}


def of_records(resource: Resource) -> Json:
    """The Table Schema of a collection."""
    made = list(columns(resource.schema))
    for each in made:
        if each["name"] == "object":
            each["constraints"]["enum"] = [resource.object]
    keys = foreign_keys(resource.schema, resource.name)
    return {"fields": made, "primaryKey": ["id"], **({"foreignKeys": keys} if keys else {})}


def of_rows(resource: Resource, name: str, row: Schema) -> Json:
    """The Table Schema of a part: the rows of all records, each with the id of its record."""
    about = f"The {resource.object} that the row belongs to."
    owner = column(OWNER, "string", about, **ids((resource.object,)), required=True)
    made = [owner, *columns(row)]
    for each in made:
        if each["name"] == "key":
            each["constraints"]["required"] = True
    own = f"{resource.name}.{name}"
    keys = [foreign_key(OWNER, resource.name, own), *foreign_keys(row, own)]
    return {"fields": made, "primaryKey": [OWNER, "key"], "foreignKeys": keys}
