"""What is behind edges: the first of the records of each, and the days that all of them span."""

import operator
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

from peewee import CTE, Select, Value, ValuesList, fn

from api.models import Record
from api.query.statement import PREPARED, Statement, filled_up, slot

from .asking import Question, bound
from .contacts import Asked, contacts
from .pairs import PAIR_FACTOR, pair_of
from .weighing import Edge

MOST_RECORDS = 100
Ends = tuple[str, int, int]


class Behind(NamedTuple):
    """What is behind an edge: the days its records span, and the ids of the first of them."""

    first: Any
    last: Any
    records: list[str]


def records_behind(question: Question, shown: Sequence[Edge]) -> dict[Ends, Behind]:
    """What is behind edges, of each at most 100 records in their chronology."""
    form, asked, values = bound(question)
    pairs: dict[str, list[int]] = {}
    for edge in shown:
        pairs.setdefault(edge.type, []).append(pair_of(edge.source, edge.target))
    slots: dict[str, list[Value]] = {}
    for name, some in pairs.items():
        filled = filled_up(some)
        slots[name] = [slot(len(values) + place) for place in range(len(filled))]
        values.extend(filled)
    sizes = tuple((name, len(some)) for name, some in slots.items())
    statement = PREPARED.get(("behind", sizes, form), lambda: Statement(in_order(slots, asked)))
    return gathered(statement.tuples(values))


def gathered(rows: Iterable[tuple[Any, ...]]) -> dict[Ends, Behind]:
    """Records in order by the edge that they are behind."""
    found: dict[Ends, Behind] = {}
    for name, pair, first, last, record in rows:
        ends = (name, *divmod(pair, PAIR_FACTOR))
        behind = found.setdefault(ends, Behind(first, last, []))
        if len(behind.records) < MOST_RECORDS:
            behind.records.append(record)
    return found


def in_order(pairs: Mapping[str, Sequence[Value]], asked: Asked) -> Any:
    """The first records behind pairs of each type, in order, and the days that all span.

    Ids are joined to those of the first days alone, of which there may be more than are shown.
    """
    tables = [
        CTE(f"shown_{name}", ValuesList([(each,) for each in some]), columns=["pair"])
        for name, some in pairs.items()
    ]
    ranked = [ranked_records(name, asked, table) for name, table in zip(pairs, tables, strict=True)]
    together = reduce(operator.add, ranked).alias("ranked")
    column = together.c
    query = Record.select(column.type, column.pair, column.first, column.last, Record.id)
    query = query.join(together, on=(column.record == Record.number))
    query = query.where(column.place <= MOST_RECORDS).order_by(column.place, Record.id)
    return query.with_cte(*tables)


def ranked_records(name: str, asked: Asked, shown: Any) -> Any:
    """The records behind each pair, with the place of their day and the days that all span."""
    contact = contacts(name, asked, shown).alias("contact")
    column = contact.c
    pair = [column.pair]
    order = [column.chronology.is_null(), column.chronology]
    return Select(
        (contact,),
        (
            Value(name).alias("type"),
            column.pair,
            column.record,
            fn.MIN(column.earliest).over(partition_by=pair).alias("first"),
            fn.MAX(column.latest).over(partition_by=pair).alias("last"),
            fn.RANK().over(partition_by=pair, order_by=order).alias("place"),
        ),
    )
