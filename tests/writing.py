"""What tests of writing need: states made, changed and put, and what the history says of them."""

from typing import Any

import orjson

from api.database import snapshot
from api.models import Change, Record, Revision
from api.query.shape import State
from api.resources import READER, RESOURCES
from api.store import Written, numbers_by_id, plain_state, write
from schemas.objects import object_of


def state(**members: Any) -> State:
    """A record as the schema loads it."""
    return RESOURCES[object_of(members["id"]) or ""].schema.load(members)


def topic(name: str, **members: Any) -> State:
    """A topic, the smallest record there is."""
    return state(id=f"top-{name}", name=name.title(), **members)


def put(*states: State, why: str = "A test.") -> Written:
    """Write as the tests do."""
    return write(states, "tester", why)


def plain(target: str) -> dict[str, Any]:
    """A record as it stands, as a file would hold it."""
    with snapshot():
        return plain_state(READER.full_states(numbers_by_id([target]).values())[target])


def changed(target: str, **members: Any) -> State:
    """A record as it stands, with some members changed."""
    return state(**plain(target) | members)


def changes(revision: int) -> dict[str, tuple[str, Any]]:
    """What a revision did: action and state before, by id."""
    with snapshot():
        rows = Change.select().where(Change.revision == revision)
        return {row.record: (row.action, row.before and orjson.loads(row.before)) for row in rows}


def revisions() -> list[int]:
    """The numbers of all revisions."""
    with snapshot():
        return [row.number for row in Revision.select().order_by(Revision.number)]


def standing() -> dict[str, int]:
    """The revision of each record."""
    with snapshot():
        return dict(Record.select(Record.id, Record.revision).tuples())


def everything() -> dict[str, dict[str, Any]]:
    """All records as they stand, as files would hold them."""
    with snapshot():
        found = READER.full_states([row.number for row in Record.select(Record.number)])
    return {target: plain_state(told) for target, told in found.items()}
