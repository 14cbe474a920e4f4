"""One revision being written: the locked counter, its number, and what it changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

import orjson

from api.database import engine, transaction
from api.models import Change, Counter, Revision
from api.query.shape import State
from api.resources import RESOURCES
from schemas.base import plain
from schemas.objects import object_of

from .rows import insert_tuples

EPOCH_BYTES = 4


def new_epoch() -> str:
    """The name of a life of a database, drawn by chance."""
    return token_hex(EPOCH_BYTES)


def present_moment(later: timedelta = timedelta()) -> str:
    """The present moment in UTC, or one so much later, to the second."""
    return (datetime.now(UTC) + later).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """A state as a file holds it."""
    return plain(RESOURCES[object_of(state["id"]) or ""].schema, state)


def moment_of(revision: int) -> str:
    """When a revision was written, nothing for one that is not known; none comes before its own."""
    return Revision.select(Revision.at).where(Revision.number == revision).scalar() or ""


def lock_counter() -> None:
    """Wait until no other transaction writes, and let none until this one ends."""
    Counter.update(revision=Counter.revision).execute()


class Unit:
    """One transaction that becomes one revision, if it changes anything.

    Where the database has begun a new life since the last one (a replica was promoted, or it was
    recovered to a point in time), revisions may have been lost whose numbers come again: the epoch
    is drawn anew, so that no tag of before is taken for one of the present.
    """

    def __init__(self, who: str, why: str) -> None:
        lock_counter()
        self.who, self.why = who, why
        counter = Counter.get()
        self.at = max(present_moment(), moment_of(counter.revision))
        self.timeline = engine().lineage()
        self.has_new_life = counter.timeline not in (None, self.timeline)
        self.number, self.last_record = counter.revision + 1, counter.number
        self.begun = False
        self.changes: dict[str, tuple[str, str | None, str | None]] = {}

    def begin(self) -> None:
        """Write the revision's own row, to which all others refer, before the first change."""
        if not self.begun:
            if self.has_new_life:
                Counter.update(epoch=new_epoch()).execute()
            Revision.insert(number=self.number, at=self.at, who=self.who, why=self.why).execute()
            self.begun = True

    def next_record(self) -> int:
        """The number of a record that is added."""
        self.last_record += 1
        return self.last_record

    def note(
        self, record: str, action: str, before: State | None, *, other: str | None = None
    ) -> None:
        """Remember what happened to a record: of many changes the first state, the last action.

        `other` is the other record of a merge; what was changed otherwise too does not tell it.
        What was added is added, whatever was done to it since.
        """
        self.begin()
        told = orjson.dumps(plain_state(before)).decode() if before else None
        former = self.changes.get(record)
        if former is None:
            self.changes[record] = action, other, told
        elif (former[0], action) == ("add", "absorb"):
            self.changes[record] = "add", other, None
        elif action == "change":
            return
        else:
            self.changes[record] = action, other, former[2]

    def flush(self) -> None:
        """Write the changes noted so far; none of these records may be noted once more."""
        rows = [(self.number, record, *told) for record, told in self.changes.items()]
        insert_tuples(Change, ("revision", "record", "action", "other", "before"), rows)
        self.changes.clear()

    def finish(self) -> None:
        """Write the changes and move the counter; nothing where nothing changed."""
        if self.begun:
            self.flush()
            Counter.update(
                revision=self.number, number=self.last_record, timeline=self.timeline
            ).execute()


class Undone(Exception):
    """A trial has ended: what was written is taken back."""


@contextmanager
def unit(who: str, why: str, *, trial: bool = False) -> Iterator[Unit]:
    """A transaction with the counter locked; what it changed becomes one revision at its end.

    After a `trial` everything is as it was.
    """
    with suppress(Undone), transaction():
        revision = Unit(who, why)
        yield revision
        if trial:
            raise Undone
        revision.finish()
