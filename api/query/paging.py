"""Keyset paging: a total order, an opaque cursor bound to its query, and a bounded total.

A cursor holds the keys of the last record shown, so that a page costs the same wherever it lies.
Unknown values come last in both directions: they are a second segment, read when the first is
exhausted.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from peewee import DateField, Expression, Field, ModelSelect, TextField

from api.errors import INVALID_CURSOR, Problem, fault

BOUND_OF_TOTAL = 1000
LARGEST_NUMBER = 2**31
RELATIONS = ("eq", "gte")
CURSOR = re.compile("[A-Za-z0-9_-]+")
NOT_OURS = "it is not one that this service gave; begin again without it."
DIGEST_LENGTH = 12


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


@dataclass(frozen=True)
class Total:
    """How many records match: exactly (`eq`) or at least (`gte`); None where not counted."""

    value: int
    relation: str


@dataclass
class Page:
    """The rows of one page, and where the next begins."""

    rows: list[dict[str, Any]]
    total: Total | None
    next_cursor: str | None


def digest(list_name: str, parameters: Mapping[str, Any]) -> str:
    """What ties a cursor to its query: the list, and the parameters that stay between pages."""
    kept = sorted(
        (name, str(value))
        for name, value in parameters.items()
        if name not in ("cursor", "limit", "count")
    )
    return hashlib.sha256(orjson.dumps([list_name, kept])).hexdigest()[:DIGEST_LENGTH]


def encode(query: str, segment: int, keys: list[Any], total: Total | None) -> str:
    """The cursor behind a row."""
    told = [total.value, total.relation] if total else None
    packed = orjson.dumps([query, segment, keys, told])
    return packed_text(hashlib.sha256(packed).digest()[:4] + packed)


def packed_text(checked: bytes) -> str:
    """The text of a cursor."""
    return base64.urlsafe_b64encode(checked).decode().rstrip("=")


def fits(total: Total | None) -> bool:
    """Whether a cursor's total can be one that was counted."""
    return total is None or (
        type(total.value) is int
        and 0 <= total.value < LARGEST_NUMBER
        and total.relation in RELATIONS
    )


def bad_cursor(detail: str) -> Problem:
    """The Problem of a cursor that cannot be used."""
    return Problem(
        INVALID_CURSOR, f"The cursor cannot be used: {detail}", [fault("query", "cursor", detail)]
    )


def decode(cursor: str, query: str) -> tuple[int, list[Any], Total | None]:
    """Segment, keys and total of a cursor; a Problem for one that is broken or of another query."""
    try:
        checked = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        packed = checked[4:]
        if hashlib.sha256(packed).digest()[:4] != checked[:4] or packed_text(checked) != cursor:
            raise ValueError("checksum")
        of_query, segment, keys, told = orjson.loads(packed)
        total = Total(*told) if told is not None else None
        if segment not in (0, 1) or type(segment) is not int or not fits(total):
            raise ValueError("content")
    except (ValueError, TypeError) as error:
        raise bad_cursor(NOT_OURS) from error
    if of_query != query:
        told = "it belongs to another query; begin again without it, or repeat that query."
        raise bad_cursor(told)
    return segment, keys, total


def key_of(column: Field, value: Any) -> Any:
    """A key of a cursor in the type of its column; ValueError for what the column cannot hold."""
    if isinstance(column, DateField):
        return date.fromisoformat(value)
    if isinstance(column, TextField):
        if not isinstance(value, str) or "\0" in value:
            raise ValueError("text")
    elif type(value) is not int or not 0 <= value < LARGEST_NUMBER:
        raise ValueError("number")
    return value


class Keyset:
    """One query in one order, read a page at a time."""

    def __init__(self, query: ModelSelect, sort: Sort, *, descending: bool) -> None:
        self.query, self.sort, self.descending = query, sort, descending

    def page(self, limit: int, cursor: str | None, count: str, of_query: str) -> Page:
        """At most `limit` rows behind the cursor; the first page counts, later ones carry it."""
        segment, keys, total = decode(cursor, of_query) if cursor is not None else (0, [], None)
        if cursor is None and count != "none":
            total = self.count(exact=count == "exact")
        rows = self.rows(segment, self.checked(segment, keys) if cursor else [], limit + 1)
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

    def rows(self, segment: int, keys: list[Any], limit: int) -> list[dict[str, Any]]:
        """The next rows from a segment on."""
        rows = list(self.select(segment, keys).limit(limit).dicts())
        if segment == 0 and self.sort.nullable and len(rows) < limit:
            rows.extend(self.select(1, []).limit(limit - len(rows)).dicts())
        return rows

    def select(self, segment: int, keys: list[Any]) -> ModelSelect:
        """The query of one segment behind some keys."""
        column, tie = self.sort.column, self.sort.tie
        query = self.query.select_extend(column.alias("sort_key"), tie.alias("tie_key"))
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

    def count(self, *, exact: bool) -> Total:
        """How many rows match, exactly or up to the bound."""
        if exact:
            return Total(self.query.count(), "eq")
        found = self.query.limit(BOUND_OF_TOTAL + 1).count()
        return Total(min(found, BOUND_OF_TOTAL), "eq" if found <= BOUND_OF_TOTAL else "gte")
