"""Tables copied row by row from one database into another, whatever their engines, and compared."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import zip_longest

import psycopg
from peewee import DatabaseError

from api.database import Engine
from api.database.shapes import Row, Shape, shapes
from api.models import Counter, ObjectTable, SearchText, Table, tables

from .lines import Watch

ROWS_A_STEP = 1000
ONE_A_RECORD = (ObjectTable, SearchText)
PASSES = 2
"""How many times `copy_tables` tells of each record."""
DRAWN_ANEW = ("epoch", "timeline")
"""Columns of the counter that belong to one database, and are drawn by each for itself."""
LONGEST_TOLD = 80


class NotCopied(Exception):
    """The copy could not be made, or is not sound; its text says why."""


def copy_tables(
    source: Engine, target: Engine, watch: Watch, leave_out: Iterable[type[Table]] = ()
) -> None:
    """Copy all rows into a migrated database without any, within a transaction on each side.

    `watch` is told how many records passed since it was last told. Raises NotCopied.
    """
    left = {Counter, *leave_out}
    found = shapes(source)
    target.defer_keys()
    for model in (each for each in tables() if each not in left):
        shape = found[model._meta.table_name]
        try:
            with closing(shape.rows(source)) as rows:
                counted = stepwise(rows, watch) if issubclass(model, ONE_A_RECORD) else rows
                target.insert(shape.name, shape.columns, counted)
        except (DatabaseError, psycopg.Error) as fault:
            told = str(fault).strip().splitlines()[0]
            raise NotCopied(f"The table {shape.name} cannot be copied: {told}.") from fault
    copy_counter(source, target, found["counter"])


def copy_counter(source: Engine, target: Engine, shape: Shape) -> None:
    """Copy what the counter counts; its epoch was drawn by the migrations of the copy."""
    (row,) = list(shape.rows(source))
    counted = shape.named(row)
    statement = "UPDATE counter SET revision = ?, number = ?".replace("?", target.param)  # nosec B608
    target.execute_sql(statement, (counted["revision"], counted["number"]))


def stepwise(rows: Iterable[Row], watch: Watch) -> Iterator[Row]:
    """The rows, told of some at a time."""
    passed = 0
    for row in rows:
        yield row
        passed += 1
        if passed == ROWS_A_STEP:
            watch(passed)
            passed = 0
    watch(passed)


def compare_tables(source: Engine, target: Engine) -> int:
    """How many rows are the same in both; NotCopied names the first that is not."""
    there, here, compared = shapes(source), shapes(target), 0
    for name in (model._meta.table_name for model in tables()):
        if there[name].columns != here[name].columns:
            raise NotCopied(f"The table {name} has other columns in the copy.")
        with closing(there[name].rows(source)) as one, closing(here[name].rows(target)) as other:
            for wanted, found in zip_longest(one, other):
                if wanted != found:
                    check_row(there[name], wanted, found)
                compared += 1
    return compared


def check_row(shape: Shape, wanted: Row | None, found: Row | None) -> None:
    """Raise NotCopied for a row that differs from its original, and say where."""
    if wanted is None or found is None:
        told = "is not in the copy" if found is None else "is in the copy alone"
        raise NotCopied(f"A row of {shape.name} {told}: {shortened(wanted or found)}.")
    for column, before, after in zip(shape.columns, wanted, found, strict=True):
        is_own = shape.name == "counter" and column in DRAWN_ANEW
        if before != after and not is_own:
            raise NotCopied(
                f"{shape.name}.{column} is {shortened(after)} in the copy where it was "
                f"{shortened(before)}, in the row {shortened(wanted)}."
            )


def shortened(value: object) -> str:
    """A value as it is told in one line."""
    told = repr(value)
    return told if len(told) <= LONGEST_TOLD else f"{told[:LONGEST_TOLD]}…"
