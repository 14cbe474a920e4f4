"""What refers to a record: by which members of which records, how many of them, and the newest.

One statement looks how often each column names the record, up to a bound. Another counts the
records behind and reads the newest: from those rows where they are few, else by walking the
collection from its end, since where they are many, enough are soon found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from peewee import OP, SQL, Expression, Select, fn

from api.models import LinkTable, ObjectTable, Record
from api.models.referring import holder_of
from schemas.pointing import Stub

from .cursors import Total
from .paging import BOUND_OF_TOTAL
from .resource import Resource
from .statement import PREPARED, Row, Statement, slot
from .ways import Way, parameters_of, ways_of

FEW = 5000
"""So many rows of a column are put in order at once; of more, the collection is walked."""
THIS, WANTED = slot(0), slot(1)


@dataclass(frozen=True)
class Group:
    """The records of one object that refer to a record by one member.

    `records` are the newest of them; `parameter` is the filter of their list that finds just these,
    where there is one.
    """

    object: str
    member: str
    total: Total
    records: list[Stub]
    parameter: str | None


class Together(Statement):
    """Statements of the same columns as one."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.sql = " UNION ALL ".join(each.sql for each in statements)
        self.template = [value for each in statements for value in each.template]
        self.names, self.flags = statements[0].names, statements[0].flags


class Referring:
    """Finds what refers to a record, in all collections."""

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        self.resources = resources
        self.ways = ways_of(resources)
        self.places = {place: at for at, place in enumerate({way.place: 0 for way in self.ways})}

    @cache  # noqa: B019  # there is one of these in the life of a process
    def columns(self, target: str) -> dict[int, list[Way]]:
        """The columns that may name a record of an object by number: the ways that share each."""
        found: dict[int, list[Way]] = {}
        for way in self.ways:
            if target in way.targets:
                found.setdefault(self.places[way.place], []).append(way)
        return found

    @cache  # noqa: B019  # the same
    def parameters(self, name: str) -> dict[tuple[str, str], str]:
        """The filters of a collection that ask for just a member, by it and the object asked."""
        return parameters_of(self.resources[name], [w for w in self.ways if w.object == name])

    def groups(self, number: int, target: str, limit: int) -> list[Group]:
        """What refers to a record of the object `target`: each group with its newest records."""
        columns = self.columns(target)
        amounts = PREPARED.get(("referrers", target), lambda: Statement(amounts_of(columns)))
        counts = amounts.tuples([number])[0]
        rows = dict(zip(columns, counts[::2], strict=True))
        itself = dict(zip(columns, counts[1::2], strict=True))
        newest = [self.newest(at, columns[at], many=rows[at] > FEW) for at in columns if rows[at]]
        if not newest:
            return []
        held = by_column(Together(newest).rows([number, max(limit, 1)]))
        return [
            self.group(way, some, target, itself=bool(itself[at]), limit=limit)
            for way in self.ways
            if (some := held.get(((at := self.places[way.place]), way.object)))
        ]

    def newest(self, at: int, ways: Sequence[Way], *, many: bool) -> Statement:
        """The statement for the newest records by a column, with how many there are."""

        def build() -> Statement:
            if not many:
                return Statement(sorted_out(at, ways[0].column))
            alone = len(ways) == 1
            walks = [walked(at, way, self.resources[way.object], alone=alone) for way in ways]
            return Together([Statement(walk) for walk in walks])

        return PREPARED.get(("referrers", at, many), build)

    def group(
        self, way: Way, rows: Sequence[Row], target: str, *, itself: bool, limit: int
    ) -> Group:
        """A group from the rows of its newest records.

        A list that would hold the record itself too is not what was counted.
        """
        found = rows[0]["found"]
        total = Total(found, "eq") if found <= BOUND_OF_TOTAL else Total(BOUND_OF_TOTAL, "gte")
        records = [Stub(row["id"], row["object"], row["label"]) for row in rows[:limit]]
        parameter = self.parameters(way.object).get((way.member, target))
        also_itself = itself and way.object == target
        return Group(way.object, way.member, total, records, None if also_itself else parameter)


SHOWN = ("column", "found", "number", "id", "object", "label")


def shown(at: int, found: Any) -> list[Any]:
    """What is told of a record that refers: the column's number, how many there are, its stub."""
    head = SQL(str(at)).alias("column"), found.alias("found")
    return [*head, Record.number, Record.id, Record.object, Record.label]


def amounts_of(columns: Mapping[int, Sequence[Way]]) -> Any:
    """The query that tells how many rows of each column name a record, and whether its own do."""
    told: list[Any] = []
    for at, ways in columns.items():
        model, column = ways[0].column.model, ways[0].column
        rows = model.select(SQL("1")).where(column == THIS)
        own = fn.EXISTS(model.select(SQL("1")).where(named_by(column, THIS)))
        told += [count_up_to(rows, FEW + 1).alias(f"rows_{at}"), own.alias(f"own_{at}")]
    return Select(columns=told).bind(Record._meta.database)


def count_up_to(rows: Any, most: int) -> Any:
    """How many rows a query has, up to a bound."""
    return Select([rows.limit(most)], [fn.COUNT(SQL("1"))])


def sorted_out(at: int, column: Any) -> Any:
    """The newest records of each object by a column that few rows of name this record."""
    model, holder = column.model, holder_of(column.model)
    rows = model.select(holder.alias("holder")).where(column == THIS, holder != THIS)
    rows = rows.distinct().limit(FEW)
    within = {"partition_by": [Record.object]}
    nth = fn.ROW_NUMBER().over(**within, order_by=[Record.number.desc()])
    counted = Select([rows], [*shown(at, fn.COUNT(SQL("1")).over(**within)), nth.alias("nth")])
    counted = counted.join(Record, on=(Record.number == rows.c.holder))
    told = Select([counted], [getattr(counted.c, name) for name in SHOWN])
    return told.where(counted.c.nth <= WANTED).bind(Record._meta.database)


def walked(at: int, way: Way, resource: Resource, *, alone: bool) -> Any:
    """The newest records by a way that many rows take, from the end of their collection.

    Where no other object shares the column and a record has one such row, they need no counting.
    """
    number = resource.model.record
    records = resource.model.select(number.alias("holder"))
    records = records.where(names_this(way.column, number), number != THIS)
    many = alone and issubclass(way.column.model, (ObjectTable, LinkTable))
    total = SQL(str(BOUND_OF_TOTAL + 1)) if many else count_up_to(records, BOUND_OF_TOTAL + 1)
    last = records.order_by(number.desc()).limit(WANTED)
    told = Select([last], shown(at, total)).join(Record, on=(Record.number == last.c.holder))
    return told.bind(Record._meta.database)


def names_this(column: Any, number: Any) -> Any:
    """Whether a record names this one; of rows it is asked record by record, in their order."""
    if issubclass(column.model, ObjectTable):
        return column == THIS
    row = column.model.select(SQL("1")).where(named_by(column, number))
    return Expression(row.limit(1), OP.EQ, SQL("1"))


def named_by(column: Any, holder: Any) -> Any:
    """That a row is one of a record's own and names this one.

    It is looked for among the rows of that record; by the column there may be very many.
    """
    return (holder_of(column.model) == holder) & (column + SQL("0") == THIS)


def by_column(rows: Sequence[Row]) -> dict[tuple[int, str], list[Row]]:
    """Rows by the number of their column and by object, the newest first."""
    found: dict[tuple[int, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: -row["number"]):
        found.setdefault((row["column"], row["object"]), []).append(row)
    return found
