"""What a survivor takes over when another record becomes it: the rows that it lacks.

Its own columns stay. What the other said of itself in a column stays in the history, and with it
the evidence of that, unless both say the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from api.query.parts import Part, free_key, with_keys
from api.query.resource import Resource
from schemas.base import MAXIMUM_ROWS

from .constraints import once
from .revision import plain_state

State = dict[str, Any]
LONGEST_NAME = 300
NOT_INHERITED = ("evidence", "settled", "parts")


def with_inheritance(resource: Resource, kept: State, gone: State) -> State:
    """The survivor's plain state with the rows of the record that is gone; both as fetched.

    What the other was called becomes an alias, so that it is still found by it.
    """
    made, former = plain_state(kept), turned_to(kept["id"], gone["id"], plain_state(gone))
    renamed: dict[str, str] = {}
    for name, part in resource.part.items():
        if name in (*NOT_INHERITED, *resource.always):
            continue
        given = former.get(name, [])
        if name == "names" and resource.named:
            given = names_of(part, given, gone["label"], kept["label"])
        if part.shape is None:
            both = dict.fromkeys([*made.get(name, []), *given])
            made[name] = [each for each in both if each != kept["id"]][:MAXIMUM_ROWS]
            continue
        fresh = keyed(lacking(part, made.get(name, []), given, kept["id"]), made.get(name, []))
        for old, row in fresh:
            renamed[f"/{name}/{old}"] = f"/{name}/{row['key']}"
        made[name] = [*made.get(name, []), *(row for _, row in fresh)][:MAXIMUM_ROWS]
    follow_mediations(made, renamed)
    evidence = made.get("evidence", [])
    fresh = keyed(evidence_of(made, former, renamed), evidence)
    made["evidence"] = [*evidence, *(row for _, row in fresh)][:MAXIMUM_ROWS]
    return made


def turned_to(survivor: str, target: str, value: Any) -> Any:
    """A plain value with the survivor named where the record that is gone was."""
    if isinstance(value, dict):
        return {
            name: inner if name == "key" else turned_to(survivor, target, inner)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [turned_to(survivor, target, inner) for inner in value]
    return survivor if value == target else value


def names_of(part: Part, rows: Sequence[State], label: str, kept: str) -> list[State]:
    """The names that a record has to give: an official one is another's now; its label is one."""
    given = [{**row, "kind": "alias"} if row["kind"] == "official" else row for row in rows]
    if label not in (kept, *(row["text"] for row in rows)):
        given.append({"text": label[:LONGEST_NAME], "kind": "alias"})
    return with_keys(part.field, given)  # type: ignore[arg-type]


def lacking(
    part: Part, present: Sequence[State], given: Sequence[State], survivor: str
) -> list[State]:
    """Those of the given rows that say something new, and nothing of the survivor itself."""
    new: list[State] = []
    for row in given:
        of_itself = survivor in (row.get(name) for name in part.references)
        if not of_itself and not any(alike(part, row, other) for other in (*present, *new)):
            new.append(row)
    return new


def alike(part: Part, row: State, other: State) -> bool:
    """Whether two rows say the same: in all but their key, by name, or in a natural key."""
    if part.name == "names" and row["text"] == other["text"]:
        return True
    natural = [names for names in once(part) if names != ("key",)]
    if any(all(row.get(name) == other.get(name) for name in names) for names in natural):
        return True
    return {**row, "key": ""} == {**other, "key": ""}


def keyed(rows: Sequence[State], present: Sequence[State]) -> list[tuple[str, State]]:
    """Rows with a key that no present row has, each after the key that it had."""
    taken = {row["key"] for row in present}
    made = []
    for row in rows:
        key = free_key((row["key"], False), taken)
        taken.add(key)
        made.append((row["key"], {**row, "key": key}))
    return made


def follow_mediations(made: State, renamed: Mapping[str, str]) -> None:
    """Let positions towards a mediation name it by the key that it has now."""
    keys = {f"/positions/{row['key']}": row for row in made.get("positions", ())}
    for place in renamed.values():
        row = keys.get(place)
        if row and row.get("mediation"):
            now = renamed.get(f"/mediations/{row['mediation']}")
            row["mediation"] = now.split("/")[2] if now else row["mediation"]


def evidence_of(made: State, former: State, renamed: Mapping[str, str]) -> list[State]:
    """The evidence that the record which is gone has to give: of its rows that came along, of the
    record as a whole, and of columns in which both say the same."""
    found = []
    for row in former.get("evidence", ()):
        steps = row.get("field", "").split("/")
        start = "/".join(steps[:3])
        if len(steps) > 2 and start in renamed:
            found.append({**row, "field": "/".join([renamed[start], *steps[3:]])})
        elif len(steps) == 1 or (
            len(steps) == 2
            and not isinstance(former.get(steps[1]), list)
            and former.get(steps[1]) == made.get(steps[1])
        ):
            found.append(row)
    held = [{**row, "key": ""} for row in made.get("evidence", ())]
    return [row for row in found if {**row, "key": ""} not in held]
