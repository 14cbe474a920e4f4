"""Whether a database is sound: revisions, keys, search text, history, and what it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from time import monotonic, sleep
from typing import Any

import orjson
from peewee import JOIN, DatabaseError, fn

from api.database import SqliteEngine, connection, engine, long_snapshot, snapshot
from api.models import Change, Counter, Record, Revision, SearchText, Tombstone, tables
from api.query.searchable import search_row
from api.query.shape import State
from api.resources import READER, RESOURCES
from api.store import plain_state
from api.store.search import label_of_stub
from schemas.objects import object_of

from .child import NAME

States = dict[str, dict[str, Any]]
COMING, GOING = ("add", "restore"), ("withdraw", "merge")
COLUMNS = ("object", "words", "names", "body", "shown", "hint")
LONGEST_WAIT = 30


@dataclass(frozen=True)
class Look:
    """What a database holds at one moment, and what is wrong with it."""

    revision: int
    states: States
    faults: list[str]


def look() -> Look:
    """Read everything, and check it."""
    with long_snapshot():
        found = READER.full_states([number for (number,) in Record.select(Record.number).tuples()])
        states = {target: plain_state(state) for target, state in found.items()}
        revision = Counter.get().revision
        faults = [
            *revision_faults(revision),
            *key_faults(),
            *search_faults(found),
            *engine_faults(),
        ]
    return Look(revision, states, [*faults, *index_faults()])


def present() -> States:
    """All records as they stand, read in the caller's transaction if there is one."""
    with snapshot():
        return all_states()


def all_states() -> States:
    """All records."""
    numbers = [number for (number,) in Record.select(Record.number).tuples()]
    return {target: plain_state(state) for target, state in READER.full_states(numbers).items()}


def revision_faults(revision: int) -> Iterator[str]:
    """Revisions that are missing, and records whose revision is not that of their last change."""
    numbers = [each for (each,) in Revision.select(Revision.number).tuples()]
    if sorted(numbers) != list(range(1, revision + 1)):
        yield f"the revisions are not 1 to {revision}"
    last = Change.select(Change.record, fn.MAX(Change.revision)).group_by(Change.record).tuples()
    standing = dict(last)
    for target, stands in Record.select(Record.id, Record.revision).tuples():
        if standing.get(target) != stands:
            yield f"{target} stands in revision {stands}, its last change is {standing.get(target)}"
    for (target,) in (
        Tombstone.select(Tombstone.id).join(Record, on=(Record.id == Tombstone.id)).tuples()
    ):
        yield f"{target} stands and has a tombstone"


def key_faults() -> Iterator[str]:
    """Rows that refer to what is not there."""
    for name, question in broken_keys():
        if engine().execute_sql(question).fetchone():
            yield f"{name} refers to what is not there"


@cache
def broken_keys() -> list[tuple[str, str]]:
    """Each column that refers to a table, and a query of what is broken, the same everywhere."""
    found = []
    for model in tables():
        for column in model._meta.refs:
            other = column.rel_model.alias()
            key = getattr(other, column.rel_field.name)
            rows = model.select(column).join(other, JOIN.LEFT_OUTER, on=(column == key))
            question, _ = rows.where(column.is_null(False), key >> None).sql()
            found.append((f"{model._meta.table_name}.{column.column_name}", question))
    return found


def search_faults(states: dict[str, State]) -> Iterator[str]:
    """Records whose search text is not what would be written now, and text of none."""
    columns = [getattr(SearchText, name) for name in COLUMNS]
    query = SearchText.select(Record.id, *columns).join(Record, JOIN.LEFT_OUTER)
    kept = {target: tuple(row) for target, *row in query.tuples()}
    for target, state in states.items():
        resource = RESOURCES[object_of(target) or ""]
        row = search_row(resource, state, state["label"], label_of_stub)
        if kept.pop(target, None) != tuple(row[name] for name in COLUMNS):
            yield f"the search text of {target} is old"
    for target in kept:
        yield f"there is search text of {target}, which is no record"


def engine_faults() -> Iterator[str]:
    """What SQLite says of its file; PostgreSQL has no such question."""
    if isinstance(engine(), SqliteEngine):
        for row in engine().execute_sql("PRAGMA foreign_key_check").fetchall():
            yield f"foreign_key_check: {row}"
        for (told,) in engine().execute_sql("PRAGMA integrity_check").fetchall():
            if told != "ok":
                yield f"integrity_check: {told}"
        columns = "SELECT record, object, words FROM"
        differ = f"{columns} search_text EXCEPT {columns} search_rank"
        if engine().execute_sql(differ).fetchall():
            yield "search_rank is not what search_text says"


def index_faults() -> Iterator[str]:
    """Whether the full-text index of SQLite is that of its texts."""
    if isinstance(engine(), SqliteEngine):
        check = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        try:
            with connection() as database:
                database.execute_sql(check)
        except DatabaseError as fault:
            yield f"the full-text index is broken: {fault}"


def before(states: States, since: int) -> tuple[States, list[str]]:
    """What the history says was there after a revision, and where it contradicts itself."""
    found, faults = dict(states), []
    changes = Change.select().where(Change.revision > since)
    for change in changes.order_by(Change.revision.desc()).iterator():
        stood = change.before is not None
        if (change.record in found) != (change.action not in GOING):
            faults.append(f"revision {change.revision} of {change.record}: {change.action}?")
        if change.action in COMING and stood:
            faults.append(f"revision {change.revision} of {change.record} stood before it came")
        found.pop(change.record, None)
        if stood:
            found[change.record] = orjson.loads(change.before)
    return found, faults


def wait_for_the_dead() -> None:
    """Wait until PostgreSQL has noticed that a child is gone, and ended what it had begun."""
    if isinstance(engine(), SqliteEngine):
        return
    until = monotonic() + LONGEST_WAIT
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s"
    while monotonic() < until:
        with connection() as database:
            if not database.execute_sql(query, (NAME,)).fetchone()[0]:
                return
        sleep(0.005)
    raise TimeoutError("a session of a child that is gone is still there")
