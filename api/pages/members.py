"""What the members of a record are, read from its schema: how each is to be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from marshmallow import Schema

from schemas import SCHEMAS
from schemas.base import READ_ONLY, ReadOnlyText, References, Rows
from schemas.fields import Code, Flag, Integer, Matched, Number, Text, Verbatim
from schemas.pointing import Date, Reference
from schemas.shared import LANGUAGE, SHA256, Day, Pointer
from schemas.sources import URL

FORMS = (
    (Code, "code"),
    (Date, "date"),
    (Reference, "reference"),
    (References, "references"),
    (Rows, "rows"),
    (Flag, "flag"),
    (Day, "day"),
    (Pointer, "pointer"),
    (Verbatim, "words"),
    ((Integer, Number), "number"),
    (ReadOnlyText, "moment"),
)
PATTERNS = {URL: "url", SHA256: "hash", LANGUAGE: "language"}
PLACED = ("id", "summary", *READ_ONLY)
"""Members that have a place of their own on a page: at its head, or at the end of the facts."""
LONG = 500
TOLD_WITH_EVIDENCE = ("evidence", "settled")
Json = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A member of a schema: its name, the form of its value, and of rows their own members.

    `vocabulary` is that of a code. `called` are the members that a row is told apart by.
    """

    name: str
    form: str
    vocabulary: str = ""
    members: Mapping[str, "Kind"] = field(default_factory=dict)
    called: tuple["Kind", ...] = ()


@dataclass(frozen=True)
class Part:
    """The rows of a part that has some, and of their members those that a row tells."""

    kind: Kind
    columns: Sequence[Kind]
    rows: Sequence[Json]


@cache
def members_of(schema: type[Schema], parts: frozenset[str] = frozenset()) -> Mapping[str, Kind]:
    """The members of a schema, in its order; of rows, `parts` are those of their record."""
    fields = schema().fields
    parts = parts or frozenset(name for name, each in fields.items() if isinstance(each, Rows))
    return {name: kind_of(name, each, parts) for name, each in fields.items()}


def members(object_: str) -> Mapping[str, Kind]:
    """The members of the records of an object."""
    return members_of(SCHEMAS[object_])


def kind_of(name: str, member: Any, parts: frozenset[str]) -> Kind:
    """What one member is; a text that is called as a row of a part is, holds the key of one."""
    if isinstance(member, Rows):
        inner = members_of(member.row_schema, parts)
        return Kind(name, "rows", "", inner, tuple(called_by(inner, member.key_from)))
    vocabulary = member.vocabulary.name if isinstance(member, Code) else ""
    form = form_of(name, member)
    return Kind(name, "row" if form == "text" and f"{name}s" in parts else form, vocabulary)


def form_of(name: str, member: Any) -> str:
    """How a value is shown: the name of its form in `values.FORMS`."""
    if isinstance(member, Matched) and member.pattern in PATTERNS:
        return PATTERNS[member.pattern]
    if name in ("id", "key"):
        return "key"
    form = next((form for type_, form in FORMS if isinstance(member, type_)), "text")
    return "long" if form == "text" and isinstance(member, Text) and member.maximum > LONG else form


def called_by(inner: Mapping[str, Kind], key_from: Sequence[str]) -> Iterator[Kind]:
    """The members that a row is called by: what its key is made of, and its first code."""
    first_code = next((kind.name for kind in inner.values() if kind.form == "code"), None)
    for name, kind in inner.items():
        if name in key_from or name == first_code:
            yield kind


def facts(record: Json) -> list[tuple[Kind, Any]]:
    """The members of a record that are one value or a list of references.

    What is unknown is left out, but for dates: that nobody tells one is worth knowing.
    """
    return [
        (kind, record[name])
        for name, kind in members(record["object"]).items()
        if kind.form != "rows"
        and name not in PLACED
        and (record.get(name) not in (None, []) or (kind.form == "date" and name in record))
    ]


def parts(record: Json) -> list[Part]:
    """The parts of a record that have rows, but for those that the evidence is told with."""
    return [
        part_of(kind, record[name])
        for name, kind in members(record["object"]).items()
        if kind.form == "rows" and name not in TOLD_WITH_EVIDENCE and record.get(name)
    ]


def part_of(kind: Kind, rows: Sequence[Json]) -> Part:
    """A part with the members that any of its rows tells."""
    columns = [
        each
        for name, each in kind.members.items()
        if name != "key" and any(row.get(name) is not None for row in rows)
    ]
    return Part(kind, columns, rows)


@cache
def classifying(object_: str) -> Kind | None:
    """The member that says what kind of its object a record is: the first code it must have."""
    fields = SCHEMAS[object_]().fields
    codes = (kind for kind in members(object_).values() if kind.form == "code")
    return next((kind for kind in codes if fields[kind.name].required), None)
