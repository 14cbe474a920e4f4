"""Restoring: a withdrawn record stands again as it stood, and a merge is taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from marshmallow import ValidationError
from peewee import fn

from api.models import Change, Identifier, Record, Revision, Tombstone
from api.query.reading import numbers_by_id, slices
from api.query.shape import State
from api.resources import READER
from schemas.base import references
from schemas.compiled import loader

from .constraints import refuse_unfit
from .inheriting import turned_to
from .retiring import NoSuchRecord
from .revision import Unit, plain_state, unit
from .undoing import without_change
from .writing import Batch, Written, look_up_references, resource_of, with_all_keys, write_in

Plain = dict[str, Any]
EXACT = "exact"


class NotRestorable(ValueError):
    """A record that cannot be restored: `target` is the one, the text says why."""

    def __init__(self, target: str, told: str) -> None:
        super().__init__(f"{target} cannot be restored: {told}")
        self.target = target


def restore(target: str, reason: str, who: str) -> int:
    """Restore a withdrawn record, or take back the merge of one; returns the revision.

    Raises NoSuchRecord for an id that never was one, NotRestorable where it stands already or what
    it rests on is gone, and DanglingReference where it refers to a record that is gone.
    """
    with unit(who, reason) as revision:
        restore_in(revision, target)
    return revision.number


def restore_in(revision: Unit, target: str) -> None:
    """Restore a record within a revision."""
    stone = Tombstone.get_or_none(Tombstone.id == target)
    if stone is None:
        if numbers_by_id([target]):
            raise NotRestorable(target, "it stands; it was neither withdrawn nor merged.")
        raise NoSuchRecord(f"There is no record {target}.")
    change = Change.get_or_none(Change.record == target, Change.revision == stone.revision_id)
    if change is None or change.before is None:
        raise NotRestorable(target, "its id was taken out before it ever was a record.")
    survivor = stone.merged_into and (change.other or stone.merged_into)
    if survivor:
        refuse_gone(target, survivor)
        refuse_mixed(target, change)
    Tombstone.delete().where(Tombstone.id == target).execute()
    put_back(revision, orjson.loads(change.before), stone.number, survivor)
    if survivor:
        take_back_merge(revision, change, survivor)
    refuse_shared(target, revision)


def refuse_gone(target: str, survivor: str) -> None:
    """Raise NotRestorable where the record that it was merged into is itself gone."""
    if not numbers_by_id([survivor]):
        raise NotRestorable(
            target, f"it was merged into {survivor}, which is gone itself; restore that first."
        )


def refuse_mixed(target: str, merge: Change) -> None:
    """Raise NotRestorable where the revision of the merge changed otherwise what it repointed."""
    others = Change.select().where(Change.revision == merge.revision_id, Change.record != target)
    if merge.other is None:  # from before changes told what they were part of
        mixed = others.where(Change.action.not_in(("change", "absorb")))
    else:
        named = Change.before.contains(f'"{target}"')
        mixed = others.where(named, Change.other.is_null() | (Change.other != target))
    if mixed.exists():
        raise NotRestorable(
            target,
            f"revision {merge.revision_id} did more than merge it, and cannot be taken back as "
            "one; write what it was as new records.",
        )


def put_back(revision: Unit, plain: Plain, number: int | None, other: str | None) -> None:
    """Write a record that stood before, with the number that it had."""
    target = plain["id"]
    state = loaded(followed(plain))
    refuse_unfit([state])
    done = Written(added=[target])
    numbers = {target: number or revision.next_record()}
    look_up_references(done, {target: state}, numbers)
    Batch(revision, {target: state}, numbers, done).save({})
    revision.note(target, "restore", None, other=other)
    Record.update(created_at=first_added(target)).where(Record.id == target).execute()


def refuse_shared(target: str, revision: Unit) -> None:
    """Raise NotRestorable where an exact identifier has become another record's meanwhile."""
    other, holder = Identifier.alias(), Record.alias()
    query = (
        Identifier.select(Identifier.scheme, Identifier.value, holder.id)
        .join(Record, on=(Identifier.owner == Record.number))
        .join_from(
            Identifier,
            other,
            on=(other.scheme == Identifier.scheme) & (other.value == Identifier.value),
        )
        .join(holder, on=(other.owner == holder.number))
        .where(
            Record.id.in_(list(revision.changes)),
            holder.object == Record.object,
            holder.number != Record.number,
            Identifier.match == EXACT,
            other.match == EXACT,
        )
    )
    for scheme, value, held in query.tuples():
        raise NotRestorable(target, f"{held} has its identifier {scheme}:{value} now.")


def first_added(target: str) -> str:
    """The time at which a record was added first."""
    added = Change.select(Revision.at).join(Revision, on=(Change.revision == Revision.number))
    added = added.where(Change.record == target).order_by(Change.revision).limit(1)
    return str(added.scalar())


def loaded(plain: Plain) -> State:
    """A state of the history as the schema of today loads it; raises NotRestorable."""
    resource = resource_of(plain["id"])
    try:
        state = loader(resource.schema)(plain)
    except ValidationError as error:
        told = f"what it was is no record of today: {error.messages}"
        raise NotRestorable(plain["id"], told) from error
    return with_all_keys({**state, "object": resource.object})


def followed(plain: Plain) -> Plain:
    """A state of the history with the survivors of the records that it refers to."""
    state = loaded(plain)
    ids = {other for _, other in references(resource_of(plain["id"]).schema, state)}
    for some in slices(sorted(ids - numbers_by_id(ids).keys())):
        query = Tombstone.select(Tombstone.id, Tombstone.merged_into)
        merged = query.where(Tombstone.id.in_(some), Tombstone.merged_into.is_null(False))
        for target, survivor in merged.tuples():
            plain = turned_to(survivor, target, plain)
    return plain


def take_back_merge(revision: Unit, merge: Change, survivor: str) -> None:
    """Let what the merge made refer to the survivor refer to the restored record again."""
    part_of_it = Change.other == merge.record if merge.other else Change.before.is_null(False)
    query = Change.select(Change.record).where(
        Change.revision == merge.revision_id, Change.record != merge.record, part_of_it
    )
    for some in slices([each for (each,) in query.tuples()]):
        take_back(revision, merge, some)
    lead_back(merge.record, survivor)


def take_back(revision: Unit, merge: Change, ids: Sequence[str]) -> None:
    """Take what a merge did back out of some records, as far as nobody has changed it since."""
    query = Change.select(Change.record, Change.before).where(
        Change.revision == merge.revision_id,
        Change.record.in_(list(ids)),
        Change.before.is_null(False),
    )
    before = {target: orjson.loads(told) for target, told in query.tuples()}
    states = READER.full_states(numbers_by_id(before).values())
    present = {each: plain_state(state) for each, state in states.items()}
    after = states_after(merge.revision_id, present)
    undone = {each: without_change(before[each], after[each], now) for each, now in present.items()}
    changed = [each for each, state in undone.items() if state != present[each]]
    for each in changed:
        revision.note(each, "change", states[each], other=merge.record)
    write_in(revision, [loaded(followed(undone[each])) for each in changed])


def states_after(number: int, present: Mapping[str, Plain]) -> dict[str, Plain]:
    """The plain states of live records right after a revision: what the next change found."""
    later = Change.alias()
    first = later.select(fn.MIN(later.revision)).where(
        later.record == Change.record, later.revision > number
    )
    following = Change.select(Change.record, Change.before).where(
        Change.record.in_(list(present)), Change.revision == first
    )
    found = dict(present)
    for target, told in following.tuples():
        if told is not None:
            found[target] = orjson.loads(told)
    return found


def lead_back(target: str, survivor: str) -> None:
    """Let ids that were merged into the restored record lead to it again."""
    merge = Change.select(Change.record).where(
        Change.action == "merge",
        Change.other == target,
        Change.record == Tombstone.id,
        Change.revision == Tombstone.revision,
    )
    Tombstone.update(merged_into=target).where(
        fn.EXISTS(merge), Tombstone.merged_into == survivor
    ).execute()
