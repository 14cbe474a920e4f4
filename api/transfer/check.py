"""Checking seeds: shape, references, ids, evidence, duplicates; all faults at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError

from api.documents.pointers import ABSENT, resolve
from api.query.shape import State
from api.resources import RESOURCES
from api.store import plain_state, with_all_keys
from schemas.base import References, Rows, references
from schemas.objects import BY_COLLECTION

from .files import GROUPED, Entry, Fault, Seeds, file_of, formatted

RETIRED_MEMBERS = {"id", "withdrawn", "merged_into", "reason"}


@dataclass
class Checked:
    """What the seeds say once they are checked: records, retirements, faults."""

    states: dict[str, State] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    merged: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def check(seeds: Seeds, *, form: bool = True) -> Checked:
    """Check everything that was read; `form` also asks that files are written in the one way."""
    checked = Checked(faults=list(seeds.faults))
    for entry in seeds.entries:
        read_entry(checked, entry)
    for name, times in Counter(entry.id for entry in seeds.entries if entry.id).items():
        if times > 1:
            where = ", ".join(sorted({entry.file for entry in seeds.entries if entry.id == name}))
            checked.faults.append(Fault(where, "/id", f"{name} stands {times} times."))
    for target, state in checked.states.items():
        file = checked.files[target]
        checked.faults += [
            Fault(file, f"{target}{member}", told) for member, told in state_faults(checked, state)
        ]
    checked.faults += unique_faults(checked)
    if form and not checked.faults:
        checked.faults += form_faults(seeds, checked)
    return checked


def read_entry(checked: Checked, entry: Entry) -> None:
    """Load one entry by the schema of its collection."""
    if {"withdrawn", "merged_into"} & set(entry.value):
        read_retired(checked, entry)
        return
    resource = RESOURCES[BY_COLLECTION[entry.collection].name]
    try:
        state = with_all_keys(dict(resource.schema.load(entry.value)))
    except ValidationError as error:
        checked.faults += [
            Fault(entry.file, f"{entry.id}{member}", told)
            for member, told in told_faults(error.messages)
        ]
        return
    state["object"] = resource.object
    checked.files[state["id"]] = entry.file
    checked.states[state["id"]] = state
    expected = file_of(
        entry.collection, entry.value if entry.collection != GROUPED else plain_state(state)
    )
    if entry.file != expected:
        checked.faults.append(Fault(entry.file, "/id", f"{state['id']} belongs into {expected}."))


def read_retired(checked: Checked, entry: Entry) -> None:
    """Read an entry that takes a record out."""
    value, object_type = entry.value, BY_COLLECTION[entry.collection]
    reason = value.get("withdrawn") or value.get("reason")
    wrong = sorted(set(value) - RETIRED_MEMBERS)
    if wrong:
        checked.faults.append(
            Fault(
                entry.file,
                f"/{wrong[0]}",
                "a retired record says id, withdrawn or merged_into, reason.",
            )
        )
    elif (
        not entry.id.startswith(f"{object_type.prefix}-")
        or not isinstance(reason, str)
        or not reason.strip()
    ):
        checked.faults.append(Fault(entry.file, "", "a retired record needs its id and a reason."))
    elif entry.file != f"{entry.collection}/{entry.id}.yml":
        checked.faults.append(
            Fault(entry.file, "/id", f"{entry.id} belongs into {entry.collection}/{entry.id}.yml.")
        )
    elif "merged_into" in value:
        checked.merged[entry.id] = (str(value["merged_into"]), reason)
    else:
        checked.withdrawn[entry.id] = reason


def told_faults(messages: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """The messages of a schema as pairs of JSON Pointer and text."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from told_faults(inner, pointer if name == "_schema" else f"{pointer}/{name}")
    elif isinstance(messages, list):
        for inner in messages:
            yield from told_faults(inner, pointer)
    else:
        yield pointer, str(messages)


def state_faults(checked: Checked, state: State) -> Iterator[tuple[str, str]]:
    """What is wrong with one record beside its shape: references, keys, evidence."""
    schema = RESOURCES[state["object"]].schema
    for pointer, target in references(schema, state):
        if target not in checked.states:
            yield pointer, f"refers to {target}, which no file holds."
    for name, member in schema.fields.items():
        if isinstance(member, Rows):
            counted = Counter(row["key"] for row in state.get(name) or ())
            yield from (
                (f"/{name}/{key}", f"the key stands {n} times.")
                for key, n in counted.items()
                if n > 1
            )
        elif isinstance(member, References):
            counted = Counter(state.get(name) or ())
            yield from (
                (f"/{name}/{key}", f"stands {n} times.") for key, n in counted.items() if n > 1
            )
    for row in state.get("evidence") or ():
        if not names_something(schema.fields, state, row["field"]):
            yield f"/evidence/{row['key']}/field", f"{row['field']} names nothing in the record."
    for row in state.get("positions") or ():
        if row.get("mediation") and resolve(state, f"/mediations/{row['mediation']}") is ABSENT:
            yield (
                f"/positions/{row['key']}/mediation",
                f"{row['mediation']} is no mediation of the record.",
            )


def names_something(members: Mapping[str, Any], state: State, pointer: str) -> bool:
    """Whether a pointer names a member of the record, a row, or a member of a row."""
    if not pointer:
        return True
    steps = pointer.split("/")[1:]
    if len(steps) == 1:
        return steps[0] in members
    row = resolve(state, "/" + "/".join(steps[:2]))
    return row is not ABSENT and (
        len(steps) == 2 or (isinstance(row, dict) and steps[2] in member_names(members, steps[0]))
    )


def member_names(members: Mapping[str, Any], part: str) -> set[str]:
    """The members of a part's rows."""
    field_of_part = members[part]
    return (
        set(field_of_part.row_schema._declared_fields) if isinstance(field_of_part, Rows) else set()
    )


def unique_faults(checked: Checked) -> Iterator[Fault]:
    """Natural keys that stand twice across records."""
    seen: dict[tuple[Any, ...], str] = {}
    for target, state in checked.states.items():
        for natural in natural_keys(state):
            if natural in seen:
                yield Fault(
                    checked.files[target], target, f"has the same {natural[0]} as {seen[natural]}."
                )
            seen[natural] = target


def natural_keys(state: State) -> Iterator[tuple[Any, ...]]:
    """What only one record may have."""
    if state["object"] == "document":
        yield "sha256", state["sha256"]
    if state["object"] == "mediator":
        yield (
            "party, person, conflict and process",
            *(state.get(name) for name in ("party", "person", "conflict", "process")),
        )
    for row in state.get("identifiers") or ():
        if row["match"] == "exact":
            yield "exact identifier", state["object"], row["scheme"], row["value"]


def form_faults(seeds: Seeds, checked: Checked) -> Iterator[Fault]:
    """Files that are not written in the one way."""
    for name, text in one_way(seeds, checked).items():
        if text != seeds.texts[name]:
            yield Fault(name, "", "is not written in the one way; flask seeds format writes it so.")


def one_way(seeds: Seeds, checked: Checked) -> dict[str, str]:
    """The files of checked seeds in the one way to write them."""
    by_file: dict[str, list[Mapping[str, Any]]] = {}
    for entry in seeds.entries:
        state = checked.states.get(entry.id)
        by_file.setdefault(entry.file, []).append(plain_state(state) if state else entry.value)
    return {name: formatted(name.partition("/")[0], values) for name, values in by_file.items()}
