"""What the tables of a database hold, each told by the number of its rows and one digest."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import closing

import orjson

from api.database import Engine
from api.database.shapes import Row, shapes

from .kept import Held
from .places import NotKept

ROWS_A_STEP = 1000
Watch = Callable[[int], object]


def holdings(database: Engine, watch: Watch = lambda rows: None) -> dict[str, Held]:
    """What each table holds, within a transaction that sees one state."""
    found = {}
    for name, shape in shapes(database).items():
        with closing(shape.rows(database)) as rows:
            found[name] = held(rows, watch)
    return found


def held(rows: Iterable[Row], watch: Watch) -> Held:
    """What some rows in order come to."""
    digest, number = hashlib.sha256(), 0
    for number, row in enumerate(rows, 1):
        digest.update(orjson.dumps(row, repr, orjson.OPT_APPEND_NEWLINE))
        if not number % ROWS_A_STEP:
            watch(ROWS_A_STEP)
    watch(number % ROWS_A_STEP)
    return Held(number, digest.hexdigest())


def compare(wanted: dict[str, Held], found: dict[str, Held]) -> None:
    """Raise NotKept, and name the first table, where one holds something else."""
    for name in sorted({*wanted, *found}):
        before, after = wanted.get(name), found.get(name)
        if before is None or after is None:
            told = "is missing" if after is None else "is there and was not in the original"
            raise NotKept(f"What was restored is not what was kept: the table {name} {told}.")
        if before != after:
            told = f"{after.rows} rows for {before.rows}"
            if before.rows == after.rows:
                told = f"its {before.rows} rows are others"
            raise NotKept(f"What was restored is not what was kept: the table {name}, {told}.")
