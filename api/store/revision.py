"""One revision being written: the locked counter, its number, and what it changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import orjson

from api.database import transaction
from api.models import Change, Counter, Revision
from api.query.shape import State
from api.resources import RESOURCES
from schemas.base import plain
from schemas.objects import object_of


def present_moment() -> str:
    """The present moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain_state(state: Mapping[str, Any]) -> dict[str, Any]:
    """A state as a file holds it."""
    return plain(RESOURCES[object_of(state["id"]) or ""].schema, state)


class Unit:
    """One transaction that becomes one revision, if it changes anything."""

    def __init__(self, who: str, why: str) -> None:
        self.who, self.why, self.at = who, why, present_moment()
        Counter.update(revision=Counter.revision).execute()
        counter = Counter.get()
        self.revision, self.last_number = counter.revision + 1, counter.number
        self.changes: list[dict[str, Any]] = []

    def begin(self) -> None:
        """Write the revision's own row, to which all others refer."""
        Revision.insert(number=self.revision, at=self.at, who=self.who, why=self.why).execute()

    def next_number(self) -> int:
        """The number of a record that is added."""
        self.last_number += 1
        return self.last_number

    def note(self, record: str, action: str, before: State | None) -> None:
        """Remember what happened to a record, with its former state."""
        told = orjson.dumps(plain_state(before)).decode() if before else None
        self.changes.append({"revision": self.revision, "record": record, "action": action, "before": told})

    def finish(self) -> None:
        """Write the changes and move the counter."""
        insert(Change, self.changes)
        Counter.update(revision=self.revision, number=self.last_number).execute()


@contextmanager
def unit(who: str, why: str) -> Iterator[Unit]:
    """A transaction with the counter locked."""
    with transaction():
        yield Unit(who, why)


ROWS_A_STATEMENT = 200


def insert(model: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows, a bounded number in each statement."""
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        model.insert_many(rows[start : start + ROWS_A_STATEMENT]).execute()
