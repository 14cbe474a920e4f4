"""Taking one change back out of a state that may have changed since: row by row, member by member.

All states are plain. What others changed since the change stays as they left it.
"""

from collections.abc import Mapping
from typing import Any

State = dict[str, Any]
Keyed = dict[str, State]


def without_change(before: State, after: State, now: State) -> State:
    """The present state with what led from `before` to `after` taken back.

    Where a member or row still is as that change left it, it becomes what it was before.
    """
    made = {}
    for name in [*before, *(each for each in (*after, *now) if each not in before)]:
        value = value_without_change(before.get(name), after.get(name), now.get(name))
        if value not in (None, []):
            made[name] = value
    return made


def value_without_change(old: Any, left: Any, present: Any) -> Any:
    """One member with a change taken back."""
    if present == left:
        return old
    lists = [each for each in (old, left, present) if each is not None]
    if not all(isinstance(each, list) for each in lists):
        return present
    if any(isinstance(row, Mapping) for rows in lists for row in rows):
        return rows_without_change(*(by_key(each or []) for each in (old, left, present)))
    old, left, present = (each or [] for each in (old, left, present))
    kept = [each for each in present if each in old or each not in left]
    return [*kept, *(each for each in old if each not in left and each not in kept)]


def rows_without_change(old: Keyed, left: Keyed, present: Keyed) -> list[State]:
    """The present rows with a change taken back; those that it removed stand where they stood."""
    made = []
    for key in [*old, *(each for each in present if each not in old)]:
        if key not in present:
            row = old[key] if key not in left else None
        elif key in old and key in left:
            row = without_change(old[key], left[key], present[key])
        else:
            row = None if present[key] == left.get(key) else present[key]
        if row is not None:
            made.append(row)
    return made


def by_key(rows: list[State]) -> Keyed:
    """Rows by their key."""
    return {row["key"]: row for row in rows}
