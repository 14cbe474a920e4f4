"""Adding and changing records: what differs from the present is written, all else is left alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.models import Record, Tombstone, tables
from api.query.parts import with_keys
from api.query.reading import numbers_by_id, slices
from api.query.resource import Resource
from api.query.shape import State, day_of_order
from api.resources import READER, RESOURCES
from schemas.base import Rows, references
from schemas.folding import fold
from schemas.objects import object_of

from .constraints import refuse_unfit
from .labels import refresh_labels
from .revision import Unit, insert, plain_state, unit


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
    done = Written()
    for target, state in wanted.items():
        if target not in present:
            done.added.append(target)
        elif plain_state(state) != plain_state(present[target]):
            done.changed.append(target)
        else:
            done.unchanged.append(target)
    refuse_used(done.added)
    refuse_unfit(wanted[target] for target in (*done.added, *done.changed))
    if done.added or done.changed:
        done.revision = revision.number
        Batch(revision, wanted, numbers, done).save(present)
    return done


def refuse_used(ids: Sequence[str]) -> None:
    """Raise UsedId for the first id that has a tombstone."""
    for some in slices(ids):
        stone = Tombstone.get_or_none(Tombstone.id.in_(some))
        if stone is not None:
            raise UsedId(f"{stone.id} was withdrawn or merged; its id is not used again.")


def with_all_keys(state: State) -> State:
    """A state whose rows all have a key."""
    schema = resource_of(state["id"]).schema
    made = dict(state)
    for name, member in schema.fields.items():
        if isinstance(member, Rows) and state.get(name):
            made[name] = with_keys(member, state[name])
    return made


def resource_of(target: str) -> Resource:
    """The resource that an id belongs to."""
    return RESOURCES[object_of(target) or ""]


class Batch:
    """The records of one write, put into their tables in the order of their foreign keys."""

    def __init__(
        self, revision: Unit, states: Mapping[str, State], numbers: dict[str, int], done: Written
    ) -> None:
        self.revision, self.states, self.numbers, self.done = revision, states, numbers, done
        self.labels: dict[str, str] = {}

    def save(self, present: Mapping[str, State]) -> None:
        """Write the records, their objects and their parts, and note what changed."""
        for target in self.done.added:
            self.numbers[target] = self.revision.next_record()
            self.revision.note(target, "add", None)
        for target in self.done.changed:
            self.revision.note(target, "change", present[target])
        self.look_up_references()
        self.save_records()
        order = {model: place for place, model in enumerate(tables())}
        for resource in sorted(RESOURCES.values(), key=lambda each: order[each.model]):
            self.save_objects(resource)
        for resource in RESOURCES.values():
            self.save_parts(resource)
        refresh_labels(
            {self.numbers[target]: self.label_of(target) for target in self.done.changed}
        )

    def of(self, resource: Resource, ids: Sequence[str]) -> list[str]:
        """Those of the ids that belong to a resource."""
        return [target for target in ids if object_of(target) == resource.object]

    def look_up_references(self) -> None:
        """Learn the numbers of records that are referred to and not written now."""
        found = [
            (target, pointer, other)
            for target in (*self.done.added, *self.done.changed)
            for pointer, other in references(resource_of(target).schema, self.states[target])
        ]
        self.numbers |= numbers_by_id({other for _, _, other in found} - set(self.numbers))
        for target, pointer, other in found:
            if other not in self.numbers:
                raise DanglingReference(
                    f"{target}{pointer} refers to {other}, which does not exist."
                )

    def label_of(self, target: str) -> str:
        """The label of a record, written now or before."""
        if target not in self.labels:
            if target in self.states:
                self.labels[target] = resource_of(target).label(self.states[target], self.label_of)
            else:
                self.labels[target] = Record.get(Record.id == target).label
        return self.labels[target]

    def head(self, target: str) -> dict[str, Any]:
        """The columns of the record itself, but for those of its origin."""
        label = self.label_of(target)
        state = self.states[target]
        when = next((state[name] for name in resource_of(target).dates if state.get(name)), None)
        earliest, latest = when.bounds if when else (None, None)
        return {
            "label": label,
            "label_key": fold(label),
            "earliest": earliest,
            "latest": latest,
            "chronology": day_of_order(earliest, latest) if earliest and latest else None,
            "revision": self.revision.number,
            "updated_at": self.revision.at,
        }

    def save_records(self) -> None:
        """Write the rows that all records share."""
        fresh = [
            {
                "number": self.numbers[target],
                "id": target,
                "object": object_of(target),
                "created_at": self.revision.at,
                **self.head(target),
            }
            for target in self.done.added
        ]
        insert(Record, fresh)
        for target in self.done.changed:
            Record.update(**self.head(target)).where(
                Record.number == self.numbers[target]
            ).execute()

    def save_objects(self, resource: Resource) -> None:
        """Write the rows of one object."""
        fresh = [self.object_row(resource, target) for target in self.of(resource, self.done.added)]
        insert(resource.model, fresh)
        for target in self.of(resource, self.done.changed):
            row = self.object_row(resource, target)
            resource.model.update(**row).where(resource.model.record == row["record"]).execute()

    def object_row(self, resource: Resource, target: str) -> dict[str, Any]:
        """The columns of one object."""
        return {
            "record": self.numbers[target],
            **resource.shape.row(self.states[target], self.numbers.__getitem__),
        }

    def save_parts(self, resource: Resource) -> None:
        """Write the rows of the parts; those of a changed record are replaced."""
        changed = [self.numbers[target] for target in self.of(resource, self.done.changed)]
        written = [*self.of(resource, self.done.added), *self.of(resource, self.done.changed)]
        for name, part in resource.part.items():
            if changed:
                part.model.delete().where(part.model.owner.in_(changed)).execute()
            rows = [
                row
                for target in written
                for row in part.columns(
                    self.numbers[target],
                    self.states[target].get(name) or (),
                    self.numbers.__getitem__,
                )
            ]
            insert(part.model, rows)
