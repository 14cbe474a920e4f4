"""What must hold beyond the shape of one member: references, keys, evidence, natural keys."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from api.documents.pointers import ABSENT, resolve
from api.query.parts import Part
from api.query.shape import State
from api.resources import RESOURCES
from schemas.base import Rows, references

Told = Iterator[tuple[str, str]]


def state_faults(state: State, ids: set[str]) -> Told:
    """What is wrong with one record, as JSON Pointer and text; `ids` are all records there are."""
    resource = RESOURCES[state["object"]]
    for pointer, target in references(resource.schema, state):
        if target not in ids:
            yield pointer, f"refers to {target}, which no file holds."
    for part in resource.part.values():
        yield from part_faults(part, state.get(part.name) or [])
    for row in state.get("evidence") or ():
        if not names_something(resource.schema.fields, state, row["field"]):
            yield f"/evidence/{row['key']}/field", f"{row['field']} names nothing in the record."
    if "mediations" in resource.part:
        yield from position_faults(state)


def part_faults(part: Part, rows: list[Any]) -> Told:
    """Rows or references that stand twice: by their key, or by a natural key of their table."""
    if part.shape is None:
        for target, times in Counter(rows).items():
            if times > 1:
                yield f"/{part.name}/{target}", f"stands {times} times."
        return
    natural = [fields for fields, unique in part.model._meta.indexes if unique]
    for fields in (("owner", "key"), *natural):
        names = [name for name in fields if name != "owner"]
        seen: dict[tuple[Any, ...], str] = {}
        for row in rows:
            values = tuple(row.get(name) for name in names)
            if values in seen and None not in values:
                told = f"has the same {' and '.join(names)} as another row of {part.name}."
                yield f"/{part.name}/{row['key']}", told
            seen[values] = row["key"]


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


def natural_keys(state: State) -> Iterator[tuple[Any, ...]]:
    """What only one record may have."""
    if state["object"] == "document":
        yield "sha256", state["sha256"]
    if state["object"] == "mediator":
        names = ("party", "person", "conflict", "process")
        yield "party, person, conflict and process", *(state.get(name) for name in names)
    for row in state.get("identifiers") or ():
        if row["match"] == "exact":
            yield "exact identifier", state["object"], row["scheme"], row["value"]
