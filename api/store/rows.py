"""Rows as tuples: code compiled once a table takes a loaded state to what an engine inserts.

The columns and values are those of `Shape.row`; days are text, as both engines take them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from api.database import engine
from api.models import Table
from api.query.parts import Part
from api.query.shape import DATE_PARTS, Shape, State, day_of_order
from schemas.dates import PartialDate, bounds

Row = tuple[Any, ...]
Numbers = Mapping[str, int]
DATES_KEPT = 1 << 16
UNKNOWN = (None,) * len(DATE_PARTS)


def insert(model: type[Table], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows given as columns by the names of their fields, the same in all."""
    if rows:
        names = tuple(rows[0])
        insert_tuples(model, names, [tuple(row[name] for name in names) for row in rows])


def insert_tuples(model: type[Table], names: Iterable[str], rows: Sequence[Row]) -> None:
    """Insert rows given as tuples in the order of the names of their fields."""
    if rows:
        table: Any = model
        engine().insert(model._meta.table_name, columns_of(table, tuple(names)), rows)


@cache
def columns_of(model: Any, names: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a table that its fields lie in."""
    return tuple(model._meta.fields[name].column_name for name in names)


@lru_cache(DATES_KEPT)
def days_of(text: str) -> tuple[str, str, str]:
    """First and last day that a date may mean, and that by which it is sorted."""
    earliest, latest = bounds(text)
    order = day_of_order(earliest, latest)
    return earliest.isoformat(), latest.isoformat(), order.isoformat()


def date_columns(when: PartialDate | None, numbers: Numbers) -> Row:
    """The columns of one date, in the order of `DATE_PARTS`."""
    if when is None:
        return UNKNOWN
    anchor = numbers[when.anchor] if when.anchor else None
    return (when.value, *days_of(when.value), when.basis, when.verbatim, anchor)


def names_of(shape: Shape) -> tuple[str, ...]:
    """The fields that the members of a schema lie in."""
    dated = (f"{name}{part}" for name in shape.dates for part in DATE_PARTS)
    return (*shape.scalars, *shape.references, *dated)


def compile_row(shape: Shape) -> Callable[[State, Numbers], Row]:
    """A function that gives the row of a loaded state, in the order of `names_of`."""
    lines = ["def row(state, numbers):", "    get = state.get"]
    values = [f"get({name!r})" for name in shape.scalars]
    for place, name in enumerate(shape.references):
        lines.append(f"    to_{place} = get({name!r})")
        values.append(f"None if to_{place} is None else numbers[to_{place}]")
    values += [f"*date_columns(get({name!r}), numbers)" for name in shape.dates]
    lines.append(f"    return ({', '.join(values)},)")
    known: dict[str, Any] = {"date_columns": date_columns}
    exec("\n".join(lines), known)  # noqa: S102  # nosec B102  # our own text, made from our own declarations
    return known["row"]


class ObjectRows:
    """How the states of one object become the rows of its table."""

    def __init__(self, shape: Shape) -> None:
        self.model, self.names = shape.model, ("record", *names_of(shape))
        self.row = compile_row(shape)

    def insert(self, states: Iterable[State], numbers: Numbers) -> None:
        """Insert the rows of some records."""
        row = self.row
        rows = [(numbers[state["id"]], *row(state, numbers)) for state in states]
        insert_tuples(self.model, self.names, rows)


class PartRows:
    """How the members of one part become the rows of its table."""

    def __init__(self, part: Part) -> None:
        self.part, self.model = part, part.model
        self.names: tuple[str, ...] = ("owner", "ordinal", "target")
        if part.shape is not None:
            self.names = ("owner", "ordinal", *names_of(part.shape))
            self.row = compile_row(part.shape)

    def of(self, state: State, numbers: Numbers) -> Iterator[Row]:
        """The rows of one record."""
        owner, values = numbers[state["id"]], state.get(self.part.name) or ()
        if self.part.shape is None:
            return ((owner, place, numbers[target]) for place, target in enumerate(values))
        row = self.row
        return ((owner, place, *row(value, numbers)) for place, value in enumerate(values))

    def insert(self, states: Iterable[State], numbers: Numbers) -> None:
        """Insert the rows of some records."""
        rows: list[Row] = []
        for state in states:
            if state.get(self.part.name):
                rows += self.of(state, numbers)
        insert_tuples(self.model, self.names, rows)


@cache
def object_rows(shape: Shape) -> ObjectRows:
    """The rows of an object, compiled once."""
    return ObjectRows(shape)


@cache
def part_rows(part: Part) -> PartRows:
    """The rows of a part, compiled once."""
    return PartRows(part)
