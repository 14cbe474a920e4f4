"""What must hold within a record beyond the shape of its members: keys and evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from api.documents.pointers import ABSENT, resolve
from api.query.parts import Part
from api.query.resource import Resource
from api.query.shape import State
from api.resources import RESOURCES
from schemas.base import Rows, references
from schemas.objects import object_of

Told = Iterator[tuple[str, str]]


class Unfit(ValueError):
    """Records that cannot be written; `faults` are pairs of record and JSON Pointer, and text."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{where}: {told}" for where, told in faults))
        self.faults = faults


def refuse_unfit(states: Iterable[State]) -> None:
    """Raise Unfit with all that is wrong with some records."""
    faults = [
        (f"{state['id']}{pointer}", told) for state in states for pointer, told in own_faults(state)
    ]
    if faults:
        raise Unfit(faults)


def own_faults(state: State) -> Told:
    """What is wrong within one record beyond its shape, as JSON Pointer and text."""
    resource = RESOURCES[object_of(state["id"]) or ""]
    for name, part in resource.part.items():
        if name in state and len(state[name]) > 1:
            yield from part_faults(part, state[name])
    yield from self_references(resource, state)
    for row in state.get("evidence") or ():
        if row["field"] and not names_something(resource.schema.fields, state, row["field"]):
            yield f"/evidence/{row['key']}/field", f"{row['field']} names nothing in the record."
    for row in state.get("settled") or ():
        if row["field"] not in disputed(state):
            yield f"/settled/{row['key']}/field", f"no evidence disputes {row['field']}."
    if "mediations" in resource.part:
        yield from position_faults(state)


def self_references(resource: Resource, state: State) -> Told:
    """What refers to the record itself, and can only mean another; evidence may lie in it."""
    for pointer, other in references(resource.schema, state):
        if (
            other == state["id"]
            and not pointer.startswith("/evidence/")
            and "anchor" not in pointer
        ):
            yield pointer, "refers to the record itself."


def disputed(state: State) -> set[str]:
    """The fields of a record on which documents differ."""
    return {row["field"] for row in state.get("evidence") or () if row["stance"] == "disputes"}


def part_faults(part: Part, rows: Sequence[Any]) -> Told:
    """Rows that occur twice: by their key, or by a natural key of their table."""
    for names in once(part):
        seen: dict[tuple[Any, ...], str] = {}
        for row in rows:
            values = tuple([row.get(name) for name in names])
            if values in seen and None not in values:
                told = f"has the same {' and '.join(names)} as another row of {part.name}."
                yield f"/{part.name}/{row['key']}", told
            seen[values] = row["key"]


@cache
def once(part: Part) -> tuple[tuple[str, ...], ...]:
    """The members, alone or together, that no two rows of a part in one record share."""
    if part.shape is None:
        return ()
    natural = [fields for fields, unique in part.model._meta.indexes if unique]
    return (("key",), *(tuple(name for name in fields if name != "owner") for fields in natural))


def position_faults(state: State) -> Told:
    """Positions towards mediations that the record does not have."""
    for row in state.get("positions") or ():
        if row.get("mediation") and resolve(state, f"/mediations/{row['mediation']}") is ABSENT:
            told = f"{row['mediation']} is no mediation of the record."
            yield f"/positions/{row['key']}/mediation", told


def names_something(members: Mapping[str, Any], state: State, pointer: str) -> bool:
    """Whether a pointer names the record, a member of it, a row, or a member of a row."""
    steps = pointer.split("/")[1:]
    if len(steps) <= 1:
        return not steps or steps[0] in members
    row = resolve(state, "/" + "/".join(steps[:2]))
    if row is ABSENT or len(steps) > 3:
        return False
    part = members[steps[0]]
    return len(steps) == 2 or (isinstance(part, Rows) and steps[2] in part.inner.schema.fields)
