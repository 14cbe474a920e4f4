"""What differs between two plain states of a record, told so that people and programs can read it.

Members are named by JSON Pointers; rows by their key, references in a list by their id, as in
evidence. A date is one value.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Plain = Mapping[str, Any]
Entry = dict[str, Any]
NOTHING: Plain = {}


def difference(before: Plain | None, after: Plain | None) -> list[Entry]:
    """The entries that lead from one state to the next, in the order of the record's members.

    An entry has `op` (add, remove, replace, or move for rows in another order), `path`, and the
    values `from` and `to` where there are any. Of a record that came or went as a whole there is
    one entry with an empty path and no values: its state tells them.
    """
    if before is None or after is None:
        came = [{"op": "add", "path": ""}] if after is not None else []
        went = [{"op": "remove", "path": ""}] if before is not None else []
        return [*came, *went]
    return [
        entry
        for name in members(before, after)
        for entry in of_member(f"/{name}", name, before, after)
    ]


def changed_members(before: Plain | None, after: Plain | None) -> list[str]:
    """The names of the members that differ between two states."""
    one, other = before or NOTHING, after or NOTHING
    return [name for name in members(one, other) if one.get(name) != other.get(name)]


def members(before: Plain, after: Plain) -> list[str]:
    """The names of all members, those of the later state first."""
    return list(dict.fromkeys((*after, *before)))


def of_member(path: str, name: str, before: Plain, after: Plain) -> Iterator[Entry]:
    """The entries of one member of a record."""
    one, other = before.get(name, []), after.get(name, [])
    if isinstance(one, list) and isinstance(other, list):
        yield from of_list(path, one, other)
    else:
        yield from of_value(path, name, before, after)


def of_list(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Entry]:
    """The entries of a part: rows that went, came, changed, and that stand in another order."""
    one, other = by_name(before), by_name(after)
    for name, row in one.items():
        if name not in other:
            yield {"op": "remove", "path": f"{path}/{name}", "from": row}
    for name, row in other.items():
        if name not in one:
            yield {"op": "add", "path": f"{path}/{name}", "to": row}
        elif isinstance(row, Mapping):
            for member in members(one[name], row):
                yield from of_value(f"{path}/{name}/{member}", member, one[name], row)
    if [name for name in one if name in other] != [name for name in other if name in one]:
        yield {"op": "move", "path": path}


def by_name(rows: Sequence[Any]) -> dict[str, Any]:
    """Rows by their key, references by their id."""
    return {row["key"] if isinstance(row, Mapping) else row: row for row in rows}


def of_value(path: str, name: str, before: Plain, after: Plain) -> Iterator[Entry]:
    """The entry of a member that has one value, where it differs."""
    if name not in before:
        yield {"op": "add", "path": path, "to": after[name]}
    elif name not in after:
        yield {"op": "remove", "path": path, "from": before[name]}
    elif before[name] != after[name]:
        yield {"op": "replace", "path": path, "from": before[name], "to": after[name]}
