"""Answers straight from rows, by code made once for a table: what state and dump give, sooner.

A state is what is written, compared and kept as a file; an answer needs none in between. A test
compares this with what the schema dumps of a state, over every record of the seeds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from marshmallow import Schema

from schemas.base import References, Rows
from schemas.dates import facts
from schemas.fields import Flag, Number
from schemas.pointing import Date, Reference

Row = Mapping[str, Any]
Json = dict[str, Any]
Answers = Mapping[int, Json]
Answer = Callable[[Row, Answers, Mapping[str, Answers], Mapping[str, Mapping[int, Any]]], Json]


def number(value: float | None) -> float | int | None:
    """A number; whole ones stay whole."""
    return int(value) if value is not None and value == int(value) else value


def date_of(row: Row, name: str, stubs: Answers) -> Json | None:
    """The date that lies in the columns beginning with `name`; as `schemas.dates.describe`."""
    value = row[name]
    if value is None:
        return None
    earliest, latest, code, ucdp = facts(value)
    anchor = row[f"{name}_anchor"]
    return {
        "value": value,
        "earliest": earliest,
        "latest": latest,
        "precision": code,
        "basis": row[f"{name}_basis"],
        "verbatim": row[f"{name}_verbatim"],
        "anchor": None if anchor is None else stubs[anchor]["id"],
        "ucdp_date_prec": ucdp,
    }


def compiled(schema: Schema) -> Answer:
    """What makes the answer of a record or of a row of a part from its row.

    It takes the row; the stubs of all records that are referred to, by number; of each reference
    that is shown whole the records by number; and of each part that is shown its rows by the number
    of their record.
    """
    lines = ["def answer(row, stubs, whole, parts):", "    made = {}"]
    for name, member in schema.dump_fields.items():
        lines += [f"    {line}" for line in code_of(name, member)]
    lines.append("    return made")
    known: dict[str, Any] = {"date_of": date_of, "number": number, "NONE": []}
    exec("\n".join(lines), known)  # noqa: S102  # nosec B102  # made from the names of our own schemas
    return known["answer"]


def code_of(name: str, member: Any) -> Iterator[str]:
    """The code for one member."""
    place = f"made[{name!r}]"
    if isinstance(member, (Rows, References)):
        yield f"if {name!r} in parts: {place} = parts[{name!r}].get(row['number'], NONE)"
    elif isinstance(member, Reference):
        yield f"value = row[{name!r}]"
        yield f"{place} = None if value is None else whole.get({name!r}, stubs)[value]"
    elif isinstance(member, Date):
        yield f"{place} = date_of(row, {name!r}, stubs)"
    elif isinstance(member, Flag):
        yield f"{place} = bool(row[{name!r}])"
    elif isinstance(member, Number):
        yield f"{place} = number(row[{name!r}])"
    else:
        yield f"{place} = row[{name!r}]"


def grouped(
    rows: Mapping[int, Sequence[Row]], answer: Callable[[Row], Any]
) -> dict[int, list[Any]]:
    """The answers of the rows of a part by the number of their record."""
    return {owner: [answer(row) for row in owned] for owner, owned in rows.items()}
