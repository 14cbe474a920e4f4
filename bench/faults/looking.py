"""What must hold of a database whatever was written to it; each look gives what it found wrong."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson

from api.database import SqliteEngine, snapshot, transaction
from api.models import Change, Counter, Record, Revision, SearchText, Tombstone, tables
from api.resources import READER, RESOURCES
from api.store import own_faults, plain_state, rebuild_search, with_all_keys
from schemas.base import references
from schemas.objects import object_of

from .drawing import Plain, States

NOT_OF_RECORDS = {"token", "repeatable_reply"}
WHY_BARE = "(Without evidence: "
ALL_OF = 'SELECT * FROM "{}"'
Told = Iterator[str]


def present() -> dict[str, Plain]:
    """All records as they stand, plain."""
    with snapshot():
        found = READER.full_states([row.number for row in Record.select(Record.number)])
    return {target: plain_state(state) for target, state in found.items()}


def all_rows() -> dict[str, list[str]]:
    """The rows of all tables that records, their history and their search text lie in."""
    names = {model._meta.table_name for model in tables()} - NOT_OF_RECORDS
    with snapshot() as database:
        return {
            name: sorted(map(repr, database.execute_sql(ALL_OF.format(name)).fetchall()))
            for name in names
        }


def gone() -> dict[str, str | None]:
    """The ids that are no records any more, each with what it was merged into."""
    with snapshot():
        return dict(Tombstone.select(Tombstone.id, Tombstone.merged_into).tuples())


def load(state: Plain) -> Plain:
    """A plain state as its schema loads it."""
    return loaded(orjson.dumps(state))


@lru_cache(1 << 14)
def loaded(text: bytes) -> Plain:
    """A plain state, loaded once: most records stay as they are from one look to the next."""
    state = orjson.loads(text)
    resource = RESOURCES[object_of(state["id"]) or ""]
    return with_all_keys(resource.schema.load(state))


def keys(states: States) -> Told:
    """Foreign keys that lead nowhere, and references to what is no record."""
    with snapshot() as database:
        if isinstance(database, SqliteEngine):
            broken = database.execute_sql("PRAGMA foreign_key_check").fetchall()
            yield from (f"broken foreign key: {row}" for row in broken)
    for target, state in states.items():
        schema = RESOURCES[object_of(target) or ""].schema
        for pointer, other in references(schema, load(state)):
            if other not in states:
                yield f"{target}{pointer} refers to {other}, which is no record"


def fitness(states: States) -> Told:
    """Records that could not be written as they stand: what GET gives, PUT must take."""
    for target, state in states.items():
        for pointer, told in own_faults(load(state)):
            yield f"{target}{pointer}: {told}"


def evidence(states: States, exempt: Iterable[str]) -> Told:
    """Records without evidence for which no revision says why they have none."""
    told = Change.select(Change.record).join(Revision).where(Revision.why.contains(WHY_BARE))
    with snapshot():
        excused = {*exempt, *(target for (target,) in told.tuples())}
    for target, state in states.items():
        standing = ("evidence", *RESOURCES[object_of(target) or ""].standing)
        if target not in excused and not any(state.get(part) for part in standing):
            yield f"{target} has no evidence, and nothing tells why"


def unique(states: States) -> Told:
    """What only one record may have and two have."""
    holders: dict[tuple[Any, ...], str] = {}
    for target, state in states.items():
        for key in natural_keys(target, state):
            if key in holders:
                yield f"{target} and {holders[key]} both have {key}"
            holders[key] = target


def natural_keys(target: str, state: Plain) -> Iterator[tuple[Any, ...]]:
    """What only this record may have."""
    name = object_of(target)
    if name == "document":
        yield name, state["sha256"]
    if name == "mediator":
        yield name, *(state.get(each) for each in ("party", "person", "conflict", "process"))
    for row in state.get("identifiers", ()):
        if row.get("match", "exact") == "exact":
            yield name, row["scheme"], row["value"]


def stones(states: States) -> Told:
    """Ids that are taken by a tombstone and a record, and redirects that lead astray."""
    stones = gone()
    yield from (f"{each} stands and was withdrawn" for each in stones.keys() & states.keys())
    for target, survivor in stones.items():
        seen = [target]
        while survivor is not None and survivor not in states:
            if survivor in seen or survivor not in stones:
                yield f"{target} leads to {survivor}, and from there nowhere"
                break
            seen.append(survivor)
            survivor = stones[survivor]


def numbering() -> Told:
    """Gaps in the revisions, and a counter that tells another number."""
    with snapshot():
        revisions = [row.number for row in Revision.select().order_by(Revision.number)]
        counter = Counter.get()
        highest = max((row.number for row in Record.select(Record.number)), default=0)
    if revisions != list(range(1, counter.revision + 1)):
        yield f"revisions {revisions} do not lead to {counter.revision} without a gap"
    if highest > counter.number:
        yield f"record {highest} is beyond the counter, {counter.number}"


def noted(revision: int, before: States, after: States) -> Told:
    """What a revision did to records and did not note, or noted otherwise."""
    with snapshot():
        rows = list(Change.select().where(Change.revision == revision))
    notes = {row.record: row for row in rows}
    for target in {*before, *after}:
        if before.get(target) != after.get(target) and target not in notes:
            yield f"revision {revision} changed {target} and has not noted it"
    for target, row in notes.items():
        kept = row.before and orjson.loads(row.before)
        if kept != before.get(target):
            yield f"revision {revision} noted as the former {target} {kept}"
        if row.action == "change" and before.get(target) == after.get(target):
            yield f"revision {revision} noted a change of {target}, which has none"


def labels(states: States) -> Told:
    """Records that are called otherwise than by what they say."""
    with snapshot():
        called: Mapping[str, str] = dict(Record.select(Record.id, Record.label).tuples())
    for target, state in states.items():
        resource = RESOURCES[object_of(target) or ""]
        label = resource.label(load(state), called.__getitem__)
        if label != called[target]:
            yield f"{target} is called {called[target]!r}, not {label!r}"


def search() -> Told:
    """Search text that is not what would be written anew, and an index that differs from it."""
    written = search_rows()
    with transaction(), snapshot() as database:
        if isinstance(database, SqliteEngine):
            check = "INSERT INTO search_index (search_index) VALUES ('integrity-check')"
            database.execute_sql(check)
    rebuild_search()
    for number, row in search_rows().items():
        if written.pop(number, None) != row:
            yield f"the search text of record {number} is not {row}"
    yield from (f"search text of no record: {number}" for number in written)


def search_rows() -> dict[int, Any]:
    """All search text by the number of its record."""
    with snapshot():
        return {row["record"]: row for row in SearchText.select().dicts()}
