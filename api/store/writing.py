"""Adding and changing records: what differs from the present is written, all else is left alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from api.models import Record, SearchText, Tombstone, tables
from api.query.parts import with_keys
from api.query.reading import numbers_by_id, slices
from api.query.resource import Resource
from api.query.searchable import folded
from api.query.shape import State
from api.resources import READER, RESOURCES
from schemas.base import Rows, references
from schemas.objects import object_of
from schemas.referring import ids_of

from .constraints import refuse_unfit
from .labels import follow_labels
from .revision import Unit, plain_state, unit
from .rows import days_of, insert_tuples, object_rows, part_rows
from .search import refresh_search, save_search

HEAD = ("label", "label_key", "earliest", "latest", "chronology", "revision", "updated_at")


class DanglingReference(ValueError):
    """A record refers to one that does not exist; the text names both."""


class UsedId(ValueError):
    """An id was withdrawn or merged; it is not used again. The text names it."""


@dataclass
class Written:
    """What a write did: ids by action, and its revision (None where nothing changed)."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    revision: int | None = None


def write(states: Iterable[State], who: str, why: str) -> Written:
    """Write loaded states as one revision: those that are new or differ from the present.

    Raises UsedId for an id that has a tombstone, Unfit for records that contradict themselves, and
    DanglingReference for a reference to a record that neither exists nor is written with it.
    """
    with unit(who, why) as revision:
        return write_in(revision, states)


def write_in(revision: Unit, states: Iterable[State]) -> Written:
    """Write states within a revision that has been begun by the caller's transaction."""
    wanted = {state["id"]: with_all_keys(state) for state in states}
    numbers = numbers_by_id(wanted)
    present = READER.full_states(numbers.values())
    done = compare(wanted, present)
    refuse_used(done.added)
    refuse_unfit(wanted[target] for target in (*done.added, *done.changed))
    if done.added or done.changed:
        done.revision = revision.number
        numbers |= {target: revision.next_record() for target in done.added}
        look_up_references(done, wanted, numbers)
        batch = Batch(revision, wanted, numbers, done)
        batch.save(present)
        refresh_search(batch.stale)
    return done


def compare(wanted: Mapping[str, State], present: Mapping[str, State]) -> Written:
    """Which records are new, and which differ from what is there."""
    done = Written()
    for target, state in wanted.items():
        if target not in present:
            done.added.append(target)
        elif plain_state(state) != plain_state(present[target]):
            done.changed.append(target)
        else:
            done.unchanged.append(target)
    return done


def look_up_references(done: Written, states: Mapping[str, State], numbers: dict[str, int]) -> None:
    """Learn the numbers of records that are referred to and not written now."""
    written = (*done.added, *done.changed)
    wanted = {
        other for target in written for other in ids_of(resource_of(target).schema)(states[target])
    }
    numbers |= numbers_by_id(wanted - set(numbers))
    if wanted <= numbers.keys():
        return
    for target in written:
        for pointer, other in references(resource_of(target).schema, states[target]):
            if other not in numbers:
                told = f"{target}{pointer} refers to {other}, which does not exist."
                raise DanglingReference(told)


def refuse_used(ids: Sequence[str]) -> None:
    """Raise UsedId for the first id that has a tombstone."""
    for some in slices(ids):
        stone = Tombstone.get_or_none(Tombstone.id.in_(some))
        if stone is not None:
            raise UsedId(f"{stone.id} was withdrawn or merged; its id is not used again.")


def with_all_keys(state: State) -> State:
    """A state whose rows all have a key."""
    made = dict(state)
    parts = resource_of(state["id"]).part
    for name in state.keys() & parts.keys():
        field, rows = parts[name].field, state[name]
        if isinstance(field, Rows) and not all(row.get("key") for row in rows):
            made[name] = with_keys(field, rows)
    return made


def resource_of(target: str) -> Resource:
    """The resource that an id belongs to."""
    return RESOURCES[object_of(target) or ""]


class Batch:
    """The records of one write, put into their tables in the order of their foreign keys.

    `numbers` holds those of the records and of all that they refer to. `unnamed` are records that
    others are called by and that have a number but are not there yet; `stale` are the numbers of
    records whose search text is to be written anew when all that they refer to is there.
    """

    def __init__(
        self, revision: Unit, states: Mapping[str, State], numbers: dict[str, int], done: Written
    ) -> None:
        self.revision, self.states, self.numbers, self.done = revision, states, numbers, done
        self.labels: dict[str, str] = {}
        self.unnamed: set[str] = set()
        self.stale: set[int] = set()

    def save(self, present: Mapping[str, State]) -> None:
        """Write the records, their objects and their parts, and note what changed."""
        for target in self.done.added:
            self.revision.note(target, "add", None)
        for target in self.done.changed:
            self.revision.note(target, "change", present[target])
        self.save_records()
        added, changed = self.by_object(self.done.added), self.by_object(self.done.changed)
        touched = [each for each in in_key_order() if each.object in {*added, *changed}]
        for resource in touched:
            self.save_objects(resource, added[resource.object], changed[resource.object])
        for resource in touched:
            self.save_parts(resource, added[resource.object], changed[resource.object])
        self.save_search(present)

    def by_object(self, ids: Sequence[str]) -> defaultdict[str, list[State]]:
        """The states of some records by their object."""
        found: defaultdict[str, list[State]] = defaultdict(list)
        for target in ids:
            found[object_of(target) or ""].append(self.states[target])
        return found

    def label_of(self, target: str) -> str:
        """The label of a record, written now or before."""
        if target not in self.labels:
            if target in self.states:
                self.labels[target] = resource_of(target).label(self.states[target], self.label_of)
            else:
                self.labels[target] = self.label_before(target)
        return self.labels[target]

    def label_before(self, target: str) -> str:
        """The label of a record that is not written now; empty where it is still to come."""
        label = Record.select(Record.label).where(Record.id == target).scalar()
        if label is None:
            self.unnamed.add(target)
        return label or ""

    def head(self, target: str) -> tuple[Any, ...]:
        """The columns of the record itself, in the order of `HEAD`."""
        label, state = self.label_of(target), self.states[target]
        days: tuple[str | None, ...] = (None, None, None)
        for name in resource_of(target).dates:
            if state.get(name):
                days = days_of(state[name].value)
                break
        return (label, folded(label), *days, self.revision.number, self.revision.at)

    def save_records(self) -> None:
        """Write the rows that all records share."""
        fresh = [
            (self.numbers[target], target, object_of(target), self.revision.at, *self.head(target))
            for target in self.done.added
        ]
        insert_tuples(Record, ("number", "id", "object", "created_at", *HEAD), fresh)
        for target in self.done.changed:
            Record.update(**dict(zip(HEAD, self.head(target), strict=True))).where(
                Record.number == self.numbers[target]
            ).execute()

    def save_objects(
        self, resource: Resource, added: Sequence[State], changed: Sequence[State]
    ) -> None:
        """Write the rows of one object."""
        object_rows(resource.shape).insert(added, self.numbers)
        for state in changed:
            row = resource.shape.row(state, self.numbers.__getitem__)
            resource.model.update(**row).where(
                resource.model.record == self.numbers[state["id"]]
            ).execute()

    def save_parts(
        self, resource: Resource, added: Sequence[State], changed: Sequence[State]
    ) -> None:
        """Write the rows of the parts; those of a changed record are replaced."""
        replaced = [self.numbers[state["id"]] for state in changed]
        for part in resource.part.values():
            for some in slices(replaced):
                part.model.delete().where(part.model.owner.in_(some)).execute()
            part_rows(part).insert([*added, *changed], self.numbers)

    def save_search(self, present: Mapping[str, State]) -> None:
        """Write the search text of these records; note those whose name or hint follows them."""
        changed = {self.numbers[target]: target for target in self.done.changed}
        for some in slices(list(changed)):
            SearchText.delete().where(SearchText.record.in_(some)).execute()
        written = (self.states[target] for target in (*self.done.added, *self.done.changed))
        save_search(written, self.numbers, self.label_of, self.label_of)
        renamed = {
            number: self.label_of(target)
            for number, target in changed.items()
            if self.label_of(target) != present[target]["label"]
        }
        if renamed:
            self.stale |= follow_labels(renamed)


@cache
def in_key_order() -> tuple[Resource, ...]:
    """The collections, those that others refer to by their columns first."""
    order = {model: place for place, model in enumerate(tables())}
    return tuple(sorted(RESOURCES.values(), key=lambda each: order[each.model]))
