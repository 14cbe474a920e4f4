"""Taking in records that come in one request: one or thousands, through all checks, as they come.

Lines may stand in any order and refer to each other. A part that a line leaves out stays as it is
where the record is there: what an answer shows without it can be sent back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from peewee import IntegrityError

from api.documents.pointers import resolve
from api.history.states import state_at
from api.query.reading import numbers_by_id
from api.query.resource import Resource
from api.query.shape import State
from api.resources import READER, RESOURCES
from api.store import (
    DanglingReference,
    NoSuchRecord,
    NotMergeable,
    NotRestorable,
    Referred,
    Unfit,
    Unit,
    followed,
    plain_state,
)
from schemas.fields import is_id
from schemas.objects import OBJECTS, object_of

from .bulk import BadImport
from .intake import Intake
from .lines import LINES_A_STEP, ORDER, Faults, Step
from .underway import Bulk, Imported, Rules

NEEDED = (
    "A record needs evidence: document, start, end and sha256 of the words that it rests on. "
    "For one that has none, say why in the parameter without_evidence."
)
OUTLIVED = (
    "has another value now than when it was settled. Give a new reason, or take the row away."
)
REFUSALS = (
    BadImport,
    DanglingReference,
    IntegrityError,
    NoSuchRecord,
    NotMergeable,
    NotRestorable,
    Referred,
    Unfit,
)
"""What a curator's write may be refused for, by whatever way it came."""
Line = tuple[int, dict[str, Any]]
Plain = dict[str, Any]


class NeverThere(ValueError):
    """A state to go back to in which the record was not there; its text says which."""


def revert_in(revision: Unit, target: str, number: int) -> None:
    """Let a live record be as it was right after a revision, through all checks.

    What it referred to and was merged since is named by its survivor. Raises NeverThere, and
    BadImport with what is wrong today.
    """
    former = state_at(target, number)
    if former is None:
        told = f"There was no {target} in revision {number}; its history tells what there was."
        raise NeverThere(told)
    revision.why += f" (As it was in revision {number}.)"
    resource = RESOURCES[object_of(target) or ""]
    Taking(revision, Faults(), bare=True).take([(0, emptied(resource, followed(former)))])


def emptied(resource: Resource, plain: Plain) -> Plain:
    """A plain state whose parts are all told, those without rows as empty: none is kept."""
    return {**{name: [] for name in resource.part}, **plain}


class Taking:
    """Taking in the records of one request within a revision.

    A record that is new, or had evidence, needs some, unless it is said why it has none (`bare`).
    """

    def __init__(self, revision: Unit, faults: Faults, *, bare: bool) -> None:
        self.revision, self.faults, self.bare = revision, faults, bare
        self.without_evidence: set[str] = set()
        self.settled: dict[str, State] = {}

    def take(self, lines: Iterable[Line]) -> Imported:
        """Take in records; raises BadImport with what is wrong, `faults` with it.

        The caller's transaction must then end without being written.
        """
        grouped = by_object(lines, self.faults)
        done = Imported()
        rules = Rules(self.faults_beside, by_position=True)
        bulk = Bulk(self.revision, self.faults, set(grouped), done, rules)
        for name in ORDER:
            resource, some = RESOURCES[name], grouped.get(name, [])
            for start in range(0, len(some), LINES_A_STEP):
                step = list(self.completed(resource, some[start : start + LINES_A_STEP]))
                Intake(bulk, resource, "", step).take()
            bulk.end(name)
        bulk.finish()
        if self.faults.number:
            raise BadImport(self.faults)
        return done

    def completed(self, resource: Resource, step: Sequence[Line]) -> Iterator[Line]:
        """Lines with the parts that they leave out, as the records that are there have them."""
        ids = (value["id"] for _, value in step)
        numbers = numbers_by_id(each for each in ids if is_id(each))
        present = READER.full_states(numbers.values())
        self.without_evidence |= {
            target for target, state in present.items() if not has_evidence(resource, state)
        }
        self.settled |= {target: state for target, state in present.items() if state["settled"]}
        for number, value in step:
            state = present.get(value["id"])
            yield number, with_parts(resource, value, plain_state(state)) if state else value

    def faults_beside(self, state: State) -> Iterator[tuple[str, str]]:
        """What is wrong with a record beside what always holds."""
        yield from self.lacking(state)
        if state["id"] in self.settled and "settled" in state:
            yield from outlived(plain_state(self.settled[state["id"]]), plain_state(state))

    def lacking(self, state: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What is wrong with a record that has no evidence."""
        resource = RESOURCES[object_of(state["id"]) or ""]
        if self.bare or state["id"] in self.without_evidence or has_evidence(resource, state):
            return
        yield "/evidence", NEEDED


def outlived(former: Plain, now: Plain) -> Iterator[tuple[str, str]]:
    """Disputes that were settled for another value than the record carries now."""
    reasons = {row["field"]: row["reason"] for row in former["settled"]}
    for row in now.get("settled", ()):
        field = row["field"]
        same = reasons.get(field) == row["reason"]
        if same and told_at(former, field) != told_at(now, field):
            yield f"/settled/{row['key']}", f"{field} {OUTLIVED}"


def told_at(plain: Plain, pointer: str) -> Any:
    """What a plain record tells at a JSON Pointer; of a date when it was, not how it is known."""
    value = resolve(plain, pointer)
    return value.get("value", value) if isinstance(value, dict) else value


def has_evidence(resource: Resource, state: Mapping[str, Any]) -> bool:
    """Whether a record rests on something: evidence, or spans that are evidence themselves."""
    return any(state.get(part) for part in ("evidence", *resource.standing))


def by_object(lines: Iterable[Line], faults: Faults) -> dict[str, Step]:
    """The lines of each object; one whose id tells no object is a fault."""
    found: dict[str, Step] = {}
    for number, value in lines:
        name = object_of(value["id"]) if isinstance(value.get("id"), str) else None
        if name is None:
            known = ", ".join(f"{kind.prefix}-" for kind in OBJECTS.values())
            faults.add("", number, "/id", f"Must be an id; ids begin with one of {known}.")
        else:
            found.setdefault(name, []).append((number, value))
    return found


def with_parts(resource: Resource, value: Plain, present: Mapping[str, Any]) -> Plain:
    """A record as it was sent, with the parts that it leaves out and answers show only if asked."""
    kept = {
        name: present[name]
        for name in resource.part
        if name not in value and name not in resource.always and name in present
    }
    return {**value, **kept}
