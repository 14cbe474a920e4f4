"""What all records share: head, tail, the rows of a record, and the plain form that files hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load
from marshmallow.validate import Length

from .dates import PartialDate
from .fields import Field, Integer, key
from .pointing import Reference, Stub

MAXIMUM_ROWS = 500
READ_ONLY = ("object", "label", "revision", "created_at", "updated_at")


class Strict(Schema):
    """A schema whose members are fixed: what it does not know, it refuses."""

    class Meta:
        unknown = RAISE


class Row(Strict):
    """A row that belongs to a record, named by its key."""

    key = key()


class Rows(fields.List[Any]):
    """A part of a record: its rows in the order of the file, at most 500.

    `key_from` names the members that the key of a row is made of where none is given: the id of the
    first that is a reference, else the code of the first with a running number.
    """

    inner: fields.Nested

    def __init__(self, schema: type[Row], description: str, *key_from: str) -> None:
        super().__init__(
            fields.Nested(schema),
            metadata={"description": description},
            validate=Length(max=MAXIMUM_ROWS),
        )
        self.row_schema = schema
        self.key_from = key_from


def none_twice(ids: list[str]) -> None:
    """ValidationError for the first reference that stands twice."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise ValidationError(f"{each} occurs twice.")
        seen.add(each)


class References(fields.List[Any]):
    """A part of a record that is nothing but references, at most 500, none twice."""

    inner: Reference

    def __init__(self, description: str, *objects: str) -> None:
        super().__init__(
            Reference(description, *objects, allow_none=False),
            metadata={"description": description},
            validate=[Length(max=MAXIMUM_ROWS), none_twice],
        )


class ReadOnlyText(Field):
    """Text that the database gives and nobody sets."""

    def __init__(self, description: str, **schema: Any) -> None:
        super().__init__(description, dump_only=True, allow_none=False)
        self.schema_facts = schema

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string"} | self.schema_facts


class Record(Strict):
    """The members that every record has; its own stand between `label` and `names`."""

    object = ReadOnlyText("What the record is.")
    label = ReadOnlyText("The name that stubs, search and the timeline show.")
    revision = Integer(
        "The revision of the database that last changed the record.",
        dump_only=True,
        allow_none=False,
    )
    created_at = ReadOnlyText("When the record was added.", format="date-time")
    updated_at = ReadOnlyText("When the record was last changed.", format="date-time")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for members in (self.fields, self.dump_fields, self.load_fields):
            ordered = self.in_order(members)
            members.clear()
            members.update(ordered)

    @staticmethod
    def in_order(members: dict[str, Any]) -> dict[str, Any]:
        """The same members, `id` and `object` first, the shared parts and dates of change last."""
        own = [name for name in members if name not in (*HEAD, *TAIL)]
        return {name: members[name] for name in (*HEAD, *own, *TAIL) if name in members}

    @pre_load
    def ignore_read_only(self, data: Any, **kwargs: Any) -> Any:
        """Drop what an answer carries and nobody can set: what GET gives can be written back."""
        if not isinstance(data, Mapping):
            return data
        return {name: value for name, value in data.items() if name not in READ_ONLY}


HEAD = ("id", "object", "label")
TAIL = (
    "names",
    "identifiers",
    "relations",
    "figures",
    "topics",
    "evidence",
    "settled",
    "revision",
    "created_at",
    "updated_at",
)


def plain(schema: Schema, state: Mapping[str, Any]) -> dict[str, Any]:
    """A loaded or fetched record as a file holds it.

    References are ids, dates are short, and nothing that is default is told:
    `plain(schema, schema.load(file)) == file` for a file in the one way to write it.
    """
    made = {}
    for name, field in schema.load_fields.items():
        value = plain_value(field, state.get(name))
        if value not in (None, [], {}) and value != field.load_default:
            made[name] = value
    return made


def plain_value(field: fields.Field[Any], value: Any) -> Any:
    """One member in its plain form."""
    if value is None:
        return None
    if isinstance(field, Rows):
        schema = field.inner.schema
        return [plain(schema, row) for row in value]
    if isinstance(field, References):
        return [plain_value(field.inner, item) for item in value]
    if isinstance(value, Stub):
        return value.id
    if isinstance(value, PartialDate):
        return plain_date(value)
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def plain_date(when: PartialDate) -> str | dict[str, str]:
    """A date in its plain form: its text alone where nothing else is told of it."""
    told = {
        "value": when.value,
        "basis": when.basis,
        "verbatim": when.verbatim,
        "anchor": when.anchor,
    }
    made = {name: value for name, value in told.items() if value is not None}
    if made["basis"] == "stated":
        del made["basis"]
    return when.value if len(made) == 1 else made


def references(
    schema: Schema, state: Mapping[str, Any], pointer: str = ""
) -> Iterator[tuple[str, str]]:
    """Each reference in a loaded state: its JSON Pointer, with rows by key, and its id."""
    for name, field in schema.load_fields.items():
        value, at = state.get(name), f"{pointer}/{name}"
        if value is None:
            continue
        if isinstance(field, Reference):
            yield at, id_of(value)
        elif isinstance(field, References):
            yield from ((f"{at}/{id_of(item)}", id_of(item)) for item in value)
        elif isinstance(field, Rows):
            row_schema = field.inner.schema
            for row in value:
                yield from references(row_schema, row, f"{at}/{row.get('key') or '?'}")
        elif isinstance(value, PartialDate) and value.anchor:
            yield f"{at}/anchor", value.anchor


def id_of(value: str | Stub) -> str:
    """The id of a reference, loaded or fetched."""
    return value.id if isinstance(value, Stub) else value
