"""Withdrawing records: taken out with a reason; the id stays taken for ever."""

from collections.abc import Mapping

from api.models import LinkTable, ObjectTable, Record, RowTable, SeedFile, Tombstone, tables
from api.models.referring import columns_to_records, holder_of, own_references
from api.query.shape import State
from api.resources import READER
from schemas.objects import object_of

from .revision import Unit, unit

MOST_TOLD = 1000


class NoSuchRecord(ValueError):
    """There is no record with this id."""


class Referred(ValueError):
    """A record that others refer to cannot be withdrawn: `target`, and `ids` of those others.

    Of very many only some are told, and then `there_are_more`.
    """

    def __init__(self, target: str, ids: list[str], *, there_are_more: bool) -> None:
        more = ", and more" if there_are_more else ""
        super().__init__(f"{target} is referred to by {', '.join(ids)}{more}.")
        self.target, self.ids, self.there_are_more = target, ids, there_are_more


def withdraw(target: str, reason: str, who: str) -> int:
    """Withdraw a record; returns the revision.

    Raises NoSuchRecord for an unknown id and Referred where others refer to it.
    """
    with unit(who, reason) as revision:
        withdraw_in(revision, {target: reason})
    return revision.number


def withdraw_in(revision: Unit, reasons: Mapping[str, str]) -> None:
    """Withdraw records, each with its reason, within a revision; they may refer to each other."""
    found = {target: present(target) for target in reasons}
    numbers = {number for number, _ in found.values()}
    for target, (number, _) in found.items():
        others = sorted(referrers(number, most=MOST_TOLD + len(numbers) + 1) - numbers)
        if others:
            told = others[:MOST_TOLD]
            query = Record.select(Record.id).where(Record.number.in_(told)).order_by(Record.id)
            ids = [each for (each,) in query.tuples()]
            raise Referred(target, ids, there_are_more=len(others) > MOST_TOLD)
    for target, (number, state) in found.items():
        entomb(revision, target, reasons[target], number=number, state=state)
    remove(sorted(numbers))


def present(target: str) -> tuple[int, State]:
    """Number and state of a record; raises NoSuchRecord."""
    number = Record.select(Record.number).where(Record.id == target).scalar()
    if number is None:
        raise NoSuchRecord(f"There is no record {target}.")
    return number, READER.full_states([number])[target]


def entomb(
    revision: Unit,
    target: str,
    reason: str,
    *,
    survivor: str | None = None,
    number: int | None = None,
    state: State | None = None,
) -> None:
    """Leave a tombstone for an id, and a change with the former state where there was a record."""
    revision.note(target, "merge" if survivor else "withdraw", state, other=survivor)
    Tombstone.insert(
        id=target,
        object=object_of(target),
        number=number,
        revision=revision.number,
        reason=reason,
        merged_into=survivor,
    ).execute()
    SeedFile.delete().where(SeedFile.record == target).execute()


def remove(numbers: list[int]) -> None:
    """Delete records with all that hangs on them, whatever they refer to among themselves."""
    for model in reversed(tables()):
        if issubclass(model, (RowTable, LinkTable)):
            model.delete().where(model.owner.in_(numbers)).execute()
    for model in reversed(tables()):
        if issubclass(model, ObjectTable):
            for column in own_references(model):
                model.update({column: None}).where(model.record.in_(numbers)).execute()
            model.delete().where(model.record.in_(numbers)).execute()
    Record.delete().where(Record.number.in_(numbers)).execute()


def referrers(number: int, *, most: int | None = None) -> set[int]:
    """The numbers of the records that refer to a record, itself left out.

    At least so many as `most` where there are so many; a popular record has hundreds of thousands.
    """
    found: set[int] = set()
    for model, column in columns_to_records():
        query = model.select(holder_of(model)).where(column == number).distinct().limit(most)
        found.update(each for (each,) in query.tuples())
        if most is not None and len(found) > most:
            break
    return found - {number}
