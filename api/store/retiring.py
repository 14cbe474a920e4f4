"""Taking records out: withdrawn with a reason, or merged into another; ids stay taken for ever."""

from collections.abc import Iterator
from typing import Any

from peewee import ForeignKeyField, IntegrityError

from api.database import engine
from api.models import LinkTable, ObjectTable, Record, RowTable, Tombstone, tables
from api.query.shape import State
from api.resources import READER

from .revision import Unit, unit


class Referred(ValueError):
    """A record that others refer to cannot be withdrawn; `ids` names them."""

    def __init__(self, target: str, ids: list[str]) -> None:
        super().__init__(f"{target} is referred to by {', '.join(ids)}.")
        self.ids = ids


class NotMergeable(ValueError):
    """Two records that cannot become one; the text says why."""


def withdraw(target: str, reason: str, who: str) -> int:
    """Withdraw a record; returns the revision. Raises Referred while others refer to it."""
    with unit(who, reason) as revision:
        withdraw_in(revision, target, reason)
    return revision.number


def withdraw_in(revision: Unit, target: str, reason: str) -> None:
    """Withdraw a record within a revision."""
    number, state = present(target)
    referrers = sorted(
        {owner for model, column in columns_to(number) for owner in owners(model, column, number)}
    )
    others = [owner for owner in referrers if owner != number]
    if others:
        ids = Record.select(Record.id).where(Record.number.in_(others)).order_by(Record.id)
        raise Referred(target, [found for (found,) in ids.tuples()])
    bury(revision, target, number, state, reason, None)


def merge(target: str, survivor: str, reason: str, who: str) -> int:
    """Merge a record into another of its object: all that referred to it names the survivor."""
    with unit(who, reason) as revision:
        merge_in(revision, target, survivor, reason)
    return revision.number


def merge_in(revision: Unit, target: str, survivor: str, reason: str) -> None:
    """Merge a record into another within a revision; raises NotMergeable."""
    if target == survivor or target[:3] != survivor[:3]:
        raise NotMergeable(
            f"{target} cannot be merged into {survivor}: they must be two records of one object."
        )
    number, state = present(target)
    kept, _ = present(survivor)
    touched = {
        owner for model, column in columns_to(number) for owner in owners(model, column, number)
    } - {number}
    for owner, before in READER.full_states(touched).items():
        revision.note(owner, "change", before)
    Record.update(revision=revision.number, updated_at=revision.at).where(
        Record.number.in_(list(touched))
    ).execute()
    for model, column in columns_to(number):
        repoint(model, column, number, kept)
    Tombstone.update(merged_into=survivor).where(Tombstone.merged_into == target).execute()
    bury(revision, target, number, state, reason, survivor)


def present(target: str) -> tuple[int, State]:
    """Number and state of a record that must exist."""
    number = Record.get(Record.id == target).number
    return number, READER.full_states([number])[target]


def bury(
    revision: Unit, target: str, number: int, state: State, reason: str, survivor: str | None
) -> None:
    """Delete a record with all that hangs on it and leave its tombstone."""
    revision.note(target, "merge" if survivor else "withdraw", state)
    row = {"id": target, "object": state["object"], "revision": revision.number, "reason": reason}
    Tombstone.insert(**row, merged_into=survivor).execute()
    Record.delete().where(Record.number == number).execute()


def columns_to(number: int) -> Iterator[tuple[Any, ForeignKeyField]]:
    """All columns, in all tables, that may refer to a record as another one."""
    targets = (Record, *ObjectTable.__subclasses__())
    for model in tables():
        for column in model._meta.refs:
            if column.rel_model in targets and column.name not in ("record", "owner"):
                yield model, column


def owners(model: Any, column: ForeignKeyField, number: int) -> list[int]:
    """The numbers of the records whose rows refer to a record by a column."""
    owner = model.owner if issubclass(model, (RowTable, LinkTable)) else model.record
    return [found for (found,) in model.select(owner).where(column == number).tuples()]


def repoint(model: Any, column: ForeignKeyField, number: int, survivor: int) -> None:
    """Let rows refer to the survivor; a row that becomes equal to another is dropped."""
    for row in list(model.select().where(column == number)):
        here = row._pk_expr()
        try:
            with engine().atomic():
                model.update({column: survivor}).where(here).execute()
        except IntegrityError:
            model.delete().where(here).execute()
