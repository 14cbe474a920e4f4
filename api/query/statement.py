"""Statements: a query is built once for each form of question and bound to its values on each call.

Building a query costs several times what running it does. A *slot* stands in the query for a value
that differs from call to call; the form of a question is all that is not a value.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import perf_counter
from typing import Any

from peewee import BooleanField, Value
from peewee import __exception_wrapper__ as as_peewee_errors

from api.database import engine
from api.database.timing import ran

MOST_VALUES = 4096
Row = dict[str, Any]


@dataclass(frozen=True)
class Slot:
    """The place of a value among those that a call gives."""

    place: int


def slot(place: int) -> Value:
    """What stands in a query for the value at a place."""
    return Value(Slot(place), converter=False, unpack=False)


class Statement:
    """The text of a query, the values that never change, and where the others go."""

    def __init__(self, query: Any) -> None:
        self.sql, self.template = query.sql()
        self.names = tuple(name_of(column) for column in query._returning)
        self.flags = tuple(
            name
            for name, column in zip(self.names, query._returning, strict=True)
            if isinstance(column, BooleanField)
        )

    def tuples(self, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows as they come; a statement may be stopped at any of them."""
        given = [values[each.place] if type(each) is Slot else each for each in self.template]
        database = engine()
        with as_peewee_errors:
            if database.query_hooks:
                return list(database.execute_sql(self.sql, given).fetchall())
            began = perf_counter()
            try:
                return list(database.connection().execute(self.sql, given).fetchall())
            finally:
                ran(database, self.sql, len(given), perf_counter() - began)

    def rows(self, values: Sequence[Any] = ()) -> list[Row]:
        """The rows by name; SQLite's 0 and 1 are truth values again."""
        names = self.names
        found = [dict(zip(names, row, strict=True)) for row in self.tuples(values)]
        for flag in self.flags:
            for row in found:
                if row[flag] is not None:
                    row[flag] = bool(row[flag])
        return found


def name_of(column: Any) -> str:
    """What a selected column is called in a row."""
    return str(getattr(column, "_alias", None) or column.name)


class Bound:
    """Arguments with slots in the place of their values, the values, and the form of the question.

    Lists are filled up to a power of two by repeating their last value, so that few forms arise;
    truth values are part of the form.
    """

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self.values: list[Any] = []
        self.arguments: dict[str, Any] = {}
        form: list[Hashable] = []
        for name, value in arguments.items():
            if isinstance(value, bool):
                self.arguments[name] = value
                form.append((name, value))
            else:
                filled = filled_up(value) if isinstance(value, list) else value
                self.arguments[name] = self.bind(filled)
                form.append((name, len(filled) if isinstance(value, list) else None))
        self.form = tuple(form)

    def bind(self, value: Any) -> Any:
        """Slots for a value, each value of a list, each end of a pair."""
        if isinstance(value, list):
            return [self.bind(each) for each in value]
        if isinstance(value, tuple):
            return tuple(self.bind(each) for each in value)
        self.values.append(value)
        return slot(len(self.values) - 1)


def filled_up(values: Sequence[Any]) -> list[Any]:
    """Values up to a power of two, the last repeated."""
    size = 1 << (len(values) - 1).bit_length()
    return [*values, *([values[-1]] * (size - len(values)))]


class Prepared:
    """What was built for each form of question; the longest unused goes when there are many."""

    def __init__(self, most: int = 2000) -> None:
        self.most = most
        self.kept: OrderedDict[Hashable, Any] = OrderedDict()
        self.lock = Lock()

    def get(self, form: Hashable, build: Callable[[], Any]) -> Any:
        """What was built for a form on the engine in use, building it where it is new."""
        key = (type(engine()), form)
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
                return found
        made = build()
        with self.lock:
            self.kept[key] = made
            if len(self.kept) > self.most:
                self.kept.popitem(last=False)
        return made


PREPARED = Prepared()


def by_numbers(
    name: Hashable, numbers: Sequence[Any], query: Callable[[list[Value]], Any]
) -> Iterator[list[Any]]:
    """The tuples of a query over any number of values, in statements of few sizes.

    `query` makes it for a list of slots. Lists are filled up with their last value to a power of
    two, so that few forms are built.
    """
    for statement, values in sized(name, numbers, query):
        yield statement.tuples(values)


def sized(
    name: Hashable, numbers: Sequence[Any], query: Callable[[list[Value]], Any]
) -> Iterator[tuple[Statement, list[Any]]]:
    """The statements over any number of values, each with its values."""
    for start in range(0, len(numbers), MOST_VALUES):
        some = filled_up(numbers[start : start + MOST_VALUES])
        size = len(some)
        yield (
            PREPARED.get(
                (name, size),
                lambda size=size: Statement(query([slot(place) for place in range(size)])),  # type: ignore[misc]
            ),
            some,
        )
