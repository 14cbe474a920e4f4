"""Checking seeds: shape, references, ids, evidence, duplicates; all faults at once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError

from api.documents.verifying import misplaced, spans_of
from api.query.shape import State
from api.resources import RESOURCES
from api.store import own_faults, plain_state, with_all_keys
from schemas.base import plain, references
from schemas.compiled import loader
from schemas.objects import BY_COLLECTION, object_of

from .files import Entry, Fault, Seeds, file_of, formatted
from .retired import RETIRED, is_retired
from .unique import natural_keys

Told = tuple[str, str]


@dataclass
class Checked:
    """What the seeds say once they are checked: records, retirements, faults."""

    states: dict[str, State] = field(default_factory=dict)
    retired: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def check(seeds: Seeds, *, form: bool = True) -> Checked:
    """Check everything that was read; `form` also asks that files are written in the one way."""
    checked = Checked(faults=list(seeds.faults))
    for entry in seeds.entries:
        read_entry(checked, entry)
    checked.faults += repeated_ids(seeds)
    ids = {entry.id for entry in seeds.entries if not is_retired(entry.value)}
    for target, state in checked.states.items():
        for member, told in state_faults(state, ids, checked.states):
            checked.faults.append(Fault(checked.files[target], f"{target}{member}", told))
    checked.faults += unique_faults(checked)
    checked.faults += survivor_faults(checked, ids | checked.retired.keys())
    if form:
        checked.faults += form_faults(seeds, checked)
    return checked


def read_entry(checked: Checked, entry: Entry) -> None:
    """Load one entry by the schema of its collection, or as one that takes a record out."""
    resource = RESOURCES[BY_COLLECTION[entry.collection].name]
    retired = is_retired(entry.value)
    try:
        loaded = loader(RETIRED if retired else resource.schema)(entry.value)
    except ValidationError as error:
        for member, told in told_faults(error.messages):
            checked.faults.append(Fault(entry.file, f"{entry.id}{member}", told))
        return
    target = loaded["id"]
    checked.files[target] = entry.file
    expected = f"{entry.collection}/{target}.yml"
    if object_of(target) != resource.object:
        expected = f"the folder of the object that {target[:3]} stands for"
    elif retired:
        checked.retired[target] = loaded
    else:
        checked.states[target] = with_all_keys(loaded | {"object": resource.object})
        expected = file_of(entry.collection, plain_state(checked.states[target]))
    if entry.file != expected:
        checked.faults.append(Fault(entry.file, "/id", f"{target} belongs in {expected}."))


def told_faults(messages: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """The messages of a schema as pairs of JSON Pointer and text."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            step = str(name).replace("~", "~0").replace("/", "~1")
            yield from told_faults(inner, pointer if name == "_schema" else f"{pointer}/{step}")
    elif isinstance(messages, list):
        for inner in messages:
            yield from told_faults(inner, pointer)
    else:
        yield pointer, str(messages)


def state_faults(state: State, ids: set[str], states: Mapping[str, State]) -> Iterator[Told]:
    """What is wrong with one record beside its shape, as JSON Pointer and text."""
    for pointer, target in references(RESOURCES[state["object"]].schema, state):
        if target not in ids:
            yield pointer, f"refers to {target}, which no file holds."
    yield from own_faults(state)
    for span in spans_of(state):
        if span.document in states:
            yield from ((span.pointer, told) for told in misplaced(span, states[span.document]))


def repeated_ids(seeds: Seeds) -> Iterator[Fault]:
    """Ids that stand more than once."""
    counted = Counter(entry.id for entry in seeds.entries if entry.id)
    for name, times in counted.items():
        if times > 1:
            where = ", ".join(sorted({entry.file for entry in seeds.entries if entry.id == name}))
            yield Fault(where, "/id", f"{name} occurs {times} times.")


def unique_faults(checked: Checked) -> Iterator[Fault]:
    """Natural keys that two records have."""
    seen: dict[tuple[Any, ...], str] = {}
    for target, state in checked.states.items():
        for natural in natural_keys(state):
            if natural in seen:
                told = f"has the same {natural[0]} as {seen[natural]}."
                yield Fault(checked.files[target], target, told)
            seen[natural] = target


def survivor_faults(checked: Checked, ids: set[str]) -> Iterator[Fault]:
    """Records that were merged into one that is not there."""
    for target, value in checked.retired.items():
        survivor = value.get("merged_into")
        if survivor and survivor not in ids:
            told = f"{survivor} is no record of these files."
            yield Fault(checked.files[target], f"{target}/merged_into", told)


def form_faults(seeds: Seeds, checked: Checked) -> Iterator[Fault]:
    """Files that are not written in the one way."""
    for name, text in one_way(seeds, checked).items():
        if text != seeds.texts[name]:
            yield Fault(name, "", "is not written in the one way; flask seeds format writes it so.")


def one_way(seeds: Seeds, checked: Checked) -> dict[str, str]:
    """The files of which every entry could be loaded, in the one way to write them."""
    by_file: dict[str, list[Mapping[str, Any]]] = {}
    loaded = {*checked.states, *checked.retired}
    unread = {
        entry.file
        for entry in seeds.entries
        if entry.id not in loaded or checked.files[entry.id] != entry.file
    }
    for entry in seeds.entries:
        if entry.file in unread:
            continue
        retired = checked.retired.get(entry.id)
        value = plain(RETIRED, retired) if retired else plain_state(checked.states[entry.id])
        by_file.setdefault(entry.file, []).append(value)
    return {name: formatted(name.partition("/")[0], values) for name, values in by_file.items()}
