"""One step of a bulk load: so many lines of one file, checked as seeds are, and written."""

from typing import Any

from marshmallow import ValidationError

from api.models import Record, Tombstone
from api.query.resource import Resource
from api.query.shape import State
from api.resources import READER
from api.store import (
    Batch,
    compare,
    follow_labels,
    own_faults,
    with_all_keys,
)
from api.store.rows import insert_tuples
from schemas.base import references
from schemas.compiled import loader
from schemas.fields import is_id
from schemas.objects import object_of
from schemas.referring import ids_of

from .check import told_faults
from .hints import hint
from .lines import Step
from .placing import documents_of, orphans
from .underway import Bulk, no_such
from .unique import taken_keys

GONE = "was withdrawn or merged; its id is not used again."
PLACEHOLDER = (
    "number",
    "id",
    "object",
    "label",
    "label_key",
    "revision",
    "created_at",
    "updated_at",
)


class Intake:
    """One step: so many lines of one file, checked and written."""

    def __init__(self, bulk: Bulk, resource: Resource, file: str, step: Step) -> None:
        self.bulk, self.resource, self.file, self.step = bulk, resource, file, step
        self.states: dict[str, State] = {}
        self.lines: dict[str, int] = {}
        self.faulty: set[str] = set()
        self.doubtful: dict[str, State] = {}
        self.numbers: dict[str, int] = {}
        self.present: dict[str, int] = {}
        self.fresh: set[str] = set()

    def take(self) -> None:
        """Check and write all lines."""
        self.load()
        self.number()
        self.follow_references()
        self.refuse_taken_keys()
        self.refuse_misplaced()
        self.bulk.fail_softly()
        self.write()

    def fault(self, target: str, pointer: str, told: str) -> None:
        """Note a fault of a record, which is not written then."""
        if self.bulk.rules.by_position and target in self.states:
            pointer = by_position(self.states[target], pointer)
        self.bulk.faults.add(self.file, self.lines[target], pointer, told)
        self.faulty.add(target)

    def load(self) -> None:
        """Read the records, each by the schema and for itself."""
        load, note = loader(self.resource.schema), self.bulk.faults.add
        for line, value in self.step:
            try:
                state = load(value)
            except ValidationError as error:
                for pointer, told in told_faults(error.messages):
                    meant = hint(self.resource.schema, value, pointer)
                    note(self.file, line, pointer, told, *meant)
                self.set_aside(line, value.get("id"), error.valid_data)
                continue
            target = state["id"]
            if target in self.lines:
                note(self.file, line, "/id", f"{target} stands in line {self.lines[target]} too.")
                continue
            self.lines[target] = line
            self.states[target] = state = with_all_keys(state)
            for pointer, told in (*own_faults(state), *self.bulk.rules.further(state)):
                self.fault(target, pointer, told)

    def set_aside(self, line: int, target: Any, readable: Any) -> None:
        """Remember a record that cannot be read as a whole: others may refer to it.

        What it refers to and what it rests on is looked at all the same.
        """
        if not is_id(target) or object_of(target) != self.resource.object:
            return
        if target not in self.lines:
            self.lines[target] = line
            self.faulty.add(target)
            self.doubtful[target] = readable = {**readable, "id": target}
            for pointer, told in self.bulk.rules.further(readable):
                self.fault(target, pointer, told)

    def number(self) -> None:
        """Give each record its number: the one it has, the one promised, or the next."""
        there = self.bulk.numbers.present(self.lines)
        for target, number in there.items():
            if self.bulk.see(number):
                self.present[target] = number
            else:
                self.fault(target, "/id", f"{target} stands in these files twice.")
        self.fresh = self.lines.keys() - there.keys()
        if self.bulk.has_tombstones:
            stones = Tombstone.select(Tombstone.id).where(Tombstone.id.in_(list(self.fresh)))
            for (target,) in list(stones.tuples()):
                self.fault(target, "/id", f"{target} {GONE}")
        self.numbers = there | {
            target: self.bulk.numbers.arrive(target)
            for target in self.lines
            if target in self.fresh
        }

    def follow_references(self) -> None:
        """Learn the numbers of what the records refer to, be it there, in this step or to come."""
        ids = ids_of(self.resource.schema)
        read = self.states | self.doubtful
        named = {target: ids(state) for target, state in read.items()}
        wanted = {other for others in named.values() for other in others} - self.numbers.keys()
        self.numbers |= self.bulk.numbers.present(wanted)
        absent = wanted - self.numbers.keys()
        if absent:
            for target, others in named.items():
                if not absent.isdisjoint(others):
                    self.look_ahead(target, absent)

    def look_ahead(self, target: str, absent: set[str]) -> None:
        """Give numbers to what a record refers to and is to come; all else is a fault."""
        state = self.states.get(target) or self.doubtful[target]
        for pointer, other in references(self.resource.schema, state):
            if other in absent and object_of(other) in self.bulk.coming:
                numbers, line = self.bulk.numbers, self.lines[target]
                self.numbers[other] = numbers.promise(other, self.file, line, pointer)
                numbers.defer(self.resource, pointer)
            elif other in absent:
                self.fault(target, pointer, no_such(other))

    def refuse_taken_keys(self) -> None:
        """Note natural keys that another record has."""
        for target, told in taken_keys(self.states):
            self.fault(target, "", told)

    def refuse_misplaced(self) -> None:
        """Note spans that do not lie in the article of their document."""
        extents = self.bulk.extents
        for target, number in self.present.items():
            if target in self.states and "characters" in self.states[target]:
                for pointer, told in orphans(number, self.states[target]):
                    self.fault(target, pointer, told)
        for where, told in extents.arrive(self.states):
            self.bulk.faults.add(*where, told)
        extents.learn(documents_of(self.states.values()), self.numbers)
        for target, state in self.states.items():
            if extents.are_sure(state):
                continue
            for pointer, told in extents.faults(state, self.file, self.lines[target]):
                self.fault(target, pointer, told)

    def write(self) -> None:
        """Write what is right, and in the place of new records that are not, their id alone."""
        bulk = self.bulk
        right = {each: state for each, state in self.states.items() if each not in self.faulty}
        former = READER.full_states([self.present[each] for each in right if each in self.present])
        done = compare(right, former)
        batch = Batch(bulk.revision, right, self.numbers, done)
        batch.save(former)
        self.write_placeholders()
        bulk.revision.flush()
        bulk.unnamed |= batch.unnamed
        arrived = {self.numbers[each]: batch.label_of(each) for each in bulk.unnamed & right.keys()}
        bulk.stale |= batch.stale
        if arrived:
            bulk.stale |= follow_labels(arrived)
            bulk.unnamed -= right.keys()
        bulk.done.count(done)

    def write_placeholders(self) -> None:
        """Let others refer to records that are faulty, until all is taken back."""
        fresh = [each for each in self.faulty if each in self.fresh]
        if fresh:
            unit = self.bulk.revision
            unit.begin()
            rows = [
                (self.numbers[each], each, self.resource.object, each, each, unit.number, "", "")
                for each in fresh
            ]
            insert_tuples(Record, PLACEHOLDER, rows)


def by_position(state: State, pointer: str) -> str:
    """A JSON Pointer with a row named by its place in the place of its key."""
    steps = pointer.split("/")
    rows = state.get(steps[1]) if len(steps) > 2 else None
    if not isinstance(rows, list):
        return pointer
    keys = [row if isinstance(row, str) else row.get("key") for row in rows]
    if steps[2] in keys:
        steps[2] = str(keys.index(steps[2]))
    return "/".join(steps)
