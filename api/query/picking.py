"""Showing some members of a record only: what `fields` names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

ALWAYS = ("id", "object")
Record = dict[str, Any]


def picker(paths: Sequence[tuple[str, ...]]) -> Callable[[Record], Record]:
    """What leaves of a record the members that some paths name, in the order of the record.

    A path of two steps leaves of a date, a reference or the rows of a part only what it names.
    """
    if not paths:
        return lambda record: record
    whole = {path[0] for path in paths if len(path) == 1} | set(ALWAYS)
    inner: dict[str, set[str]] = {}
    for name, *below in paths:
        if below and name not in whole:
            inner.setdefault(name, set()).update(below)
    return lambda record: {
        name: value if name in whole else some_of(value, inner[name])
        for name, value in record.items()
        if name in whole or name in inner
    }


def some_of(value: Any, names: set[str]) -> Any:
    """Some members of a date or reference, or of each row of a part; a reference keeps its id."""
    if isinstance(value, Mapping):
        wanted = names.union(ALWAYS) if "object" in value else names
        return {name: inner for name, inner in value.items() if name in wanted}
    return [some_of(row, names) for row in value] if isinstance(value, list) else value
