"""The evidence of a record as it is read: by field, with the words marked; and what is disputed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from api.documents.disputes import how_derived
from schemas.dates import bounds

from .members import Kind
from .pointed import Pointed, follow

Json = dict[str, Any]
DISPUTES = "disputes"


class Marked(NamedTuple):
    """A paragraph with the words of a span: what stands before, they, what stands after."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Ground:
    """A row of evidence with its words marked, where the text is held, and the value it gives."""

    row: Json
    marked: Marked | None
    kind: Kind | None
    value: Any


@dataclass(frozen=True)
class Field:
    """A field of a record, or the record as a whole, with all evidence of it.

    `carried_because` is the reason of the value where documents differ, `settled` whether they were
    read against each other and one reason was given.
    """

    pointed: Pointed
    grounds: Sequence[Ground]
    carried_because: str | None
    settled: bool

    @property
    def is_disputed(self) -> bool:
        """Whether a document gives what cannot hold together with what the record carries."""
        return self.settled or any(each.row["stance"] == DISPUTES for each in self.grounds)


def fields(record: Json, rows: Sequence[Json]) -> list[Field]:
    """The fields of a record that have evidence, or whose dispute was settled, in its order."""
    settled = {each["field"]: each["reason"] for each in record.get("settled") or ()}
    by_field: dict[str, list[Json]] = {pointer: [] for pointer in settled}
    for row in rows:
        by_field.setdefault(row["field"], []).append(row)
    found = [
        field_of(follow(record, pointer), some, settled.get(pointer))
        for pointer, some in by_field.items()
    ]
    return sorted(found, key=lambda each: each.pointed.place)


def field_of(pointed: Pointed, rows: Sequence[Json], reason: str | None) -> Field:
    """A field with its evidence."""
    grounds = [ground(row, pointed.kind) for row in rows]
    return Field(pointed, grounds, reason or how_derived(rows), reason is not None)


def ground(row: Json, kind: Kind | None) -> Ground:
    """A row of evidence, ready to be read."""
    kind, value = told(row["value"], kind)
    return Ground(row, marked(row), kind, value)


def told(value: str | None, kind: Kind | None) -> tuple[Kind | None, Any]:
    """A value in the terms of its field: a date or a code where it can be read as one."""
    if value is None or kind is None or kind.form not in ("date", "code"):
        return None, value
    if kind.form == "code":
        return kind, value
    try:
        bounds(value)
    except ValueError:
        return None, value
    return kind, {"value": value, "verbatim": None, "basis": "stated", "anchor": None}


def marked(row: Json) -> Marked | None:
    """The paragraph of a row with its words marked; its words alone where there is no more."""
    around = row.get("context")
    if around is None:
        words = row.get("excerpt")
        return Marked("", words, "") if words else None
    text, first = around["text"], around["start"]
    start, end = row["start"] - first, row["end"] - first
    return Marked(text[:start], text[start:end], text[end:])
