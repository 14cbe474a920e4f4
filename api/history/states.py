"""Records as they stood: the state before each change is kept, and the next one's is that after it.

States are plain, as files hold them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from api.models import Change, Record
from api.query.reading import numbers_by_id
from api.query.statement import by_numbers
from api.resources import READER, RESOURCES
from schemas.base import plain
from schemas.objects import object_of
from schemas.pointing import Stub

Plain = dict[str, Any]
GOING = ("withdraw", "merge")


def state_at(record_id: str, revision: int) -> Plain | None:
    """A record as it stood right after a revision; None where it was not there then.

    It was not there before it was added, and while it was withdrawn or merged into another.
    """
    later = (
        Change.select(Change.before)
        .where(Change.record == record_id, Change.revision > revision)
        .order_by(Change.revision)
        .limit(1)
        .tuples()
        .first()
    )
    if later is not None:
        return from_text(later[0])
    return present_states(numbers_by_id([record_id]).values()).get(record_id)


def present_states(numbers: Iterable[int]) -> dict[str, Plain]:
    """The records with some numbers by id, as they stand."""
    return {
        target: plain(RESOURCES[object_of(target) or ""].schema, state)
        for target, state in READER.full_states(numbers).items()
    }


def states_after(rows: Sequence[Mapping[str, Any]]) -> list[Plain | None]:
    """The state right after each change, None where the record went with it.

    The rows are those of `changes.noted`. What is read of the present is read for all at once.
    """
    stays = [row["action"] not in GOING for row in rows]
    last = {
        row["number"]
        for row, stay in zip(rows, stays, strict=True)
        if stay and row["later"] is None and row["number"] is not None
    }
    present = present_states(last)
    return [
        (from_text(row["later"]) or present.get(row["record"])) if stay else None
        for row, stay in zip(rows, stays, strict=True)
    ]


def from_text(told: str | None) -> Plain | None:
    """A kept state, None where there was none."""
    return orjson.loads(told) if told is not None else None


def standing_labels(ids: Iterable[str]) -> dict[str, str]:
    """The labels of those of some ids that are records today."""
    wanted = sorted(set(ids))
    found: dict[str, str] = {}
    for rows in by_numbers(
        "labels",
        wanted,
        lambda slots: Record.select(Record.id, Record.label).where(Record.id.in_(slots)),
    ):
        found.update(rows)
    return found


def stub_of(target: str, label: str | None) -> Stub:
    """What is shown of a record; one that is no more is called by its id."""
    return Stub(target, object_of(target) or "", target if label is None else label)
