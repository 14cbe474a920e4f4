"""What a survivor takes over when another record becomes it: names and identifiers it lacks."""

from collections.abc import Sequence
from typing import Any

from api.query.parts import free_key
from api.query.resource import Resource
from schemas.base import MAXIMUM_ROWS

from .revision import plain_state

State = dict[str, Any]
LONGEST_NAME = 300
SAME = {"names": ("text",), "identifiers": ("scheme", "value")}


def with_inheritance(resource: Resource, kept: State, gone: State) -> State:
    """The survivor's plain state with the names and identifiers of the record that is gone.

    What the other was called becomes an alias, so that it is still found by it; the evidence of a
    name comes along. Both are fetched states.
    """
    made = plain_state(kept)
    former = plain_state(gone) | {"label": gone["label"]}
    renamed: dict[str, str] = {}
    for part, members in SAME.items():
        known = [kept["label"]] if part == "names" else []
        present = made.get(part, [])
        rows = lacking(present, offered(resource, part, former), members, known)
        fresh = keyed(rows[: MAXIMUM_ROWS - len(present)], present)
        if fresh:
            made[part] = [*present, *(row for _, row in fresh)]
        renamed |= {f"/{part}/{old}": f"/{part}/{row['key']}" for old, row in fresh}
    told = [row for row in former.get("evidence", ()) if row.get("field") in renamed]
    evidence = made.get("evidence", [])
    fresh = keyed([{**row, "field": renamed[row["field"]]} for row in told], evidence)
    if fresh:
        made["evidence"] = [*evidence, *(row for _, row in fresh)][:MAXIMUM_ROWS]
    return made


def offered(resource: Resource, part: str, gone: State) -> list[State]:
    """The rows that the record which is gone has to give; an official name is another's now."""
    rows = [dict(row) for row in gone.get(part, ())]
    if part != "names" or not resource.named:
        return rows
    for row in rows:
        row["kind"] = "alias" if row["kind"] == "official" else row["kind"]
    return [*rows, {"key": "former-label", "text": gone["label"][:LONGEST_NAME], "kind": "alias"}]


def lacking(
    present: Sequence[State], given: Sequence[State], members: Sequence[str], known: Sequence[str]
) -> list[State]:
    """Those of the given rows that say what no present row says in these members."""
    seen = {tuple(row[name] for name in members) for row in present} | {(each,) for each in known}
    new = []
    for row in given:
        values = tuple(row[name] for name in members)
        if values not in seen:
            seen.add(values)
            new.append(row)
    return new


def keyed(rows: Sequence[State], present: Sequence[State]) -> list[tuple[str, State]]:
    """Rows with a key that no present row has, each after the key that it had."""
    taken = {row["key"] for row in present}
    made = []
    for row in rows:
        key = free_key((row["key"], False), taken)
        taken.add(key)
        made.append((row["key"], {**row, "key": key}))
    return made
