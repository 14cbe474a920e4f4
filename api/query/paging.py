"""Keyset paging: a total order, one page of it, and a bounded total.

A cursor holds the keys of the last record shown, so that a page costs the same wherever it lies.
Unknown values come last in both directions: they are a second segment, read when the first is
exhausted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import SQL, Expression, Field, ModelSelect, Select, fn

from .cursors import NOT_OURS, Total, bad_cursor, decode, encode, key_of
from .statement import Row, Statement, slot

BOUND_OF_TOTAL = 1000


@dataclass(frozen=True)
class Sort:
    """An order that a collection offers: a name, an indexed column, and one that breaks ties.

    `within` is what the index begins with: without it the database could not use the index.
    """

    name: str
    column: Field
    tie: Field
    description: str
    nullable: bool = False
    within: Expression | None = None


@dataclass
class Page:
    """The rows of one page, and where the next begins."""

    rows: list[Row]
    total: Total | None
    next_cursor: str | None


class Keyset:
    """One query in one order, read a page at a time.

    `bound` is how many values the query's own slots take; those of the page stand behind them.
    `counted` is the query that the total is counted by, where a lighter one does.
    """

    def __init__(
        self,
        query: ModelSelect,
        sort: Sort,
        *,
        descending: bool,
        bound: int = 0,
        counted: ModelSelect | None = None,
    ) -> None:
        self.query, self.sort, self.descending, self.bound = query, sort, descending, bound
        self.counted = query if counted is None else counted
        self.statements: dict[Any, Statement] = {}

    def statement(self, form: Any, build: Callable[[], Any]) -> Statement:
        """A statement of this query, built when it is first needed."""
        if form not in self.statements:
            self.statements[form] = Statement(build())
        return self.statements[form]

    def page(
        self,
        limit: int,
        cursor: str | None,
        count: str,
        of_query: str,
        values: Sequence[Any] = (),
        counted: Sequence[Any] = (),
    ) -> Page:
        """At most `limit` rows behind the cursor; the first page counts, later ones carry it.

        `values` are those of the query, `counted` those of the query that is counted.
        """
        segment, keys, total = decode(cursor, of_query) if cursor is not None else (0, [], None)
        if cursor is None and count != "none":
            total = self.count(counted, exact=count == "exact")
        keys = self.checked(segment, keys) if cursor else []
        rows = self.rows(segment, keys, limit + 1, values) if limit else []
        more = len(rows) > limit
        rows = rows[:limit]
        return Page(rows, total, self.cursor(rows[-1], of_query, total) if more else None)

    def checked(self, segment: int, keys: Any) -> list[Any]:
        """The keys of a cursor in the types of their columns; a Problem for others."""
        if segment == 1 and not self.sort.nullable:
            raise bad_cursor(NOT_OURS)
        columns = [self.sort.tie] if segment == 1 else [self.sort.column, self.sort.tie]
        try:
            return [key_of(column, key) for column, key in zip(columns, keys, strict=True)]
        except (ValueError, TypeError) as error:
            raise bad_cursor(NOT_OURS) from error

    def rows(
        self, segment: int, keys: Sequence[Any], limit: int, values: Sequence[Any]
    ) -> list[Row]:
        """The next rows from a segment on."""
        rows = self.segment(segment, keys, limit, values)
        if segment == 0 and self.sort.nullable and len(rows) < limit:
            rows.extend(self.segment(1, [], limit - len(rows), values))
        return rows

    def segment(
        self, segment: int, keys: Sequence[Any], limit: int, values: Sequence[Any]
    ) -> list[Row]:
        """The next rows of one segment."""
        statement = self.statement(
            (segment, len(keys)), lambda: self.select(segment, self.slots(len(keys) + 1))
        )
        return statement.rows([*values, limit, *keys])

    def slots(self, number: int) -> list[Any]:
        """The slots behind those of the query itself."""
        return [slot(self.bound + place) for place in range(number)]

    def select(self, segment: int, slots: Sequence[Any]) -> ModelSelect:
        """The query of one segment: the slot of the limit, then those of the keys."""
        limit, *keys = slots
        column, tie = self.sort.column, self.sort.tie
        query = self.query.select_extend(column.alias("sort_key"), tie.alias("tie_key"))
        query = query.limit(limit)
        if segment == 1:
            query = query.where(column.is_null())
            if keys:
                query = query.where(self.beyond(tie, keys[0]))
            return query.order_by(self.directed(tie))
        if self.sort.nullable:
            query = query.where(column.is_null(False))
        if keys:
            query = query.where(self.behind(*keys))
        order = (
            [self.directed(column)]
            if column is tie
            else [self.directed(column), self.directed(tie)]
        )
        return query.order_by(*order)

    def behind(self, key: Any, tie: Any) -> Expression:
        """What comes after a row in this order; the first condition lets the index be used."""
        column = self.sort.column
        if column is self.sort.tie:
            return self.beyond(column, key)
        at_or_beyond = column <= key if self.descending else column >= key
        return at_or_beyond & (self.beyond(column, key) | self.beyond(self.sort.tie, tie))

    def beyond(self, column: Field, key: Any) -> Expression:
        """Strictly after a key in this order."""
        return column < key if self.descending else column > key

    def directed(self, column: Field) -> Any:
        """A column in the direction of this order."""
        return column.desc() if self.descending else column.asc()

    def cursor(self, row: Mapping[str, Any], of_query: str, total: Total | None) -> str:
        """The cursor behind a row."""
        key = row["sort_key"]
        if key is None:
            return encode(of_query, 1, [row["tie_key"]], total)
        return encode(
            of_query, 0, [key.isoformat() if isinstance(key, date) else key, row["tie_key"]], total
        )

    def count(self, values: Sequence[Any], *, exact: bool) -> Total:
        """How many rows match, exactly or up to the bound."""
        statement = self.statement(exact, lambda: counting(self.counted, exact=exact))
        return count_of(statement, values, exact=exact)


def counting(query: Any, *, exact: bool) -> Any:
    """The query that counts the rows of another, exactly or up to the bound."""
    rows = query if exact else query.limit(BOUND_OF_TOTAL + 1)
    return Select([rows], [fn.COUNT(SQL("1")).alias("found")]).bind(query._database)


def count_of(statement: Statement, values: Sequence[Any], *, exact: bool = False) -> Total:
    """The total that a counting statement finds; at the bound, at least so many."""
    found = statement.tuples(values)[0][0]
    if exact or found <= BOUND_OF_TOTAL:
        return Total(found, "eq")
    return Total(BOUND_OF_TOTAL, "gte")
