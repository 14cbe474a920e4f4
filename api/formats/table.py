"""CSV (RFC 4180): a row a record, the columns from the schema that the record is answered with.

Scalars are columns; dates and single references are several, dotted (`signed.value`, `place.id`); a
list of references is its ids joined by `|`; rows of other parts have no column.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from typing import Any

import orjson
from marshmallow import Schema

from schemas.base import References, Rows
from schemas.dates import PartialDate, describe
from schemas.fields import Code, Integer
from schemas.pointing import Date, Reference

SEPARATOR = "|"
ROWS_A_PIECE = 200
DATE_MEMBERS = tuple(describe(PartialDate("2000")))
REFERENCE_MEMBERS = ("id", "label")
# With these a spreadsheet takes text for a formula and computes it (OWASP, CSV injection).
FORMULA_STARTS = frozenset("=+-@\t\r")
# Members that are never free text: nothing in them can be a formula or is written otherwise.
PLAIN_MEMBERS = frozenset(("id", *DATE_MEMBERS)) - {"verbatim"}
Record = Mapping[str, Any]
Cell = str | int | None
Getter = Callable[[Record], Cell]


def columns(schema: Schema, chosen: Sequence[str] | None = None) -> list[str]:
    """The names of the columns of a record schema: of all members in their order, or those chosen.

    `chosen` names columns in the order wanted; the name of a date or a reference means all columns
    that begin with it. ValueError for a name of no column.
    """
    known = list(getters(schema))
    if chosen is None:
        return known
    found: dict[str, None] = {}
    for name in chosen:
        named = [each for each in known if each == name or each.startswith(f"{name}.")]
        if not named:
            raise ValueError(f"there is no column {name}")
        found |= dict.fromkeys(named)
    return list(found)


def cells(schema: Schema, chosen: Sequence[str] | None = None) -> Callable[[Record], list[Cell]]:
    """What makes the cells of a record as it is answered, in the order of `columns`.

    What is unknown is None, which `csv` writes as an empty cell.
    """
    known = getters(schema)
    made = [known[name] for name in columns(schema, chosen)]
    return lambda record: [get(record) for get in made]


def lines(
    schema: Schema, records: Iterable[Record], chosen: Sequence[str] | None = None
) -> Iterator[bytes]:
    """A table in pieces, in UTF-8 with CRLF: the header first and always, then some rows at a time.

    ValueError, before the first piece, for a name in `chosen` of no column.
    """
    rows = map(cells(schema, chosen), records)
    yield written([columns(schema, chosen)])
    while some := list(islice(rows, ROWS_A_PIECE)):
        yield written(some)


def written(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as lines."""
    buffer = StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def getters(schema: Schema) -> dict[str, Getter]:
    """What gives the cell of each column."""
    made: dict[str, Getter] = {}
    for name, field in schema.fields.items():
        if isinstance(field, References):
            made[name] = ids_of(name)
        elif isinstance(field, (Date, Reference)):
            members = DATE_MEMBERS if isinstance(field, Date) else REFERENCE_MEMBERS
            made |= {f"{name}.{member}": inner(name, member) for member in members}
        elif isinstance(field, (Code, Integer)):
            made[name] = plain(name)
        elif not isinstance(field, Rows):
            made[name] = own(name)
    return made


def plain(name: str) -> Getter:
    """The cell of a code or a whole number."""
    return lambda record: record.get(name)


def own(name: str) -> Getter:
    """The cell of any other scalar."""
    return lambda record: cell(record.get(name))


def inner(name: str, member: str) -> Getter:
    """The cell of one member of a date, of a reference or of a whole record in its place."""

    def get_plain(record: Record) -> Cell:
        value = record.get(name)
        return None if value is None else value[member]

    def get_text(record: Record) -> Cell:
        value = record.get(name)
        return None if value is None else cell(value[member])

    return get_plain if member in PLAIN_MEMBERS else get_text


def ids_of(name: str) -> Getter:
    """The cell of a list of references; empty also where the list is not shown."""

    def get(record: Record) -> Cell:
        targets = record.get(name)
        return SEPARATOR.join([target["id"] for target in targets]) if targets else None

    return get


def cell(value: Any) -> Cell:
    """A scalar for a cell: numbers and truths as in JSON, no text a formula, null as it is."""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in FORMULA_STARTS else value
    return None if value is None else orjson.dumps(value).decode()
